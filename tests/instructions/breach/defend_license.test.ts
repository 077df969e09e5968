import { expect } from 'chai';
import { defendLicense, fetchPage, type DefendLicense } from '@tagger/client';
import { accused, type Accusation } from '../../support/breaches.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { draw, joinValidators, nextEpoch, ownPool, vote } from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, createWorld, type Actor, type World } from '../../support/world.ts';

/** Five validators say that Bea broke her licence. */
describe('defend_license', () => {
  let world: World;
  let made: Accusation;
  before(async () => {
    world = ownPool(await createWorld());
    await joinValidators(world, 24);
    await nextEpoch(world);
    made = await accused(world);
  });
  after(() => world.chain.stop());
  const defending = (change: Partial<DefendLicense> = {}) =>
    defendLicense({
      holder: made.bea.key,
      mint: made.mint,
      page: made.review.page,
      panel: 0n,
      from: made.bea.tokens,
      tagMint: world.tagMint,
      ...change,
    });

  it('refuses before there is a verdict: WrongPhase', async () => {
    await expectError(act(world, made.bea, defending()), 'WrongPhase');
    const voters = await draw(world, made.review);
    await vote(world, made.review, voters, [[1], [1], [1], [1], [0]]);
  });

  it('[attack 1] refuses anybody else, and the page of another case: NotHolder, WrongCase', async () => {
    const [gus] = (await people(world, 1)) as [Actor];
    await expectError(act(world, gus, defending({ holder: gus.key, from: gus.tokens })), 'NotHolder');
    const other = await accused(world);
    await expectError(act(world, made.bea, defending({ page: other.review.page })), 'WrongCase');
  });

  it('asks eleven others, paid out of her tokens, once: WrongPhase', async () => {
    const purse = await tagOf(world, made.bea.tokens);
    const sent = await act(world, made.bea, defending());
    expect(eventOf(sent, 'caseMoved')).to.include({ round: 1 });
    expect(purse - (await tagOf(world, made.bea.tokens))).to.equal(22_000n);
    const page = (await fetchPage(world.connection, made.review.page))!;
    expect(page.panels[1]?.case).to.include({ reason: 'holder', deposit: 22_000n, wanted: 11 });
    await expectError(act(world, made.bea, defending()), 'WrongPhase');
  });

  it('refuses when the window is over, and after the last round: WindowClosed, NoMoreAppeals', async () => {
    const second = await draw(world, made.review, 1n);
    await vote(
      world,
      made.review,
      second,
      second.map(() => [1]),
      1n,
    );
    await expectError(act(world, made.bea, defending({ panel: 1n })), 'NoMoreAppeals');
    const other = await accused(world);
    const voters = await draw(world, other.review);
    await vote(
      world,
      other.review,
      voters,
      voters.map(() => [1]),
    );
    const { until } = (await fetchPage(world.connection, other.review.page))!.panels[0]!;
    await waitUntil(world, until);
    const { bea, mint, review } = other;
    const late = defending({ holder: bea.key, mint, page: review.page, from: bea.tokens });
    await expectError(act(world, bea, late), 'WindowClosed');
  });
});
