/** Rows of the feed, by what they are about. */
import { Type, type Static } from 'typebox';
import type { Queries } from '../db/db.ts';
import { Address, Names, orNull, Sequence, shaped, Signature, U64, u64, Whole } from './shape.ts';
import { all, rows, select, sql, type Columns, type Part } from './sql.ts';

const FEED = {
  seq: 'f.seq',
  state: 'f.state',
  signature: 'f.signature',
  ix: 'f.ix',
  inner: 'f.inner_ix',
  slot: 'f.slot',
  blockTime: 't.block_time',
  name: 'f.name',
  task: 'f.task',
  dataset: 'f.dataset',
  wallet: 'f.wallet',
} satisfies Columns;

export const FeedRow = Type.Object({
  seq: u64('Strictly increasing; names this row for ever'),
  state: Type.Enum(['confirmed', 'finalized', 'reverted']),
  signature: Signature,
  ix: Whole,
  inner: Type.Integer({ description: 'Number of the inner instruction, -1 for the instruction itself' }),
  slot: U64,
  blockTime: orNull(U64),
  name: Type.String({ description: 'Instruction of the program' }),
  task: orNull(Address),
  dataset: orNull(Address),
  wallet: orNull(Address),
});
export type FeedRow = Static<typeof FeedRow>;

export const FEED_FILTERS = {
  names: Type.Optional(Names),
  task: Type.Optional(Address),
  dataset: Type.Optional(Address),
  wallet: Type.Optional(Address),
  state: Type.Optional(
    Type.Enum(['finalized', 'any'], { description: '`finalized` (default), or everything as it is told' }),
  ),
};
export const AFTER = Type.Optional(Sequence);

export interface FeedFilter {
  names?: readonly string[];
  task?: string | null;
  dataset?: string | null;
  wallet?: string | null;
  /** Also what is not final yet, and what was undone. */
  unconfirmed?: boolean;
}

/** A filter from a query. */
export const filterOf = (query: {
  names?: string;
  task?: string;
  dataset?: string;
  wallet?: string;
  state?: 'finalized' | 'any';
}): FeedFilter => ({
  ...query,
  names: query.names?.split(','),
  unconfirmed: query.state === 'any',
});

/** Rows behind `after`, the oldest first. */
export async function readFeed(db: Queries, filter: FeedFilter, after: bigint, limit: number): Promise<FeedRow[]> {
  const where: Part[] = [sql`f.seq > ${after}::bigint`];
  if (filter.unconfirmed !== true) where.push(sql`f.state = 'finalized'`);
  for (const about of ['task', 'dataset', 'wallet'] as const) {
    const address = filter[about];
    if (address !== undefined && address !== null) where.push(sql`${sql.ref(`f.${about}`)} = ${address}`);
  }
  if (filter.names !== undefined) where.push(sql`f.name in (${sql.join(filter.names)})`);
  const found = await rows(
    db,
    sql`select ${select(FEED)} from feed f left join transactions t on t.signature = f.signature
      where ${all(where)} order by f.seq limit ${limit}`,
  );
  return found.map((row) => shaped(FeedRow, row));
}

/** Number of the last row. */
export async function lastSeq(db: Queries): Promise<bigint> {
  const [row] = await db.query<{ seq: bigint }>('select seq from state');
  return row?.seq ?? 0n;
}
