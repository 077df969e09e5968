/** Payload answers of a task as its requester reads them: decrypted with his key and checked against the rules. */
import { TaggerClientError, VERDICT } from '@tagger/client';
import { deliveryKey } from '@tagger/client/keys';
import { readerKeyOf, readSharedPayload } from '@tagger/client/payload';
import { decodeAnswers, type AnsweredItem, type Rules } from '@tagger/client/published';
import type { Chain } from '../chain/door.ts';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
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

const COUNTED: readonly Judged[] = ['accepted', 'fixed'];

/** Answers validators let stand, as the chain has it: what is rejected, and items that can't be answered, are none. */
export const standing = (rows: readonly PayloadRow[]): PayloadRow[] =>
  rows.filter(({ judged, answer }) => COUNTED.includes(judged) && answer.skipped === undefined);
