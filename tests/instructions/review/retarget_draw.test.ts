import { expect } from 'chai';
import { DRAW, nextDraw, retargetDraw } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { contest, contestable, draw, nextEpoch, theRound, untilSeed, EXACT_SLOTS } from '../../support/reviews.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('retarget_draw', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });
  const opened = async () => contest(world, (await contestable(world, [TRUTH])).setup, [0]);

  it('refuses while the block that decides can still be used: WindowOpen', async () => {
    await nextEpoch(world);
    const review = await opened();
    const retarget = retargetDraw({ page: review.page, panel: 0n });
    await expectError(act(world, gus, retarget), 'WindowOpen');
    await untilSeed(world, review);
    await expectError(act(world, gus, retarget), 'WindowOpen');
  });

  it('[attack 82] gives a forgotten draw another block, and counts it: SeedGone', async function () {
    if (!EXACT_SLOTS) this.skip();
    await nextEpoch(world);
    const review = await opened();
    const { target } = (await theRound(world, review)).case;
    const retarget = retargetDraw({ page: review.page, panel: 0n });
    await world.chain.advance({ slots: Number(target) + DRAW.remembered - 1 - (await now(world)).slot });
    await expectError(act(world, gus, retarget), 'WindowOpen');
    await world.chain.advance({ slots: Number(target) + DRAW.remembered - (await now(world)).slot });
    await expectError(
      nextDraw(world.connection, review.page, 0n).then(({ instruction }) => act(world, gus, instruction)),
      'SeedGone',
    );
    const { slot } = await now(world);
    const event = eventOf(await act(world, gus, retarget), 'caseMoved');
    expect(Number(event.target)).to.equal(slot + DRAW.delay);
    expect((await theRound(world, review)).case).to.include({ retargets: 1, wanted: 3, tries: 0 });
    expect(await draw(world, review)).to.have.length(3);
  });

  it('[attack 83] a seed of an epoch that is over draws nobody more: SeedGone', async () => {
    await nextEpoch(world);
    const review = await opened();
    await untilSeed(world, review);
    const { instruction } = await nextDraw(world.connection, review.page, 0n, 1);
    await act(world, gus, instruction);
    const { tries, seed } = (await theRound(world, review)).case;
    expect(tries).to.equal(1);
    expect(seed).to.have.length(32);
    await nextEpoch(world);
    await expectError(act(world, gus, instruction), 'SeedGone');
    const { seats } = await theRound(world, review);
    await act(world, gus, retargetDraw({ page: review.page, panel: 0n }));
    // Who sits already stays.
    expect(await theRound(world, review)).to.include({ seats, phase: 'draw' });
    expect((await draw(world, review)).length).to.equal(3);
  });

  it('refuses when nobody is to be drawn: NothingToDraw', async () => {
    const review = await opened();
    await draw(world, review);
    await expectError(act(world, gus, retargetDraw({ page: review.page, panel: 0n })), 'NothingToDraw');
  });
});
