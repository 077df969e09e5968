/** Accusations: a publisher says that a licence was broken, and validators judge. */
import type { PublicKey } from '@solana/web3.js';
import { accuseLicense, concludeAccusation, fetchTask, METHOD, pagePda, REVIEWS, type TaskTerms } from '@tagger/client';
import { aTask, type TaskSetup } from './build.ts';
import { heldLicence, type HeldLicence } from './datasets.ts';
import { theRound, type ReviewSetup } from './reviews.ts';
import { now, waitUntil } from './time.ts';
import { act, type World } from './world.ts';

/** Yes or no by five validators, one appeal to eleven, 0.002 TAG a vote. */
export const COURT: Partial<TaskTerms> = { ...REVIEWS, method: METHOD.majority, bits: 1, classes: 2, reviewSeats: 5 };

/** What the publisher pays in: five votes, and a bond of eleven and a tenth of the 10 TAG the licence cost. */
export const FEES = 5n * 2_000n;
export const BOND = 11n * 2_000n + 1_000_000n;

export interface Accusation extends HeldLicence {
  /** Opened by the publisher for this. */
  court: TaskSetup;
  review: ReviewSetup;
}

/** A licence, and a task of its publisher that names the evidence; nobody is accused yet. */
export async function evidence(world: World, held?: HeldLicence, terms: Partial<TaskTerms> = {}): Promise<Accusation> {
  const licence = held ?? (await heldLicence(world));
  const requester = licence.sold.publisher;
  const court = await aTask(world, { requester, terms: { ...COURT, ...terms }, escrow: FEES + BOND });
  const page = pagePda(court.task, 0);
  // Reviews are followed by page and terms; there is no panel they are about.
  const setup = { ...court, page } as unknown as ReviewSetup['setup'];
  return { ...licence, court, review: { setup, page, pageIndex: 0 } };
}

export const accusing = async (
  world: World,
  { sold, mint, court }: Accusation,
  change: Partial<Parameters<typeof accuseLicense>[0]> = {},
): Promise<ReturnType<typeof accuseLicense>> => {
  const { terms } = (await fetchTask(world.connection, court.task))!;
  const { publisher, dataset } = sold;
  return accuseLicense({ publisher: publisher.key, dataset, mint, task: court.task, terms, ...change });
};

/** The publisher accuses Bea. */
export async function accused(world: World, held?: HeldLicence): Promise<Accusation> {
  const made = await evidence(world, held);
  await act(world, made.sold.publisher, await accusing(world, made));
  return made;
}

/** What ends an accusation after round `panel`. */
export async function concluding(
  world: World,
  { court: { task }, review: { page } }: Pick<Accusation, 'court' | 'review'>,
  license: PublicKey,
  panel = 0n,
): Promise<ReturnType<typeof concludeAccusation>> {
  const { accused: holder } = (await fetchTask(world.connection, task))!;
  return concludeAccusation({ task, license, accused: holder, page, panel });
}

/** Waits until nobody can appeal any more. */
export async function unappealed(world: World, { review }: Accusation, panel = 0n): Promise<void> {
  const { until } = await theRound(world, review, panel);
  if (BigInt((await now(world)).unixTimestamp) < until) await waitUntil(world, until);
}
