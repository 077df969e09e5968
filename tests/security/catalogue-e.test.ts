import { expect } from 'chai';
import { Keypair, SystemProgram, type PublicKey } from '@solana/web3.js';
import {
  acceptAdmin,
  ballotPda,
  castBallot,
  changeBallot,
  CHOICE,
  closeBallot,
  closeMember,
  closeProposal,
  closeVoter,
  createMember,
  createVoter,
  domainAppendChange,
  executeProposal,
  fetchMember,
  fetchVoter,
  finalizeProposal,
  governanceChange,
  lockVotes,
  paramsChange,
  PROPOSAL_KIND,
  PROPOSAL_STATUS,
  proposalPda,
  proposalTimes,
  proposeAdmin,
  setDelegate,
  stake,
  unlockVotes,
  unstake,
  weighValidator,
  withdrawStake,
  type Params,
} from '@tagger/client';
import { createTransferInstruction } from '@solana/spl-token';
import { parametersUpdate, withParameters } from '../support/admin.ts';
import { EXISTS, expectError, tagOf } from '../support/expect.ts';
import {
  electorate,
  enacted,
  executable,
  finalized,
  nextDay,
  opened,
  proposing,
  SHARES,
  TAG,
  theGovernance,
  theProposal,
  vote,
  voters,
  type Electorate,
} from '../support/govern.ts';
import { checkBooks } from '../support/ledger.ts';
import { reviewedLife, wholeLife } from '../support/life.ts';
import { legalParameters, MOST_TAG } from '../support/parameters.ts';
import { people, team } from '../support/people.ts';
import { joinValidators, nextEpoch, ownPool } from '../support/reviews.ts';
import { now, waitUntil } from '../support/time.ts';
import { act, createWorld, theConfig, theWorld, wait, type Actor, type World } from '../support/world.ts';

/**
 * Attacks on governance and administration (catalogue E). All ten numbers apply; 117 speaks of a council, which is here
 * the quorum and the deposit: a vote must not be able to lock everybody out of voting.
 */
