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
 * Ten validators of equal bond: three judge, the appeal wants the seven others. Weights are kept, and brought up to date when a
 * validator collects or somebody asks for it; so after a change of the cap they differ for a while among equals.
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

  it('weights of those who collect fall first, and an appeal that needs them gets fewer seats', async () => {
    // Three are paid under the new cap, ...
    const { setup } = await contestable(world);
    const review = await contest(world, setup, [0]);
    await judge(world, review, [[0], [0], [0]]);
    await act(world, world.admin, await parametersUpdate(world, { reviewBond: 1n, weightCap: 20_000n }));
    await conclude(world, review);
    await collectRound(world, review);
    await nextEpoch(world);
    const [a, b, c, d] = await weights();
    // ... a unit of weight is a hundredth of TAG; their seven equals keep 200 TAG of weight and a little for their record.
    expect([a, b, c]).to.deep.equal([1, 1, 1]);
    expect(d).to.be.greaterThan(10_000);
    const { judges, seats, review: second } = await appealed();
    // Of the seven heavy ones three judged; four are left, and the light ones come up once in twenty-five thousand tries.
    expect(judges.length).to.equal(3);
    expect(seats.length).to.be.within(4, 5);
    await ended(second);
  });

  it('anybody sets it right: once all are weighed anew, the appeal has seven seats from the next epoch on', async () => {
    for (const { key: wallet } of pool) await act(world, world.deployer, weighValidator({ wallet }));
    await nextEpoch(world);
    expect(new Set(await weights()).size).to.equal(1);
    const { review, judges, seats } = await appealed();
    expect([judges.length, seats.length]).to.deep.equal([3, 7]);
    await ended(review);
  });
});
