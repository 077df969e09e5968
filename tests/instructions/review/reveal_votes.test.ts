import { expect } from 'chai';
import { revealVotes } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import {
  ballotCommit,
  ballotReveal,
  ballots,
  commitBallots,
  contest,
  contestable,
  draw,
  theRound,
  type Ballot,
  type ReviewSetup,
} from '../../support/reviews.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('reveal_votes', () => {
  let world: World;
  let review: ReviewSetup;
  let voters: Actor[];
  let given: Ballot[];
  beforeEach(async () => {
    world = await theWorld();
    const { setup } = await contestable(world, [TRUTH]);
    review = await contest(world, setup, [0, 1, 2]);
    voters = await draw(world, review);
    given = ballots(voters, [
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
  });
  const revealing = (
    change: { slot?: number; salt?: Uint8Array; answers?: Uint8Array; panel?: bigint; voter?: Actor } = {},
  ) => {
    const { voter, slot, salt } = given[0]!;
    const { voter: who = voter, panel = 0n, ...rest } = change;
    const entry = { panel, slot, salt, answers: Uint8Array.of(0b011), ...rest };
    return revealVotes({ wallet: who.key, page: review.page, entries: [entry] });
  };

  it('refuses before the commitments are closed: WrongPhase', async () => {
    await commitBallots(world, review, given.slice(0, 2));
    await expectError(act(world, voters[0]!, revealing()), 'WrongPhase');
  });

  it('refuses an empty batch, a round that is not there, a zero salt: BadBatch, NoSuchPanel, ZeroSalt', async () => {
    await commitBallots(world, review, given);
    const [ann] = voters as [Actor];
    await expectError(act(world, ann, revealVotes({ wallet: ann.key, page: review.page, entries: [] })), 'BadBatch');
    await expectError(act(world, ann, revealing({ panel: 1n })), 'NoSuchPanel');
    await expectError(act(world, ann, revealing({ salt: new Uint8Array(32) })), 'ZeroSalt');
  });

  it('[attack 95] [attack 66] refuses other votes, another salt, the commitment of somebody else: CommitmentMismatch, WrongSlot', async () => {
    await commitBallots(world, review, given);
    const [ann, ben] = voters as [Actor, Actor];
    await expectError(act(world, ann, revealing({ answers: Uint8Array.of(0b010) })), 'CommitmentMismatch');
    await expectError(act(world, ann, revealing({ salt: given[1]!.salt })), 'CommitmentMismatch');
    await expectError(act(world, ben, revealing({ voter: ben })), 'WrongSlot');
    await expectError(act(world, ben, revealing({ voter: ben, slot: 1 })), 'CommitmentMismatch');
  });

  it('refuses votes of another length and bits behind the last: BadAnswerLength, DirtyTail', async () => {
    const [ann, ben] = voters as [Actor, Actor];
    const long: Ballot = { ...given[0]!, votes: [1, 1, 0, 0, 0, 0, 0, 0, 0] };
    const dirty: Ballot = { ...given[1]!, votes: [0, 1, 0, 1] };
    await act(world, ann, await ballotCommit(world, review, long));
    await act(world, ben, await ballotCommit(world, review, dirty));
    await commitBallots(world, review, given.slice(2));
    await expectError(act(world, ann, ballotReveal(review, long)), 'BadAnswerLength');
    await expectError(act(world, ben, ballotReveal(review, dirty)), 'DirtyTail');
  });

  it('stores the votes; the last one closes the reveals', async () => {
    await commitBallots(world, review, given);
    for (const [at, ballot] of given.entries()) {
      const sent = await act(world, ballot.voter, ballotReveal(review, ballot));
      expect(eventOf(sent, 'seatActed')).to.deep.include({ act: 2, panels: [0n] });
      const round = await theRound(world, review);
      expect(round).to.include({ phase: at < 2 ? 'reveal' : 'revealed', revealed: at + 1 });
      expect(round.answers[at]).to.deep.equal(ballot.votes);
    }
    await expectError(act(world, voters[0]!, revealing()), 'WrongPhase');
  });

  it('[attack 64] is open until the second before the window ends: WindowClosed', async () => {
    await commitBallots(world, review, given);
    const { until } = await theRound(world, review);
    await waitUntil(world, until - 1n);
    await rehearse(world, voters[0]!, revealing());
    await waitUntil(world, until);
    await expectError(act(world, voters[0]!, revealing()), 'WindowClosed');
  });
});
