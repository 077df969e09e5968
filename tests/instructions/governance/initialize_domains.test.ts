import { expect } from 'chai';
import { domainsOf, fetchDomains, initializeDomains } from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { act, anActor, createWorld, type World } from '../../support/world.ts';

describe('initialize_domains', () => {
  // A chain of its own: the list of the shared one exists already.
  let world: World;
  before(async () => {
    world = await createWorld(STEPS.filter((step) => step.id < '0005'));
  });
  after(async () => {
    await world.chain.stop();
  });

  it('creates the same list whoever calls, and only once [attack 8]', async () => {
    const stranger = await anActor(world, 'Stan', 0n);
    const event = eventOf(await act(world, stranger, initializeDomains({ payer: stranger.key })), 'domainsChanged');
    expect([event.count, event.retired]).to.deep.equal([8, 0]);
    const domains = await fetchDomains(world.connection);
    expect(domains && domainsOf(domains)).to.deep.equal(
      ['image', 'text', 'audio', 'video', 'medical', 'driving', 'industrial', 'other'].map((name, place) => ({
        place,
        name,
        retired: false,
      })),
    );
    await expectError(act(world, stranger, initializeDomains({ payer: stranger.key })), EXISTS);
  });
});
