import { expect } from 'chai';
import { expireClaim, expireCommit } from '@tagger/client';
import { claimPanel, commitWork, sit, staffed, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('expire_commit', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('refuses panels that are not there, that nobody claimed, or that have moved on: NoSuchPanel, WindowOpen, WrongPhase', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, {}], 1);
    const expiring = (panel: bigint) => act(world, stranger, expireCommit({ page: setup.page, panel }));
    await expectError(expiring(2n), 'NoSuchPanel');
    await expectError(expiring(1n), 'WindowOpen');
    await commitWork(world, setup, await sit(world, setup, crew, [TRUTH]));
    await expectError(expiring(0n), 'WrongPhase');
  });

  it('[attack 64] lets those who committed go on from the second the window ends: WindowOpen, ClaimsHeld', async () => {
    const { setup, crew } = await staffed(world, [{}], 2);
    const [ann, ben] = crew as [Actor, Actor];
    await commitWork(world, setup, await sit(world, setup, [ann], [TRUTH]));
    const { until } = await thePanel(world, setup);
    await waitUntil(world, until - 600n);
    await claimPanel(world, setup, [ben]);
    await waitUntil(world, until - 1n);
    const expiring = expireCommit({ page: setup.page, panel: 0n });
    await expectError(act(world, stranger, expiring), 'WindowOpen');
    await waitUntil(world, until);
    // A hold never outlives the window, so the seat can be freed in the same second.
    await expectError(act(world, stranger, expiring), 'ClaimsHeld');
    await act(
      world,
      stranger,
      expireClaim({ wallet: ben.key, task: setup.task, page: setup.page, panel: 0n, slot: 1 }),
    );
    const event = eventOf(await act(world, stranger, expiring), 'panelMoved');
    expect(event).to.deep.include({ panel: 0n, phase: 1, wave: 0 });
    expect(event.until - until).to.satisfy((wait: bigint) => wait >= 1_800n && wait <= 1_805n);
    expect(await thePanel(world, setup)).to.include({ phase: 'reveal', committed: 1 });
    await expectError(act(world, stranger, expiring), 'WrongPhase');
  });
});
