/** The disputed batch as a task: opened, answered by the people who answered it in the file, paid. */
import {
  collect,
  fetchPage,
  fetchSeat,
  MAX_PAGE_BYTES,
  openPage,
  openPanels,
  reviewCost,
  send,
  settle,
  type Keyed,
  type TaskAccount,
  oneWave,
  reserveOf,
} from '@tagger/client';
import { claimWanted, commitHeld, revealOpen } from '../../annotate.ts';
import { pool } from '../../pool.ts';
import { publish } from '../../publish.ts';
import { annotator, joinAs } from '../people.ts';
import { answersTo } from '../plan.ts';
import { passUntil, subjectPage, subjectView } from './chain.ts';
import type { Dispute } from './run.ts';

const WIDTH = 12;
const LIFE_SECS = 30n * 86_400n;
const SESSION_SECS = 86_400;

/** Task, page and panel, funded for the highest pay and for contesting every item. */
export async function openBatch(d: Dispute): Promise<Keyed<TaskAccount>> {
  const { connection, batch, terms, task, requester } = d;
  const operator = requester.wallet.publicKey;
  const spec = oneWave(0, batch.items.length, batch.panel.workers.length);
  const amount = reserveOf(spec, terms, d.feeBps);
  const contesting = reviewCost(
    { reviewFee: terms.reviewFee ?? 0n, reviewSeats: terms.reviewSeats ?? 0 },
    batch.items.length,
  );
  const opened = await publish(connection, {
    requester: requester.wallet,
    nonce: d.nonce,
    title: 'A batch of the replay, with reviews',
    instructions: 'Choose the label that fits the item.',
    classes: d.plan.classes,
    items: batch.items,
    terms,
    lifeSecs: LIFE_SECS,
    tagMint: d.tagMint,
    funds: amount + contesting,
    arweave: d.arweave,
  });
  const page = subjectPage(task);
  const known = await fetchPage(connection, page);
  if (known === null)
    await send(connection, [openPage({ operator, task, page, bytes: MAX_PAGE_BYTES, amount })], [requester.wallet]);
  if ((known?.nextPanel ?? 0n) === 0n)
    await send(connection, [openPanels({ operator, task, page, specs: [spec] })], [requester.wallet]);
  return opened;
}

/** The batch's people give the answers they gave in the file; then anyone settles. */
export async function answerBatch(d: Dispute, opened: Keyed<TaskAccount>): Promise<void> {
  const { connection, task, tagMint, terms } = d;
  const bond = 2n * terms.bond;
  const rulesHash = Uint8Array.from(opened.rulesHash);
  const sessionUntil = BigInt(Math.floor(Date.now() / 1000) + SESSION_SECS);
  d.progress.phase('dispute: take seats', d.annotators.length);
  await pool(d.annotators, WIDTH, async (who) => {
    await joinAs(connection, who, { task, tagMint, rulesHash, stakeAmount: bond, bond, sessionUntil });
    d.progress.step();
  });
  for (const [name, work] of [
    ['claim', claimWanted],
    ['commit', commitHeld],
    ['reveal', revealOpen],
  ] as const) {
    const { page: view } = await subjectView(d);
    d.progress.phase(`dispute: ${name}`, d.annotators.length);
    await pool(d.annotators, WIDTH, async (who) => {
      const seat = await fetchSeat(connection, task, who.wallet.publicKey);
      const answers = answersTo(d.plan, d.batch.panel, who.name);
      await work(
        connection,
        { task, page: view.address, view },
        annotator(who, seat?.index ?? -1, () => answers),
      );
      d.progress.step();
    });
  }
  if ((await subjectView(d)).panel.phase === 'revealed') await settleSubject(d);
}

/** The window for challenges closes; the panel is paid by the labels that are final now. */
export async function payAnnotators(d: Dispute): Promise<void> {
  const { connection, task, requester } = d;
  d.progress.phase('dispute: pay the annotators', d.annotators.length);
  const { panel } = await subjectView(d);
  if (panel.phase === 'challenge') {
    await passUntil(d, panel.until);
    await settleSubject(d);
  }
  const { slots, phase } = (await subjectView(d)).panel;
  if (phase !== 'settled') return;
  for (const { wallet } of d.annotators) {
    const seat = await fetchSeat(connection, task, wallet.publicKey);
    const slot = slots.find((own) => own.seat === seat?.index && own.state === 'revealed');
    if (slot === undefined) continue;
    const entries = [{ panel: 0n, slot: slot.index }];
    const paying = collect({ wallet: wallet.publicKey, task, page: subjectPage(task), entries });
    await send(connection, [paying], [requester.wallet]);
    d.progress.step();
  }
}

const settleSubject = (d: Dispute) =>
  send(d.connection, [settle({ page: subjectPage(d.task), panels: [0n] })], [d.requester.wallet]);
