import { expect } from 'chai';
import { expireVotes } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import {
  ballots,
  commitBallots,
  contest,
  contestable,
  draw,
  revealBallots,
  theRound,
  type ReviewSetup,
} from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('expire_votes', () => {
  let world: World;
  let gus: Actor;
  let review: ReviewSetup;
  let voters: Actor[];
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });
  beforeEach(async () => {
    const { setup } = await contestable(world, [TRUTH]);
    review = await contest(world, setup, [0]);
  });
  const expiring = (panel = 0n) => act(world, gus, expireVotes({ page: review.page, panel }));
  const deadline = async () => (await theRound(world, review)).until;
  const states = async () => (await theRound(world, review)).slots.map(({ state }) => state);

  it('refuses while people are being drawn, and a round that is not there: WindowOpen, NoSuchPanel', async () => {
    await expectError(expiring(), 'WindowOpen');
    await expectError(expiring(1n), 'NoSuchPanel');
  });

  it('[attack 64] [attack 69] draws substitutes for those who did not commit, from the second the window ends: WindowOpen', async () => {
    voters = await draw(world, review);
    const given = ballots(voters, [[0], [0], [0]]);
    await commitBallots(world, review, given.slice(0, 1));
    await waitUntil(world, (await deadline()) - 1n);
    await expectError(expiring(), 'WindowOpen');
    await waitUntil(world, await deadline());
    expect(eventOf(await expiring(), 'caseMoved')).to.deep.include({ phase: 6, seats: 3 });
    expect(await states()).to.deep.equal(['committed', 'missed', 'missed']);
    expect((await theRound(world, review)).case).to.include({ wanted: 2, substituted: 1 });
    const all = await draw(world, review);
    expect(await states()).to.deep.equal(['committed', 'missed', 'missed', 'claimed', 'claimed']);
    // Nobody sits twice.
    expect(new Set(all.map(({ key }) => key.toBase58())).size).to.equal(5);
    // A second silence is not waited for again: who committed reveals.
    await commitBallots(world, review, ballots(all.slice(3, 4), [[1]], 3));
    await waitUntil(world, await deadline());
    expect(eventOf(await expiring(), 'caseMoved')).to.deep.include({ phase: 1, seats: 5 });
    expect(await states()).to.deep.equal(['committed', 'missed', 'missed', 'committed', 'missed']);
  });

  it('[attack 96] closes the reveals; who stayed silent has missed: WrongPhase', async () => {
    voters = await draw(world, review);
    const given = ballots(voters, [[0], [0], [0]]);
    await commitBallots(world, review, given);
    await revealBallots(world, review, given.slice(0, 1));
    await waitUntil(world, (await deadline()) - 1n);
    await expectError(expiring(), 'WindowOpen');
    await waitUntil(world, await deadline());
    expect(eventOf(await expiring(), 'caseMoved')).to.deep.include({ phase: 2 });
    expect(await states()).to.deep.equal(['revealed', 'missed', 'missed']);
    await expectError(expiring(), 'WrongPhase');
  });

  it('goes on without anybody when nobody commits twice', async () => {
    await draw(world, review);
    await waitUntil(world, await deadline());
    await expiring();
    await draw(world, review);
    await waitUntil(world, await deadline());
    expect(eventOf(await expiring(), 'caseMoved')).to.deep.include({ phase: 2, seats: 6 });
  });
});
