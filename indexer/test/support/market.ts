/** A small market with a bit of everything that moves money. */
import type { TransactionInstruction } from '@solana/web3.js';
import {
  askLicense,
  claimShare,
  collect,
  fetchMember,
  renewLicense,
  send,
  settle,
  takeRevenue,
  unstake,
  withdrawBalance,
} from '@tagger/client';
import { collectAll, staffed, answer, TRUTH } from '../../../tests/support/build.ts';
import { accepting, bidding, heldLicence, soldOnce, type HeldLicence } from '../../../tests/support/datasets.ts';
import { wholeLife } from '../../../tests/support/life.ts';
import {
  collectRound,
  conclude,
  contestable,
  contestBy,
  draw,
  enrich,
  settleJudged,
  vote,
} from '../../../tests/support/reviews.ts';
import { aBuyer } from '../../../tests/support/datasets.ts';
import { act, type Actor, type World } from '../../../tests/support/world.ts';

const flipped = (labels: readonly number[], item: number): number[] =>
  labels.map((label, at) => (at === item ? 1 - label : label));

/**
 * Rita's task from opening to end; Ann contests her score and is right; a dataset is made of labels, sold, shared and its revenue
 * taken; a licence is renewed, bid for and sold on; Ann takes money out.
 */
export async function playMarket(world: World): Promise<{ held: HeldLicence }> {
  await wholeLife(world);
  await dispute(world);
  const { sold, task, crew, publisher } = await soldOnce(world, 2);
  const { deployer, treasury, tagMint } = world;
  await act(world, deployer, claimShare({ dataset: sold.dataset, task, wallet: (crew[0] as Actor).key }));
  await act(world, deployer, takeRevenue({ dataset: sold.dataset, publisher: publisher.key, treasury, tagMint }));
  const held = await resale(world);
  const [ann] = crew as [Actor];
  const { balance = 0n } = (await fetchMember(world.connection, ann.key)) ?? {};
  await act(
    world,
    ann,
    withdrawBalance({ wallet: ann.key, to: ann.tokens, tagMint, amount: balance / 2n }),
    unstake({ wallet: ann.key, amount: 1_000_000n }),
  );
  await settleDown(world);
  return { held };
}

/** Ann is outvoted on an item, contests it and is right: what she gets back is logged nowhere. */
async function dispute(world: World): Promise<void> {
  const others = flipped(TRUTH, 0);
  const { setup, crew, work } = await contestable(world, [TRUTH, others, others]);
  const [ann] = crew as [Actor];
  await enrich(world, ann, 6_000n);
  const review = await contestBy(world, setup, ann, [0]);
  const voters = await draw(world, review);
  await vote(
    world,
    review,
    voters,
    voters.map(() => [TRUTH[0] as number]),
  );
  await conclude(world, review, 0n, [ann]);
  await collectRound(world, review);
  await settleJudged(world, setup);
  await collectAll(world, setup, work);
}

async function resale(world: World): Promise<HeldLicence> {
  const held = await heldLicence(world);
  const { bea, mint, sold } = held;
  const { dataset } = sold;
  const { tagMint } = world;
  const renewal = { payer: bea.key, dataset, index: 0, mint, most: 10_000_000n, from: bea.tokens, tagMint };
  await act(world, bea, renewLicense(renewal));
  const carl = await aBuyer(world);
  await act(world, carl, await bidding(world, held, carl));
  await act(world, bea, await accepting(world, held, carl));
  return held;
}

/** The newest slot is only whole once the next has begun. */
export async function settleDown(world: World): Promise<void> {
  await world.chain.advance({ slots: 8 });
}

/** As many instructions as fill the log of one transaction. */
export function noise({ bea, mint }: HeldLicence): TransactionInstruction[] {
  return Array.from({ length: 30 }, (_, at) => askLicense({ holder: bea.key, mint, price: BigInt(at + 1) }));
}

/**
 * Two panels are settled and one of them is collected behind a log that somebody filled up first: [attack 130]. Returns their page, and who was
 * paid in silence. The chain then moves on, unless `then` is something else.
 */
export async function unheard(
  world: World,
  then = settleDown,
): Promise<{ page: string; ann: Actor; signatures: string[] }> {
  const held = await heldLicence(world);
  const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { terms: { method: 0 } });
  const [ann] = crew as [Actor];
  const [work] = await answer(world, setup, [ann], [TRUTH]);
  const { task, page } = setup;
  const { bea } = held;
  const loud = async (instruction: TransactionInstruction): Promise<string> =>
    (await send(world.connection, [...noise(held), instruction], [bea.wallet])).signature;
  const signatures = [
    await loud(settle({ page, panels: [0n] })),
    await loud(collect({ wallet: ann.key, task, page, entries: [{ panel: 0n, slot: work?.slot ?? 0 }] })),
  ];
  await then(world);
  return { page: page.toBase58(), ann, signatures };
}
