/** The fixtures of validators and reviews. */
import {
  appealItems,
  appealScore,
  auditPanel,
  commitVotes,
  concludeCase,
  contestItems,
  contestScore,
  expireVotes,
  growPool,
  joinPool,
  leavePool,
  newSalt,
  nextDraw,
  openPool,
  openValidatorSeat,
  removeValidator,
  retargetDraw,
  settleCase,
  weighValidator,
  DRAW,
} from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { aTask, TRUTH } from '../support/build.ts';
import { people, team } from '../support/people.ts';
import {
  ballotReveal,
  ballots,
  collecting,
  commitBallots,
  conclude,
  contest,
  contestable,
  contestBy,
  draw,
  enrich,
  joinValidators,
  judge,
  newReview,
  nextEpoch,
  revealBallots,
  submitted,
  theRound,
  untilSeed,
} from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, createWorld, theConfig, type Actor, type World } from '../support/world.ts';
import type { Fixture, Maker } from './fixtures.ts';

/** A chain whose program has no pool yet. */
async function poolless(): Promise<Pick<Fixture, 'world' | 'after'>> {
  const world = await createWorld(STEPS.filter((step) => step.id < '0006'));
  return { world, after: () => world.chain.stop() };
}

/** One panel of one annotator under review, and how far the review got. */
async function reviewAt(world: World, stage: 'opened' | 'drawn' | 'committed' | 'revealed' | 'judged') {
  const { setup, crew } = await contestable(world, [TRUTH]);
  const ann = crew[0]!;
  await enrich(world, ann, 100_000n);
  const review = await contestBy(world, setup, ann, [0]);
  const round = { page: review.page, panel: 0n };
  if (stage === 'opened') return { setup, ann, review, round, given: [], voters: [] };
  if (stage === 'judged') {
    const voters = await judge(world, review, [[1], [1], [1]]);
    return { setup, ann, review, round, given: [], voters };
  }
  const voters = await draw(world, review);
  const given = ballots(voters, [[1], [1], [1]]);
  if (stage !== 'drawn') await commitBallots(world, review, given);
  if (stage === 'revealed') await revealBallots(world, review, given);
  return { setup, ann, review, round, given, voters };
}

const VALIDATOR: Record<string, Maker> = {
  // A further shard: the first is anybody's.
  async openPool(world) {
    const [payer] = (await people(world, 1)) as [Actor];
    return openPool({ caller: world.admin.publicKey, payer: payer.key, index: (await theConfig(world)).pools });
  },
  async growPool() {
    const { world, after } = await poolless();
    const payer = world.deployer.publicKey;
    await act(world, world.deployer, openPool({ caller: payer, index: 0 }));
    return { world, instruction: growPool({ payer, index: 0 }), ...(after && { after }) };
  },
  async joinPool(world) {
    const [ann] = (await team(world, 1)) as [Actor];
    return joinPool({ wallet: ann.key, bond: 5_000_000n });
  },
  async openValidatorSeat(world) {
    const [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    const { task } = await aTask(world, { shares: { contributorBps: 0, validatorBps: 1_000 } });
    const [payer] = (await people(world, 1)) as [Actor];
    return openValidatorSeat({ wallet: ann.key, payer: payer.key, task });
  },
  async leavePool(world) {
    const [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    return leavePool({ wallet: ann.key });
  },
  async weighValidator(world) {
    const [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    return weighValidator({ wallet: ann.key });
  },
  async removeValidator(world) {
    const [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    await act(world, ann, leavePool({ wallet: ann.key }));
    await nextEpoch(world);
    return removeValidator({ wallet: ann.key });
  },
};

const REVIEW: Record<string, Maker> = {
  async auditPanel(world) {
    const { setup } = await submitted(world);
    const [gus] = (await people(world, 1)) as [Actor];
    const {
      pageIndex: _,
      items: __,
      ...given
    } = await newReview(
      world,
      setup,
      TRUTH.map((___, item) => item),
    );
    return auditPanel({ ...given, payer: gus.key });
  },
  async contestItems(world) {
    const { setup } = await contestable(world, [TRUTH]);
    const [payer] = (await people(world, 1)) as [Actor];
    const { pageIndex: _, ...given } = await newReview(world, setup, [0]);
    return contestItems({ ...given, operator: setup.requester.key, payer: payer.key });
  },
  async contestScore(world) {
    const { setup, crew } = await contestable(world, [TRUTH]);
    const [payer] = (await people(world, 1)) as [Actor];
    await enrich(world, crew[0]!, 100_000n);
    const { pageIndex: _, ...given } = await newReview(world, setup, [0]);
    return contestScore({ ...given, wallet: crew[0]!.key, payer: payer.key });
  },
  async drawSeats(world) {
    const { review } = await reviewAt(world, 'opened');
    await untilSeed(world, review);
    return (await nextDraw(world.connection, review.page, 0n)).instruction;
  },
  async retargetDraw(world) {
    const { round } = await reviewAt(world, 'opened');
    await world.chain.advance({ slots: 2 * DRAW.remembered });
    return retargetDraw(round);
  },
  async commitVotes(world) {
    const { review, voters } = await reviewAt(world, 'drawn');
    return commitVotes({
      wallet: voters[0]!.key,
      page: review.page,
      entries: [{ panel: 0n, slot: 0, commitment: newSalt() }],
    });
  },
  async revealVotes(world) {
    const { review, given } = await reviewAt(world, 'committed');
    return ballotReveal(review, given[0]!);
  },
  async expireVotes(world) {
    const { review, round } = await reviewAt(world, 'drawn');
    await waitUntil(world, (await theRound(world, review)).until);
    return expireVotes(round);
  },
  settleCase: async (world) => settleCase((await reviewAt(world, 'revealed')).round),
  async appealItems(world) {
    const { setup, round } = await reviewAt(world, 'judged');
    return appealItems({ ...round, operator: setup.requester.key, task: setup.task });
  },
  async appealScore(world) {
    const { setup, ann, round } = await reviewAt(world, 'judged');
    return appealScore({ ...round, wallet: ann.key, task: setup.task, subject: setup.page });
  },
  async concludeCase(world) {
    const { setup, ann, review, round } = await reviewAt(world, 'judged');
    await waitUntil(world, (await theRound(world, review)).until);
    return concludeCase({ ...round, task: setup.task, subject: setup.page, funders: [ann.key] });
  },
  async collectVotes(world) {
    const { setup } = await contestable(world, [TRUTH], { shares: { contributorBps: 0, validatorBps: 1_000 } });
    const review = await contest(world, setup, [0]);
    const voters = await judge(world, review, [[1], [1], [1]]);
    await act(world, voters[0]!, openValidatorSeat({ wallet: voters[0]!.key, task: setup.task }));
    await conclude(world, review);
    return collecting(review, voters[0]!, 0);
  },
};

export const REVIEW_FIXTURES: Readonly<Record<string, Maker>> = { ...VALIDATOR, ...REVIEW };
