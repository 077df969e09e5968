/** From a form to one change, refused by a sentence before anything is signed. */
import type { Change, Domain } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import { text } from '../text/index.ts';
import { parsed, PARAMS, RULES, valuesOf, withValues, wrongParams, wrongRules, wrongValue } from './parameters.ts';
import type { Present } from './state.ts';

export type Kind = 'params' | 'rules' | 'append' | 'retire' | 'pause';

export interface Form {
  kind: Kind;
  /** Of parameters and rules. */
  rows: { field: string; value: string }[];
  name: string;
  /** Place of the domain to retire. */
  domain: number;
  entries: string[];
  hours: string;
}

export interface Refused {
  /** Row the sentence is about; `undefined` for the whole. */
  row?: number;
  why: string;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,14}[a-z0-9])?$/;
const HOUR = 3_600;

/** The change a form asks for, or why it would be refused. */
export function changeOf({ client }: Chain, form: Form, present: Present): Change | Refused {
  const { wrong } = text.govern;
  switch (form.kind) {
    case 'params':
    case 'rules':
      return settings(client, form, present);
    case 'append': {
      const name = form.name.trim();
      if (!NAME.test(name)) return { why: wrong.domain };
      if (present.domains.some((domain) => domain.name === name)) return { why: wrong.domainExists };
      return present.domains.length >= client.MAX_DOMAINS
        ? { why: wrong.domainsFull }
        : client.domainAppendChange(name);
    }
    case 'retire': {
      const live = present.domains.filter(({ retired }: Domain) => !retired);
      return live.length < 2 ? { why: wrong.lastDomain } : client.domainRetireChange(form.domain);
    }
    default: {
      const pause = pauseOf({ client }, form, present);
      return 'why' in pause ? pause : client.pauseChange(pause.entries, pause.seconds);
    }
  }
}

/** Bits of `PAUSE` and seconds, or why the program would refuse them. */
export function pauseOf(
  { client }: Pick<Chain, 'client'>,
  form: Pick<Form, 'entries' | 'hours'>,
  { config }: Pick<Present, 'config'>,
): { entries: number; seconds: number } | Refused {
  const { wrong } = text.govern;
  const entries = form.entries.reduce((sum, entry) => sum | (client.PAUSE[entry as keyof typeof client.PAUSE] ?? 0), 0);
  const seconds = /^\d{1,4}$/.test(form.hours.trim()) ? Number(form.hours) * HOUR : 0;
  if (entries === 0) return { why: wrong.noEntries };
  const { maxPauseSecs } = config.params;
  return seconds === 0 || seconds > maxPauseSecs
    ? { why: wrong.hours(`${Math.floor(maxPauseSecs / HOUR)} hours`) }
    : { entries, seconds };
}

function settings(client: Chain['client'], { kind, rows }: Form, present: Present): Change | Refused {
  const { wrong } = text.govern;
  const [specs, set] =
    kind === 'params' ? [PARAMS, present.config.params] : ([RULES, present.governance.params] as const);
  const before = valuesOf(set);
  const values = { ...before };
  for (const [row, { field, value }] of rows.entries()) {
    const spec = specs.find((one) => one.field === field);
    if (spec === undefined) return { row, why: wrong.none };
    if (rows.findIndex((other) => other.field === field) < row) return { row, why: wrong.twice };
    const after = parsed(spec.unit, value);
    const why = wrongValue(spec, before[field] ?? 0n, after);
    if (why !== undefined || after === undefined) return { row, why: why ?? wrong.number };
    values[field] = after;
  }
  if (rows.length === 0) return { why: wrong.none };
  const why = kind === 'params' ? wrongParams(values) : wrongRules(values, present.votesToday);
  if (why !== undefined) return { why };
  return kind === 'params'
    ? client.paramsChange(withValues(present.config.params, values))
    : client.governanceChange(withValues(present.governance.params, values));
}
