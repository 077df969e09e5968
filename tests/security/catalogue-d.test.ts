import { expect } from 'chai';
import { createMintToInstruction } from '@solana/spl-token';
import { SYSVAR_SLOT_HASHES_PUBKEY } from '@solana/web3.js';
import {
  cancelTask,
  closeMember,
  closePage,
  closeTask,
  expireReveal,
  fetchMember,
  fetchPool,
  fetchPools,
  fetchSlotHashes,
  leavePool,
  leaveTask,
  nextDraw,
  openPanels,
  removeValidator,
  seedAt,
  settle,
  settleCase,
  stake,
  unstake,
  weighValidator,
  type SlotHash,
} from '@tagger/client';
import { withParameters } from '../support/admin.ts';
import { aPanel, collectAll, commitWork, join, revealWork, sit, staffed, thePanel, TRUTH } from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { rawAccount, setAccount } from '../support/forge.ts';
import { checkBooks } from '../support/ledger.ts';
import { people } from '../support/people.ts';
import {
  appealedByRequester,
  ballots,
  collectRound,
  commitBallots,
  conclude,
  contest,
  contestable,
  contestBy,
  draw,
  enrich,
  expire,
  gains,
  joinValidators,
  judge,
  nextEpoch,
  ownPool,
  revealBallots,
  REVIEWED,
  seated,
  settleJudged,
  theRound,
  untilSeed,
  type ReviewSetup,
} from '../support/reviews.ts';
import { now, waitUntil } from '../support/time.ts';
import { act, createWorld, theWorld, type Actor, type World } from '../support/world.ts';

/**
 * Attacks on draws, votes and stake (catalogue D), and bugs other markets of this kind had with disputes.
 *
 * Tested elsewhere: 84 `draw_seats`; 85 Rust `rules::draw::points_are_spread_evenly` and `rules::sum_tree`; 89, 90, 107
 * `weigh_validator` and Rust `rules::weight`; 94 `appeal_items`; 95 `reveal_votes`; 97 `settle_case` and
 * `scenarios/reviews`; 100 `conclude_case`; 103 `remove_validator`; 105 `scenarios/reviews`: of a slash half is burnt and
 * half goes to the requester, validators get none.
 *
 * Not yet: 91, 92 need a simulation of many validators over time; 93 for reviews: validators get no hidden gold.
 */
