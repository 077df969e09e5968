/** Validators, reviewed tasks and the steps of a review. Every validator of a world is known here, whoever is drawn. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  appealItems,
  appealScore,
  auditPanel,
  cancelTask,
  closePage,
  closeTask,
  collectVotes,
  commit,
  commitment,
  commitSheet,
  concludeCase,
  contestItems,
  contestScore,
  createMember,
  DRAW,
  expireVotes,
  fetchMember,
  fetchPage,
  fetchPools,
  fetchSlotHashes,
  fetchTask,
  joinPool,
  leaveTask,
  listPages,
  listSeats,
  METHOD,
  newSalt,
  nextDraw,
  packLabels,
  PAYLOAD,
  prepareReview,
  retargetDraw,
  reveal,
  revealVotes,
  REVIEWS,
  roundOf,
  seedAt,
  settle,
  settleCase,
  stake,
  sweepTask,
  type Bits,
  type CourtView,
  type PayloadAnswer,
  type Sent,
} from '@tagger/client';
import { answer, aTask, claimPanel, staffed, thePage, thePanel, TRUTH, type PanelSetup, type Work } from './build.ts';
import { eventOf } from './expect.ts';
import { people } from './people.ts';
import { now, waitUntil } from './time.ts';
import { together } from './together.ts';
import { act, type Actor, type World } from './world.ts';

/** Base units a test's validator bonds: 200 seats at once. */
export const POOL_BOND = 1_000_000_000n;
/** Base units a seat binds, and a vote earns. */
export const SEAT_BOND = 5_000_000n;
export const VOTE_FEE = 2_000n;

const known = new Map<string, Actor>();
const ownPools = new Set<World>();
const benches = new Map<World, Promise<void>>();

/** The person behind a wallet that was drawn. */
export function validatorOf(wallet: PublicKey): Actor {
  const found = known.get(wallet.toBase58());
  if (found === undefined) throw new Error(`${wallet.toBase58()} is no validator of these tests`);
  return found;
}

/** The pool of this world is filled by the test itself. */
export function ownPool(world: World): World {
  ownPools.add(world);
  return world;
}

/** Members who joined the pool; they can be drawn from the next epoch on. */
export async function joinValidators(world: World, count: number, bond = POOL_BOND): Promise<Actor[]> {
  const actors = await people(world, count, bond);
  const steps = actors.map((actor) => ({
    signers: [actor],
    instructions: [
      createMember({ wallet: actor.key }),
      stake({ wallet: actor.key, from: actor.tokens, tagMint: world.tagMint, amount: bond }),
      joinPool({ wallet: actor.key, bond }),
    ],
  }));
  await together(world, steps);
  actors.forEach((actor) => known.set(actor.key.toBase58(), actor));
  return actors;
}

/** Lets an epoch of the pool begin, so that every change of weight counts. */
export async function nextEpoch(world: World): Promise<void> {
  const { slot } = await now(world);
  await world.chain.advance({ slots: DRAW.epochSlots - (slot % DRAW.epochSlots) });
}

/** Sixteen validators of equal weight for the whole run. */
export function bench(world: World): Promise<void> {
  // A test with a world of its own brings its own validators.
  if (ownPools.has(world)) return Promise.resolve();
  const made = benches.get(world) ?? joinValidators(world, 16).then(() => nextEpoch(world));
  benches.set(world, made);
  return made;
}

/** Two classes, majority, reviews by three with one appeal to seven. */
export const REVIEWED = { ...REVIEWS, method: METHOD.majority };

/** A panel whose answers are in and whose labels may be contested. */
export async function contestable(
  world: World,
  labels: number[][] = [TRUTH, TRUTH, TRUTH],
  options: Parameters<typeof staffed>[3] = {},
): Promise<{ setup: PanelSetup; crew: Actor[]; work: Work[] }> {
  await bench(world);
  const { setup, crew } = await staffed(world, [{ seatsFirst: labels.length }], labels.length, {
    ...options,
    terms: { ...REVIEWED, ...options.terms },
  });
  const work = await answer(world, setup, crew, labels);
  await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
  return { setup, crew, work };
}

/** A payload panel of ten items, submitted and open to challenge. */
export async function submitted(
  world: World,
  options: Parameters<typeof staffed>[3] & { payload?: PayloadAnswer } = {},
): Promise<{ setup: PanelSetup; ann: Actor; work: Work; payload: PayloadAnswer }> {
  await bench(world);
  const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, {
    ...options,
    terms: { ...PAYLOAD, ...options.terms },
  });
  const ann = crew[0]!;
  const { work, payload } = await submit(world, setup, ann, options.payload);
  await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
  return { setup, ann, work, payload };
}

