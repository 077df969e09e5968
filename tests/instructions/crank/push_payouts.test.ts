import { expect } from 'chai';
import { escrowTokensPda, fetchEscrowVault, fetchMember, memberPda, pushPayouts } from '@tagger/client';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { payees } from '../../support/payees.ts';
import { team } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const pairs = (actors: Actor[]) => actors.map(({ key, tokens }) => ({ wallet: key, payout: tokens }));

describe('push_payouts', () => {
  let world: World;
  let actors: Actor[];
  before(async () => {
    world = await theWorld();
    actors = await payees(world, 3);
  });

  it('refuses no pairs and half a pair: WrongRemainingAccounts', async () => {
    await expectError(act(world, world.guardian, pushPayouts({ payees: [] })), 'WrongRemainingAccounts');
    const half = pushPayouts({ payees: pairs(actors) });
    half.keys.pop();
    await expectError(act(world, world.guardian, half), 'WrongRemainingAccounts');
  });

  it('[attack 17] refuses a token account the member did not choose: WrongRemainingAccounts', async () => {
    const [ann, ben] = actors as [Actor, Actor];
    await expectError(
      act(world, world.guardian, pushPayouts({ payees: [{ wallet: ann.key, payout: ben.tokens }] })),
      'WrongRemainingAccounts',
    );
  });

  it('refuses who did not ask for it: WrongRemainingAccounts', async () => {
    const [silent] = (await team(world, 1, 0n)) as [Actor];
    await expectError(act(world, world.guardian, pushPayouts({ payees: pairs([silent]) })), 'WrongRemainingAccounts');
  });

  it('pays everybody in one call, once: ZeroAmount', async () => {
    const before = {
      held: await tagOf(world, escrowTokensPda()),
      vault: await fetchEscrowVault(world.connection),
      own: await Promise.all(actors.map((actor) => tagOf(world, actor.tokens))),
    };
    const event = eventOf(await act(world, world.guardian, pushPayouts({ payees: pairs(actors) })), 'payoutsPushed');
    expect(event).to.deep.include({ payees: 3, skipped: 0, amount: 6_000n });
    expect(await tagOf(world, escrowTokensPda())).to.equal(before.held - 6_000n);
    expect((await fetchEscrowVault(world.connection))?.paid).to.equal((before.vault?.paid ?? 0n) + 6_000n);
    for (const [at, actor] of actors.entries()) {
      expect(await tagOf(world, actor.tokens)).to.equal((before.own[at] ?? 0n) + 1_000n * BigInt(at + 1));
      expect((await fetchMember(world.connection, actor.key))?.balance).to.equal(0n);
    }
    await expectError(act(world, world.guardian, pushPayouts({ payees: pairs(actors) })), 'ZeroAmount');
  });

  it('refuses what is no member where a member should be', async () => {
    const instruction = pushPayouts({ payees: pairs(actors.slice(0, 1)) });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(actors[0]!.key)))!.pubkey = actors[0]!.tokens;
    await expectError(act(world, world.guardian, instruction), [
      'IllegalOwner',
      'InvalidAccountData',
      'AccountDataTooSmall',
    ]);
  });
});
