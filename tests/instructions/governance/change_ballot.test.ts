import { expect } from 'chai';
import {
  ballotPda,
  castBallot,
  changeBallot,
  CHOICE,
  domainAppendChange,
  fetchBallot,
  setDelegate,
} from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
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
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('change_ballot', () => {
  let world: World;
  let all: Electorate;
  let dan: Actor;
  let eve: Actor;
  let motion: Motion;
  before(async () => {
    world = await theWorld();
    all = await electorate(world);
    [dan, eve] = (await voters(world, 2)) as [Actor, Actor];
    motion = await opened(world, domainAppendChange('change'));
    await vote(world, motion, [dan, CHOICE.for]);
  });

  const changing = (voter: Actor, choice: number, caster = voter) =>
    changeBallot({ wallet: voter.key, caster: caster.key, proposal: motion.proposal, choice });

  it('refuses a choice it does not know: UnknownChoice', async () => {
    await expectError(act(world, dan, changing(dan, 3)), 'UnknownChoice');
  });

  it('refuses strangers: NotVoterOrDelegate', async () => {
    await expectError(act(world, eve, changing(dan, CHOICE.against, eve)), 'NotVoterOrDelegate');
  });

  it("refuses the ballot of another wallet, and another proposal's: WrongBallot", async () => {
    const another = await opened(world, domainAppendChange('change-2'));
    await vote(world, another, [eve, CHOICE.for]);
    const foreign = changing(dan, CHOICE.against);
    foreign.keys[3]!.pubkey = ballotPda(another.proposal, eve.key);
    foreign.keys[2]!.pubkey = another.proposal;
    await expectError(act(world, dan, foreign), 'WrongBallot');
    const elsewhere = changing(dan, CHOICE.against);
    elsewhere.keys[2]!.pubkey = another.proposal;
    await expectError(act(world, dan, elsewhere), 'WrongBallot');
  });

  it('[attack 136] refuses a ballot of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      ballotPda(motion.proposal, dan.key),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, dan, changing(dan, CHOICE.against)), 'WrongVersion');
      },
    );
  });

  it('moves the weight from one side to the other and counts it once', async () => {
    const event = eventOf(await act(world, dan, changing(dan, CHOICE.against)), 'ballotCast');
    expect(event).to.include({ choice: CHOICE.against, weight: 10_000_000n, inFavour: 0n, against: 10_000_000n });
    await act(world, dan, changing(dan, CHOICE.abstain));
    expect(await theProposal(world, motion)).to.include({
      inFavour: 0n,
      against: 0n,
      abstain: 10_000_000n,
      ballots: 1,
    });
  });

  it('the owner stands above his delegate: OwnerVoted', async () => {
    const { proposal } = motion;
    await act(world, eve, setDelegate({ wallet: eve.key, delegate: dan.key }));
    await act(world, dan, castBallot({ wallet: eve.key, caster: dan.key, proposal, choice: CHOICE.for }));
    // The delegate may change what he cast, the owner may overrule him, and then it stays.
    await act(world, dan, changing(eve, CHOICE.abstain, dan));
    await act(world, eve, changing(eve, CHOICE.against));
    await expectError(act(world, dan, changing(eve, CHOICE.for, dan)), 'OwnerVoted');
    const ballot = await fetchBallot(world.connection, proposal, eve.key);
    expect(ballot).to.include({ choice: CHOICE.against, weight: 10_000_000n });
    // Who paid the rent gets it back, whoever cast last.
    expect([ballot?.castBy, ballot?.rentPayer].map(String)).to.deep.equal([eve.key, dan.key].map(String));
  });

  it('[attack 109] a late change of mind moves the end as a late ballot does, at most so often', async () => {
    const { ann, ben } = all;
    const tight = await opened(world, domainAppendChange('change-3'));
    const flip = (choice: number) => changeBallot({ wallet: ann.key, proposal: tight.proposal, choice });
    await vote(world, tight, [ann, CHOICE.for], [ben, CHOICE.against]);
    const { endsAt, rules, latestEnd, graceSecs } = await theProposal(world, tight);
    expect(rules.maxExtensions).to.equal(2);
    const extension = BigInt(rules.extensionSecs);
    for (const [turn, choice] of [CHOICE.against, CHOICE.for, CHOICE.against].entries()) {
      await waitUntil(world, endsAt + BigInt(Math.min(turn, 2)) * extension - 1n);
      await act(world, ann, flip(choice));
      const extensions = Math.min(turn + 1, 2);
      expect(await theProposal(world, tight)).to.include({
        extensions,
        endsAt: endsAt + BigInt(extensions) * extension,
      });
    }
    expect(await theProposal(world, tight)).to.include({ against: SHARES.ann + SHARES.ben, inFavour: 0n });
    expect(endsAt + 2n * extension + BigInt(graceSecs)).to.equal(latestEnd);
    await waitUntil(world, endsAt + 2n * extension);
    await expectError(act(world, ann, flip(CHOICE.for)), 'VotingClosed');
  });
});