describe('security D: draws, votes, stake', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });
  const opened = async (): Promise<ReviewSetup> => contest(world, (await contestable(world, [TRUTH])).setup, [0]);
  const places = async (review: ReviewSetup, number = 0n) =>
    (await theRound(world, review, number)).slots.map(({ seat }) => seat);

  it('[attack 80] whoever draws, whenever, in how many steps: the same people sit', async () => {
    await nextEpoch(world);
    const review = await opened();
    await untilSeed(world, review);
    const { candidates } = await nextDraw(world.connection, review.page, 0n);
    const expected = candidates.filter(({ passed }) => passed === undefined).map(({ validator }) => validator.place);
    for (const pause of [0, 40, 300]) {
      await world.chain.advance({ slots: pause });
      const one = await nextDraw(world.connection, review.page, 0n, 1);
      if ((await theRound(world, review)).phase === 'draw') await act(world, gus, one.instruction);
    }
    await draw(world, review);
    expect(await places(review)).to.deep.equal(expected);
  });

  it('[attack 81] when the leader skips the slot that decides, the next block does', async () => {
    const review = await opened();
    await untilSeed(world, review);
    await world.chain.advance({ slots: 3 });
    const { target } = (await theRound(world, review)).case;
    const all = await fetchSlotHashes(world.connection);
    const skipped = all.filter(({ slot }) => slot !== target);
    expect(skipped).to.have.length(all.length - 1);
    const { data } = await rawAccount(world, SYSVAR_SLOT_HASHES_PUBKEY);
    await setAccount(world, SYSVAR_SLOT_HASHES_PUBKEY, { data: packed(skipped, data.length) });
    const { instruction } = await nextDraw(world.connection, review.page, 0n);
    await act(world, gus, instruction);
    const { seed } = (await theRound(world, review)).case;
    expect(seed).to.deep.equal(all.find(({ slot }) => slot === target + 1n)?.hash);
    expect(seed).to.deep.equal(seedAt(target, skipped, BigInt((await now(world)).slot)));
  });

  it('[attack 83] [attack 106] stake that comes or goes between request and draw changes nobody', async () => {
    await nextEpoch(world);
    const review = await opened();
    const before = (await fetchPools(world.connection)).map((pool) => [...pool.frozen]);
    const [whale] = (await joinValidators(world, 1, 900_000_000n)) as [Actor];
    await untilSeed(world, review);
    expect((await fetchPools(world.connection)).map((pool) => [...pool.frozen])).to.deep.equal(before);
    const voters = await draw(world, review);
    expect(voters.some(({ key }) => key.equals(whale.key))).to.equal(false);
  });

  it('[attack 86] [attack 90] one who weighs nearly all sits once, and his weight is capped', async () => {
    const own = ownPool(await createWorld());
    const [whale] = (await joinValidators(own, 1, 20_000_000_000n)) as [Actor];
    await joinValidators(own, 4, 100_000_000n);
    await nextEpoch(own);
    await act(own, whale, weighValidator({ wallet: whale.key }));
    const pool = (await fetchPool(own.connection, 0))!;
    // 20,000 TAG weigh as 10,000; the others 100 each.
    expect([...pool.frozen.slice(1_024, 1_029)]).to.deep.equal([500_000, 5_000, 5_000, 5_000, 5_000]);
    const { setup } = await contestable(own, [TRUTH]);
    const review = await contest(own, setup, [0]);
    const voters = await draw(own, review);
    expect(voters.filter(({ key }) => key.equals(whale.key))).to.have.length(1);
    expect(new Set(voters.map(({ key }) => key.toBase58())).size).to.equal(voters.length);
    await checkBooks(own.connection);
    await own.chain.stop();
  });

  it('[attack 87] [attack 104] one bond, one seat: who is bound elsewhere is passed over', async () => {
    const own = ownPool(await createWorld());
    await joinValidators(own, 3, 5_000_000n);
    await nextEpoch(own);
    const { setup } = await contestable(own, [TRUTH]);
    const [first, second] = [await contest(own, setup, [0]), await contest(own, setup, [1])];
    expect(await draw(own, first)).to.have.length(3);
    expect(await draw(own, second)).to.have.length(0);
    await checkBooks(own.connection);
    await own.chain.stop();
  });

  it('[attack 88] two halves weigh no more than the whole, odd amounts less', async () => {
    const [whole] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    const halves = await joinValidators(world, 2, 50_000_000n);
    const odd = await joinValidators(world, 2, 50_009_999n);
    const { coming, validators } = (await fetchPool(world.connection, 0))!;
    const weight = (actor: Actor): number =>
      coming[1_024 + validators.find(({ wallet }) => wallet.equals(actor.key))!.leaf] ?? 0;
    expect(weight(whole)).to.equal(5_000);
    expect(halves.map(weight)).to.deep.equal([2_500, 2_500]);
    expect(odd.map(weight)).to.deep.equal([2_500, 2_500]);
  });

  it('[attack 96] hiding a vote costs more than any vote can', async () => {
    const review = await opened();
    const voters = await draw(world, review);
    const gained = await gains(world, voters);
    const given = ballots(voters, [[0], [0], [1]]);
    await commitBallots(world, review, given);
    await revealBallots(world, review, given.slice(0, 2));
    await expire(world, review);
    await act(world, gus, settleCase({ page: review.page, panel: 0n }));
    await conclude(world, review);
    await collectRound(world, review);
    // Half of the 5 TAG; a vote that is clearly reversed costs a fifth at most, and `update_config` keeps it so.
    expect((await gained()).map(({ stake }) => stake)).to.deep.equal([0n, 0n, -2_500_000n]);
  });

  it('[attack 98] [attack 61] new parameters do not reach an open review', async () => {
    const review = await opened();
    const change = {
      reviewBond: 50_000_000n,
      reviewCommitSecs: 60,
      reviewRevealSecs: 60,
      appealSecs: 60,
      slashHoldBps: 10_000,
      slashMissBps: 10_000,
      slashReversedBps: 10_000,
      keeperTipBps: 0,
    };
    await withParameters(world, change, async () => {
      const voters = await draw(world, review);
      const gained = await gains(world, voters);
      const start = BigInt((await now(world)).unixTimestamp);
      expect(Number((await theRound(world, review)).until - start)).to.be.within(1_799, 1_800);
      await expire(world, review);
      const all = await draw(world, review);
      expect(all).to.have.length(6);
      await expire(world, review);
      await act(world, gus, settleCase({ page: review.page, panel: 0n }));
      await conclude(world, review);
      await collectRound(world, review);
      expect((await gained()).map(({ stake }) => stake)).to.deep.equal([-250_000n, -250_000n, -250_000n]);
    });
    // Weighed under the old parameters again.
    for (const voter of await seatedOnce(world, review)) await act(world, gus, weighValidator({ wallet: voter }));
  });

  it('[attack 99] an appeal in the last second gets whole windows of its own', async () => {
    const review = await opened();
    await judge(world, review, [[0], [0], [0]]);
    await waitUntil(world, (await theRound(world, review)).until - 1n);
    await appealedByRequester(world, review);
    await draw(world, review, 1n);
    const { until } = await theRound(world, review, 1n);
    expect(Number(until) - (await now(world)).unixTimestamp).to.be.within(1_799, 1_800);
  });

  it('[attack 101] requester, operator and whoever has a seat in the task never judge it', async () => {
    const own = ownPool(await createWorld());
    const six = await joinValidators(own, 6, 100_000_000n);
    const [requester, operator, annotator, ...strangers] = six as [Actor, Actor, Actor, ...Actor[]];
    await nextEpoch(own);
    for (const { tokens } of [requester, annotator])
      await act(own, own.deployer, createMintToInstruction(own.tagMint, tokens, own.deployer.publicKey, 200_000_000n));
    const { setup } = await contestable(own, [TRUTH], { requester, operator: operator.key });
    const { key: wallet, tokens: from } = annotator;
    await act(own, annotator, stake({ wallet, from, tagMint: own.tagMint, amount: 20_000_000n }));
    await join(own, setup, [annotator]);
    const review = await contest(own, setup, [0]);
    await untilSeed(own, review);
    const { candidates } = await nextDraw(own.connection, review.page, 0n, 96);
    const voters = await draw(own, review);
    expect(new Set(voters.map(({ key }) => key.toBase58()))).to.deep.equal(
      new Set(strangers.map(({ key }) => key.toBase58())),
    );
    const passed = candidates.flatMap(({ passed: why }) => (why === undefined ? [] : [why]));
    expect(passed.every((why) => ['has a seat in the task', 'a party', 'sits already'].includes(why))).to.equal(true);
    await checkBooks(own.connection);
    await own.chain.stop();
  });

  it('[attack 102] a slash takes what the seat bound, never more, and who can not cover a seat is not drawn again', async () => {
    const own = ownPool(await createWorld());
    const three = await joinValidators(own, 3, 5_000_000n);
    await nextEpoch(own);
    const { setup } = await contestable(own, [TRUTH]);
    const review = await contest(own, setup, [0]);
    const voters = await draw(own, review);
    await commitBallots(own, review, ballots(voters, [[0], [0], [0]]));
    await expire(own, review);
    await act(own, own.deployer, settleCase({ page: review.page, panel: 0n }));
    await conclude(own, review);
    await collectRound(own, review);
    for (const { key } of three)
      expect(await fetchMember(own.connection, key)).to.include({ stakeLocked: 2_500_000n, slashed: 2_500_000n });
    expect((await fetchPool(own.connection, 0))?.coming[1]).to.equal(0);
    await checkBooks(own.connection);
    await own.chain.stop();
  });
});