/** Ann hands in a payload for the only panel; nothing is settled. */
export async function submit(
  world: World,
  setup: PanelSetup,
  ann: Actor,
  payload: PayloadAnswer = { hash: newSalt(), id: newSalt() },
): Promise<{ work: Work; payload: PayloadAnswer }> {
  const answers = Uint8Array.from([...payload.hash, ...payload.id]);
  const work = { member: ann, labels: [], salt: newSalt(), slot: 0 };
  await claimPanel(world, setup, [ann]);
  await commitAnswers(world, setup, work, answers);
  await act(
    world,
    ann,
    reveal({
      wallet: ann.key,
      task: setup.task,
      page: setup.page,
      entries: [{ panel: 0n, slot: 0, salt: work.salt, answers }],
    }),
  );
  return { work, payload };
}

async function commitAnswers(world: World, setup: PanelSetup, work: Work, answers: Uint8Array): Promise<void> {
  const { context } = await thePage(world, setup);
  const place = { context: Uint8Array.from(context), page: setup.pageIndex, panel: 0n, wallet: work.member.key };
  const entries = [{ panel: 0n, slot: work.slot, commitment: commitment(place, answers, work.salt) }];
  await act(world, work.member, commit({ wallet: work.member.key, task: setup.task, page: setup.page, entries }));
}

/** A review on its page. */
export interface ReviewSetup {
  setup: PanelSetup;
  page: PublicKey;
  pageIndex: number;
}

/** What every instruction that opens a review needs. */
export async function newReview(world: World, setup: PanelSetup, items: number[], panel = 0n) {
  const { task, page: subject } = setup;
  const { index: pageIndex, ...review } = await prepareReview(world.connection, { task, subject, panel, items });
  return { ...review, pageIndex };
}

/** The requester contests items. */
export async function contest(world: World, setup: PanelSetup, items: number[]): Promise<ReviewSetup> {
  const { pageIndex, ...review } = await newReview(world, setup, items);
  await act(world, setup.requester, contestItems({ ...review, operator: setup.requester.key }));
  return { setup, page: review.page, pageIndex };
}

/** An annotator contests items. */
export async function contestBy(world: World, setup: PanelSetup, member: Actor, items: number[]): Promise<ReviewSetup> {
  const { pageIndex, ...review } = await newReview(world, setup, items);
  await act(world, member, contestScore({ ...review, wallet: member.key }));
  return { setup, page: review.page, pageIndex };
}

/** An annotator appeals against a round. */
export async function appealedBy(
  world: World,
  { setup, page }: ReviewSetup,
  member: Actor,
  number = 0n,
): Promise<void> {
  const instruction = appealScore({ wallet: member.key, task: setup.task, subject: setup.page, page, panel: number });
  await act(world, member, instruction);
}

/** The requester appeals against a round. */
export async function appealedByRequester(world: World, { setup, page }: ReviewSetup, number = 0n): Promise<void> {
  const operator = setup.requester.key;
  await act(world, setup.requester, appealItems({ operator, task: setup.task, page, panel: number }));
}

/** Anyone opens the audit of a panel; `items` are those drawn. */
export async function audit(world: World, setup: PanelSetup, items: number[], by: Actor): Promise<ReviewSetup> {
  const { pageIndex, items: _, ...review } = await newReview(world, setup, items);
  await act(world, by, auditPanel({ ...review, payer: by.key }));
  return { setup, page: review.page, pageIndex };
}

/** `amount` base units of balance, from a task that is over. */
export async function enrich(world: World, member: Actor, amount: bigint): Promise<void> {
  const { task } = await aTask(world, { requester: member, escrow: amount });
  const requester = member.key;
  await act(world, member, cancelTask({ requester, task }), closeTask({ requester, task }));
}

export async function theRound(world: World, review: ReviewSetup, number = 0n): Promise<CourtView> {
  const page = await fetchPage(world.connection, review.page);
  if (page === null) throw new Error('the page of the review is closed');
  return roundOf(page, number);
}

/**
 * Slots move one by one here. On Surfpool each transaction makes 31 of them, so tests that try both sides of a slot leave
 * themselves out there.
 */
