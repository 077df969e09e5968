import { expect } from 'chai';
import { collectVotes, fetchMember, fetchPage, fetchPools, poolPda } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError, NO_SUCH_ACCOUNT } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { forgery, vanish } from '../../support/forge.ts';
import {
  collecting as collectingFor,
  conclude,
  contest,
  contestable,
  judge,
  theRound,
  type ReviewSetup,
} from '../../support/reviews.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('collect_votes', () => {
  let world: World;
  let gus: Actor;
  let review: ReviewSetup;
  let voters: Actor[];
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    const { setup } = await contestable(world, [TRUTH]);
    review = await contest(world, setup, [0, 1]);
    voters = await judge(world, review, [
      [1, 1],
      [1, 1],
      [0, 1],
    ]);
  });
  const collecting = (voter: Actor, slot: number, panel = 0n) => collectingFor(review, voter, slot, panel);
  const of = ({ key: wallet }: Actor) => ({ wallet, task: review.setup.task, page: review.page });

  it('refuses before the end: WrongPhase', async () => {
    await expectError(act(world, gus, collecting(voters[0]!, 0)), 'WrongPhase');
    await conclude(world, review);
  });

  it('refuses an empty batch, a round that is not there, the slot of somebody else: BadBatch, NoSuchPanel, WrongSlot', async () => {
    const [ann] = voters as [Actor];
    await expectError(act(world, gus, collectVotes({ ...of(ann), entries: [] })), 'BadBatch');
    await expectError(act(world, gus, collecting(ann, 0, 1n)), 'NoSuchPanel');
    await expectError(act(world, gus, collecting(ann, 1)), 'WrongSlot');
    await expectError(act(world, gus, collecting(ann, 3)), 'WrongSlot');
  });

  it('refuses who is no validator, and another shard than his: NoSuchValidator, WrongPool', async () => {
    const [mallory] = (await team(world, 1)) as [Actor];
    await expectError(act(world, gus, collecting(mallory, 0)), 'NoSuchValidator');
    await expectError(
      act(world, gus, collectVotes({ ...of(voters[0]!), pool: 1, entries: [{ panel: 0n, slot: 0 }] })),
      NO_SUCH_ACCOUNT,
    );
    // `Pool.index` lies at byte 12.
    const other = await forgery(world, poolPda(0), (data) => data.writeUInt32LE(1, 12));
    const instruction = collecting(voters[0]!, 0);
    instruction.keys.find((key) => key.pubkey.equals(poolPda(0)))!.pubkey = other;
    await expectError(act(world, gus, instruction), 'WrongPool');
    await vanish(world, other);
  });

  it('[attack 102] pays each vote that became the verdict, gives the bond back, counts the record, once: WrongSlot', async () => {
    const cyd = voters[2]!;
    const before = (await fetchMember(world.connection, cyd.key))!;
    const duties = async () => {
      const { validators } = (await fetchPools(world.connection))[0]!;
      const { held, duties: open } = validators.find(({ wallet }) => wallet.equals(cyd.key))!;
      return { held, open };
    };
    const bound = await duties();
    const sent = await act(world, gus, collecting(cyd, 2));
    expect(eventOf(sent, 'collected')).to.deep.include({ panels: 1, reward: 2_000n, slashed: 0n });
    expect(await fetchMember(world.connection, cyd.key)).to.deep.include({
      balance: before.balance + 2_000n,
      earned: before.earned + 2_000n,
      votes: before.votes + 2n,
      coherent: before.coherent + 1n,
      stakeLocked: before.stakeLocked,
      slashed: before.slashed,
    });
    expect(await duties()).to.deep.equal({ held: bound.held - 5_000_000n, open: bound.open - 1 });
    await expectError(act(world, gus, collecting(cyd, 2)), 'WrongSlot');
  });

  it('the last one ends the round', async () => {
    await act(world, gus, collecting(voters[0]!, 0));
    expect((await theRound(world, review)).phase).to.equal('settled');
    await act(world, gus, collecting(voters[1]!, 1));
    expect((await theRound(world, review)).phase).to.equal('done');
    await expectError(act(world, gus, collecting(voters[1]!, 1)), 'WrongPhase');
    expect(await fetchPage(world.connection, review.page)).to.include({
      credited: 0n,
      reservedFunds: 0n,
      free: 2_000n,
    });
  });
});
