/**
 * Who fits which task, best first, with the reasons. Pure functions in whole numbers over public facts: whoever has the same
 * accounts, rules and day gets the same order, so a ranking can be checked and disputed.
 *
 * Nothing counts wallets, and nothing a wallet could be given counts for more than a task asks. What counts is evidence, and each
 * part of it grows with what was done by this wallet: divided among many wallets it is less with each. Stake opens levels and
 * is no factor. Languages and modalities are somebody's own word and only ever keep him out.
 */
import type { PublicKey } from '@solana/web3.js';
import { accuracyOf } from './accuracy.ts';
import type { Address } from './address.ts';
import { recordIn, type AnnotatorFacts, type TaskFacts } from './facts.ts';
import { faded, levelOf, qualityBps, volumeOf } from './reputation.ts';

export interface RoutingContext {
  /** Days since 1970 (`dayOf`). */
  today: number;
  /** The program's least stake, base units (`Params.minStake`). */
  leastStake: bigint;
}

export const FACTORS = ['accuracy', 'quality', 'experience', 'reliability', 'pay'] as const;

export interface Factor {
  name: (typeof FACTORS)[number];
  /** 0 to 10,000. */
  bps: number;
  /** Its part of the score, in hundredths. */
  weight: number;
  sentence: string;
}

export interface Match {
  /** Without it nothing else matters: he would be refused, or could not do the work. */
  eligible: boolean;
  /** Why not; empty when eligible. */
  refusals: string[];
  factors: Factor[];
  /** Weighted mean of the factors, 0 to 10,000. */
  score: number;
}

export interface RankedAnnotator extends Match {
  annotator: AnnotatorFacts;
}

export interface RankedTask<A extends Address = PublicKey> extends Match {
  task: TaskFacts<A>;
  /** Base units a minute at the quality he had so far; `undefined` where the rules name no time. */
  payPerMinute?: bigint;
}

/** Observations half of all experience is worth. */
const HALF_EXPERIENCE = 100;
/** Panels, none of them kept, a stranger is taken to have taken, and those of them taken as kept. */
const RELIABILITY = { taken: 10, kept: 2 };
const percent = (bps: number): string => `${(bps / 100).toFixed(1)} %`;

/** Members for one task, the best first; those who can't take it last. */
export const rankAnnotators = (
  task: TaskFacts<Address>,
  annotators: readonly AnnotatorFacts[],
  context: RoutingContext,
): RankedAnnotator[] =>
  annotators
    .map((annotator): RankedAnnotator => ({ annotator, ...match(annotator, task, context, EVIDENCE) }))
    .sort((a, b) => order(a, b) || byBytes(a.annotator.wallet.toBytes(), b.annotator.wallet.toBytes()));

/** Tasks for one member, the best first. Pay is measured against the best paid of those he can take. */
export function rankTasks<A extends Address>(
  annotator: AnnotatorFacts<Address>,
  tasks: readonly TaskFacts<A>[],
  context: RoutingContext,
): RankedTask<A>[] {
  const paid = tasks.map((task) => ({ task, payPerMinute: payPerMinute(annotator, task, context) }));
  const open = paid.filter(({ task }) => refusalsOf(annotator, task, context).length === 0);
  const best = open.reduce((most, { payPerMinute: pay = 0n }) => (pay > most ? pay : most), 0n);
  return paid
    .map(({ task, payPerMinute: pay }): RankedTask<A> => {
      const factor = payFactor(pay, best);
      return { task, payPerMinute: pay, ...match(annotator, task, context, WITH_PAY, factor) };
    })
    .sort((a, b) => order(a, b) || byBytes(a.task.task.toBytes(), b.task.task.toBytes()));
}

const EVIDENCE = { accuracy: 60, quality: 20, experience: 10, reliability: 10, pay: 0 };
const WITH_PAY = { accuracy: 25, quality: 15, experience: 5, reliability: 5, pay: 50 };

function match(
  annotator: AnnotatorFacts<Address>,
  task: TaskFacts<Address>,
  context: RoutingContext,
  weights: Readonly<Record<Factor['name'], number>>,
  ...more: Omit<Factor, 'weight'>[]
): Match {
  const refusals = refusalsOf(annotator, task, context);
  const found = [...evidence(annotator, task, context), ...more];
  const factors = found.map((factor) => ({ ...factor, weight: weights[factor.name] }));
  const sum = factors.reduce((total, { bps, weight }) => total + bps * weight, 0);
  return { eligible: refusals.length === 0, refusals, factors, score: Math.floor(sum / 100) };
}