describe('security D: what other markets got wrong in disputes', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  it('a slash comes out of what was bound when he was drawn: it can not be withdrawn first', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    const [ann] = (await draw(world, review)) as [Actor];
    const { stakeActive } = (await fetchMember(world.connection, ann.key))!;
    await expectError(act(world, ann, unstake({ wallet: ann.key, amount: stakeActive + 1n })), 'NotEnoughStake');
    await act(world, ann, leavePool({ wallet: ann.key }));
    await nextEpoch(world);
    await expectError(act(world, ann, removeValidator({ wallet: ann.key })), 'ValidatorInUse');
  });

  it('disputing oneself pays nothing: a silent annotator stays unpaid, loses half a bond and his fees', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, { terms: REVIEWED });
    const [ann, ben] = crew as [Actor, Actor];
    await enrich(world, ann, 6_000n);
    const gained = await gains(world, [ann, ben]);
    const work = await sit(world, setup, [ann, ben], [TRUTH, TRUTH]);
    await commitWork(world, setup, work);
    await revealWork(world, setup, work.slice(1));
    await waitUntil(world, (await thePanel(world, setup)).until);
    await act(world, gus, expireReveal({ page: setup.page, panel: 0n }), settle({ page: setup.page, panels: [0n] }));
    const review = await contestBy(world, setup, ann, [0]);
    await judge(world, review, [[0], [0], [0]]);
    expect(await conclude(world, review, 0n, [ann])).to.deep.include({ changed: 0, returned: 0n });
    await collectRound(world, review);
    expect(eventOf(await settleJudged(world, setup), 'panelSettled').rewards).to.equal(100_000n);
    await collectAll(world, setup, work);
    expect(await gained()).to.deep.equal([
      { balance: -6_000n, stake: -500_000n },
      { balance: 100_000n, stake: 0n },
    ]);
  });

  it('nothing that a review needs can be closed under it: PageInUse, TaskInUse, ClaimsHeld, MemberInUse', async () => {
    const { setup, crew } = await contestable(world, [TRUTH]);
    const [ann] = crew as [Actor];
    const { requester, task, page } = setup;
    await enrich(world, ann, 6_000n);
    const review = await contestBy(world, setup, ann, [0]);
    const voters = await draw(world, review);
    const close = (of: typeof page, rentPayer: Actor) =>
      closePage({ caller: requester.key, task, page: of, rentPayer: rentPayer.key });
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    await expectError(act(world, requester, close(page, requester)), 'PageInUse');
    await expectError(act(world, requester, close(review.page, ann)), 'PageInUse');
    await expectError(act(world, requester, closeTask({ requester: requester.key, task })), 'TaskInUse');
    await expectError(act(world, ann, leaveTask({ wallet: ann.key, task })), 'ClaimsHeld');
    await expectError(act(world, ann, closeMember({ wallet: ann.key })), 'MemberInUse');
    await expectError(act(world, voters[0]!, closeMember({ wallet: voters[0]!.key })), 'MemberInUse');
  });

  it('the page of a review has room for its rounds and for nothing else: WrongPage', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    const { requester, task } = setup;
    const opening = openPanels({ operator: requester.key, task, page: review.page, specs: [aPanel()] });
    await expectError(act(world, requester, opening), 'WrongPage');
  });

  it('the rent of a review goes back to whoever paid it, whoever closes the page', async () => {
    const { setup, crew } = await contestable(world, [TRUTH]);
    const [ann] = crew as [Actor];
    await enrich(world, ann, 6_000n);
    const review = await contestBy(world, setup, ann, [0]);
    await judge(world, review, [[1], [1], [1]]);
    await conclude(world, review, 0n, [ann]);
    await collectRound(world, review);
    const [rent, before] = await Promise.all([review.page, ann.key].map((key) => world.connection.getBalance(key)));
    const closing = (rentPayer: Actor) =>
      closePage({ caller: gus.key, task: setup.task, page: review.page, rentPayer: rentPayer.key });
    await expectError(act(world, gus, closing(gus)), 'WrongRentPayer');
    await act(world, gus, closing(ann));
    expect(await world.connection.getBalance(ann.key)).to.equal(before! + rent!);
  });
});

/** SlotHashes as the sysvar holds it. */
function packed(hashes: readonly SlotHash[], length: number): Buffer {
  const data = Buffer.alloc(length);
  data.writeBigUInt64LE(BigInt(hashes.length), 0);
  hashes.forEach(({ slot, hash }, entry) => {
    data.writeBigUInt64LE(slot, 8 + 40 * entry);
    data.set(hash, 16 + 40 * entry);
  });
  return data;
}

/** Wallets of everybody who sat on the first round, once each. */
async function seatedOnce(world: World, review: ReviewSetup) {
  return [...new Map((await seated(world, review)).map(({ key }) => [key.toBase58(), key])).values()];
}
