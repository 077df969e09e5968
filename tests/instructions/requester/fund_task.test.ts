import { expect } from 'chai';
import { cancelTask, configPda, escrowTokensPda, fetchTask, fundTask, PAUSE } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aTask, type TaskSetup } from '../../support/build.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people } from '../../support/people.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('fund_task', () => {
  let world: World;
  let setup: TaskSetup;
  let paul: Actor;
  before(async () => {
    world = await theWorld();
    [paul] = (await people(world, 1)) as [Actor];
    setup = await aTask(world, { escrow: 0n });
  });
  const funding = (amount: bigint, from = paul.tokens, tagMint = world.tagMint, task = setup.task) =>
    fundTask({ payer: paul.key, task, from, tagMint, amount });

  it('refuses while tasks are paused: Paused', async () => {
    await whilePaused(world, PAUSE.tasks, () => expectError(act(world, paul, funding(1n)), 'Paused'));
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, paul, funding(0n)), 'ZeroAmount');
  });

  it('[attack 29] refuses another mint: WrongMint', async () => {
    const mint = await aMint(world);
    const from = await aTokenAccount(world, mint, paul.key, 10n);
    await expectError(act(world, paul, funding(10n, from, mint)), 'WrongMint');
  });

  it('[attack 30] refuses a token account the payer does not own', async () => {
    await expectError(act(world, paul, funding(1n, setup.requester.tokens)), 'TokenOwnerMismatch');
  });

  it('refuses config and task of another version: WrongVersion', async () => {
    for (const address of [configPda(), setup.task]) {
      await whilePatched(
        world,
        address,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(act(world, paul, funding(1n)), 'WrongVersion');
        },
      );
    }
  });

  it('adds to the escrow whoever pays', async () => {
    const held = await tagOf(world, escrowTokensPda());
    const event = eventOf(await act(world, paul, funding(12_345n)), 'taskChanged');
    expect(event).to.deep.include({ escrow: 12_345n, funded: 12_345n });
    expect(await tagOf(world, escrowTokensPda())).to.equal(held + 12_345n);
    expect(await tagOf(world, paul.tokens)).to.equal(1_000_000_000n - 12_345n);
  });

  it('[attack 64] refuses from the second of the end, and after a cancellation: TaskEnded', async () => {
    const short = await aTask(world, { escrow: 0n, lifeSecs: 600n });
    const { endsAt } = (await fetchTask(world.connection, short.task))!;
    await waitUntil(world, endsAt - 1n);
    await act(world, paul, funding(1n, paul.tokens, world.tagMint, short.task));
    await waitUntil(world, endsAt);
    await expectError(act(world, paul, funding(1n, paul.tokens, world.tagMint, short.task)), 'TaskEnded');
    await act(world, setup.requester, cancelTask({ requester: setup.requester.key, task: setup.task }));
    await expectError(act(world, paul, funding(1n)), 'TaskEnded');
  });
});
