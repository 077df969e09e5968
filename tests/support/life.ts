/** One task from its opening to its end, whatever the parameters are. */
import { expect } from 'chai';
import {
  closePage,
  closeTask,
  createMember,
  fetchMember,
  fetchTask,
  foldPage,
  fundTask,
  joinTask,
  leaveTask,
  openPage,
  openPanels,
  openTask,
  pagePda,
  refundTask,
  REVIEWS,
  settle,
  stake,
  sweepTask,
  taskPda,
} from '@tagger/client';
import { answer, aPanel, collectAll, RULES, sha256, TERMS, TRUTH, type PanelSetup } from './build.ts';
import { people } from './people.ts';
import { appealedByRequester, collectRound, conclude, contest, judge, settleJudged } from './reviews.ts';
import { now, waitUntil } from './time.ts';
import { act, theConfig, type Actor, type World } from './world.ts';

const PAY = 100_000n;

/**
 * Rita opens the smallest task the parameters allow, Ann joins with the least stake and bond, labels ten items and is
 * paid; Rita gets the rest back, and nothing remains.
 */
export async function wholeLife(world: World): Promise<void> {
  await life(world, false);
}

/**
 * The same with reviews at the least fee: Rita contests a label and appeals, all who are drawn agree with Ann, and each
 * vote is paid. Returns how many votes there were: ten, unless nobody could be drawn.
 */
export function reviewedLife(world: World): Promise<number> {
  return life(world, true);
}

async function life(world: World, reviewed: boolean): Promise<number> {
  const { params } = await theConfig(world);
  const reviewFee = reviewed ? params.minReviewFee : 0n;
  const reviews = reviewed ? { ...REVIEWS, reviewFee } : {};
  // Three validators, seven after the appeal, one item.
  const purse = 1_000_000n + 10n * reviewFee;
  const [rita, ann] = (await people(world, 2, params.minStake + purse)) as [Actor, Actor];
  const { connection, tagMint, treasury } = world;
  const window = params.minWindowSecs;
  const terms = {
    ...TERMS,
    ...reviews,
    bond: params.minBond,
    holdSecs: window,
    commitSecs: window,
    revealSecs: window,
    goldSecs: window,
  };
  const task = taskPda(rita.key, 1n);
  const page = pagePda(task, 0);
  const endsAt = BigInt((await now(world)).unixTimestamp + params.maxTaskSecs);
  const operator = rita.key;
  await act(
    world,
    rita,
    createMember({ wallet: rita.key }),
    openTask({
      requester: rita.key,
      nonce: 1n,
      rulesHash: RULES,
      rulesId: sha256('rules'),
      itemsId: sha256('items'),
      endsAt,
      terms,
    }),
    fundTask({ payer: rita.key, task, from: rita.tokens, tagMint, amount: purse }),
  );
  await act(
    world,
    rita,
    openPage({ operator, task, page, bytes: 4_000, amount: 1_000_000n }),
    openPanels({ operator, task, page, specs: [aPanel({ seatsFirst: 1 })] }),
  );
  await act(
    world,
    ann,
    createMember({ wallet: ann.key }),
    stake({ wallet: ann.key, from: ann.tokens, tagMint, amount: params.minStake }),
    joinTask({ wallet: ann.key, task, rulesHash: RULES, bond: params.minBond }),
  );
  const setup: PanelSetup = { requester: rita, task, terms, gold: undefined, page, pageIndex: 0 };
  const work = await answer(world, setup, [ann], [TRUTH]);
  await act(world, ann, settle({ page, panels: [0n] }));
  const votes = reviewed ? await dispute(world, setup, ann) : 0;
  await collectAll(world, setup, work);
  // Reviews may outlast the task.
  if (BigInt((await now(world)).unixTimestamp) < endsAt) await waitUntil(world, endsAt);
  await act(
    world,
    ann,
    leaveTask({ wallet: ann.key, task }),
    foldPage({ task, page }),
    closePage({ caller: ann.key, task, page, rentPayer: rita.key }),
  );
  const fee = (PAY * BigInt(params.feeBps) + 9_999n) / 10_000n;
  if (fee > 0n) await act(world, ann, sweepTask({ task, treasury, tagMint }));
  const rest = purse - PAY - fee - BigInt(votes) * reviewFee;
  await act(world, rita, refundTask({ requester: rita.key, task, amount: rest }));
  await act(world, ann, closeTask({ requester: rita.key, task }));
  expect(await fetchTask(connection, task)).to.equal(null);
  expect(await fetchMember(connection, ann.key)).to.include({
    balance: PAY,
    stakeActive: params.minStake,
    stakeLocked: 0n,
    slashed: 0n,
  });
  expect(await fetchMember(connection, rita.key)).to.include({ balance: rest, tasks: 0 });
  return votes;
}

/** Contest, review, appeal, and what is paid for them; returns the number of votes. */
async function dispute(world: World, setup: PanelSetup, ann: Actor): Promise<number> {
  const { requester, task, terms } = setup;
  const [label] = TRUTH as [number];
  const agreeing = (seats: number): number[][] => Array.from({ length: seats }, () => [label]);
  const review = await contest(world, setup, [0]);
  const first = await judge(world, review, agreeing(3));
  await appealedByRequester(world, review);
  const second = await judge(world, review, agreeing(7), 1n);
  const votes = first.length + second.length;
  const returned = BigInt(10 - votes) * (terms.reviewFee ?? 0n);
  expect(await conclude(world, review, 1n)).to.deep.include({ changed: 0, returned });
  for (const round of [0n, 1n]) await collectRound(world, review, round);
  await settleJudged(world, setup);
  await act(world, ann, closePage({ caller: ann.key, task, page: review.page, rentPayer: requester.key }));
  return votes;
}
