import { expect } from 'chai';
import { getMint } from '@solana/spl-token';
import {
  cancelProposal,
  CHOICE,
  closeProposal,
  createProposal,
  domainAppendChange,
  executeProposal,
  fetchMember,
  fetchProposal,
  fetchStakeVault,
  paramsChange,
  proposalPda,
  proposalTimes,
  send,
} from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import {
  electorate,
  executable,
  finalized,
  opened,
  theGovernance,
  theProposal,
  voted,
  type Electorate,
  type Motion,
} from '../../support/govern.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theConfig, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_proposal', () => {
  let world: World;
  let all: Electorate;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
    [stranger] = (await people(world, 1)) as [Actor];
  });

  const closing = ({ proposal, proposer }: Motion) =>
    closeProposal({ proposal, proposer: proposer.key, tagMint: world.tagMint });
  const close = (motion: Motion) => act(world, stranger, closing(motion));
  const change = domainAppendChange('close');

  it('refuses while it is voted on, waits for its end, or may be executed: ProposalLive', async () => {
    await expectError(close(await opened(world, change)), 'ProposalLive');
    await expectError(close(await voted(world, change)), 'ProposalLive');
    const passed = await finalized(world, change);
    await expectError(close(passed), 'ProposalLive');
    const { expiresAt } = proposalTimes(await theProposal(world, passed));
    await waitUntil(world, expiresAt - 1n);
    await expectError(close(passed), 'ProposalLive');
    await waitUntil(world, expiresAt);
    await rehearse(world, stranger, closing(passed));
  });

  it("[attack 6] refuses to return the deposit to another member: WrongMember; another's rent: WrongRentPayer", async () => {
    const motion = await finalized(world, change, [[all.ann, CHOICE.against]]);
    const { proposal, proposer } = motion;
    const { tagMint } = world;
    await expectError(
      act(world, stranger, closeProposal({ proposal, proposer: all.ann.key, rentPayer: proposer.key, tagMint })),
      'WrongMember',
    );
    await expectError(
      act(world, stranger, closeProposal({ proposal, proposer: proposer.key, rentPayer: stranger.key, tagMint })),
      'WrongRentPayer',
    );
  });

  it('[attack 136] refuses a proposal of another version: WrongVersion', async () => {
    const motion = await finalized(world, change, [[all.ann, CHOICE.against]]);
    await whilePatched(
      world,
      motion.proposal,
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(close(motion), 'WrongVersion');
      },
    );
  });

  const whole: [string, () => Promise<Motion>][] = [
    ['voted down', () => finalized(world, change, [[all.ann, CHOICE.against]])],
    [
      'left unexecuted',
      async () => {
        const motion = await finalized(world, change);
        await waitUntil(world, proposalTimes(await theProposal(world, motion)).expiresAt);
        return motion;
      },
    ],
    [
      'cancelled',
      async () => {
        const motion = await opened(world, change);
        await act(
          world,
          motion.proposer,
          cancelProposal({ canceller: motion.proposer.key, proposal: motion.proposal }),
        );
        return motion;
      },
    ],
    [
      'executed',
      async () => {
        const motion = await executable(world, paramsChange((await theConfig(world)).params));
        await act(world, stranger, executeProposal({ proposal: motion.proposal }));
        return motion;
      },
    ],
  ];
  for (const [what, end] of whole) {
    it(`returns the whole deposit of a proposal that was ${what}`, async () => {
      const motion = await end();
      const { deposit } = await theProposal(world, motion);
      const before = await fetchMember(world.connection, motion.proposer.key);
      const { supply } = await getMint(world.connection, world.tagMint);
      const event = eventOf(await close(motion), 'proposalMoved');
      expect(event).to.include({ number: motion.number, burnt: 0n, closed: true });
      expect(await fetchMember(world.connection, motion.proposer.key)).to.include({
        stakeActive: before!.stakeActive + deposit,
        stakeLocked: before!.stakeLocked - deposit,
        slashed: before!.slashed,
        governance: before!.governance - 1,
      });
      expect((await getMint(world.connection, world.tagMint)).supply).to.equal(supply);
      expect(await fetchProposal(world.connection, motion.number)).to.equal(null);
    });
  }

  it('[attack 110] burns half of the deposit when not even the quorum took part', async () => {
    const motion = await finalized(world, change, []);
    const before = await fetchMember(world.connection, motion.proposer.key);
    const vault = await fetchStakeVault(world.connection);
    const { supply } = await getMint(world.connection, world.tagMint);
    const event = eventOf(await close(motion), 'proposalMoved');
    expect(event).to.include({ burnt: 5_000_000n, closed: true });
    expect(await fetchMember(world.connection, motion.proposer.key)).to.include({
      stakeActive: before!.stakeActive + 5_000_000n,
      stakeLocked: before!.stakeLocked - 10_000_000n,
      slashed: before!.slashed + 5_000_000n,
    });
    expect((await fetchStakeVault(world.connection))?.liabilities).to.equal(vault!.liabilities - 5_000_000n);
    expect((await getMint(world.connection, world.tagMint)).supply).to.equal(supply - 5_000_000n);
  });

  it('[attack 47] returns every lamport of rent to who paid it', async () => {
    const { pat } = all;
    const { proposals: number } = await theGovernance(world);
    const open = createProposal({ wallet: pat.key, payer: stranger.key, number, change });
    await send(world.connection, [open], [stranger.wallet, pat.wallet]);
    const proposal = proposalPda(number);
    await act(world, pat, cancelProposal({ canceller: pat.key, proposal }));
    const rent = await world.connection.getBalance(proposal);
    const before = await world.connection.getBalance(stranger.key);
    const end = closeProposal({ proposal, proposer: pat.key, rentPayer: stranger.key, tagMint: world.tagMint });
    await act(world, pat, end);
    expect(await world.connection.getBalance(stranger.key)).to.equal(before + rent);
  });
});
