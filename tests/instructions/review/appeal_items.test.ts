import { expect } from 'chai';
import { appealItems, fetchTask } from '@tagger/client';
import { aTask, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { conclude, contest, contestable, draw, judge, theRound, type ReviewSetup } from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('appeal_items', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });
  /** Three said of item 0 what stands, of item 1 the other. */
  const judged = async (escrow?: bigint): Promise<ReviewSetup> => {
    const { setup } = await contestable(world, [TRUTH], escrow === undefined ? {} : { escrow });
    const review = await contest(world, setup, [0, 1]);
    await judge(world, review, [
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    return review;
  };
  const appealing = ({ setup, page }: ReviewSetup, panel = 0n) =>
    appealItems({ operator: setup.requester.key, task: setup.task, page, panel });

  it('refuses anybody but requester and operator: NotOperator', async () => {
    const review = await judged();
    const [mallory] = (await team(world, 1)) as [Actor];
    await expectError(
      act(world, mallory, appealItems({ ...review.setup, ...review, operator: mallory.key, panel: 0n })),
      'NotOperator',
    );
  });

  it('[attack 4] refuses another task, and a round that is not there: WrongPage, NoSuchPanel', async () => {
    const review = await judged();
    const other = await aTask(world);
    await expectError(
      act(
        world,
        other.requester,
        appealItems({ operator: other.requester.key, task: other.task, page: review.page, panel: 0n }),
      ),
      'WrongPage',
    );
    await expectError(act(world, review.setup.requester, appealing(review, 1n)), 'NoSuchPanel');
  });

  it('refuses before there is a verdict, and a second time: WrongPhase', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await expectError(act(world, setup.requester, appealing(review)), 'WrongPhase');
    const other = await judged();
    await act(world, other.setup.requester, appealing(other));
    await expectError(act(world, other.setup.requester, appealing(other)), 'WrongPhase');
  });

  it('refuses what the escrow cannot pay: NotEnoughEscrow', async () => {
    // 12,000 for the first round, 28,000 for seven judges of two items.
    const review = await judged(50_000_000n + 12_000n + 27_999n);
    await expectError(act(world, review.setup.requester, appealing(review)), 'NotEnoughEscrow');
  });

  it('[attack 94] opens a round of 2k + 1 others on the same items, on the same page', async () => {
    const review = await judged();
    const { escrow } = (await fetchTask(world.connection, review.setup.task))!;
    const first = await theRound(world, review);
    const sent = await act(world, review.setup.requester, appealing(review));
    expect(eventOf(sent, 'caseMoved')).to.deep.include({ panel: 1n, round: 1, phase: 6, deposit: 28_000n });
    expect((await fetchTask(world.connection, review.setup.task))?.escrow).to.equal(escrow - 28_000n);
    expect((await theRound(world, review)).phase).to.equal('appealed');
    const appeal = await theRound(world, review, 1n);
    expect(appeal).to.include({ kind: 2, phase: 'draw', items: 2, seatsMax: 14 });
    expect(appeal.case).to.deep.include({ items: [0, 1], parent: 0n, round: 1, wanted: 7, reason: 'requester' });
    const voters = await draw(world, review, 1n);
    expect(voters).to.have.length(7);
    const places = (await theRound(world, review, 1n)).slots.map(({ seat }) => seat);
    // [attack 101] none of them sat before.
    expect(first.slots.filter(({ seat }) => places.includes(seat))).to.deep.equal([]);
  });

  it('[attack 99] refuses more rounds than the task allows: NoMoreAppeals', async () => {
    const review = await judged();
    await act(world, review.setup.requester, appealing(review));
    await judge(
      world,
      review,
      Array.from({ length: 7 }, () => [0, 1]),
      1n,
    );
    await expectError(act(world, review.setup.requester, appealing(review, 1n)), 'NoMoreAppeals');
    await conclude(world, review, 1n);
  });

  it('[attack 64] is open until the second before the window ends: WindowClosed', async () => {
    const review = await judged();
    const { until } = await theRound(world, review);
    await waitUntil(world, until - 1n);
    await rehearse(world, review.setup.requester, appealing(review));
    await waitUntil(world, until);
    await expectError(act(world, review.setup.requester, appealing(review)), 'WindowClosed');
  });
});
