import { expect } from 'chai';
import {
  auditedItems,
  auditPanel,
  DRAW,
  expireVotes,
  fetchMember,
  fetchSlotHashes,
  METHOD,
  newSalt,
  openGold,
  retargetDraw,
  seedAt,
  settleCase,
  VERDICT,
  type GoldPanel,
} from '@tagger/client';
import { collectAll, thePanel, TRUTH, type PanelSetup } from '../support/build.ts';
import { eventOf, expectError, tagOf } from '../support/expect.ts';
import { checkBooks } from '../support/ledger.ts';
import {
  appealedBy,
  appealedByRequester,
  audit,
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
  newReview,
  nextEpoch,
  ownPool,
  revealBallots,
  settleJudged,
  submitted,
  theRound,
  vote,
  windUp,
} from '../support/reviews.ts';
import { now } from '../support/time.ts';
import { act, createWorld, theWorld, type Actor, type World } from '../support/world.ts';

const flipped = (labels: number[], ...items: number[]): number[] =>
  labels.map((label, item) => (items.includes(item) ? 1 - label : label));
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const ALL = TRUTH.map((_, item) => item);
/** A TAG for the task, nine tenths of it on its page. */
const PURSE = { escrow: 1_000_000n, pageFunds: 900_000n };
/** Audits so rare that none happens, with money set aside all the same: 2,000 for each of three votes on ten items. */
const AUDITS = { auditBps: 1, auditItems: 10 };

/**
 * Rita asks ten yes-or-no questions at 0.01 TAG an answer; Ann, Ben and Cyd answer. Three validators judge at 0.002 TAG
 * a vote, seven after an appeal; a seat binds 5 TAG. After every test the books are balanced.
 */
