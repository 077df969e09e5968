import { expect } from 'chai';
import { fetchMember, PAUSE, unstake } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aTask, join } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, wait, type Actor, type World } from '../../support/world.ts';

describe('unstake', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2)) as [Actor, Actor];
  });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = unstake({ wallet: ann.key, amount: 1n });
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, ann, unstake({ wallet: ann.key, amount: 0n })), 'ZeroAmount');
  });

  it('refuses more than the active stake; locked stake cannot cool down: NotEnoughStake', async () => {
    await expectError(act(world, ann, unstake({ wallet: ann.key, amount: 100_000_001n })), 'NotEnoughStake');
    await join(world, await aTask(world, { escrow: 0n }), [ben], 60_000_000n);
    await expectError(act(world, ben, unstake({ wallet: ben.key, amount: 40_000_001n })), 'NotEnoughStake');
    await act(world, ben, unstake({ wallet: ben.key, amount: 40_000_000n }));
    expect(await fetchMember(world.connection, ben.key)).to.include({
      stakeActive: 0n,
      stakeLocked: 60_000_000n,
      stakeCooling: 40_000_000n,
    });
  });

  it('moves stake to the cooling bucket, whose time starts anew with every request; no pause stops it', async () => {
    const first = eventOf(await act(world, ann, unstake({ wallet: ann.key, amount: 10n })), 'memberChanged');
    expect(first).to.include({ stakeActive: 99_999_990n, stakeCooling: 10n });
    await wait(world, 1_000);
    await whilePaused(world, PAUSE.stake, () => act(world, ann, unstake({ wallet: ann.key, amount: 5n })));
    const member = await fetchMember(world.connection, ann.key);
    expect(member?.stakeCooling).to.equal(15n);
    const { unixTimestamp } = await now(world);
    expect(Number(member?.coolingUntil)).to.be.within(unixTimestamp + 86_400 - 5, unixTimestamp + 86_400);
  });
});
