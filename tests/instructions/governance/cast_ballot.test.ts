import { expect } from 'chai';
import {
  castBallot,
  CHOICE,
  createVoter,
  domainAppendChange,
  fetchBallot,
  fetchVoter,
  finalizeProposal,
  lockVotes,
  offsetOf,
  PROPOSAL_STATUS,
  quorumOf,
  setDelegate,
  unlockVotes,
  voterPda,
} from '@tagger/client';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import {
  electorate,
  opened,
  SHARES,
  theProposal,
  vote,
  voters,
  type Electorate,
  type Motion,
} from '../../support/govern.ts';
import { team } from '../../support/people.ts';
import { restartCluster, waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('cast_ballot', () => {
  let world: World;
  let all: Electorate;
  let dan: Actor;
  let eve: Actor;
  let motion: Motion;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
    [dan, eve] = (await voters(world, 2)) as [Actor, Actor];
    motion = await opened(world, domainAppendChange('cast'));
  });

  const casting = (voter: Actor, choice: number = CHOICE.for, caster = voter) =>
    castBallot({ wallet: voter.key, caster: caster.key, proposal: motion.proposal, choice });

  it('refuses a choice it does not know: UnknownChoice', async () => {
    for (const choice of [3, 255]) await expectError(act(world, dan, casting(dan, choice)), 'UnknownChoice');
  });

  it('refuses anybody but the owner and his delegate: NotVoterOrDelegate', async () => {
    await expectError(act(world, eve, casting(dan, CHOICE.for, eve)), 'NotVoterOrDelegate');
  });

  it('[attack 136] refuses voter and proposal of another version: WrongVersion', async () => {
    for (const account of [voterPda(dan.key), motion.proposal]) {
      await whilePatched(
        world,
        account,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(act(world, dan, casting(dan)), 'WrongVersion');
        },
      );
    }
  });

  it('[attack 106] refuses votes that were locked on the day of the snapshot or later: NoVotes', async () => {
    const [late] = (await team(world, 1)) as [Actor];
    await act(world, late, createVoter({ wallet: late.key }), lockVotes({ wallet: late.key, amount: 50_000_000n }));
    await expectError(act(world, late, casting(late)), 'NoVotes');
  });

  it('[attack 108] refuses votes that counted but were unlocked since: NoVotes', async () => {
    const [gone] = (await voters(world, 1)) as [Actor];
    const another = await opened(world, domainAppendChange('cast-2'));
    await act(world, gone, unlockVotes({ wallet: gone.key, amount: 10_000_000n }));
    await expectError(vote(world, another, [gone, CHOICE.for]), 'NoVotes');
  });

  it('refuses votes whose checkpoints do not reach back to the snapshot: SnapshotTooOld', async () => {
    const { snapshot } = await theProposal(world, motion);
    const first = offsetOf('voter', 'checkpoints');
    const younger = (data: Buffer): void => {
      for (let at = first; at < data.length; at += 16) data.writeUInt32LE(snapshot + 1, at + 8);
    };
    await whilePatched(world, voterPda(dan.key), younger, async () => {
      await expectError(act(world, dan, casting(dan)), 'SnapshotTooOld');
    });
  });

  it('counts what was locked before the snapshot, binds the votes, and takes each wallet once [attack 108]', async () => {
    await act(world, dan, lockVotes({ wallet: dan.key, amount: 5_000_000n }));
    const event = eventOf(await act(world, dan, casting(dan)), 'ballotCast');
    expect(event).to.include({ choice: CHOICE.for, weight: 10_000_000n, inFavour: 10_000_000n, against: 0n });
    const proposal = await theProposal(world, motion);
    expect(proposal).to.include({ inFavour: 10_000_000n, against: 0n, abstain: 0n, ballots: 1 });
    const ballot = await fetchBallot(world.connection, motion.proposal, dan.key);
    expect(ballot).to.include({ choice: CHOICE.for, weight: 10_000_000n, closableFrom: proposal.latestEnd });
    expect([ballot?.castBy, ballot?.rentPayer].map(String)).to.deep.equal([dan.key, dan.key].map(String));
    expect(await fetchVoter(world.connection, dan.key)).to.include({ lockedUntil: proposal.latestEnd });
    await expectError(act(world, dan, casting(dan, CHOICE.against)), EXISTS);
  });

  it("a delegate casts his principal's votes beside his own, and only while he is named", async () => {
    await act(world, eve, setDelegate({ wallet: eve.key, delegate: dan.key }));
    const event = eventOf(await act(world, dan, casting(eve, CHOICE.abstain, dan)), 'ballotCast');
    expect(event).to.include({ choice: CHOICE.abstain, weight: 10_000_000n, abstain: 10_000_000n });
    expect([event.wallet, event.castBy].map(String)).to.deep.equal([eve.key, dan.key].map(String));
    const another = await opened(world, domainAppendChange('cast-3'));
    await act(world, eve, setDelegate({ wallet: eve.key }));
    const revoked = castBallot({ wallet: eve.key, caster: dan.key, proposal: another.proposal, choice: CHOICE.for });
    await expectError(act(world, dan, revoked), 'NotVoterOrDelegate');
  });

  it('[attack 64] is open to the last second and closed from the end on: VotingClosed', async () => {
    const { endsAt } = await theProposal(world, motion);
    await waitUntil(world, endsAt - 1n);
    await rehearse(world, all.cyd, casting(all.cyd));
    await waitUntil(world, endsAt);
    await expectError(act(world, all.cyd, casting(all.cyd)), 'VotingClosed');
    await act(world, dan, finalizeProposal({ proposal: motion.proposal }));
    await expectError(act(world, all.cyd, casting(all.cyd)), 'WrongProposalState');
  });

  it('[attack 109] a ballot that turns the outcome in the last hours moves the end; not for ever', async () => {
    const { ann, ben, cyd } = all;
    const close = await opened(world, domainAppendChange('cast-4'));
    const { endsAt, rules, votes } = await theProposal(world, close);
    const extension = BigInt(rules.extensionSecs);
    expect(quorumOf(await theProposal(world, close))).to.equal((votes * 2_000n + 9_999n) / 10_000n);
    // Early turns move nothing.
    await vote(world, close, [ben, CHOICE.against]);
    await waitUntil(world, endsAt - extension - 1n);
    expect(await theProposal(world, close)).to.include({ endsAt, extensions: 0 });
    // Ann turns it in the last second: six hours more for everybody.
    await waitUntil(world, endsAt - 1n);
    await vote(world, close, [ann, CHOICE.for]);
    expect(await theProposal(world, close)).to.include({ endsAt: endsAt + extension, extensions: 1 });
    // Cyd goes the same way: no turn, no extension.
    await waitUntil(world, endsAt + extension - 1n);
    await vote(world, close, [cyd, CHOICE.for]);
    expect(await theProposal(world, close)).to.include({ endsAt: endsAt + extension, extensions: 1 });
  });

  it('a restart of the cluster gives everybody the grace of the day the proposal was opened', async () => {
    const held = await opened(world, domainAppendChange('cast-5'));
    const { endsAt, graceSecs } = await theProposal(world, held);
    await waitUntil(world, endsAt - 10n);
    await restartCluster(world);
    try {
      await waitUntil(world, endsAt + BigInt(graceSecs) - 1n);
      await expectError(act(world, dan, finalizeProposal({ proposal: held.proposal })), 'VotingOpen');
      await vote(world, held, [all.ann, CHOICE.against]);
      expect(await theProposal(world, held)).to.include({ against: SHARES.ann, endsAt });
      await waitUntil(world, endsAt + BigInt(graceSecs));
      await expectError(vote(world, held, [all.ben, CHOICE.for]), 'VotingClosed');
      await act(world, dan, finalizeProposal({ proposal: held.proposal }));
      expect(await theProposal(world, held)).to.include({ status: PROPOSAL_STATUS.defeated });
    } finally {
      await restartCluster(world, 0);
    }
  });
});