describe('scenario: reviews', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('Rita contests three labels, validators change two, and pay follows the truth', async () => {
    const wrong = flipped(TRUTH, 0, 1);
    const { setup, crew, work } = await contestable(world, [wrong, wrong, TRUTH], PURSE);
    const { requester } = setup;
    const treasury = await tagOf(world, world.treasury);
    const review = await contest(world, setup, [0, 1, 2]);
    const voters = await draw(world, review);
    const gained = await gains(world, [requester, ...crew, ...voters]);
    await vote(world, review, voters, [
      [0, 1, 0],
      [0, 1, 0],
      [0, 1, 1],
    ]);
    // Nine votes were paid for, eight became the verdict.
    const ended = await conclude(world, review);
    expect(ended).to.deep.include({ changed: 2, returned: 2_000n });
    expect([...ended.verdict]).to.deep.equal([0, 1, 0]);
    await collectRound(world, review);
    // Ann and Ben contradict two labels that are sure now; fees of 2 %.
    expect(eventOf(await settleJudged(world, setup), 'panelSettled')).to.deep.include({
      rewards: 80_000n + 80_000n + 100_000n,
      fees: 5_200n,
      returned: 40_800n,
    });
    expect((await thePanel(world, setup)).labels).to.deep.equal(TRUTH);
    await collectAll(world, setup, work);
    await windUp(world, setup, [{ review, payer: requester }], crew);
    expect((await gained()).map(({ balance }) => balance)).to.deep.equal([
      1_000_000n - 260_000n - 5_200n - 16_000n,
      80_000n,
      80_000n,
      100_000n,
      6_000n,
      6_000n,
      4_000n,
    ]);
    expect((await gained()).every(({ stake }) => stake === 0n)).to.equal(true);
    expect(await tagOf(world, world.treasury)).to.equal(treasury + 5_200n);
  });

  it('Ann contests gold that cost her all: it was wrong once and right once, so she pays half', async () => {
    // Of four gold labels the first is wrong. Ann got it right and missed the second; Ben and Cyd said what it said.
    const entries = [1, 1, 0, 1].map((label, offset) => ({ offset, label }));
    const gold = [{ firstItem: 0, salt: newSalt(), entries }];
    const others = flipped(TRUTH, 0);
    const { setup, crew, work } = await contestableGold(world, [flipped(TRUTH, 1), others, others], gold);
    const [ann] = crew as [Actor];
    await enrich(world, ann, 12_000n);
    const gained = await gains(world, [setup.requester, ...crew]);
    const review = await contestBy(world, setup, ann, [0, 1]);
    const voters = await draw(world, review);
    const earned = await gains(world, voters);
    await vote(world, review, voters, times(3, [0, 1]));
    // All six votes became the verdict, so nothing of her 12,000 is left; for the item she was right about 6,000 come out
    // of what Rita set aside for audits.
    expect(await conclude(world, review, 0n, [ann])).to.deep.include({ changed: 1, returned: 0n });
    await collectRound(world, review);
    // Ann now has two of three gold labels: a third of the pay. Ben and Cyd contradict a label that is sure.
    expect(eventOf(await settleJudged(world, setup), 'panelSettled')).to.deep.include({
      rewards: 33_330n + 90_000n + 90_000n,
      fees: 667n + 1_800n + 1_800n,
      returned: 366_000n - 6_000n - 213_330n - 4_267n,
    });
    await collectAll(world, setup, work);
    await windUp(world, setup, [{ review, payer: ann }], crew);
    expect((await gained()).map(({ balance }) => balance)).to.deep.equal([
      1_000_000n - 213_330n - 4_267n - 6_000n,
      -12_000n + 6_000n + 33_330n,
      90_000n,
      90_000n,
    ]);
    expect((await earned()).map(({ balance }) => balance)).to.deep.equal([4_000n, 4_000n, 4_000n]);
  });

  it('Ann draws boxes: what is accepted is paid, a minor fix by half, what is rejected not at all', async () => {
    const { setup, ann, work, payload } = await submitted(world, PURSE);
    expect((await thePanel(world, setup)).payloads).to.deep.equal([payload]);
    const { accept, minorFix, reject, invalidItem } = VERDICT;
    const verdict = [accept, accept, accept, accept, accept, minorFix, minorFix, reject, reject, invalidItem];
    const review = await audit(world, setup, ALL, ann);
    const voters = await draw(world, review);
    const gained = await gains(world, [setup.requester, ann, ...voters]);
    const strict = [...verdict.slice(0, 5), reject, ...verdict.slice(6)];
    await vote(world, review, voters, [verdict, verdict, strict]);
    expect(await conclude(world, review)).to.deep.include({ changed: 5, returned: 2_000n });
    await collectRound(world, review);
    // Five accepted, two fixed, one that could not be done: 10,000 x (6 + 2 x 0.5).
    expect(eventOf(await settleJudged(world, setup), 'panelSettled')).to.deep.include({
      rewards: 70_000n,
      fees: 1_400n,
      answers: 10n,
    });
    await collectAll(world, setup, [work]);
    await windUp(world, setup, [{ review, payer: ann }], [ann]);
    expect((await gained()).map(({ balance }) => balance)).to.deep.equal([
      1_000_000n - 70_000n - 1_400n - 58_000n,
      70_000n,
      20_000n,
      20_000n,
      18_000n,
    ]);
  });

  it('nobody judges the boxes: silence of all validators pays Ann in full and costs them', async () => {
    const { setup, ann, work } = await submitted(world, PURSE);
    const review = await audit(world, setup, ALL, ann);
    await draw(world, review);
    await expire(world, review);
    const voters = await draw(world, review);
    expect(voters).to.have.length(6);
    await expire(world, review);
    const gained = await gains(world, [setup.requester, ann, ...voters]);
    await act(world, ann, settleCase({ page: review.page, panel: 0n }));
    const ended = await conclude(world, review);
    expect(ended).to.deep.include({ changed: 0, returned: 60_000n });
    expect([...ended.verdict]).to.deep.equal(times(10, 255));
    await collectRound(world, review);
    await settleJudged(world, setup);
    await collectAll(world, setup, [work]);
    await windUp(world, setup, [{ review, payer: ann }], [ann]);
    // Each of six loses 5 % of a seat's bond; half of it is burnt, half goes to Rita.
    expect(await gained()).to.deep.equal([
      { balance: 1_000_000n - 102_000n + 750_000n, stake: 0n },
      { balance: 100_000n, stake: 0n },
      ...times(6, { balance: 0n, stake: -250_000n }),
    ]);
  });

  it('Ann appeals: seven others reverse three clearly; she gets her money back, the three lose a part of their bond', async () => {
    // A pool of their own: nobody has votes before that forgive anything.
    const world = ownPool(await createWorld());
    await joinValidators(world, 10);
    await nextEpoch(world);
    const { setup, crew, work } = await contestable(world, [TRUTH], { ...PURSE, terms: AUDITS });
    const [ann] = crew as [Actor];
    await enrich(world, ann, 56_000n);
    const review = await contest(world, setup, [0, 1, 2, 3]);
    const three = await draw(world, review);
    const gained = await gains(world, [setup.requester, ann, ...three]);
    const otherwise = flipped(TRUTH, 0, 1, 2, 3).slice(0, 4);
    // The third saw item 3 as it is.
    const third = [...otherwise.slice(0, 3), TRUTH[3]!];
    await vote(world, review, three, [otherwise, otherwise, third]);
    expect((await theRound(world, review)).labels).to.deep.equal(otherwise);
    await appealedBy(world, review, ann);
    const seven = await draw(world, review, 1n);
    const names = new Set([...three, ...seven].map(({ key }) => key.toBase58()));
    expect(names.size, '2k + 1 others').to.equal(10);
    const earned = await gains(world, seven);
    const truth = TRUTH.slice(0, 4);
    await vote(world, review, seven, [...times(6, truth), [...truth.slice(0, 3), 0]], 1n);
    // 24,000 + 56,000 paid in; 1 + 27 votes became the verdict. Left are 24,000, all Ann's, who changed every item; the
    // other 32,000 of her appeal come out of what Rita set aside for audits.
    expect(await conclude(world, review, 1n, [ann])).to.deep.include({ changed: 0, returned: 24_000n });
    for (const round of [0n, 1n]) await collectRound(world, review, round);
    await settleJudged(world, setup);
    await collectAll(world, setup, work);
    await windUp(world, setup, [{ review, payer: setup.requester }], crew);
    const slashed = 250_000n + 250_000n + 187_500n;
    expect(await gained()).to.deep.equal([
      { balance: 1_000_000n - 102_000n - 24_000n - 32_000n + slashed / 2n, stake: 0n },
      { balance: 100_000n, stake: 0n },
      // Four votes don't forgive one; each that was reversed costs a sixteenth of a fifth of 5 TAG.
      { balance: 0n, stake: -250_000n },
      { balance: 0n, stake: -250_000n },
      { balance: 2_000n, stake: -187_500n },
    ]);
    // Whoever stood alone in the appeal earns less and loses nothing.
    expect(await earned()).to.deep.equal([...times(6, { balance: 8_000n, stake: 0n }), { balance: 6_000n, stake: 0n }]);
    await world.chain.stop();
  });

  it('of ten votes one may be reversed for nothing; a second costs a sixteenth of a fifth of the bond, and what is left over is kept', async () => {
    const world = ownPool(await createWorld());
    await joinValidators(world, 10);
    await nextEpoch(world);
    const { setup } = await contestable(world, [TRUTH], { ...PURSE, escrow: 2_000_000n });
    const review = await contest(world, setup, ALL);
    const three = await draw(world, review);
    await vote(world, review, three, [flipped(TRUTH, 0), flipped(TRUTH, 0, 1), flipped(TRUTH, 1, 3)]);
    await appealedByRequester(world, review);
    const seven = await draw(world, review, 1n);
    await vote(world, review, seven, times(7, TRUTH), 1n);
    await conclude(world, review, 1n);
    const gained = await gains(world, three);
    for (const round of [0n, 1n]) await collectRound(world, review, round);
    expect(await gained()).to.deep.equal([
      { balance: 18_000n, stake: 0n },
      { balance: 16_000n, stake: -62_500n },
      // On item 3 he stood alone from the start, which costs its fee only.
      { balance: 16_000n, stake: 0n },
    ]);
    // In eighths of votes: ten less eight; ten and the eight that were charged less sixteen; ten less eight.
    const members = await Promise.all([...three, seven[0]!].map(({ key }) => fetchMember(world.connection, key)));
    expect(members.map((member) => member?.grace)).to.deep.equal([2, 2, 2, 10]);
    await world.chain.stop();
  });

  it('one does not commit and is replaced, another does not reveal: both lose, the second more', async () => {
    const { setup, crew, work } = await contestable(world, [TRUTH], PURSE);
    const review = await contest(world, setup, [0]);
    const voters = await draw(world, review);
    const first = ballots(voters, times(3, [0]));
    await commitBallots(world, review, first.slice(0, 2));
    await expire(world, review);
    const all = await draw(world, review);
    expect(all).to.have.length(4);
    const gained = await gains(world, all);
    const substitute = ballots(all.slice(3), [[0]], 3);
    await commitBallots(world, review, substitute);
    await revealBallots(world, review, [first[0]!, substitute[0]!]);
    await expire(world, review);
    await act(world, world.deployer, settleCase({ page: review.page, panel: 0n }));
    expect(await conclude(world, review)).to.deep.include({ changed: 0, returned: 2_000n });
    await collectRound(world, review);
    expect(await gained()).to.deep.equal([
      { balance: 2_000n, stake: 0n },
      // 50 % of 5 TAG for hiding a vote, 5 % for not giving one.
      { balance: 0n, stake: -2_500_000n },
      { balance: 0n, stake: -250_000n },
      { balance: 2_000n, stake: 0n },
    ]);
    await settleJudged(world, setup);
    await collectAll(world, setup, work);
    await windUp(world, setup, [{ review, payer: setup.requester }], crew);
  });

  it('a tie and no votes at all: the old labels stand and what no vote earned flows back', async () => {
    const { setup, crew, work } = await contestable(world, [TRUTH, TRUTH, TRUTH], PURSE);
    const [ann, ben] = crew as [Actor, Actor];
    await enrich(world, ann, 6_000n);
    await enrich(world, ben, 12_000n);
    const gained = await gains(world, [setup.requester, ann, ben]);
    const tied = await contestBy(world, setup, ann, [0]);
    const voters = await draw(world, tied);
    const given = ballots(voters, [[0], [1], [1]]);
    await commitBallots(world, tied, given);
    await revealBallots(world, tied, given.slice(0, 2));
    await expire(world, tied);
    await act(world, ann, settleCase({ page: tied.page, panel: 0n }));
    const silent = await contestBy(world, setup, ben, [4, 5]);
    await draw(world, silent);
    await expire(world, silent);
    await draw(world, silent);
    await expire(world, silent);
    await act(world, ben, settleCase({ page: silent.page, panel: 0n }));
    // Two voted on what nobody decided and are paid; of three votes one is left.
    const ended = await conclude(world, tied, 0n, [ann]);
    expect(ended).to.deep.include({ changed: 0, returned: 2_000n });
    expect([...ended.verdict]).to.deep.equal([255]);
    expect(await conclude(world, silent, 0n, [ben])).to.deep.include({ changed: 0, returned: 12_000n });
    for (const review of [tied, silent]) await collectRound(world, review);
    expect(eventOf(await settleJudged(world, setup), 'panelSettled').rewards).to.equal(300_000n);
    expect((await thePanel(world, setup)).labels).to.deep.equal(TRUTH);
    await collectAll(world, setup, work);
    await windUp(
      world,
      setup,
      [
        { review: tied, payer: ann },
        { review: silent, payer: ben },
      ],
      crew,
    );
    // 2.5 TAG of the hidden vote and 6 x 0.25 TAG of the silent: half of it is Rita's.
    expect(await gained()).to.deep.equal([
      { balance: 1_000_000n - 306_000n + (2_500_000n + 1_500_000n) / 2n, stake: 0n },
      { balance: 100_000n - 4_000n, stake: 0n },
      { balance: 100_000n, stake: 0n },
    ]);
  });

  it('half of all panels are audited, by lot: what is drawn is judged, what is not can not be', async () => {
    const terms = { method: METHOD.majority, auditBps: 5_000, auditItems: 4 };
    let [drawn, spared] = [0, 0];
    while (drawn === 0 || spared === 0) {
      const { setup, crew, work } = await contestable(world, [TRUTH], { ...PURSE, terms });
      const items = await itemsDrawn(world, setup, terms);
      const { pageIndex, items: _, ...given } = await newReview(world, setup, [0, 1, 2, 3]);
      const auditing = auditPanel({ ...given, payer: crew[0]!.key });
      if (items === undefined) {
        await expectError(act(world, crew[0]!, auditing), 'NotAudited');
        // The 24,000 set aside for an audit go back with the rest.
        expect(eventOf(await settleJudged(world, setup), 'panelSettled').returned).to.equal(24_000n);
        await collectAll(world, setup, work);
        await windUp(world, setup, [], crew);
        spared += 1;
        continue;
      }
      await act(world, crew[0]!, auditing);
      const review = { setup, page: given.page, pageIndex };
      expect((await theRound(world, review)).case.items).to.deep.equal(items);
      const voters = await draw(world, review);
      const gained = await gains(world, [setup.requester, crew[0]!, ...voters]);
      await vote(
        world,
        review,
        voters,
        times(
          3,
          flipped(TRUTH, items[0]!).filter((_label, item) => items.includes(item)),
        ),
      );
      expect(await conclude(world, review)).to.deep.include({ changed: 1, returned: 0n });
      await collectRound(world, review);
      await settleJudged(world, setup);
      await collectAll(world, setup, work);
      await windUp(world, setup, [{ review, payer: crew[0]! }], crew);
      expect((await gained()).map(({ balance }) => balance)).to.deep.equal([
        1_000_000n - 90_000n - 1_800n - 24_000n,
        90_000n,
        8_000n,
        8_000n,
        8_000n,
      ]);
      drawn += 1;
    }
  });

  it('the seed is forgotten and another block decides; in an empty pool a review ends undecided', async () => {
    const { setup, crew, work } = await contestable(world, [TRUTH], PURSE);
    const review = await contest(world, setup, [0]);
    await world.chain.advance({ slots: 2 * DRAW.remembered });
    await act(world, crew[0]!, retargetDraw({ page: review.page, panel: 0n }));
    await judge(world, review, times(3, [1]));
    expect(await conclude(world, review)).to.deep.include({ changed: 1, returned: 0n });
    await collectRound(world, review);
    await settleJudged(world, setup);
    await collectAll(world, setup, work);
    await windUp(world, setup, [{ review, payer: setup.requester }], crew);

    const empty = ownPool(await createWorld());
    const alone = await contestable(empty, [TRUTH], PURSE);
    const [ann] = alone.crew as [Actor];
    await enrich(empty, ann, 6_000n);
    const unheard = await contestBy(empty, alone.setup, ann, [0]);
    const gained = await gains(empty, [alone.setup.requester, ann]);
    expect(await draw(empty, unheard)).to.deep.equal([]);
    await expectError(act(empty, ann, expireVotes({ page: unheard.page, panel: 0n })), 'WrongPhase');
    await act(empty, ann, settleCase({ page: unheard.page, panel: 0n }));
    expect(await conclude(empty, unheard, 0n, [ann])).to.deep.include({ changed: 0, returned: 6_000n });
    await settleJudged(empty, alone.setup);
    await collectAll(empty, alone.setup, alone.work);
    await windUp(empty, alone.setup, [{ review: unheard, payer: ann }], alone.crew);
    expect((await gained()).map(({ balance }) => balance)).to.deep.equal([1_000_000n - 102_000n, 106_000n]);
    await checkBooks(empty.connection);
    await empty.chain.stop();
  });
});

/** A panel whose gold is open and whose labels may be contested. */
async function contestableGold(world: World, labels: number[][], gold: GoldPanel[]) {
  const made = await contestable(world, labels, { ...PURSE, gold, terms: AUDITS });
  const { requester, task, page } = made.setup;
  const opening = made.setup.gold!.open(0)!;
  await act(world, requester, openGold({ operator: requester.key, task, page, panel: 0n, opening }));
  return made;
}

/** What an audit would look at, computed from the chain's hashes. */
async function itemsDrawn(world: World, setup: PanelSetup, terms: { auditBps: number; auditItems: number }) {
  const { phaseSlot, items } = await thePanel(world, setup);
  await world.chain.advance({ slots: DRAW.delay + 1 });
  const slot = BigInt((await now(world)).slot);
  const seed = seedAt(phaseSlot + BigInt(DRAW.delay), await fetchSlotHashes(world.connection), slot);
  if (seed === undefined) throw new Error('the chain does not know the block that decides');
  return auditedItems({ page: setup.page, panel: 0n, items }, { ...terms, payload: false }, seed);
}
