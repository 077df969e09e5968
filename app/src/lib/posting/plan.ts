/** From a draft to what the program is asked for: terms, panels, money. Pure, given the client. */
import type { Chain } from '../chain/door.ts';
import type { ConfigAccount, PanelSpec, TaskTerms } from '@tagger/client';
import { text } from '../text/index.ts';
import type { DraftData, Step } from './data.ts';
import { kindOf, type Item } from './item.ts';
import { toolProblems } from './tools.ts';

const said = text.post.problems;
const DAY = 86_400;
const PERCENT = 100;
/** From so many known items a class on it says something about how common each class is. */
const KNOWN_A_CLASS = 20;
/** Items of one review, as the program has it. */
const MOST_JUDGED = 256;

export interface Known {
  /** Code of the label by number of the item. */
  labels: Map<number, number>;
  /** Known labels that are no class, each once. */
  strange: string[];
}

/** Answers are more than a label. */
export const isPayload = ({ tools }: Pick<DraftData, 'tools'>): boolean => tools.length > 0;

export function knownOf(data: DraftData, items: readonly Item[]): Known {
  // Nobody can compare such answers with a known one: validators judge them.
  if (isPayload(data)) return { labels: new Map(), strange: [] };
  const shown = new Set(data.practice.map(({ at }) => at));
  const codes = new Map(data.labels.map(({ name }, code) => [name, code]));
  const labels = new Map<number, number>();
  const strange = new Set<string>();
  items.forEach(({ known }, at) => {
    const label = shown.has(at) ? undefined : (data.hand[at] ?? known);
    if (label === undefined) return;
    const code = codes.get(label);
    if (code === undefined) strange.add(label);
    else labels.set(at, code);
  });
  return { labels, strange: [...strange] };
}

/** Base units of an amount people wrote; undefined where it is none. */
export function baseOf(amount: string): bigint | undefined {
  const [, whole, part = ''] = /^(\d{1,12})(?:[.](\d{0,6}))?$/.exec(amount.trim()) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
}

export const seatsOf = ({ method, first, step, max, tools }: DraftData) =>
  isPayload({ tools })
    ? { first: 1, step: 0, max: 1 }
    : method === 'weighted' && max > first
      ? { first, step: Math.max(1, step), max }
      : { first, step: 0, max: first };

export interface Plan {
  terms: TaskTerms;
  known: Known;
  /** Numbers of the items that are bought. */
  ask: number[];
  panels: PanelSpec[];
  cut: { batch: number; goldPerBatch: number };
  /** Base units: the most it can cost, fees included; and with one wave only. */
  most: bigint;
  oneWave: bigint;
  /** Seconds it runs. */
  life: bigint;
}

export function planOf(
  { client }: Pick<Chain, 'client'>,
  { params }: ConfigAccount,
  data: DraftData,
  items: readonly Item[],
): Plan {
  const { METHOD, DOMAIN, CLAIM_MODE, REVIEWS, NO_REVIEWS } = client;
  const known = knownOf(data, items);
  const shown = new Set(data.practice.map(({ at }) => at));
  const ask = items.map((_, at) => at).filter((at) => !known.labels.has(at) && !shown.has(at));
  const seats = seatsOf(data);
  const cut = { batch: data.batch, goldPerBatch: data.goldPerBatch };
  const panels = client.panelsOf(ask.length, known.labels.size, cut, seats);
  const classes = data.labels.length;
  const weighted = data.method === 'weighted';
  const counts = data.labels.map((_, code) => [...known.labels.values()].filter((one) => one === code).length);
  const audited = data.reviewSeats > 0 && data.audit > 0;
  const [last] = panels.slice(-1);
  const terms: TaskTerms = {
    price: baseOf(data.price) ?? 0n,
    bond: baseOf(data.bond) ?? 0n,
    itemCount: last === undefined ? 0 : last.firstItem + last.items,
    ...{ holdSecs: 3_600, commitSecs: DAY, revealSecs: DAY / 2, goldSecs: DAY / 2 },
    classes,
    bits: client.bitsFor(Math.max(2, classes), classes > 2),
    tauBps: Math.round(data.sure * PERCENT),
    method: weighted ? METHOD.weighted : METHOD.majority,
    claimMode: data.assigned ? CLAIM_MODE.assigned : CLAIM_MODE.selfChosen,
    seatsLimit: seats.max,
    domain: DOMAIN[data.domain],
    requiredLevel: data.level,
    ...(data.reviewSeats > 0
      ? {
          ...REVIEWS,
          reviewSeats: data.reviewSeats,
          reviewFee: baseOf(data.reviewFee) ?? 0n,
          auditBps: audited ? Math.round(data.audit * PERCENT) : 0,
          auditItems: audited ? Math.min(16, data.batch) : 0,
        }
      : NO_REVIEWS),
    ...(weighted && known.labels.size >= KNOWN_A_CLASS * classes && { prior: client.priorCosts(counts) }),
  };
  if (isPayload(data)) Object.assign(terms, payloadTerms(client, data));
  const cost = (list: readonly PanelSpec[]): bigint => client.setAside(list, terms, params.feeBps, data.private);
  const first = panels.map((spec) => ({ ...spec, seatsMax: spec.seatsFirst }));
  const life = BigInt(Math.round(data.hours * 3_600));
  return { terms, known, ask, panels, cut, life, most: cost(panels), oneWave: cost(first) };
}

