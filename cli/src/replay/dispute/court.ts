/** The dispute itself: contest, verdict, appeal, verdict, and everybody who judged is paid. */
import {
  appealScore,
  contestItems,
  dueOnReview,
  fetchClock,
  fetchMember,
  fetchPage,
  fetchSlot,
  isCourt,
  isOver,
  MAX_REVIEW_ITEMS,
  prepareReview,
  reviewCost,
  send,
  type CourtView,
  type PanelView,
} from '@tagger/client';
import { answersTo } from '../plan.ts';
import { passUntil, reviewPage, subjectPage, subjectView } from './chain.ts';
import type { Dispute } from './run.ts';
import { castVotes } from './votes.ts';

/** The requester contests every label that differs from the truth. */
export async function contest(d: Dispute): Promise<void> {
  const { connection, task, requester } = d;
  d.progress.phase('dispute: contest', 1);
  const { page, panel } = await subjectView(d);
  if (panel.phase !== 'challenge' || panel.contested.includes(true)) return;
  d.keepLabels(panel.labels);
  const wrong = panel.labels.flatMap((label, item) => (label === d.batch.truth[item] ? [] : [item]));
  const items = wrong.slice(0, MAX_REVIEW_ITEMS);
  // Stopped for so long that the window closed: nobody can contest any more, and the labels stand.
  const late = isOver(panel, page.terms.restartGraceSecs, await fetchClock(connection));
  if (late || items.length === 0) return;
  const review = await prepareReview(connection, { task, subject: subjectPage(task), panel: 0n, items });
  await send(connection, [contestItems({ ...review, operator: requester.wallet.publicKey })], [requester.wallet]);
  d.progress.step();
}

/** Moves a round on until its votes are counted; validators commit and reveal as soon as they may. */
export async function judge(d: Dispute, number: bigint, title: string): Promise<void> {
  const { connection, requester } = d;
  const page = reviewPage(d.task);
  let told = '';
  for (;;) {
    const view = await fetchPage(connection, page);
    const round = view?.panels.filter(isCourt).find((candidate) => candidate.number === number);
    if (view === null || round === undefined || !UNDECIDED.has(round.phase)) return;
    if (told !== round.phase) d.progress.phase(`${title}: ${STEP[round.phase] ?? ''}`, round.case.wanted || 1);
    told = round.phase;
    const voted = await castVotes(d, view, round);
    const { steps, waits } = await dueOnReview(connection, page);
    for (const { instruction } of steps) await send(connection, [instruction], [requester.wallet]);
    if (waits?.for === 'block') {
      // Slots come by themselves, too.
      const missing = Number(waits.slot - (await fetchSlot(connection)));
      await d.advance({ slots: Math.max(0, missing) });
    }
    // Nobody is left who votes: the window must pass.
    if (waits?.for === 'votes' && voted === 0) await passUntil(d, waits.until);
  }
}

const STEP: Partial<Record<PanelView['phase'], string>> = {
  draw: 'draw',
  commit: 'commit',
  reveal: 'reveal',
  revealed: 'count',
};
const UNDECIDED = new Set(Object.keys(STEP));

/** The annotator whose answers the verdict contradicts most often appeals, if he can pay for it. */
export async function appeal(d: Dispute): Promise<void> {
  const { connection, task } = d;
  const page = await fetchPage(connection, reviewPage(task));
  const round = page?.panels.filter(isCourt).at(-1);
  if (page === null || round?.phase !== 'challenge' || round.case.round > 0) return;
  if (isOver(round, page.terms.restartGraceSecs, await fetchClock(connection))) return;
  const cost = reviewCost(page.terms, round.case.items.length, 1);
  const losers = d.annotators
    .map((who) => ({ who, lost: contradicted(answersTo(d.plan, d.batch.panel, who.name), round) }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost);
  for (const { who } of losers) {
    const wallet = who.wallet.publicKey;
    if (((await fetchMember(connection, wallet))?.balance ?? 0n) < cost) continue;
    const parts = { task, subject: subjectPage(task), page: page.address, panel: round.number };
    await send(connection, [appealScore({ ...parts, wallet })], [who.wallet]);
    return;
  }
}

/** How many of the judged items somebody answered otherwise than the verdict says. */
const contradicted = (answers: readonly number[], { case: { items }, labels, sure }: CourtView): number =>
  items.filter((item, vote) => sure[vote] === true && answers[item] !== labels[vote]).length;

/** Ends the review and pays every validator. */
export async function conclude(d: Dispute): Promise<void> {
  const { connection, requester } = d;
  d.progress.phase('dispute: pay the validators', d.validators.length);
  for (;;) {
    const { steps, waits } = await dueOnReview(connection, reviewPage(d.task));
    for (const { instruction } of steps) {
      await send(connection, [instruction], [requester.wallet]);
      d.progress.step();
    }
    if (waits?.for === 'appeal') await passUntil(d, waits.until);
    else if (steps.length === 0) return;
  }
}
