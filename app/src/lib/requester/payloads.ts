/** Payload answers of a task as its requester reads them: decrypted with his key, checked against the rules, and as files. */
import { TaggerClientError, VERDICT } from '@tagger/client';
import {
  labelStudioConfig,
  toCoco,
  toConll,
  toLabelStudio,
  toVoc,
  toYolo,
  type LabelSet,
} from '@tagger/client/exports';
import { deliveryKey } from '@tagger/client/keys';
import { readerKeyOf, readSharedPayload } from '@tagger/client/payload';
import { decodeAnswers, modalityIn, type AnsweredItem, type Rules } from '@tagger/client/published';
import type { Chain } from '../chain/door.ts';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import type { Download } from './download.ts';
import type { PanelRow, Watched } from './watch.ts';

export type Judged = 'waiting' | 'accepted' | 'fixed' | 'rejected' | 'invalid';

export interface PayloadRow {
  /** Place in the task, and what the requester calls it. */
  place: number;
  name: string;
  annotator: string | undefined;
  judged: Judged;
  answer: AnsweredItem;
}

export interface ReadPayloads {
  rows: PayloadRow[];
  /** Panels nobody shared a key of yet. */
  sealed: number;
  /** Why others could not be read, as sentences. */
  troubles: string[];
}

const VERDICTS: Record<number, Judged> = {
  [VERDICT.accept]: 'accepted',
  [VERDICT.minorFix]: 'fixed',
  [VERDICT.reject]: 'rejected',
  [VERDICT.invalidItem]: 'invalid',
};

/** How many panels wait to be read. */
export const payloadPanels = ({ panels }: Pick<Watched, 'panels'>): PanelRow[] =>
  panels.filter(({ seats }) => seats.some(({ payload }) => payload !== undefined));

/** Everything that can be read. Throws `OtherKey` where the rules name another key than the wallet's, and what the vault throws. */
export async function readPayloads(chain: Chain, vault: VaultState, watched: Watched): Promise<ReadPayloads> {
  const { rules, task } = watched;
  if (rules === undefined) throw new Error(text.myTasks.payload.noRules);
  const identity = await vault.identity();
  const key = deliveryKey(identity);
  if (!readerKeyOf(rules).every((byte, at) => byte === key[at]))
    throw new TaggerClientError('OtherKey', text.myTasks.payload.otherKey);
  const self = { wallet: task.requester, key };
  const found: ReadPayloads = { rows: [], sealed: 0, troubles: [] };
  for (const panel of payloadPanels(watched))
    for (const { payload, wallet } of panel.seats) {
      if (payload === undefined) continue;
      const posters = wallet === undefined ? [] : [new chain.PublicKey(wallet)];
      const place = { page: panel.address, panel: panel.number, posters };
      try {
        const { plain } = await readSharedPayload(chain.storage, place, payload, { self, identity, requester: self });
        found.rows.push(...rowsOf(plain, rules, panel, wallet, watched));
      } catch (error) {
        if ((error as Error).name === 'NoKeys') found.sealed += 1;
        else found.troubles.push(sentence(error));
      }
    }
  return found;
}

function rowsOf(
  plain: Uint8Array,
  rules: Rules,
  panel: PanelRow,
  annotator: string | undefined,
  { items, notes }: Watched,
): PayloadRow[] {
  const own = items?.slice(panel.firstItem, panel.firstItem + panel.items);
  return decodeAnswers(plain, rules, panel, own).items.map((answer, at) => {
    const place = panel.firstItem + at;
    const item = items?.[place];
    const label = panel.labels?.[at];
    return {
      place,
      name: notes?.names[place] ?? (typeof item === 'object' ? item.sha256 : `item ${place + 1}`),
      annotator,
      judged: label === undefined ? 'waiting' : (VERDICTS[label] ?? 'waiting'),
      answer,
    };
  });
}

export const PAYLOAD_FORMATS = ['json', 'coco', 'yolo', 'voc', 'conll', 'labelStudio'] as const;
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number];

/** What no format but our own has room for. */
const OWN = ['points', 'regions', 'rating', 'preferred', 'fields'] as const;

/** The set other formats are made of: skipped items are left out, items of one name told apart by their place. */
function setOf(rows: readonly PayloadRow[], { rules, items }: Watched): LabelSet {
  const seen = new Set<string>();
  const answered = rows.filter(({ answer }) => answer.skipped === undefined);
  return {
    classes: [...(rules?.classes ?? [])],
    items: answered.map(({ name, place, answer }) => {
      const id = seen.has(name) ? `${name}-${place}` : name;
      seen.add(id);
      const item = items?.[place];
      const file = typeof item === 'object' ? item : undefined;
      return {
        ...(file?.width !== undefined && { width: file.width, height: file.height }),
        ...(typeof item === 'string' && { text: item }),
        ...answer,
        id,
      };
    }),
  };
}

/** Throws what the export throws, for a format that can't hold such answers by name. */
export function payloadFile(format: PayloadFormat, watched: Watched, rows: readonly PayloadRow[]): Download {
  const { task, rules } = watched;
  const stem = `answers-${task.address.toBase58().slice(0, 8)}`;
  const file = (ending: string, type: string, content: string): Download => ({
    name: `${stem}.${ending}`,
    blob: new Blob([content], { type }),
  });
  const json = (value: unknown): string => JSON.stringify(value, null, 1);
  if (format === 'json') {
    const items = rows.map(({ name, place, judged, annotator, answer: { id: _, ...answer } }) => ({
      ...{ name, place, judged, annotator },
      ...answer,
    }));
    return file('json', 'application/json', json({ classes: rules?.classes ?? [], items }));
  }
  const set = setOf(rows, watched);
  const strange = rows.find(({ answer }) => OWN.some((field) => answer[field] !== undefined));
  if (strange !== undefined) throw new TaggerClientError('FormatCannotHold', text.myTasks.payload.cannot);
  const shown = rules === undefined ? 'text' : modalityIn(rules);
  switch (format) {
    case 'coco':
      return file('coco.json', 'application/json', json(toCoco(set)));
    case 'yolo':
      return file('yolo.json', 'application/json', json(Object.fromEntries(toYolo(set))));
    case 'voc':
      return file('voc.json', 'application/json', json(Object.fromEntries(toVoc(set))));
    case 'conll':
      return file('conll', 'text/plain', toConll(set));
    case 'labelStudio': {
      const config = labelStudioConfig(set, shown);
      return file('label-studio.json', 'application/json', json({ config, tasks: toLabelStudio(set, shown) }));
    }
  }
}

/** Whether a format has room for all of these answers. */
export function holds(format: PayloadFormat, watched: Watched, rows: readonly PayloadRow[]): boolean {
  try {
    payloadFile(format, watched, rows);
    return true;
  } catch {
    return false;
  }
}
