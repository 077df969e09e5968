import { expect } from 'chai';
import { METHOD, settleCase } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { ballots, commitBallots, contest, contestable, draw, revealBallots, theRound } from '../../support/reviews.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('settle_case', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  it('refuses a round that is not there, a panel of annotators and one that is not ready: NoSuchPanel, WrongPhase', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await expectError(act(world, gus, settleCase({ page: review.page, panel: 1n })), 'NoSuchPanel');
    await expectError(act(world, gus, settleCase({ page: setup.page, panel: 0n })), 'NoSuchPanel');
    await expectError(act(world, gus, settleCase({ page: review.page, panel: 0n })), 'WrongPhase');
  });

  it('[attack 97] counts: most votes decide, a tie and codes that are no class decide nothing', async () => {
    const labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0];
    const { setup } = await contestable(world, [labels], { terms: { bits: 2, classes: 3, method: METHOD.majority } });
    const review = await contest(world, setup, [1, 4, 5, 8]);
    const voters = await draw(world, review);
    const given = ballots(voters, [
      [0, 0, 3, 3],
      [0, 1, 3, 1],
      [2, 2, 3, 3],
    ]);
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    const sent = await act(world, gus, settleCase({ page: review.page, panel: 0n }));
    const { until, labels: verdict, sure } = await theRound(world, review);
    expect(eventOf(sent, 'caseMoved')).to.deep.include({ phase: 7 });
    expect(Number(until) - (await now(world)).unixTimestamp).to.be.within(1_799, 1_800);
    expect(sure).to.deep.equal([true, false, false, true]);
    expect([verdict[0], verdict[3]]).to.deep.equal([0, 1]);
    await expectError(act(world, gus, settleCase({ page: review.page, panel: 0n })), 'WrongPhase');
  });
});
