import { expect } from 'chai';
import { closeMember, createMember, fetchMember, memberPda, send, stake, unstake, withdrawStake } from '@tagger/client';
import { aTask, join } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { act, theWorld, wait, type Actor, type World } from '../../support/world.ts';

describe('close_member', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('refuses while anything is left: stake, cooling stake, a seat, a task: MemberInUse', async () => {
    const [ann, ben] = (await team(world, 2)) as [Actor, Actor];
    await expectError(act(world, ann, closeMember({ wallet: ann.key })), 'MemberInUse');
    await act(world, ann, unstake({ wallet: ann.key, amount: 100_000_000n }));
    await expectError(act(world, ann, closeMember({ wallet: ann.key })), 'MemberInUse');
    const { requester, ...task } = await aTask(world, { escrow: 0n });
    await expectError(act(world, requester, closeMember({ wallet: requester.key })), 'MemberInUse');
    await join(world, { requester, ...task }, [ben], 100_000_000n);
    await expectError(act(world, ben, closeMember({ wallet: ben.key })), 'MemberInUse');
  });

  it('refuses another signer than the wallet, the session key included: NotWallet', async () => {
    const [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
    const instruction = closeMember({ wallet: ann.key });
    instruction.keys[0]!.pubkey = ben.key;
    await expectError(act(world, ben, instruction), 'NotWallet');
  });

  it('[attack 47] refuses to send the rent to anybody but its payer: WrongRentPayer', async () => {
    const [ann, ben] = (await people(world, 2)) as [Actor, Actor];
    await send(world.connection, [createMember({ wallet: ann.key, payer: ben.key })], [ben.wallet, ann.wallet]);
    await expectError(act(world, ann, closeMember({ wallet: ann.key })), 'WrongRentPayer');
  });

  it('closes an emptied member and returns every lamport of rent to its payer', async () => {
    const [ann, ben] = (await people(world, 2)) as [Actor, Actor];
    await send(world.connection, [createMember({ wallet: ann.key, payer: ben.key })], [ben.wallet, ann.wallet]);
    await act(
      world,
      ann,
      stake({ wallet: ann.key, from: ann.tokens, tagMint: world.tagMint, amount: 5n }),
      unstake({ wallet: ann.key, amount: 5n }),
    );
    await wait(world, 86_400);
    await act(world, ann, withdrawStake({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint }));
    const rent = await world.connection.getBalance(memberPda(ann.key));
    const before = await world.connection.getBalance(ben.key);
    const event = eventOf(await act(world, ann, closeMember({ wallet: ann.key, rentPayer: ben.key })), 'memberChanged');
    expect(event.closed).to.equal(true);
    expect(await world.connection.getBalance(ben.key)).to.equal(before + rent);
    expect(await fetchMember(world.connection, ann.key)).to.equal(null);
  });

  it('[attack 12] lets the wallet begin again from nothing', async () => {
    const [ann] = (await team(world, 1, 0n)) as [Actor];
    await act(world, ann, closeMember({ wallet: ann.key }), createMember({ wallet: ann.key }));
    expect(await fetchMember(world.connection, ann.key)).to.include({ stakeActive: 0n, balance: 0n, panels: 0 });
  });
});
