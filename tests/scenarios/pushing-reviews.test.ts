import { expect } from 'chai';
import {
  auditPanel,
  DRAW,
  dueOnReview,
  dutiesOf,
  fetchMember,
  fetchPage,
  fetchTask,
  isFinished,
  listReviews,
  placeOf,
  prepareAudit,
  type ReviewDue,
} from '@tagger/client';
import { TRUTH } from '../support/build.ts';
import { expectError } from '../support/expect.ts';
import {
  appealedBy,
  ballots,
  commitBallots,
  contest,
  contestable,
  enrich,
  EXACT_SLOTS,
  revealBallots,
  seated,
  submitted,
  theRound,
  untilSeed,
  type ReviewSetup,
} from '../support/reviews.ts';
import { restartCluster, waitUntil } from '../support/time.ts';
import { act, theConfig, theWorld, type Actor, type World } from '../support/world.ts';

const TASK = { escrow: 1_000_000n, pageFunds: 900_000n };

/** A keeper who knows nothing but the address of a review's page moves it from the first draw to the last payment. */
describe('scenario: a keeper pushes reviews', () => {
  let world: World;
  let keeper: Actor['wallet'];
  before(async () => {
    world = await theWorld();
    keeper = world.deployer;
  });

  const due = (review: ReviewSetup): Promise<ReviewDue> => dueOnReview(world.connection, review.page);
  const whatIsDue = async (review: ReviewSetup): Promise<string[]> => (await due(review)).steps.map(({ what }) => what);

  /** Sends what is due until the keeper has to wait; returns what was sent and what he waits for. */
  async function push(review: ReviewSetup): Promise<{ sent: string[]; waits: ReviewDue['waits'] }> {
    const sent: string[] = [];
    for (;;) {
      const { steps, waits } = await due(review);
      for (const { what, instruction } of steps) {
        await act(world, keeper, instruction);
        sent.push(what);
      }
      if (steps.length === 0) return { sent, waits };
    }
  }

  /** Lets the block come that decides a draw, then pushes. */
  async function drawn(review: ReviewSetup, number = 0n): Promise<Actor[]> {
    await untilSeed(world, review, number);
    expect(new Set((await push(review)).sent)).to.deep.equal(new Set(['draw']));
    return seated(world, review, number);
  }

  it('waits for the block, draws, waits for votes, counts, waits for an appeal, concludes and pays', async () => {
    const { setup } = await contestable(world, [TRUTH], TASK);
    const review = await contest(world, setup, [0, 1]);
    const { target } = (await theRound(world, review)).case;
    if (EXACT_SLOTS) expect(await due(review)).to.deep.equal({ steps: [], waits: { for: 'block', slot: target + 1n } });
    const voters = await drawn(review);
    const { until } = await theRound(world, review);
    expect(await push(review)).to.deep.equal({ sent: [], waits: { for: 'votes', until } });
    const given = ballots(
      voters,
      [TRUTH, TRUTH, TRUTH].map((votes) => votes.slice(0, 2)),
    );
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    const { sent, waits } = await push(review);
    expect([sent, waits?.for]).to.deep.equal([['count'], 'appeal']);
    await waitUntil(world, (await theRound(world, review)).until);
    expect((await push(review)).sent).to.deep.equal(['conclude', 'collect', 'collect', 'collect']);
    expect(isFinished(await due(review))).to.equal(true);
    for (const voter of voters)
      expect((await fetchMember(world.connection, voter.key))?.balance).to.satisfy(
        (balance: bigint) => balance >= 4_000n,
      );
  });

  it('closes silent windows, has seats drawn again, and pays an appellant who is no requester', async () => {
    const { setup, crew } = await contestable(world, [TRUTH], TASK);
    const [ann] = crew as [Actor];
    await enrich(world, ann, 14_000n);
    const review = await contest(world, setup, [0]);
    await drawn(review);
    await waitUntil(world, (await theRound(world, review)).until);
    // Nobody committed: the window is closed and three others are drawn.
    expect(await whatIsDue(review)).to.deep.equal(['expire']);
    await act(world, keeper, (await due(review)).steps[0]!.instruction);
    const all = await drawn(review);
    expect(all).to.have.length(6);
    const given = ballots(all.slice(3), [[1], [1], [1]], 3);
    await commitBallots(world, review, given);
    await revealBallots(world, review, given);
    expect((await push(review)).sent).to.deep.equal(['count']);
    await appealedBy(world, review, ann);
    const seven = await drawn(review, 1n);
    const more = ballots(seven, new Array<number[]>(7).fill([0]));
    await commitBallots(world, review, more, 1n);
    await revealBallots(world, review, more, 1n);
    // The last round has no window: counted, concluded with Ann among the funders, and 6 + 7 seats collected.
    expect((await push(review)).sent).to.deep.equal(['count', 'conclude', ...new Array<string>(13).fill('collect')]);
    expect(isFinished(await due(review))).to.equal(true);
  });

  it('gives a draw another block when the old one is forgotten', async () => {
    const { setup } = await contestable(world, [TRUTH], TASK);
    const review = await contest(world, setup, [0]);
    await world.chain.advance({ slots: 2 * DRAW.remembered });
    expect(await whatIsDue(review)).to.deep.equal(['retarget']);
    await act(world, keeper, (await due(review)).steps[0]!.instruction);
    if (EXACT_SLOTS) expect((await due(review)).waits?.for).to.equal('block');
    await drawn(review);
  });

  it('waits longer after a restart of the cluster, as the program does', async () => {
    const { setup } = await contestable(world, [TRUTH], TASK);
    const review = await contest(world, setup, [0]);
    await drawn(review);
    const { until, phaseSlot } = await theRound(world, review);
    await restartCluster(world, Number(phaseSlot) + 1);
    const grace = BigInt((await theConfig(world)).params.restartGraceSecs);
    await waitUntil(world, until + grace - 60n);
    expect(await whatIsDue(review)).to.deep.equal([]);
    await waitUntil(world, until + grace);
    expect(await whatIsDue(review)).to.deep.equal(['expire']);
    await act(world, keeper, (await due(review)).steps[0]!.instruction);
    await restartCluster(world, 0);
  });

  it('finds reviews on the cluster and tells each validator what his seat waits for', async () => {
    const { setup } = await contestable(world, [TRUTH], TASK);
    const review = await contest(world, setup, [0]);
    const found = await listReviews(world.connection, { task: setup.task });
    expect(found.map(({ address }) => address.toBase58())).to.deep.equal([review.page.toBase58()]);
    expect(await listReviews(world.connection)).to.have.length.above(1);
    const voters = await drawn(review);
    const given = ballots(voters, [[0], [0], [0]]);
    const todos = async (): Promise<(string | undefined)[]> => {
      const page = (await fetchPage(world.connection, review.page))!;
      const members = await Promise.all(voters.map(({ key }) => fetchMember(world.connection, key)));
      return members.map((member) => dutiesOf(page, placeOf(member!)!)[0]?.todo);
    };
    expect(await todos()).to.deep.equal(['commit', 'commit', 'commit']);
    await commitBallots(world, review, given.slice(0, 1));
    expect(await todos()).to.deep.equal([undefined, 'commit', 'commit']);
    await commitBallots(world, review, given.slice(1));
    expect(await todos()).to.deep.equal(['reveal', 'reveal', 'reveal']);
    await revealBallots(world, review, given);
    expect(await todos()).to.deep.equal([undefined, undefined, undefined]);
  });

  it('prepares an audit only of what the lot fell on and nobody contested', async () => {
    const never = await contestable(world, [TRUTH], TASK);
    const at = ({ task, page }: typeof never.setup) => ({ task, subject: page, panel: 0n });
    await expectError(prepareAudit(world.connection, at(never.setup)), 'NotAudited');
    // Boxes are always judged, all of them here: no block is needed.
    const { setup, ann } = await submitted(world, TASK);
    const prepared = (await prepareAudit(world.connection, at(setup)))!;
    expect(prepared.index).to.equal((await fetchTask(world.connection, setup.task))!.pagesMade);
    await act(world, ann, auditPanel({ ...prepared, payer: ann.key }));
    expect(await prepareAudit(world.connection, at(setup))).to.equal(undefined);
    // Contested items are left out.
    const other = await submitted(world, TASK);
    await contest(world, other.setup, [0, 1, 2]);
    const rest = (await prepareAudit(world.connection, at(other.setup)))!;
    await act(world, other.ann, auditPanel({ ...rest, payer: other.ann.key }));
    const review = { setup: other.setup, page: rest.page, pageIndex: rest.index };
    expect((await theRound(world, review)).case.items).to.deep.equal([3, 4, 5, 6, 7, 8, 9]);
    await expectError(prepareAudit(world.connection, { ...at(setup), panel: 7n }), 'NoSuchPanel');
  });
});