export const EXACT_SLOTS = process.env['TAGGER_CHAIN'] !== 'surfpool';
/** More slots than Surfpool is ahead of its Clock sysvar, and few enough to stay in an epoch that has room for a draw. */
export const LEAP = 64;

/** Moves on to a slot in which the draw may happen, and whose predecessors' hashes are known: Surfpool shows slots first. */
export async function untilSeed(world: World, review: ReviewSetup, number = 0n): Promise<void> {
  const { target } = (await theRound(world, review, number)).case;
  const missing = Number(target) + 1 - (await now(world)).slot;
  if (missing > 0) await world.chain.advance({ slots: Math.max(missing, LEAP) });
  for (;;) {
    const slot = BigInt((await now(world)).slot);
    const forgotten = slot - target >= BigInt(DRAW.remembered);
    if (forgotten || seedAt(target, await fetchSlotHashes(world.connection), slot) !== undefined) return;
    await world.chain.advance({ slots: LEAP });
  }
}

/** Draws until nobody is to be drawn any more, by another block when the old one is over; returns who sits, by slot. */
export async function draw(world: World, review: ReviewSetup, number = 0n): Promise<Actor[]> {
  await untilSeed(world, review, number);
  while ((await theRound(world, review, number)).phase === 'draw') {
    try {
      const { instruction } = await nextDraw(world.connection, review.page, number);
      await act(world, world.deployer, instruction);
    } catch (error) {
      if ((error as Error).name !== 'SeedGone') throw error;
      await act(world, world.deployer, retargetDraw({ page: review.page, panel: number }));
      await untilSeed(world, review, number);
    }
  }
  return seated(world, review, number);
}

/** Who sits on a round, in the order of the slots. */
export async function seated(world: World, review: ReviewSetup, number = 0n): Promise<Actor[]> {
  const validators = (await fetchPools(world.connection)).flatMap((pool) => pool.validators);
  return (await theRound(world, review, number)).slots.map(({ seat }) => {
    const found = validators.find((validator) => validator.place === seat);
    if (found === undefined) throw new Error(`nobody is at place ${seat}`);
    return validatorOf(found.wallet);
  });
}

/** One validator's votes. */
export interface Ballot {
  voter: Actor;
  slot: number;
  votes: number[];
  salt: Uint8Array;
}

/** Votes of the seated, one list each, in the order of the slots. */
export const ballots = (voters: Actor[], votes: number[][], firstSlot = 0): Ballot[] =>
  voters.map((voter, at) => ({ voter, slot: firstSlot + at, votes: votes[at] ?? [], salt: newSalt() }));

export async function ballotCommit(
  world: World,
  review: ReviewSetup,
  ballot: Ballot,
  number = 0n,
): Promise<TransactionInstruction> {
  const page = await fetchPage(world.connection, review.page);
  if (page === null) throw new Error('the page of the review is closed');
  const { voter, ...sheet } = ballot;
  return commitSheet(page, { ...sheet, wallet: voter.key, panel: number });
}

export function ballotReveal(review: ReviewSetup, { voter, slot, votes, salt }: Ballot, number = 0n) {
  const answers = packLabels(votes, review.setup.terms.bits as Bits);
  return revealVotes({ wallet: voter.key, page: review.page, entries: [{ panel: number, slot, salt, answers }] });
}

export async function commitBallots(world: World, review: ReviewSetup, given: Ballot[], number = 0n): Promise<void> {
  const steps = await Promise.all(
    given.map(async (ballot) => ({
      signers: [ballot.voter],
      instructions: [await ballotCommit(world, review, ballot, number)],
    })),
  );
  await together(world, steps);
}

export async function revealBallots(world: World, review: ReviewSetup, given: Ballot[], number = 0n): Promise<void> {
  await together(
    world,
    given.map((ballot) => ({ signers: [ballot.voter], instructions: [ballotReveal(review, ballot, number)] })),
  );
}

/** Commit, reveal and count: all of `voters` vote, one list each. */
export async function vote(
  world: World,
  review: ReviewSetup,
  voters: Actor[],
  votes: number[][],
  number = 0n,
): Promise<void> {
  const given = ballots(voters, votes);
  await commitBallots(world, review, given, number);
  await revealBallots(world, review, given, number);
  await act(world, world.deployer, settleCase({ page: review.page, panel: number }));
}

