import { expect } from 'chai';
import { addBond, fetchMember, seatPda } from '@tagger/client';
import { aTask, join, type TaskSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('add_bond', () => {
  let world: World;
  let setup: TaskSetup;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2)) as [Actor, Actor];
    setup = await aTask(world, { escrow: 0n });
    await join(world, setup, [ann, ben]);
  });
  const adding = (amount: bigint) => addBond({ wallet: ann.key, task: setup.task, amount });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = adding(1n);
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('[attack 4] refuses the seat of somebody else: WrongSeat', async () => {
    const instruction = adding(1n);
    instruction.keys.find((key) => key.pubkey.equals(seatPda(setup.task, ann.key)))!.pubkey = seatPda(
      setup.task,
      ben.key,
    );
    await expectError(act(world, ann, instruction), 'WrongSeat');
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, ann, adding(0n)), 'ZeroAmount');
  });

  it('refuses more than the active stake: NotEnoughStake', async () => {
    await expectError(act(world, ann, adding(90_000_001n)), 'NotEnoughStake');
  });

  it('moves active stake behind the seat', async () => {
    const event = eventOf(await act(world, ann, adding(90_000_000n)), 'seatChanged');
    expect(event).to.deep.include({ bondFree: 100_000_000n, bondHeld: 0n });
    expect(await fetchMember(world.connection, ann.key)).to.include({ stakeActive: 0n, stakeLocked: 100_000_000n });
  });
});
