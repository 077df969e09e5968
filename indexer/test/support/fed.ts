/** An index whose feed a test writes itself. */
import type { Db } from '../../src/db/db.ts';
import { migrate } from '../../src/db/migrate.ts';
import { emptyPglite } from './lite.ts';

export const TASK = 'Task1111111111111111111111111111111111111111';

/** Adds rows behind the last one; each is one `settle` of the task, final unless it is said. */
export async function feed(db: Db, count: number, state = 'finalized', name = 'settle'): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into feed (seq, state, signature, ix, inner_ix, slot, name, task)
       select s.seq + n, $2, 'sig' || (s.seq + n), 0, -1, s.seq + n, $3, $4 from state s, generate_series(1, $1::integer) as n`,
      [count, state, name, TASK],
    );
    await tx.query('update state set seq = seq + $1::integer', [count]);
  });
}

export async function fed(count: number, db?: Db): Promise<Db> {
  const own = db ?? (await emptyPglite());
  await migrate(own);
  await own.exec(
    "insert into state (program, genesis, idl, slot, finalized_slot, seq) values ('p', 'g', 'i', 1, 1, 0)",
  );
  await feed(own, count);
  return own;
}
