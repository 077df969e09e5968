import { expect } from 'chai';
import {
  claimShare,
  closeDataset,
  closePage,
  fetchDataset,
  fetchMember,
  fetchSeat,
  fetchTask,
  leaveDataset,
  leaveTask,
  openValidatorSeat,
  seatPda,
  withdrawDataset,
} from '@tagger/client';
import { collectAll, TRUTH, type PanelSetup } from '../support/build.ts';
import { aBuyer, delivery, offered, published, purchase } from '../support/datasets.ts';
import { expectError } from '../support/expect.ts';
import {
  collecting,
  conclude,
  contest,
  contestable,
  draw,
  joinValidators,
  nextEpoch,
  ownPool,
  settleJudged,
  vote,
  type ReviewSetup,
} from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, createWorld, type Actor, type World } from '../support/world.ts';

/**
 * Rita promises a tenth of what her dataset earns to validators and 30 % to annotators. Three validators judge four labels
 * she contests: Val and Vic opened a seat, Vera did not.
 */
describe("scenario: validators' share of revenue", () => {
  let world: World;
  before(async () => {
    world = ownPool(await createWorld());
    await joinValidators(world, 8);
    await nextEpoch(world);
  });
  after(() => world.chain.stop());

  /** The labels of a task contested and judged: Val agrees with the verdict on four items, Vic on three, Vera on four. */
  async function judged() {
    const { setup, crew, work } = await contestable(world, [TRUTH], {
      escrow: 1_000_000n,
      pageFunds: 900_000n,
      lifeSecs: 3_600n * 12n,
      shares: { contributorBps: 3_000, validatorBps: 1_000 },
    });
    const review = await contest(world, setup, [0, 1, 2, 3]);
    const voters = await draw(world, review);
    const [val, vic, vera] = voters as [Actor, Actor, Actor];
    const { task } = setup;
    for (const { key: wallet, ...who } of [val, vic])
      await act(world, { key: wallet, ...who }, openValidatorSeat({ wallet, task }));
    const right = TRUTH.slice(0, 4);
    await vote(world, review, voters, [right, [...right.slice(0, 3), 1 - right[3]!], right]);
    await conclude(world, review);
    return { setup, crew, work, review, val, vic, vera };
  }

  /** Everything is collected, paid and closed. */
  async function over(setup: PanelSetup, review: ReviewSetup): Promise<void> {
    const { requester, task, page } = setup;
    await waitUntil(world, (await fetchTask(world.connection, task))!.endsAt);
    for (const [of, rentPayer] of [
      [review.page, requester.key],
      [page, requester.key],
    ] as const)
      await act(world, requester, closePage({ caller: requester.key, task, page: of, rentPayer }));
  }

  it('is divided by votes that became the verdict, among those who opened a seat, to the last unit', async () => {
    const { setup, crew, work, review, val, vic, vera } = await judged();
    const { requester: rita, task } = setup;
    const { connection, deployer } = world;
    const [ann] = crew as [Actor];
    // Rita would like to collect past Val's seat, so that nobody has a share.
    const past = collecting(review, val, 0);
    past.keys.find(({ pubkey }) => pubkey.equals(seatPda(task, val.key)))!.pubkey = seatPda(task, vera.key);
    await expectError(act(world, rita, past), 'WrongSeat');
    for (const [slot, voter] of [val, vic, vera].entries()) await act(world, deployer, collecting(review, voter, slot));
    await settleJudged(world, setup);
    await collectAll(world, setup, work);
    expect((await fetchSeat(connection, task, val.key))?.judged).to.equal(4);
    expect((await fetchSeat(connection, task, vic.key))?.judged).to.equal(3);
    await over(setup, review);
    expect(await fetchTask(connection, task)).to.include({ accepted: 10n, judged: 7n, seats: 3 });
    // Nobody but himself gives a validator's shares up.
    const out = leaveTask({ wallet: vic.key, caller: deployer.publicKey, task });
    await expectError(act(world, deployer, out), 'SharesHeld');

    const sold = await published(world, rita, task);
    expect(await fetchDataset(connection, sold.dataset)).to.include({ shares: 10n, votes: 7n, validatorBps: 1_000 });
    await offered(world, sold);
    const bea = await aBuyer(world);
    await act(world, bea, purchase(world, sold, bea));
    await act(world, deployer, await delivery(world, sold, bea));
    // 10 TAG: 0.2 fee; of 9.8 the annotators have 2.94, validators 0.98, Rita 5.88.
    expect(await fetchDataset(connection, sold.dataset)).to.include({
      feesDue: 200_000n,
      contributed: 2_940_000n,
      validated: 980_000n,
      publisherDue: 5_880_000n,
    });
    const { dataset } = sold;
    const before = await Promise.all([val, vic, ann].map(({ key }) => fetchMember(connection, key)));
    for (const { key: wallet } of [val, ann]) await act(world, deployer, claimShare({ dataset, task, wallet }));
    await act(world, vic, leaveDataset({ wallet: vic.key, dataset, task }));
    const after = await Promise.all([val, vic, ann].map(({ key }) => fetchMember(connection, key)));
    // Four and three sevenths of 980,000.
    expect(after.map((member, at) => member!.balance - before[at]!.balance)).to.deep.equal([
      560_000n,
      420_000n,
      2_940_000n,
    ]);
    await expectError(act(world, deployer, claimShare({ dataset, task, wallet: val.key })), 'NothingOwed');
    expect(await fetchDataset(connection, dataset)).to.include({ sharedTaken: 3_920_000n });
    expect(await fetchMember(connection, vera.key)).to.include({ seats: 0 });
    await act(world, rita, withdrawDataset({ publisher: rita.key, dataset }));
    const closing = closeDataset({ dataset, publisher: rita.key, task, rentPayer: rita.key });
    await expectError(act(world, deployer, closing), 'DatasetInUse');
  });

  it("Vic gives his shares up before there is a dataset: Val has all of the part; without anybody it is the publisher's", async () => {
    const { setup, work, review, val, vic, vera } = await judged();
    const { requester: rita, task } = setup;
    const { connection, deployer } = world;
    for (const [slot, voter] of [val, vic, vera].entries()) await act(world, deployer, collecting(review, voter, slot));
    await act(world, vic, leaveTask({ wallet: vic.key, task }));
    await settleJudged(world, setup);
    await collectAll(world, setup, work);
    await over(setup, review);
    expect(await fetchTask(connection, task)).to.include({ judged: 7n, forgoneVotes: 3n });
    const sold = await published(world, rita, task);
    await offered(world, sold);
    const bea = await aBuyer(world);
    await act(world, bea, purchase(world, sold, bea));
    await act(world, deployer, await delivery(world, sold, bea));
    const before = (await fetchMember(connection, val.key))!.balance;
    await act(world, deployer, claimShare({ dataset: sold.dataset, task, wallet: val.key }));
    expect((await fetchMember(connection, val.key))!.balance - before).to.equal(980_000n);
  });
});
