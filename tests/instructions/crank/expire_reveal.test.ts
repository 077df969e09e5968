import { expect } from 'chai';
import { expireReveal } from '@tagger/client';
import { commitWork, revealWork, sit, staffed, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('expire_reveal', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('[attack 64] marks the silent from the second the window ends: WrongPhase, NoSuchPanel, WindowOpen', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const expiring = (panel = 0n) => act(world, stranger, expireReveal({ page: setup.page, panel }));
    await expectError(expiring(1n), 'NoSuchPanel');
    await expectError(expiring(), 'WrongPhase');
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work);
    await revealWork(world, setup, work.slice(0, 1));
    const { until } = await thePanel(world, setup);
    await waitUntil(world, until - 1n);
    await expectError(expiring(), 'WindowOpen');
    await waitUntil(world, until);
    const event = eventOf(await expiring(), 'panelMoved');
    expect(event).to.deep.include({ panel: 0n, phase: 2 });
    expect((await thePanel(world, setup)).slots.map((slot) => slot.state)).to.deep.equal(['revealed', 'missed']);
    await expectError(expiring(), 'WrongPhase');
  });
});