describe('security E: governance and administration', () => {
  let world: World;
  let all: Electorate;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
  });

  describe('[attack 108] vote, withdraw, vote again', () => {
    it('cast votes stay locked, stay one ballot, and come back with nothing to vote with', async () => {
      const [mallory] = (await team(world, 1)) as [Actor];
      const { key: wallet } = mallory;
      await act(world, mallory, createVoter({ wallet }), lockVotes({ wallet, amount: 100n * TAG }));
      await nextDay(world);
      const motion = await opened(world, domainAppendChange('attack-108'));
      await vote(world, motion, [mallory, CHOICE.for]);
      await expectError(act(world, mallory, unlockVotes({ wallet, amount: 1n })), 'VotesLocked');
      await expectError(act(world, mallory, closeVoter({ wallet })), 'VotesLocked');
      await expectError(act(world, mallory, unstake({ wallet, amount: 1n })), 'NotEnoughStake');
      expect((await theProposal(world, motion)).inFavour).to.equal(100n * TAG);
    });

    it('a second ballot with the same votes is refused, whoever casts it, and leaves the tally: AccountExists', async () => {
      const [mallory, mate] = (await voters(world, 2)) as [Actor, Actor];
      const motion = await opened(world, domainAppendChange('attack-108'));
      await act(world, mallory, setDelegate({ wallet: mallory.key, delegate: mate.key }));
      await vote(world, motion, [mallory, CHOICE.for]);
      const tally = await theProposal(world, motion);
      expect(tally).to.include({ inFavour: 10n * TAG, against: 0n, abstain: 0n, ballots: 1 });
      const { proposal } = motion;
      for (const caster of [mallory, mate])
        for (const choice of Object.values(CHOICE)) {
          const again = castBallot({ wallet: mallory.key, caster: caster.key, proposal, choice });
          await expectError(act(world, caster, again), EXISTS);
        }
      expect(await theProposal(world, motion)).to.deep.equal(tally);
    });

    it('a stranger closes no ballot early to free votes, and nobody leaves with votes locked', async () => {
      const [mallory] = (await voters(world, 1, 100n * TAG)) as [Actor];
      const [gus] = (await people(world, 1)) as [Actor];
      const { key: wallet } = mallory;
      const { tagMint } = world;
      const motion = await opened(world, domainAppendChange('attack-108'));
      const { proposal } = motion;
      await vote(world, motion, [mallory, CHOICE.for]);
      const { endsAt, latestEnd } = await theProposal(world, motion);
      const closing = closeBallot({ proposal, wallet });
      const held = async () => {
        await expectError(act(world, gus, closing), 'VotingOpen');
        await expectError(act(world, mallory, unlockVotes({ wallet, amount: 1n })), 'VotesLocked');
        await expectError(act(world, mallory, closeMember({ wallet })), 'MemberInUse');
        expect(await fetchMember(world.connection, wallet)).to.include({ stakeActive: 0n, stakeLocked: 100n * TAG });
      };
      await held();
      // Not when the outcome is written down either: until the latest end it could have been turned.
      await waitUntil(world, endsAt);
      await act(world, gus, finalizeProposal({ proposal }));
      await held();
      await waitUntil(world, latestEnd - 1n);
      await held();
      await waitUntil(world, latestEnd);
      await act(world, gus, closing);
      await act(world, mallory, unlockVotes({ wallet, amount: 100n * TAG }), unstake({ wallet, amount: 100n * TAG }));
      await wait(world, 86_400);
      await act(world, mallory, withdrawStake({ wallet, to: mallory.tokens, tagMint }));
      // All her stake is out, her place in governance is not.
      await expectError(act(world, mallory, closeMember({ wallet })), 'MemberInUse');
      await act(world, mallory, closeVoter({ wallet }), closeMember({ wallet }));
      expect(await tagOf(world, mallory.tokens)).to.equal(1_000n * TAG);
    });

    it('votes that were not cast move to another wallet too late to be cast there', async () => {
      const [mallory, alias] = (await people(world, 2, 100n * TAG)) as [Actor, Actor];
      const { tagMint } = world;
      const amount = 100n * TAG;
      const arm = ({ key: wallet, tokens: from }: Actor) => [
        createMember({ wallet }),
        stake({ wallet, from, tagMint, amount }),
        createVoter({ wallet }),
        lockVotes({ wallet, amount }),
      ];
      await act(world, mallory, ...arm(mallory));
      await nextDay(world);
      await wait(world, 3_600);
      const motion = await opened(world, domainAppendChange('attack-108'));
      const { key: wallet } = mallory;
      await act(world, mallory, unlockVotes({ wallet, amount }), unstake({ wallet, amount }));
      await wait(world, 86_400);
      await act(
        world,
        mallory,
        withdrawStake({ wallet, to: mallory.tokens, tagMint }),
        createTransferInstruction(mallory.tokens, alias.tokens, wallet, amount),
      );
      await act(world, alias, ...arm(alias));
      await nextDay(world);
      const { endsAt, against, inFavour, abstain } = await theProposal(world, motion);
      expect(BigInt((await now(world)).unixTimestamp) < endsAt, 'voting goes on').to.equal(true);
      for (const voter of [mallory, alias]) await expectError(vote(world, motion, [voter, CHOICE.for]), 'NoVotes');
      expect([against, inFavour, abstain]).to.deep.equal([0n, 0n, 0n]);
    });
  });

  it('[attack 109] who turns the outcome in the last second gives the others six hours to answer', async () => {
    const { ann, ben, cyd } = all;
    const motion = await opened(world, domainAppendChange('attack-109'));
    await vote(world, motion, [ben, CHOICE.against]);
    const { endsAt } = await theProposal(world, motion);
    await waitUntil(world, endsAt - 1n);
    await vote(world, motion, [ann, CHOICE.for]);
    await waitUntil(world, endsAt);
    await expectError(act(world, ann, finalizeProposal({ proposal: motion.proposal })), 'VotingOpen');
    await vote(world, motion, [cyd, CHOICE.against]);
    await waitUntil(world, (await theProposal(world, motion)).endsAt);
    await act(world, ann, finalizeProposal({ proposal: motion.proposal }));
    expect(await theProposal(world, motion)).to.include({
      status: PROPOSAL_STATUS.defeated,
      inFavour: SHARES.ann,
      against: SHARES.ben + SHARES.cyd,
      // Cyd turned it back late as well.
      extensions: 2,
    });
  });

  describe('[attack 110] [attack 117] while hardly anybody votes', () => {
    // A chain of its own, on which nobody else has locked anything.
    let small: World;
    let mallory: Actor;
    let olga: Actor;
    before(async () => {
      small = await createWorld();
      [mallory, olga] = (await team(small, 2, 500n * TAG)) as [Actor, Actor];
      for (const { key: wallet, wallet: signer } of [mallory, olga])
        await act(small, signer, createVoter({ wallet }), lockVotes({ wallet, amount: 40n * TAG }));
      await nextDay(small);
    });
    after(() => small.chain.stop());
    afterEach(() => checkBooks(small.connection));

    it('dust opens no proposal: QuorumOutOfReach', async () => {
      const attempt = act(small, mallory, await proposing(small, domainAppendChange('dust'), mallory));
      await expectError(attempt, 'QuorumOutOfReach');
    });

    it('the absolute quorum of 100 TAG counts, however few votes there are', async () => {
      const { key: wallet } = mallory;
      await act(small, mallory, lockVotes({ wallet, amount: 59n * TAG }));
      await act(small, olga, lockVotes({ wallet: olga.key, amount: 1n * TAG }));
      await nextDay(small);
      // 99 + 41 TAG: one more than Mallory has is needed.
      const motion = await opened(small, domainAppendChange('dust'), mallory);
      await vote(small, motion, [mallory, CHOICE.for]);
      await waitUntil(small, (await theProposal(small, motion)).endsAt);
      await act(small, mallory, finalizeProposal({ proposal: motion.proposal }));
      expect(await theProposal(small, motion)).to.include({ status: PROPOSAL_STATUS.noQuorum });
    });

    it('a vote can ask for no quorum that it did not reach itself: QuorumOutOfReach', async () => {
      const { key: wallet } = mallory;
      await act(small, mallory, lockVotes({ wallet, amount: 11n * TAG }));
      await nextDay(small);
      const { params: rules, locked } = await theGovernance(small);
      expect(locked).to.equal(151n * TAG);
      // More than all votes: refused at once. More than the 110 TAG that vote for it: can't be executed.
      const above = proposing(small, governanceChange({ ...rules, minQuorum: 152n * TAG }), mallory);
      await expectError(act(small, mallory, await above), 'QuorumOutOfReach');
      const raise = async (minQuorum: bigint) => {
        const motion = await opened(small, governanceChange({ ...rules, minQuorum }), mallory);
        await vote(small, motion, [mallory, CHOICE.for]);
        await waitUntil(small, (await theProposal(small, motion)).endsAt);
        await act(small, mallory, finalizeProposal({ proposal: motion.proposal }));
        await waitUntil(small, proposalTimes(await theProposal(small, motion)).executableFrom);
        return act(small, mallory, executeProposal({ proposal: motion.proposal }));
      };
      await expectError(raise(111n * TAG), 'QuorumOutOfReach');
      await raise(110n * TAG);
      expect((await theGovernance(small)).params).to.deep.equal({ ...rules, minQuorum: 110n * TAG });
      // And so those who raised it can lower it again.
      await raise(100n * TAG);
    });
  });

  describe('[attack 111] ruinous but legal parameters', () => {
    const DAY = 86_400;
    // A chain of its own, whose validators can cover the largest bond a seat may ask for.
    let lab: World;
    let validators: Actor[];
    before(async () => {
      lab = ownPool(await createWorld());
      validators = await joinValidators(lab, 16, MOST_TAG);
      await nextEpoch(lab);
    });
    after(() => lab.chain.stop());
    afterEach(() => checkBooks(lab.connection));

    /** A task without and a task with reviews live and end under these parameters. */
    const lives = (change: Partial<Params>): Promise<void> =>
      withParameters(lab, change, async () => {
        const [{ key: wallet }] = validators as [Actor];
        // Whoever is weighed first, all are weighed by the new cap and the new least bond.
        await act(lab, lab.deployer, weighValidator({ wallet }));
        await nextEpoch(lab);
        await wholeLife(lab);
        expect(await reviewedLife(lab)).to.equal(10);
      });
    const corners: [string, Partial<Params>][] = [
      [
        'all fees and slashes at their most',
        {
          feeBps: 500,
          slashHoldBps: 10_000,
          slashMissBps: 10_000,
          slashGoldBps: 10_000,
          slashBurnBps: 10_000,
          slashReversedBps: 10_000,
          // Nothing of the slash of silence can go to a keeper where open answers cost as much.
          keeperTipBps: 0,
          goldFailBps: 10_000,
          minReviewFee: 1_000n * TAG,
        },
      ],
      [
        'no fee and no slashes',
        {
          feeBps: 0,
          slashHoldBps: 0,
          slashMissBps: 0,
          slashGoldBps: 0,
          slashBurnBps: 0,
          slashReversedBps: 0,
          keeperTipBps: 2_000,
          goldFailBps: 0,
          minReviewFee: 1n,
        },
      ],
      [
        'the longest of everything',
        {
          unbondingSecs: BigInt(60 * DAY),
          minWindowSecs: DAY,
          maxWindowSecs: 30 * DAY,
          maxTaskSecs: 730 * DAY,
          restartGraceSecs: 7 * DAY,
          maxPauseSecs: 7 * DAY,
          maxSessionSecs: 90 * DAY,
          reviewCommitSecs: 7 * DAY,
          reviewRevealSecs: 7 * DAY,
          challengeSecs: 7 * DAY,
          appealSecs: 7 * DAY,
        },
      ],
      [
        'the shortest of everything',
        {
          unbondingSecs: 3_600n,
          minWindowSecs: 60,
          maxWindowSecs: 60,
          maxTaskSecs: 60,
          restartGraceSecs: 0,
          maxPauseSecs: 60,
          maxSessionSecs: 3_600,
          reviewCommitSecs: 60,
          reviewRevealSecs: 60,
          challengeSecs: 60,
          appealSecs: 60,
        },
      ],
      ['the largest stake', { minStake: MOST_TAG, minBond: MOST_TAG, reviewBond: MOST_TAG, weightCap: MOST_TAG }],
      ['the smallest stake', { minStake: 1n, minBond: 1n, reviewBond: 20_000n, weightCap: 20_000n }],
    ];
    for (const [what, change] of corners) {
      it(`a task lives and ends under ${what}`, () => lives(change));
    }

    for (const [at, set] of legalParameters(20).entries()) {
      it(`a task lives and ends under set ${at + 1} of twenty drawn from all legal ones`, () => lives(set));
    }

    it('no chain of proposals opened together goes further than one', async () => {
      const { params } = await theConfig(world);
      const double = paramsChange({ ...params, minStake: params.minStake * 2n });
      const first = await executable(world, double);
      // Opened while the stake was still the old one, so it can't ask for four times as much.
      const four = await proposing(world, paramsChange({ ...params, minStake: params.minStake * 4n }));
      await expectError(act(world, all.pat, four), 'ChangeTooLarge');
      const second = await executable(world, double);
      for (const { proposal } of [first, second]) await act(world, all.pat, executeProposal({ proposal }));
      expect((await theConfig(world)).params.minStake).to.equal(params.minStake * 2n);
      await act(world, world.admin, await parametersUpdate(world, params));
    });
  });

  it('[attack 112] a change has one kind and one moment: it is executed whole, or not at all', async () => {
    const { params } = await theConfig(world);
    const two = { ...paramsChange({ ...params, feeBps: 100 }), pauseEntries: 1, pauseSecs: 60 };
    await expectError(act(world, all.pat, await proposing(world, two)), 'BadChange');
    const change = { ...params, feeBps: 100, slashBurnBps: 2_500, minStake: params.minStake * 2n };
    const motion = await executable(world, paramsChange(change));
    const execute = executeProposal({ proposal: motion.proposal });
    await act(world, all.pat, execute);
    expect((await theConfig(world)).params).to.deep.equal(change);
    await expectError(act(world, all.pat, execute), 'WrongProposalState');
    await act(world, world.admin, await parametersUpdate(world, params));
  });

  describe('[attack 113] signatures kept back', () => {
    it("the admin's dies with the revision when a vote changed the parameters meanwhile: StaleRevision", async () => {
      const { params } = await theConfig(world);
      const kept = await parametersUpdate(world, { feeBps: 500 });
      await enacted(world, paramsChange({ ...params, feeBps: 250 }));
      await expectError(act(world, world.admin, kept), ['StaleRevision', 'SignatureExpired']);
      const { revision } = await theConfig(world);
      const late = await parametersUpdate(world, params, {
        revision,
        expiresAt: BigInt((await now(world)).unixTimestamp),
      });
      await expectError(act(world, world.admin, late), 'SignatureExpired');
      await act(world, world.admin, await parametersUpdate(world, params));
    });

    it('whatever is signed for, the time lock follows the vote', async () => {
      const motion = await finalized(world, domainAppendChange('attack-113'));
      const execute = executeProposal({ proposal: motion.proposal });
      await expectError(act(world, all.pat, execute), 'TimelockRunning');
    });
  });

  it('[attack 114] what was approved long ago is not executed now, also when nobody wrote it down in time', async () => {
    const { ann } = all;
    const motion = await opened(world, domainAppendChange('attack-114'));
    await vote(world, motion, [ann, CHOICE.for]);
    await waitUntil(world, proposalTimes(await theProposal(world, motion)).expiresAt);
    await act(world, ann, finalizeProposal({ proposal: motion.proposal }));
    expect(await theProposal(world, motion)).to.include({ status: PROPOSAL_STATUS.succeeded });
    await expectError(act(world, ann, executeProposal({ proposal: motion.proposal })), 'ProposalExpired');
  });

  it('[attack 115] a mistyped admin takes nothing over, and no vote can name one', async () => {
    const { admin, revision } = await theConfig(world);
    const expiresAt = BigInt((await now(world)).unixTimestamp + 600);
    const [mistyped, real] = [Keypair.generate().publicKey, world.admin.publicKey];
    await act(world, world.admin, proposeAdmin({ admin: real, successor: mistyped, revision, expiresAt }));
    await expectError(
      act(world, world.guardian, acceptAdmin({ pendingAdmin: world.guardian.publicKey })),
      'NotPendingAdmin',
    );
    expect(String((await theConfig(world)).admin)).to.equal(String(admin));
    await act(world, world.admin, proposeAdmin({ admin: real, successor: real, revision: revision + 1n, expiresAt }));
    expect(Object.keys(PROPOSAL_KIND)).to.deep.equal(['params', 'domainAppend', 'domainRetire', 'pause', 'governance']);
  });

  // [attack 116] is paused.test.ts, generated over all instructions, and instructions/governance/cancel_proposal.test.ts.
  // A pause stops no step that has a deadline (claims are followed by commit and reveal, which go on), so no deadline
  // needs a grace after it.

  it('[attack 46] [attack 117] lamports sent ahead to a coming proposal and ballot stop nobody', async () => {
    const { ann, pat } = all;
    const [mallory, gus] = (await people(world, 2)) as [Actor, Actor];
    const { connection } = world;
    const number = (await theGovernance(world)).proposals;
    const proposal = proposalPda(number);
    const ballot = ballotPda(proposal, ann.key);
    // A little above the rent minimum of an empty account, and more than a ballot needs.
    const gift = (toPubkey: PublicKey, lamports: number) =>
      SystemProgram.transfer({ fromPubkey: mallory.key, toPubkey, lamports });
    await act(world, mallory, gift(proposal, 900_000), gift(ballot, 5_000_000));
    const motion = await opened(world, domainAppendChange('attack-46'));
    expect(motion.proposal.equals(proposal)).to.equal(true);
    const size = (await connection.getAccountInfo(proposal))!.data.length;
    expect(await connection.getBalance(proposal)).to.equal(await connection.getMinimumBalanceForRentExemption(size));
    await vote(world, motion, [ann, CHOICE.for]);
    expect(await theProposal(world, motion)).to.include({ inFavour: SHARES.ann, ballots: 1 });
    expect(await connection.getBalance(ballot)).to.equal(5_000_000);
    // What Mallory gave is Ann's when the ballot is closed, who paid for it.
    await waitUntil(world, (await theProposal(world, motion)).latestEnd);
    const [before, deposits] = [await connection.getBalance(ann.key), await fetchMember(connection, pat.key)];
    await act(world, gus, closeBallot({ proposal, wallet: ann.key }));
    expect(await connection.getBalance(ann.key)).to.equal(before + 5_000_000);
    await act(world, gus, finalizeProposal({ proposal }));
    await waitUntil(world, proposalTimes(await theProposal(world, motion)).expiresAt);
    await act(world, gus, closeProposal({ proposal, proposer: pat.key, tagMint: world.tagMint }));
    expect((await fetchMember(connection, pat.key))?.stakeActive).to.equal(deposits!.stakeActive + 10n * TAG);
  });

  it('[attack 117] delegates hold nothing: whoever is delegate of all, every owner overrules him', async () => {
    const [boss, ...crowd] = await team(world, 3);
    for (const { key: wallet, wallet: signer } of crowd)
      await act(world, signer, createVoter({ wallet }), lockVotes({ wallet, amount: 10n * TAG }));
    await nextDay(world);
    for (const { key: wallet, wallet: signer } of crowd)
      await act(world, signer, setDelegate({ wallet, delegate: boss!.key }));
    const motion = await opened(world, domainAppendChange('attack-117'));
    const { proposal } = motion;
    for (const { key: wallet } of crowd)
      await act(world, boss!, castBallot({ wallet, caster: boss!.key, proposal, choice: CHOICE.for }));
    expect((await theProposal(world, motion)).inFavour).to.equal(20n * TAG);
    for (const { key: wallet, wallet: signer } of crowd)
      await act(world, signer, changeBallot({ wallet, proposal, choice: CHOICE.against }));
    expect(await theProposal(world, motion)).to.include({ inFavour: 0n, against: 20n * TAG, ballots: 2 });
    expect((await fetchVoter(world.connection, crowd[0]!.key))?.locked).to.equal(10n * TAG);
  });
});
