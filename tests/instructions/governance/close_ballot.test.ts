import { expect } from 'chai';
import {
  ballotPda,
  castBallot,
  CHOICE,
  closeBallot,
  closeProposal,
  domainAppendChange,
  fetchBallot,
  fetchProposal,
  finalizeProposal,
  send,
} from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { electorate, opened, theProposal, voters, type Motion } from '../../support/govern.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_ballot', () => {
  let world: World;
  let dan: Actor;
  let payer: Actor;
  let stranger: Actor;
  let motion: Motion;
  before(async () => {
    world = await theWorld();
    await electorate(world);
    [dan] = (await voters(world, 1)) as [Actor];
    [payer, stranger] = (await people(world, 2)) as [Actor, Actor];
    motion = await opened(world, domainAppendChange('close'));
    const { proposal } = motion;
    const cast = castBallot({ wallet: dan.key, payer: payer.key, proposal, choice: CHOICE.for });
    await send(world.connection, [cast], [payer.wallet, dan.wallet]);
  });

  const closing = (rentPayer: Actor = payer) =>
    closeBallot({ proposal: motion.proposal, wallet: dan.key, rentPayer: rentPayer.key });

  it('[attack 64] refuses until the vote can go on no more, to the second: VotingOpen', async () => {
    const { endsAt, latestEnd } = await theProposal(world, motion);
    await expectError(act(world, dan, closing()), 'VotingOpen');
    await waitUntil(world, endsAt);
    await act(world, stranger, finalizeProposal({ proposal: motion.proposal }));
    await waitUntil(world, latestEnd - 1n);
    await expectError(act(world, dan, closing()), 'VotingOpen');
    await waitUntil(world, latestEnd);
  });

  it('[attack 47] refuses to send the rent to anybody but its payer: WrongRentPayer', async () => {
    await expectError(act(world, dan, closing(stranger)), 'WrongRentPayer');
  });

  it('[attack 136] refuses a ballot of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      ballotPda(motion.proposal, dan.key),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, stranger, closing()), 'WrongVersion');
      },
    );
  });

  it('is closed by anybody, also when the proposal is gone, and its payer gets every lamport', async () => {
    const { proposal, proposer } = motion;
    await act(world, stranger, closeProposal({ proposal, proposer: proposer.key, tagMint: world.tagMint }));
    expect(await fetchProposal(world.connection, motion.number)).to.equal(null);
    const rent = await world.connection.getBalance(ballotPda(proposal, dan.key));
    const before = await world.connection.getBalance(payer.key);
    const event = eventOf(await act(world, stranger, closing()), 'ballotClosed');
    expect([event.proposal, event.wallet].map(String)).to.deep.equal([proposal, dan.key].map(String));
    expect(await world.connection.getBalance(payer.key)).to.equal(before + rent);
    expect(await fetchBallot(world.connection, proposal, dan.key)).to.equal(null);
  });
});
