import { expect } from 'chai';
import { commit, commitVotes, newSalt, send, setSession } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { contest, contestable, draw, theRound, type ReviewSetup } from '../../support/reviews.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('commit_votes', () => {
  let world: World;
  let review: ReviewSetup;
  let voters: Actor[];
  let stranger: Actor;
  beforeEach(async () => {
    world = await theWorld();
    const { setup, crew } = await contestable(world, [TRUTH]);
    stranger = crew[0]!;
    review = await contest(world, setup, [0, 1]);
    voters = await draw(world, review);
  });
  const committing = (voter: Actor, slot: number, bytes = newSalt(), panel = 0n) =>
    commitVotes({ wallet: voter.key, page: review.page, entries: [{ panel, slot, commitment: bytes }] });

  it('refuses an empty batch, a round that is not there and zeros: BadBatch, NoSuchPanel, ZeroCommitment', async () => {
    const [ann] = voters as [Actor];
    await expectError(act(world, ann, commitVotes({ wallet: ann.key, page: review.page, entries: [] })), 'BadBatch');
    await expectError(act(world, ann, committing(ann, 0, newSalt(), 1n)), 'NoSuchPanel');
    await expectError(act(world, ann, committing(ann, 0, new Uint8Array(32))), 'ZeroCommitment');
  });

  it('[attack 1] refuses others, in their own name and in his: NotMemberOrSession, NoSuchValidator, WrongSlot', async () => {
    const [ann, ben] = voters as [Actor, Actor];
    await expectError(
      act(
        world,
        stranger,
        commitVotes({
          actor: stranger.key,
          wallet: ann.key,
          page: review.page,
          entries: [{ panel: 0n, slot: 0, commitment: newSalt() }],
        }),
      ),
      'NotMemberOrSession',
    );
    await expectError(act(world, stranger, committing(stranger, 0)), 'NoSuchValidator');
    await expectError(act(world, ben, committing(ben, 0)), 'WrongSlot');
    await expectError(act(world, ben, committing(ben, 3)), 'WrongSlot');
  });

  it('keeps annotators and validators apart: NoSuchPanel', async () => {
    const [ann] = voters as [Actor];
    const { setup } = review;
    const entries = [{ panel: 0n, slot: 0, commitment: newSalt() }];
    await expectError(act(world, ann, commitVotes({ wallet: ann.key, page: setup.page, entries })), 'NoSuchPanel');
    await expectError(
      act(world, stranger, commit({ wallet: stranger.key, task: setup.task, page: review.page, entries })),
      'NoSuchPanel',
    );
  });

  it('[attack 65] takes one commitment, also from a session key, and none again: WrongSlot', async () => {
    const [ann] = voters as [Actor];
    const [session] = (await team(world, 1, 0n)) as [Actor];
    const until = BigInt((await now(world)).unixTimestamp + 3_600);
    await act(world, ann, setSession({ wallet: ann.key, session: session.key, until }));
    const entries = [{ panel: 0n, slot: 0, commitment: newSalt() }];
    const sent = await send(
      world.connection,
      [commitVotes({ actor: session.key, wallet: ann.key, page: review.page, entries })],
      [session.wallet],
    );
    expect(eventOf(sent, 'seatActed')).to.deep.include({ act: 1, panels: [0n] });
    expect((await theRound(world, review)).slots.map(({ state }) => state)).to.deep.equal([
      'committed',
      'claimed',
      'claimed',
    ]);
    await expectError(act(world, ann, committing(ann, 0)), 'WrongSlot');
  });

  it('closes the commitments with the last one: WrongPhase', async () => {
    for (const [slot, voter] of voters.entries()) await act(world, voter, committing(voter, slot));
    const round = await theRound(world, review);
    expect(round).to.include({ phase: 'reveal', committed: 3 });
    expect(Number(round.until) - (await now(world)).unixTimestamp).to.be.within(899, 900);
    await expectError(act(world, voters[0]!, committing(voters[0]!, 0)), 'WrongPhase');
  });

  it('[attack 64] is open until the second before the window ends: WindowClosed', async () => {
    const [ann] = voters as [Actor];
    const { until } = await theRound(world, review);
    await waitUntil(world, until - 1n);
    await rehearse(world, ann, committing(ann, 0));
    await waitUntil(world, until);
    await expectError(act(world, ann, committing(ann, 0)), 'WindowClosed');
  });
});