/** One annotator a panel, and validators who look at every item of it. */
function payloadTerms({ PAYLOAD }: Chain['client'], data: DraftData): Partial<TaskTerms> {
  const { reviewSeats, reviewFee, batch } = data;
  return {
    ...PAYLOAD,
    reviewSeats: Math.max(PAYLOAD.reviewSeats, reviewSeats),
    reviewFee: baseOf(reviewFee) ?? 0n,
    auditItems: Math.min(MOST_JUDGED, Math.max(1, batch)),
  };
}

/** What has to be mended before the task can be opened, by step. */
export function problemsOf(
  data: DraftData,
  items: readonly Item[],
  found: readonly string[] = [],
): Record<Step, string[]> {
  const { labels, strange } = knownOf(data, items);
  const names = data.labels.map(({ name }) => name.trim());
  const none = (bad: boolean, why: string): string[] => (bad ? [why] : []);
  const base = (amount: string): bigint => baseOf(amount) ?? -1n;
  const between = (value: number, low: number, high: number): boolean =>
    Number.isInteger(value) && value >= low && value <= high;
  const seats = seatsOf(data);
  const payload = isPayload(data);
  const most = data.method === 'weighted' && !payload ? 16 : 255;
  const least = payload ? 0 : 2;
  return {
    items: [...none(items.length === 0, said.noItems), ...found],
    labels: [
      ...none(names.length < least, said.twoLabels),
      ...(payload ? toolProblems(data, kindOf(items)) : []),
      ...none(names.length > most, said.manyLabels(most)),
      ...none(
        names.some((name) => name === ''),
        said.emptyLabel,
      ),
      ...none(new Set(names).size < names.length, said.sameLabel),
    ],
    rules: [
      ...none(data.title.trim() === '', said.noTitle),
      ...none(data.instructions.trim() === '', said.noInstructions),
      ...none(!(data.seconds > 0), said.noSeconds),
    ],
    known: [
      ...none(strange.length > 0, said.strange(strange.slice(0, 5).join(', '))),
      ...none(items.length > 0 && labels.size + data.practice.length >= items.length, said.allKnown),
      ...data.practice.flatMap(({ answer }, at) => none(Object.keys(answer).length === 0, said.practice(at + 1))),
    ],
    price: [
      ...none(base(data.price) <= 0n, said.price),
      ...none(base(data.bond) < 0n, said.bond),
      ...none(!between(seats.first, 1, 16) || !between(seats.max, seats.first, 16), said.seats),
      ...none(
        !between(data.batch, 1, payload ? MOST_JUDGED : 1_000) || !between(data.goldPerBatch, 0, 200),
        said.batch,
      ),
      ...none(!payload && (data.batch + data.goldPerBatch) * seats.max > 6_144 && names.length > 2, said.wide),
      ...none(!(data.hours >= 1 && data.hours <= 8_760), said.hours),
      ...none(data.contributors + data.validators > PERCENT, said.shares),
    ],
    preview: [],
    fund: [],
  };
}
