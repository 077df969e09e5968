/** Parameters and rules of voting: units, bounds, and what one proposal may move, as the program has it (`state/params.rs`, `state/governance.rs`). */
import type { GovernanceParams, Params } from '@tagger/client';
import { formatUnits } from '../format/amount.ts';
import { baseUnits } from '../format/base.ts';
import { span } from '../format/span.ts';
import { text } from '../text/index.ts';

export type Unit = 'tag' | 'secs' | 'bps' | 'times';
export type Values = Record<string, bigint>;

export interface Spec {
  field: string;
  unit: Unit;
  /** Hard bounds, in the unit it is stored in. */
  least: bigint;
  most: bigint;
  /** What one proposal may move it by beyond doubling and halving. */
  step: bigint;
  /** What one proposal may raise it by, where that is less than doubling. */
  rise?: bigint;
}

const DAY = 86_400n;
const MILLION = 1_000_000_000_000n;
const FULL = 10_000n;
const SHARE_STEP = 100n;

const spec = (field: string, unit: Unit, least: bigint, most: bigint, step = 0n, rise?: bigint): Spec => ({
  field,
  unit,
  least,
  most,
  step,
  ...(rise !== undefined && { rise }),
});
const share = (field: string, most = FULL): Spec => spec(field, 'bps', 0n, most, SHARE_STEP);

export const PARAMS: readonly Spec[] = [
  spec('feeBps', 'bps', 0n, 500n, SHARE_STEP, 100n),
  spec('minStake', 'tag', 1n, MILLION),
  spec('minBond', 'tag', 1n, MILLION),
  spec('unbondingSecs', 'secs', 3_600n, 60n * DAY),
  spec('reviewBond', 'tag', 20_000n, MILLION),
  spec('minReviewFee', 'tag', 1n, 1_000_000_000n),
  spec('weightCap', 'tag', 20_000n, MILLION),
  spec('minWindowSecs', 'secs', 60n, DAY),
  spec('maxWindowSecs', 'secs', 60n, 30n * DAY),
  spec('maxTaskSecs', 'secs', 60n, 730n * DAY),
  spec('reviewCommitSecs', 'secs', 60n, 7n * DAY),
  spec('reviewRevealSecs', 'secs', 60n, 7n * DAY),
  spec('challengeSecs', 'secs', 60n, 7n * DAY),
  spec('appealSecs', 'secs', 60n, 7n * DAY),
  share('slashHoldBps'),
  share('slashMissBps'),
  share('slashGoldBps'),
  share('slashReversedBps'),
  share('slashBurnBps'),
  share('goldFailBps'),
  share('keeperTipBps', 2_000n),
  spec('restartGraceSecs', 'secs', 0n, 7n * DAY, 3_600n),
  spec('maxPauseSecs', 'secs', 60n, 7n * DAY),
  spec('maxSessionSecs', 'secs', 3_600n, 90n * DAY),
];

export const RULES: readonly Spec[] = [
  spec('deposit', 'tag', 1n, MILLION),
  spec('minQuorum', 'tag', 1n, 1_000n * MILLION),
  spec('quorumBps', 'bps', 100n, 5_000n),
  spec('votingSecs', 'secs', DAY, 14n * DAY),
  spec('timelockSecs', 'secs', 3_600n, 30n * DAY),
  spec('executionSecs', 'secs', DAY, 30n * DAY),
  spec('extensionSecs', 'secs', 3_600n, 2n * DAY),
  spec('maxExtensions', 'times', 1n, 3n),
];

/** All numbers of a set, as they are stored. */
export const valuesOf = (set: Params | GovernanceParams): Values =>
  Object.fromEntries(
    Object.entries(set).flatMap(([field, value]) => (Array.isArray(value) ? [] : [[field, BigInt(value)]])),
  );

