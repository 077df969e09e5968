import { expect } from 'chai';
import { appealScore, memberPda, openPage, pagePda, seatPda } from '@tagger/client';
import { join, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { balanceOf, contest, contestable, enrich, judge, theRound, type ReviewSetup } from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('appeal_score', () => {
  let world: World;
  let review: ReviewSetup;
  let ann: Actor;
  beforeEach(async () => {
    world = await theWorld();
    const { setup, crew } = await contestable(world, [TRUTH]);
    ann = crew[0]!;
    review = await contest(world, setup, [0]);
    await judge(world, review, [[1], [1], [1]]);
  });
  const appealing = (who: Actor, panel = 0n) =>
    appealScore({ wallet: who.key, task: review.setup.task, subject: review.setup.page, page: review.page, panel });

  it("[attack 1] refuses another's seat and member account: WrongSeat, NotWallet", async () => {
    const [mallory] = (await team(world, 1)) as [Actor];
    const instruction = appealing(mallory);
    const swap = (from: typeof ann.key, to: typeof ann.key) => {
      instruction.keys.find((key) => key.pubkey.equals(from))!.pubkey = to;
    };
    swap(seatPda(review.setup.task, mallory.key), seatPda(review.setup.task, ann.key));
    await expectError(act(world, mallory, instruction), 'WrongSeat');
    swap(memberPda(mallory.key), memberPda(ann.key));
    await expectError(act(world, mallory, instruction), 'NotWallet');
  });

  it('refuses who did not sit on the judged panel: NotOnPanel', async () => {
    const [dan] = (await team(world, 1)) as [Actor];
    await join(world, review.setup, [dan]);
    await expectError(act(world, dan, appealing(dan)), 'NotOnPanel');
  });

  it('refuses another page than the judged one, and a round that is not there: WrongCase, NoSuchPanel', async () => {
    const { requester, task } = review.setup;
    const other = pagePda(task, 2);
    await act(world, requester, openPage({ operator: requester.key, task, page: other, bytes: 4_000, amount: 0n }));
    const wrong = appealScore({ wallet: ann.key, task, subject: other, page: review.page, panel: 0n });
    await expectError(act(world, ann, wrong), 'WrongCase');
    await expectError(act(world, ann, appealing(ann, 1n)), 'NoSuchPanel');
  });

  it('refuses what the balance cannot pay, then takes it: NotEnoughBalance, WrongPhase', async () => {
    await enrich(world, ann, 13_999n);
    await expectError(act(world, ann, appealing(ann)), 'NotEnoughBalance');
    await enrich(world, ann, 1n);
    expect(eventOf(await act(world, ann, appealing(ann)), 'caseMoved')).to.deep.include({
      panel: 1n,
      round: 1,
      deposit: 14_000n,
    });
    expect(await balanceOf(world, ann)).to.equal(0n);
    const appeal = await theRound(world, review, 1n);
    expect(appeal.case).to.deep.include({ reason: 'annotator', deposit: 14_000n, wanted: 7 });
    expect(appeal.case.funder.equals(ann.key)).to.equal(true);
    await enrich(world, ann, 14_000n);
    await expectError(act(world, ann, appealing(ann)), 'WrongPhase');
  });

  it('[attack 64] is open until the second before the window ends: WindowClosed', async () => {
    await enrich(world, ann, 14_000n);
    const { until } = await theRound(world, review);
    await waitUntil(world, until - 1n);
    await rehearse(world, ann, appealing(ann));
    await waitUntil(world, until);
    await expectError(act(world, ann, appealing(ann)), 'WindowClosed');
  });

  it('refuses more rounds than the task allows: NoMoreAppeals', async () => {
    await enrich(world, ann, 100_000n);
    await act(world, ann, appealing(ann));
    await judge(
      world,
      review,
      Array.from({ length: 7 }, () => [0]),
      1n,
    );
    await expectError(act(world, ann, appealing(ann, 1n)), 'NoMoreAppeals');
  });
});
