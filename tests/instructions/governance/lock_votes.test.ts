import { expect } from 'chai';
import {
  createVoter,
  dayOf,
  fetchMember,
  fetchVoter,
  governancePda,
  lockVotes,
  voterPda,
  weightAt,
} from '@tagger/client';
import { eventOf, expectError, NO_SUCH_ACCOUNT } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { nextDay, theGovernance } from '../../support/govern.ts';
import { team } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('lock_votes', () => {
  let world: World;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2)) as [Actor, Actor];
    await act(world, ann, createVoter({ wallet: ann.key }));
  });

  const lock = (amount: bigint) => lockVotes({ wallet: ann.key, amount });
  const today = async () => dayOf(BigInt((await now(world)).unixTimestamp));

  it('refuses a member without a voter account', async () => {
    await expectError(act(world, ben, lockVotes({ wallet: ben.key, amount: 1n })), NO_SUCH_ACCOUNT);
  });

  it('refuses nothing at all: ZeroAmount', async () => {
    await expectError(act(world, ann, lock(0n)), 'ZeroAmount');
  });

  it('refuses more than the active stake: NotEnoughStake', async () => {
    await expectError(act(world, ann, lock(100_000_001n)), 'NotEnoughStake');
  });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = lock(1n);
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('[attack 136] refuses voter and governance of another version: WrongVersion', async () => {
    for (const account of [voterPda(ann.key), governancePda()]) {
      await whilePatched(
        world,
        account,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(act(world, ann, lock(1n)), 'WrongVersion');
        },
      );
    }
  });

  it('[attack 106] moves stake from active to locked; it counts from the next day on, borrowed for a day it never does', async () => {
    await nextDay(world);
    const day = await today();
    const before = await theGovernance(world);
    const event = eventOf(await act(world, ann, lock(30_000_000n)), 'voterChanged');
    expect(event).to.deep.include({ locked: 30_000_000n, lockedUntil: 0n, closed: false });
    expect(await fetchMember(world.connection, ann.key)).to.include({
      stakeActive: 70_000_000n,
      stakeLocked: 30_000_000n,
    });
    await act(world, ann, lock(12_000_000n));
    const voter = (await fetchVoter(world.connection, ann.key))!;
    expect([day, day + 1].map((at) => weightAt(voter, at))).to.deep.equal([0n, 42_000_000n]);
    const after = await theGovernance(world);
    expect(after).to.include({ epoch: day, locked: before.locked + 42_000_000n, counted: before.locked });
  });

  it('reads back what the votes weighed on past days', async () => {
    await nextDay(world);
    const day = await today();
    await act(world, ann, lock(8_000_000n));
    await nextDay(world);
    const voter = (await fetchVoter(world.connection, ann.key))!;
    expect([day - 1, day, day + 1, day + 500].map((at) => weightAt(voter, at))).to.deep.equal([
      0n,
      42_000_000n,
      50_000_000n,
      50_000_000n,
    ]);
  });
});
