/** The validators of the replay vote: each as soon as his seat lets him, by the truth of the file and its stated errors. */
import {
  commitSheet,
  fetchClock,
  fetchPools,
  isOver,
  revealSheet,
  saltFor,
  send,
  sittersOf,
  type CourtView,
  type Keyed,
  type PageView,
} from '@tagger/client';
import { pool } from '../../pool.ts';
import { SILENT, votesOf } from './plan.ts';
import type { Dispute } from './run.ts';

/** Commits or reveals every ballot the round waits for but the silent one's; returns how many. */
export async function castVotes(d: Dispute, page: Keyed<PageView>, round: CourtView): Promise<number> {
  const [half, state] =
    round.phase === 'commit' ? ([commitSheet, 'claimed'] as const) : ([revealSheet, 'committed'] as const);
  if (round.phase !== 'commit' && round.phase !== 'reveal') return 0;
  if (isOver(round, page.terms.restartGraceSecs, await fetchClock(d.connection))) return 0;
  const people = new Map(d.validators.map((who) => [who.wallet.publicKey.toBase58(), who]));
  const due = sittersOf(await fetchPools(d.connection), round).filter(
    ({ slot }) => slot.state === state && !(round.case.round === SILENT.round && slot.index === SILENT.slot),
  );
  const truth = round.case.items.map((item) => d.batch.truth[item] ?? 0);
  await pool(due, 12, async ({ slot, wallet }) => {
    const who = people.get(wallet.toBase58());
    if (who === undefined) throw new Error(`${wallet.toBase58()} is no validator of this replay`);
    const votes = votesOf(truth, d.plan.classes.length, { seed: d.seed, round: round.case.round, slot: slot.index });
    const salt = saltFor(who.saltSecret, d.task, page.index, round.number);
    await send(
      d.connection,
      [half(page, { wallet, panel: round.number, slot: slot.index, votes, salt })],
      [who.wallet],
    );
    d.progress.step();
  });
  return due.length;
}
