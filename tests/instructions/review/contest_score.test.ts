import { expect } from 'chai';
import { contestScore, fetchMember, fetchTask, memberPda, seatPda } from '@tagger/client';
import { join, thePanel, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { contest, contestable, contestBy, enrich, newReview, theRound } from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('contest_score', () => {
  let world: World;
  let setup: PanelSetup;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    const made = await contestable(world);
    setup = made.setup;
    [ann, ben] = made.crew as [Actor, Actor];
  });
  const contesting = async (who: Actor, items = [0, 1]) => {
    const { pageIndex: _, ...review } = await newReview(world, setup, items);
    return contestScore({ ...review, wallet: who.key });
  };

  it('refuses what the balance cannot pay: NotEnoughBalance', async () => {
    await expectError(act(world, ann, await contesting(ann)), 'NotEnoughBalance');
    await enrich(world, ann, 11_999n);
    await expectError(act(world, ann, await contesting(ann)), 'NotEnoughBalance');
    await enrich(world, ann, 1n);
  });

  it("[attack 1] refuses another's member account and seat: NotWallet, WrongSeat", async () => {
    const [mallory] = (await team(world, 1)) as [Actor];
    const instruction = await contesting(mallory);
    instruction.keys.find((key) => key.pubkey.equals(seatPda(setup.task, mallory.key)))!.pubkey = seatPda(
      setup.task,
      ann.key,
    );
    await expectError(act(world, mallory, instruction), 'WrongSeat');
    instruction.keys.find((key) => key.pubkey.equals(memberPda(mallory.key)))!.pubkey = memberPda(ann.key);
    await expectError(act(world, mallory, instruction), 'NotWallet');
  });

  it('refuses who did not sit on the panel: NotOnPanel', async () => {
    const [dan] = (await team(world, 1)) as [Actor];
    await join(world, setup, [dan]);
    await expectError(act(world, dan, await contesting(dan)), 'NotOnPanel');
  });

  it('takes the fees from the balance; the requester pays nothing', async () => {
    const before = (await fetchTask(world.connection, setup.task))!;
    const review = await contestBy(world, setup, ann, [0, 1]);
    expect((await fetchMember(world.connection, ann.key))?.balance).to.equal(0n);
    expect((await fetchTask(world.connection, setup.task))?.escrow).to.equal(before.escrow);
    const round = await theRound(world, review);
    expect(round).to.include({ reserve: 12_000n, phase: 'draw' });
    expect(round.case).to.deep.include({ reason: 'annotator', deposit: 12_000n, items: [0, 1] });
    expect(round.case.funder.equals(ann.key)).to.equal(true);
  });

  it('refuses what is under review already, whoever asked: AlreadyContested', async () => {
    await enrich(world, ben, 100_000n);
    await expectError(act(world, ben, await contesting(ben, [1, 2])), 'AlreadyContested');
    await contest(world, setup, [5]);
    await expectError(act(world, ben, await contesting(ben, [5])), 'AlreadyContested');
  });

  it('[attack 64] is open until the second before the window ends: WindowClosed', async () => {
    const { until } = await thePanel(world, setup);
    const instruction = await contesting(ben, [9]);
    await waitUntil(world, until - 1n);
    expect(eventOf(await rehearse(world, ben, instruction), 'caseMoved')).to.include({ deposit: 6_000n });
    await waitUntil(world, until);
    await expectError(act(world, ben, instruction), 'WindowClosed');
  });
});
