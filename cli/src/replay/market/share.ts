/** Everybody who labelled takes his part of what the dataset has earned; anyone may send it. */
import { claimShare, fetchDataset, listSeats, send, shareDue } from '@tagger/client';
import { chunks } from '../../packing.ts';
import { pool } from '../../pool.ts';
import { datasetOf, type Market } from './run.ts';

/** Claims in one transaction. */
const TOGETHER = 6;

export async function claimShares(m: Market): Promise<void> {
  const { connection, task, requester, progress } = m;
  const dataset = datasetOf(m);
  const found = await fetchDataset(connection, dataset);
  if (found === null) throw new Error('the dataset is gone before it was shared');
  const seats = (await listSeats(connection, { task })).filter((seat) => shareDue(found, seat) > 0n);
  progress.phase('market: take shares', seats.length);
  await pool(chunks(seats, TOGETHER), 4, async (group) => {
    const claims = group.map(({ wallet }) => claimShare({ dataset, task, wallet }));
    await send(connection, claims, [requester.wallet]);
    group.forEach(() => progress.step());
  });
}
