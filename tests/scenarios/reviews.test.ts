import { expect } from 'chai';
import { fetchMember } from '@tagger/client';
import { collectAll, thePanel, TRUTH } from '../support/build.ts';
import { eventOf } from '../support/expect.ts';
import {
  balanceOf,
  collectRound,
  conclude,
  contest,
  contestable,
  judge,
  settleJudged,
  theRound,
  VOTE_FEE,
} from '../support/reviews.ts';
import { theWorld, type World } from '../support/world.ts';

const flipped = (labels: number[], ...items: number[]): number[] =>
  labels.map((label, item) => (items.includes(item) ? 1 - label : label));

describe('scenario: reviews', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('a', async () => {
    const wrong = flipped(TRUTH, 0, 1);
    const { setup, crew, work } = await contestable(world, [wrong, wrong, TRUTH]);
    const review = await contest(world, setup, [0, 1, 2]);
    const voters = await judge(world, review, [
      [0, 1, 0],
      [0, 1, 0],
      [0, 1, 1],
    ]);
    expect(await theRound(world, review)).to.deep.include({
      labels: [0, 1, 0],
      sure: [true, true, true],
      phase: 'challenge',
    });
    const ended = await conclude(world, review);
    expect(ended).to.deep.include({ changed: 2, returned: 2_000n });
    await collectRound(world, review);
    const sent = await settleJudged(world, setup);
    console.log(eventOf(sent, 'panelSettled'));
    await collectAll(world, setup, work);
    for (const p of [...crew, ...voters]) console.log(p.name, await balanceOf(world, p));
    expect((await thePanel(world, setup)).labels).to.deep.equal(TRUTH);
  });
});
