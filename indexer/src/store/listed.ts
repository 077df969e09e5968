/** The first listing of signatures, kept in the table `listed`: a node tells them newest first, and they are written oldest first. */
import { insert } from '../db/bulk.ts';
import type { Db } from '../db/db.ts';
import type { Listed, Staging } from '../source/source.ts';

export const stagingIn = (db: Db): Staging => ({
  clear: () => db.exec('truncate listed'),
  // Rows of an unnest come in its order, so numbers rise from the newest to the oldest.
  add: (rows) =>
    insert(
      db,
      'listed',
      { signature: 'text', slot: 'bigint', failed: 'boolean' },
      rows.map(({ signature, slot, failed }) => [signature, slot, failed]),
    ),
  take: async (count) => {
    const rows = await db.query<Omit<Listed, 'slot'> & { slot: bigint }>(
      `with taken as (
         delete from listed where n in (select n from listed order by n desc limit $1) returning n, signature, slot, failed
       ) select signature, slot, failed from taken order by n desc`,
      [count],
    );
    return rows.map(({ signature, slot, failed }) => ({ signature, slot: Number(slot), failed }));
  },
});