function refusalsOf(
  annotator: AnnotatorFacts<Address>,
  task: TaskFacts<Address>,
  { today, leastStake }: RoutingContext,
): string[] {
  const level = levelOf(recordIn(annotator, task.domain), annotator.stake, leastStake, today);
  const { modality = 'text' } = task.rules;
  const asked = (task.rules.languages ?? []).map(primary);
  const reads = annotator.languages.map(primary);
  const refusals: string[] = [];
  if (level < task.requiredLevel)
    refusals.push(
      `level ${level} in this domain, the task asks for ${task.requiredLevel}: the program would refuse the claim`,
    );
  if (asked.length > 0 && !asked.some((language) => reads.includes(language)))
    refusals.push(`the items are in ${asked.join(', ')}, which is not among the languages named`);
  if (annotator.modalities !== undefined && !annotator.modalities.includes(modality))
    refusals.push(`the items are ${ITEMS_OF[modality]}, which is not among what is worked on`);
  return refusals;
}

const ITEMS_OF = { text: 'texts', image: 'images', audio: 'sounds' } as const;

/** `pt-BR` and `pt` are one language here. */
const primary = (tag: string): string => tag.trim().toLowerCase().split('-')[0] ?? '';

function evidence(
  annotator: AnnotatorFacts<Address>,
  task: TaskFacts<Address>,
  { today }: RoutingContext,
): Omit<Factor, 'weight'>[] {
  const record = faded(recordIn(annotator, task.domain), today);
  const [volume, quality] = [volumeOf(record), qualityBps(record)];
  const experience = Math.floor((10_000 * volume) / (volume + HALF_EXPERIENCE));
  const empty = Array.from({ length: task.classes ** 2 }, () => 0);
  const { lowerBps, meanBps, observed } = accuracyOf(
    annotator.counters.get(task.task.toBase58()) ?? empty,
    task.classes,
  );
  const { panels, missedReveals, expiredClaims } = annotator;
  const taken = panels + missedReveals + expiredClaims;
  const reliability = Math.floor((10_000 * (panels + RELIABILITY.kept)) / (taken + RELIABILITY.taken));
  return [
    {
      name: 'accuracy',
      bps: lowerBps,
      sentence:
        observed === 0
          ? 'nothing is known of his answers in this task'
          : `right in ${percent(meanBps)} of ${observed} answers in this task, counted evenly over classes; at least ${percent(lowerBps)} is sure enough to count`,
    },
    {
      name: 'quality',
      bps: quality,
      sentence: `gold and reviews in this domain put his quality at ${percent(quality)}, a stranger’s is 20.0 %`,
    },
    {
      name: 'experience',
      bps: experience,
      sentence: `${volume} measured answers in this domain still count; ${HALF_EXPERIENCE} are half of full marks`,
    },
    {
      name: 'reliability',
      bps: reliability,
      sentence: `${panels} of ${taken} panels taken were kept to the end, over all tasks`,
    },
  ];
}

/** Price times quality times items a minute; nobody’s figure is better for being in several wallets. */
export function payPerMinute(
  annotator: AnnotatorFacts<Address>,
  task: TaskFacts<Address>,
  { today }: RoutingContext,
): bigint | undefined {
  const seconds = task.rules.secondsPerItem;
  if (seconds === undefined || !Number.isSafeInteger(Math.round(seconds * 10)) || seconds < 0.1) return undefined;
  const quality = qualityBps(faded(recordIn(annotator, task.domain), today));
  return (task.price * BigInt(quality) * 600n) / (10_000n * BigInt(Math.round(seconds * 10)));
}

function payFactor(pay: bigint | undefined, best: bigint): Omit<Factor, 'weight'> {
  const share = pay === undefined || best === 0n ? 0n : (pay * 10_000n) / best;
  const bps = Number(share > 10_000n ? 10_000n : share);
  return {
    name: 'pay',
    bps,
    sentence:
      pay === undefined
        ? 'the rules name no time an item takes, so nobody can say what a minute pays'
        : `about ${pay} base units a minute at his quality so far, ${percent(bps)} of the best of these tasks`,
  };
}

const order = (a: Match, b: Match): number => Number(b.eligible) - Number(a.eligible) || b.score - a.score;

/** The same order everywhere, whatever the language of the machine. */
function byBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, place) => byte !== b[place]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
