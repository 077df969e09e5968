/** Label events of a task: one row a seat that revealed, its labels unpacked beside what was decided. */
import { unpackLabels, type Bits } from '@tagger/client';
import { Type } from 'typebox';
import type { Queries } from '../db/db.ts';
import { page, type Page } from './list.ts';
import { Address, Flag, orNull, Signature, Text, U64, u64, Whole } from './shape.ts';
import { sql } from './sql.ts';

export const LABEL = Type.Object({
  page: Address,
  panel: U64,
  seat: Type.Integer({ description: 'Place in the panel' }),
  wallet: Address,
  firstItem: u64('Number in the task of the first item'),
  answers: Type.Array(Whole, { description: 'Class said of each item' }),
  decided: orNull(Type.Array(Whole, { description: 'Class decided for each item' })),
  labelsFrom: orNull(Text),
  revealedSlot: U64,
  revealedSignature: Signature,
  settledSlot: orNull(U64),
  finalized: Flag,
});

/** Rows in order of pages and panels. Tasks whose answers are payloads have none. */
export async function answersFrom(db: Queries, task: string, cursor: string | undefined, limit: number): Promise<Page> {
  const found = await page(db, {
    of: ['labels', task],
    columns: {
      page: 'a.page',
      panel: 'a.panel',
      seat: 'a.slot_number',
      wallet: 'a.wallet',
      firstItem: 'p.first_item',
      items: 'p.items',
      bits: 't.bits',
      packed: 'a.answers',
      labels: 'p.labels',
      labelsFrom: 'p.labels_from',
      revealedSlot: 'a.revealed_slot',
      revealedSignature: 'a.revealed_signature',
      settledSlot: 'p.settled_slot',
      finalized:
        'a.revealed_slot <= (select finalized_slot from state) and (p.settled_slot is null or p.settled_slot <= (select finalized_slot from state))',
    },
    from: sql`panel p join answer a on a.page = p.page and a.born = p.born and a.panel = p.number
      join lateral (select * from task_terms t where t.task = p.task and t.born <= p.born order by t.born desc limit 1) t
        on t.method <> 2`,
    where: [sql`p.task = ${task}`, sql`p.kind = 0`, sql`a.answers is not null`],
    order: {
      by: [
        { column: 'p.page_number', type: 'integer' },
        { column: 'p.number', type: 'integer' },
        { column: 'p.born', type: 'integer' },
        { column: 'p.page', type: 'text' },
        { column: 'a.slot_number', type: 'integer' },
      ],
    },
    cursor,
    limit,
  });
  for (const row of found.items) {
    const unpack = (packed: unknown): number[] | null =>
      packed === null ? null : unpackLabels(packed as Uint8Array, row['items'] as number, row['bits'] as Bits);
    row['answers'] = unpack(row['packed']);
    row['decided'] = unpack(row['labels']);
  }
  return found;
}
