/** Label events of a task in order, read in parts: what `analytics/README.md` asks for, and where each came from. */
import { unpackLabels, type Bits } from '@tagger/client';
import type { Queries } from '../db/db.ts';
import { IndexerError } from '../error.ts';

export interface LabelEvent {
  /** 0, 1, 2, ... in order of the revelations. */
  seq: bigint;
  /** Number of the item in the task. */
  item: bigint;
  member: string;
  label: number;
  page: string;
  panel: bigint;
  /** What the panel decided; null where it is open. */
  decided: number | null;
  slot: bigint;
  signature: string;
}

interface AnswerRow {
  wallet: string;
  page: string;
  panel: bigint;
  first_item: bigint;
  items: number;
  bits: number;
  packed: Uint8Array;
  labels: Uint8Array | null;
  slot: bigint;
  signature: string;
}

/** Slots read in one go: a block holds a bounded number of answers, so a part does. */
const SLOTS = 100;
/** What tasks whose answers are payloads have as their method. */
const PAYLOAD = 2;

/** Final ones only, a part at a time. Throws `NoTask`, and `NoLabels` for tasks whose answers are payloads. */
export async function* labelEvents(db: Queries, task: string): AsyncGenerator<LabelEvent[], void, undefined> {
  const [terms] = await db.query<{ method: number }>(
    'select method from task_terms where task = $1 order by born desc limit 1',
    [task],
  );
  if (terms === undefined)
    throw new IndexerError('NoTask', `the index knows no task ${task}: look at \`indexer status\`, it may be behind`);
  if (terms.method === PAYLOAD)
    throw new IndexerError(
      'NoLabels',
      'answers of this task are payloads, not labels: read them with @tagger/client/payload',
    );
  let [after, seq] = [-1n, 0n];
  for (;;) {
    const found = await db.query<AnswerRow>(
      `with part as (
         select distinct revealed_slot from answer
         where task = $1 and revealed_slot > $2::bigint and revealed_slot <= (select finalized_slot from state)
         order by revealed_slot limit ${SLOTS}
       )
       select a.wallet, a.page, a.panel, p.first_item, p.items, t.bits, a.answers as packed, a.revealed_slot as slot,
         a.revealed_signature as signature,
         case when p.settled_slot <= (select finalized_slot from state) then p.labels end as labels
       from part join answer a on a.revealed_slot = part.revealed_slot and a.task = $1
       join panel p on p.page = a.page and p.born = a.born and p.number = a.panel and p.kind = 0
       join transactions x on x.signature = a.revealed_signature
       join lateral (
         select bits from task_terms t where t.task = a.task and t.born <= p.born order by t.born desc limit 1
       ) t on true
       order by a.revealed_slot, x.position, a.page, a.panel, a.slot_number`,
      [task, after],
    );
    const [last] = await db.query<{ slot: bigint | null }>(
      `select max(revealed_slot) as slot from (
         select distinct revealed_slot from answer
         where task = $1 and revealed_slot > $2::bigint and revealed_slot <= (select finalized_slot from state)
         order by revealed_slot limit ${SLOTS}
       ) part`,
      [task, after],
    );
    // Slots of reviews only have no rows here, and are passed all the same.
    if (last?.slot === null || last === undefined) return;
    after = last.slot;
    const events: LabelEvent[] = [];
    for (const row of found) {
      const labels = unpackLabels(row.packed, row.items, row.bits as Bits);
      const decided = row.labels === null ? undefined : unpackLabels(row.labels, row.items, row.bits as Bits);
      labels.forEach((label, at) => {
        events.push({
          seq,
          item: row.first_item + BigInt(at),
          member: row.wallet,
          label,
          page: row.page,
          panel: row.panel,
          decided: decided?.[at] ?? null,
          slot: row.slot,
          signature: row.signature,
        });
        seq += 1n;
      });
    }
    if (events.length > 0) yield events;
  }
}