/** Draw, commit, reveal and count; everybody drawn votes. Returns who sat. */
export async function judge(world: World, review: ReviewSetup, votes: number[][], number = 0n): Promise<Actor[]> {
  const voters = await draw(world, review, number);
  await vote(world, review, voters, votes, number);
  return voters;
}

/** Closes commitments or reveals at their deadline. */
export async function expire(world: World, review: ReviewSetup, number = 0n): Promise<Sent> {
  await waitUntil(world, (await theRound(world, review, number)).until);
  return act(world, world.deployer, expireVotes({ page: review.page, panel: number }));
}

/** Ends a review at the end of its window for appeals. */
export async function conclude(world: World, review: ReviewSetup, number = 0n, funders: Actor[] = []) {
  const { until } = await theRound(world, review, number);
  if (BigInt((await now(world)).unixTimestamp) < until) await waitUntil(world, until);
  const sent = await act(
    world,
    world.deployer,
    concludeCase({
      task: review.setup.task,
      subject: review.setup.page,
      page: review.page,
      panel: number,
      funders: funders.map(({ key }) => key),
    }),
  );
  return eventOf(sent, 'caseConcluded');
}

/** Collects for one validator. */
export const collecting = ({ setup: { task }, page }: ReviewSetup, { key: wallet }: Actor, slot: number, panel = 0n) =>
  collectVotes({ wallet, task, page, entries: [{ panel, slot }] });

/** Collects for everybody who sat on a round. */
export async function collectRound(world: World, review: ReviewSetup, number = 0n): Promise<void> {
  const voters = await seated(world, review, number);
  await together(
    world,
    voters.map((voter, slot) => ({
      signers: [],
      instructions: [collecting(review, voter, slot, number)],
    })),
  );
}

/** Settles the judged panel once its window is over. */
export async function settleJudged(world: World, setup: PanelSetup): Promise<Sent> {
  const { until } = await thePanel(world, setup);
  if (BigInt((await now(world)).unixTimestamp) < until) await waitUntil(world, until);
  return act(world, world.deployer, settle({ page: setup.page, panels: [0n] }));
}

export async function balanceOf(world: World, actor: Actor): Promise<bigint> {
  return (await fetchMember(world.connection, actor.key))?.balance ?? 0n;
}

/** Closes everything of a task whose panel is collected, and checks that nothing of it is left. */
export async function windUp(
  world: World,
  setup: PanelSetup,
  reviews: { review: ReviewSetup; payer: Actor }[],
  crew: Actor[],
): Promise<void> {
  const { requester, task, page } = setup;
  const { connection, deployer } = world;
  const close = (of: PublicKey, rentPayer: Actor) =>
    closePage({ caller: requester.key, task, page: of, rentPayer: rentPayer.key });
  for (const { review, payer } of reviews) await act(world, requester, close(review.page, payer));
  await act(world, requester, close(page, requester), cancelTask({ requester: requester.key, task }));
  for (const { key } of crew) await act(world, deployer, leaveTask({ wallet: key, caller: deployer.publicKey, task }));
  const ended = await fetchTask(connection, task);
  const dues = (ended?.feesDue ?? 0n) + (ended?.slashesDue ?? 0n);
  const sweep = dues > 0n ? [sweepTask({ task, treasury: world.treasury, tagMint: world.tagMint })] : [];
  await act(world, deployer, ...sweep, closeTask({ requester: requester.key, task }));
  const left = [
    ...(await listPages(connection, { task })),
    ...(await listSeats(connection, { task })),
    ...[await fetchTask(connection, task)].flatMap((found) => (found === null ? [] : [found])),
  ];
  if (left.length > 0) throw new Error(`${left.length} accounts of the task are left`);
}

/** What each person gained since, base units. */
export async function gains(world: World, who: Actor[]): Promise<() => Promise<Gain[]>> {
  const read = async (): Promise<Gain[]> =>
    Promise.all(
      who.map(async ({ key }) => {
        const member = await fetchMember(world.connection, key);
        const stakes = (member?.stakeActive ?? 0n) + (member?.stakeLocked ?? 0n);
        return { balance: member?.balance ?? 0n, stake: stakes };
      }),
    );
  const before = await read();
  return async () =>
    (await read()).map((now, at) => ({
      balance: now.balance - before[at]!.balance,
      stake: now.stake - before[at]!.stake,
    }));
}

export interface Gain {
  balance: bigint;
  /** Active and locked. */
  stake: bigint;
}
