import { expect } from 'chai';
import {
  CHOICE,
  closeMember,
  closeVoter,
  createVoter,
  domainAppendChange,
  fetchMember,
  fetchVoter,
  send,
  unlockVotes,
  voterPda,
} from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { electorate, opened, theProposal, vote, voters } from '../../support/govern.ts';
import { team } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_voter', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
    await electorate(world);
  });

  it('refuses while votes are locked: VoterInUse', async () => {
    const [dan] = (await voters(world, 1)) as [Actor];
    await expectError(act(world, dan, closeVoter({ wallet: dan.key })), 'VoterInUse');
  });

  it('[attack 108] refuses while a ballot binds the votes: VotesLocked', async () => {
    const [dan] = (await voters(world, 1)) as [Actor];
    const motion = await opened(world, domainAppendChange('close-voter'));
    await vote(world, motion, [dan, CHOICE.against]);
    await expectError(act(world, dan, closeVoter({ wallet: dan.key })), 'VotesLocked');
    await waitUntil(world, (await theProposal(world, motion)).latestEnd);
    await act(world, dan, unlockVotes({ wallet: dan.key, amount: 10_000_000n }), closeVoter({ wallet: dan.key }));
    expect(await fetchVoter(world.connection, dan.key)).to.equal(null);
  });

  it('refuses another signer than the wallet: NotWallet', async () => {
    const [dan, eve] = (await voters(world, 2)) as [Actor, Actor];
    const instruction = closeVoter({ wallet: dan.key });
    instruction.keys[0]!.pubkey = eve.key;
    await expectError(act(world, eve, instruction), 'NotWallet');
  });

  it('[attack 136] refuses a voter of another version: WrongVersion', async () => {
    const [dan] = (await team(world, 1, 0n)) as [Actor];
    await act(world, dan, createVoter({ wallet: dan.key }));
    await whilePatched(
      world,
      voterPda(dan.key),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, dan, closeVoter({ wallet: dan.key })), 'WrongVersion');
      },
    );
  });

  it('keeps the member from leaving until it is closed, and returns its rent to who paid it [attack 47]', async () => {
    const [dan, eve] = (await team(world, 2, 0n)) as [Actor, Actor];
    await send(world.connection, [createVoter({ wallet: dan.key, payer: eve.key })], [eve.wallet, dan.wallet]);
    await expectError(act(world, dan, closeMember({ wallet: dan.key })), 'MemberInUse');
    await expectError(act(world, dan, closeVoter({ wallet: dan.key })), 'WrongRentPayer');
    const rent = await world.connection.getBalance(voterPda(dan.key));
    const before = await world.connection.getBalance(eve.key);
    const sent = await act(world, dan, closeVoter({ wallet: dan.key, rentPayer: eve.key }));
    expect(eventOf(sent, 'voterChanged')).to.include({ locked: 0n, closed: true });
    expect(await world.connection.getBalance(eve.key)).to.equal(before + rent);
    expect(await fetchMember(world.connection, dan.key)).to.include({ governance: 0 });
    await act(world, dan, closeMember({ wallet: dan.key }));
  });
});