/** The set with other values; each keeps the type it has. */
export const withValues = <T extends Params | GovernanceParams>(set: T, values: Values): T =>
  Object.fromEntries(
    Object.entries(set).map(([field, value]): [string, unknown] => {
      const next = values[field];
      if (next === undefined) return [field, value];
      return [field, typeof value === 'bigint' ? next : Number(next)];
    }),
  ) as T;

export const nameOf = (field: string): string => text.govern.fields[field]?.[0] ?? field;
export const meaningOf = (field: string): string => text.govern.fields[field]?.[1] ?? '';

/** A stored value for people. */
export function shown(unit: Unit, value: bigint): string {
  switch (unit) {
    case 'tag':
      return `${formatUnits(value)} TAG`;
    case 'secs':
      return span(value);
    case 'bps':
      return `${Number(value) / 100} %`;
    default:
      return text.govern.times(value);
  }
}

const SHARE = /^(\d{1,3})(?:\.(\d{1,2}))?$/;

/** What somebody wrote, in the unit it is stored in; `undefined` for no number. */
export function parsed(unit: Unit, words: string): bigint | undefined {
  if (unit === 'tag') return baseUnits(words);
  if (unit === 'bps') {
    const match = SHARE.exec(words.trim());
    return match === null ? undefined : BigInt(match[1] ?? 0) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  }
  return /^\d{1,12}$/.test(words.trim()) ? BigInt(words.trim()) : undefined;
}

/** As one writes it. */
export const written = (unit: Unit, value: bigint): string =>
  unit === 'tag'
    ? formatUnits(value).replaceAll(',', '')
    : unit === 'bps'
      ? String(Number(value) / 100)
      : String(value);

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What one proposal may move a value to, hard bounds aside (`rules/votes.rs`, `within_step`). */
export function reach({ step, rise }: Spec, before: bigint): { least: bigint; most: bigint } {
  const doubled = larger(before * 2n, before + step);
  const halved = smaller((before + 1n) / 2n, before > step ? before - step : 0n);
  return { least: halved, most: rise === undefined ? doubled : smaller(doubled, before + rise) };
}

/** Why a value can't be proposed, in a sentence; `undefined` where it can. */
export function wrongValue(of: Spec, before: bigint, after: bigint | undefined): string | undefined {
  const { wrong } = text.govern;
  const { field, unit, least, most } = of;
  if (after === undefined) return wrong.number;
  if (after === before) return wrong.same;
  if (after < least || after > most) return wrong.bounds(nameOf(field), shown(unit, least), shown(unit, most));
  const may = reach(of, before);
  const [low, high] = [larger(may.least, least), smaller(may.most, most)];
  return after < low || after > high ? wrong.step(nameOf(field), shown(unit, low), shown(unit, high)) : undefined;
}

/** Pairs of which the first may not be more than the second. */
const ORDERED = [
  ['slashHoldBps', 'slashMissBps'],
  ['minWindowSecs', 'maxWindowSecs'],
  ['maxWindowSecs', 'maxTaskSecs'],
  ['minBond', 'minStake'],
  ['reviewBond', 'weightCap'],
] as const;

/** Why a whole set of parameters would be refused although each value is legal. */
export function wrongParams(values: Values): string | undefined {
  const { wrong } = text.govern;
  const of = (field: string): bigint => values[field] ?? 0n;
  for (const [less, more] of ORDERED) if (of(less) > of(more)) return wrong.order(nameOf(less), nameOf(more));
  const miss = of('slashMissBps') * (FULL - of('keeperTipBps'));
  return miss < larger(of('slashGoldBps'), of('slashReversedBps')) * FULL ? wrong.silence : undefined;
}

/** Why a whole set of rules would be refused: a vote can't lock everybody out of voting. */
export function wrongRules(values: Values, votes: bigint): string | undefined {
  const too = ['deposit', 'minQuorum'].find((field) => (values[field] ?? 0n) > votes);
  return too === undefined ? undefined : text.govern.wrong.reach(nameOf(too), shown('tag', votes));
}
