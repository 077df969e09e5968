/** Calls of a task as they landed: enough to put its records together again, see `indexedHistory` of the client. */
import { Type, type Static } from 'typebox';
import type { Queries } from '../db/db.ts';
import { keyAt } from '../chain/keys.ts';
import { Address, Hex, Name, orNull, shaped, Signature, U64, u64, Whole } from './shape.ts';
import { rows, sql } from './sql.ts';

export const CALL = Type.Object({
  seq: u64('Number of the feed row'),
  signature: Signature,
  slot: U64,
  blockTime: orNull(U64),
  ix: Whole,
  inner: Type.Integer({ description: 'Number of the inner instruction, -1 for the instruction itself' }),
  name: Name,
  accounts: Type.Array(Address, { description: 'In the order of the interface; further ones follow' }),
  data: Hex,
  events: Type.Array(
    Type.Object({
      name: Name,
      data: Type.String({
        description: 'Fields by name, as JSON: 64-bit numbers and addresses as text, bytes in hexadecimal',
      }),
    }),
  ),
});

interface Stored {
  accounts: Uint8Array;
  events: { name: string; data: unknown }[];
}

/** Final calls behind `after`, the oldest first. */
export async function callsOf(db: Queries, task: string, after: bigint, limit: number): Promise<Static<typeof CALL>[]> {
  const found = await rows<Stored>(
    db,
    sql`select f.seq, f.signature, f.slot, t.block_time as "blockTime", f.ix, f.inner_ix as inner, f.name, i.accounts, i.data,
        coalesce((
          select json_agg(json_build_object('name', e.name, 'data', e.data::text) order by e.n) from events e
          where e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix
        ), '[]'::json) as events
      from feed f join instructions i on i.signature = f.signature and i.ix = f.ix and i.inner_ix = f.inner_ix
      join transactions t on t.signature = f.signature
      where f.task = ${task} and f.state = 'finalized' and f.seq > ${after}::bigint order by f.seq limit ${limit}`,
  );
  return found.map((row) =>
    shaped(CALL, {
      ...row,
      accounts: Array.from({ length: row.accounts.length / 32 }, (_, at) => keyAt(row.accounts, at * 32)),
    }),
  );
}
