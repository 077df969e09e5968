import { expect } from 'chai';
import {
  CHOICE,
  dayOf,
  domainAppendChange,
  fetchMember,
  fetchVoter,
  lockVotes,
  unlockVotes,
  voterPda,
  weightAt,
} from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { electorate, nextDay, opened, theGovernance, theProposal, vote, voters } from '../../support/govern.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('unlock_votes', () => {
  let world: World;
  let dan: Actor;
  let eve: Actor;
  before(async () => {
    world = await theWorld();
    await electorate(world);
    [dan, eve] = (await voters(world, 2)) as [Actor, Actor];
  });

  const unlock = (amount: bigint, { key }: Actor = dan) => unlockVotes({ wallet: key, amount });

  it('refuses nothing at all: ZeroAmount', async () => {
    await expectError(act(world, dan, unlock(0n)), 'ZeroAmount');
  });

  it('refuses more than is locked: NotEnoughVotes', async () => {
    await expectError(act(world, dan, unlock(10_000_001n)), 'NotEnoughVotes');
  });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const instruction = unlock(1n);
    instruction.keys[0]!.pubkey = eve.key;
    await expectError(act(world, eve, instruction), 'NotWallet');
  });

  it('[attack 136] refuses a voter of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      voterPda(dan.key),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, dan, unlock(1n)), 'WrongVersion');
      },
    );
  });

  it('makes votes active stake again; they count no more on that very day', async () => {
    const day = dayOf(BigInt((await now(world)).unixTimestamp));
    const before = await theGovernance(world);
    const event = eventOf(await act(world, dan, unlock(4_000_000n)), 'voterChanged');
    expect(event).to.include({ locked: 6_000_000n, closed: false });
    expect(await fetchMember(world.connection, dan.key)).to.include({
      stakeActive: 94_000_000n,
      stakeLocked: 6_000_000n,
    });
    const voter = (await fetchVoter(world.connection, dan.key))!;
    expect(weightAt(voter, day)).to.equal(6_000_000n);
    const after = await theGovernance(world);
    expect(after).to.include({ epoch: day, locked: before.locked - 4_000_000n, counted: before.locked - 4_000_000n });
  });

  it('locking again on the day of unlocking does not bring the day back', async () => {
    const day = dayOf(BigInt((await now(world)).unixTimestamp));
    await act(world, dan, unlock(6_000_000n), lockVotes({ wallet: dan.key, amount: 10_000_000n }));
    const voter = (await fetchVoter(world.connection, dan.key))!;
    expect([day, day + 1].map((at) => weightAt(voter, at))).to.deep.equal([0n, 10_000_000n]);
    await nextDay(world);
  });

  it('[attack 108] refuses until no vote these votes were cast in can go on, to the second: VotesLocked', async () => {
    const motion = await opened(world, domainAppendChange('unlock-test'));
    await vote(world, motion, [dan, CHOICE.for]);
    const { endsAt, latestEnd, rules, graceSecs } = await theProposal(world, motion);
    expect(latestEnd - endsAt).to.equal(BigInt(rules.maxExtensions * rules.extensionSecs + graceSecs));
    expect(await fetchVoter(world.connection, dan.key)).to.include({ lockedUntil: latestEnd });
    await expectError(act(world, dan, unlock(1n)), 'VotesLocked');
    // Who did not vote is not bound.
    await rehearse(world, eve, unlock(10_000_000n, eve));
    await waitUntil(world, latestEnd - 1n);
    await expectError(act(world, dan, unlock(1n)), 'VotesLocked');
    await waitUntil(world, latestEnd);
    await act(world, dan, unlock(10_000_000n));
    expect(await fetchVoter(world.connection, dan.key)).to.include({ locked: 0n });
  });
});
