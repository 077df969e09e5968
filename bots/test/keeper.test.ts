import { expect } from 'chai';
import { fetchMember, fetchTask, listPages, listSeats } from '@tagger/client';
import { keeper } from '@tagger/bots';
import { commitWork, revealWork, sit, staffed, TRUTH } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { createWorld, wait, type Actor, type World } from '../../tests/support/world.ts';
import { aHome, once, type Home } from './support/bot.ts';

describe('the keeper', () => {
  let world: World;
  let home: Home;
  before(async () => {
    world = await createWorld();
    home = await aHome(world, { logLevel: 'error' });
  });
  after(async () => {
    home.remove();
    await world.chain.stop();
  });

  it('ends a task whose people fell silent at every stage, and pays Ann', async () => {
    const { setup, crew } = await staffed(world, [{}, {}], 3, { pageFunds: 700_000n, lifeSecs: 20_000n });
    const [ann, ben] = crew as [Actor, Actor, Actor];
    const work = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 2));
    await wait(world, 3_600);
    await once(keeper, home);
    await revealWork(world, setup, work.slice(0, 1));
    await wait(world, 1_800);
    await once(keeper, home);
    expect(await fetchMember(world.connection, ann.key)).to.include({ balance: 100_000n });
    expect(await fetchMember(world.connection, ben.key)).to.include({ slashed: 500_000n, missedReveals: 1 });
    await waitUntil(world, (await fetchTask(world.connection, setup.task))!.endsAt);
    await once(keeper, home);
    const { task } = setup;
    expect([
      ...(await listPages(world.connection, { task })),
      ...(await listSeats(world.connection, { task })),
    ]).to.deep.equal([]);
    await checkBooks(world.connection);
  });
});
