import { expect } from 'chai';
import { fetchPools, settleCase, weightAtLeaf, weighValidator } from '@tagger/client';
import { parametersUpdate } from '../support/admin.ts';
import {
  appealedByRequester,
  ballots,
  collectRound,
  commitBallots,
  conclude,
  contest,
  contestable,
  draw,
  EXACT_SLOTS,
  joinValidators,
  judge,
  nextEpoch,
  ownPool,
  revealBallots,
  seated,
  type ReviewSetup,
} from '../support/reviews.ts';
import { act, createWorld, type Actor, type World } from '../support/world.ts';

/**
 * Ten validators of equal bond: three judge, the appeal wants the seven others. If those who are paid were weighed by a lower
 * cap before the idle are, the appeal would draw the idle over and over, and go on with fewer seats.
 */
(EXACT_SLOTS ? describe : describe.skip)('scenario: the cap of weights falls', function () {
  let world: World;
  let pool: Actor[];
  before(async function () {
    this.timeout(120_000);
    world = ownPool(await createWorld());
    pool = await joinValidators(world, 10, 200_000_000n);
    await nextEpoch(world);
  });
  after(() => world.chain.stop());

  /** Opens a review and its appeal; returns who sits on the appeal, and the review. */
  async function appealed(): Promise<{ review: ReviewSetup; judges: Actor[]; seats: Actor[] }> {
    const { setup } = await contestable(world);
    const review = await contest(world, setup, [0]);
    const judges = await judge(world, review, [[0], [0], [0]]);
    await appealedByRequester(world, review);
    return { review, judges, seats: await draw(world, review, 1n) };
  }

  /** Everybody on the appeal votes, the review ends and is paid out. */
  async function ended(review: ReviewSetup): Promise<void> {
    const given = ballots(
      await seated(world, review, 1n),
      pool.map(() => [0]),
    );
    await commitBallots(world, review, given, 1n);
    await revealBallots(world, review, given, 1n);
    await act(world, world.deployer, settleCase({ page: review.page, panel: 1n }));
    await conclude(world, review, 1n);
    for (const round of [0n, 1n]) await collectRound(world, review, round);
  }

  const weights = async (): Promise<number[]> => {
    const [shard] = await fetchPools(world.connection);
    return shard!.validators.map(({ leaf }) => weightAtLeaf(shard!.coming, leaf)).sort((a, b) => a - b);
  };

  it('with equal weights the appeal gets all seven seats', async () => {
    const { review, judges, seats } = await appealed();
    expect([judges.length, seats.length]).to.deep.equal([3, 7]);
    await ended(review);
  });

  it('the first who is paid under a new cap brings it to all, so the next appeal has its seven seats too', async () => {
    const { setup } = await contestable(world);
    const review = await contest(world, setup, [0]);
    await judge(world, review, [[0], [0], [0]]);
    // From 200 TAG to 0.02 TAG, the least there is: half of it is one unit of weight.
    await act(world, world.admin, await parametersUpdate(world, { reviewBond: 20_000n, weightCap: 20_000n }));
    expect(Math.min(...(await weights()))).to.be.at.least(10_000);
    await conclude(world, review);
    await collectRound(world, review);
    expect(await weights()).to.deep.equal(pool.map(() => 1));
    await nextEpoch(world);
    const { judges, seats, review: second } = await appealed();
    expect([judges.length, seats.length]).to.deep.equal([3, 7]);
    await ended(second);
  });

  it('where nobody is paid, anybody brings it to all by weighing one, and each keeps what his record adds', async () => {
    const [first, ...others] = pool as [Actor, ...Actor[]];
    await act(world, world.admin, await parametersUpdate(world, { reviewBond: 5_000_000n, weightCap: 100_000_000n }));
    await act(world, world.deployer, weighValidator({ wallet: first.key }));
    const all = await weights();
    // Half of 100 TAG in hundredths, and a little more for two coherent votes, or for three.
    expect(all).to.deep.equal([...Array<number>(7).fill(5_148), ...Array<number>(3).fill(5_221)]);
    for (const { key: wallet } of others) await act(world, world.deployer, weighValidator({ wallet }));
    expect(await weights()).to.deep.equal(all);
  });
});
