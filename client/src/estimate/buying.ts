/** Whether a requester buys more labels, and of which items. Pure: the same answers give the same decision everywhere. */
import type { Estimate } from './accuracy.ts';

export interface Goal {
  /** Share of labels that shall be right, 0 to 1. */
  target: number;
  /** Base units that may still be spent. */
  budget: bigint;
  /** Base units one more round costs at most for so many items. */
  cost: (items: number) => bigint;
  /** Items of which the requester knows the label: never bought again. */
  known: ReadonlySet<number>;
  /** Rounds that are left. */
  rounds: number;
}

export type Decision =
  | { buy: number[] }
  /** `unsure`: items below the target, which more money could buy more labels of. */
  | { stop: 'target' | 'budget' | 'rounds'; unsure: number[] };

/** From so many known items on what is measured counts, and not only what is possible by it. */
const LEAST_KNOWN = 30;

/** What is expected is too high where people make the same mistakes: on six real crowds by 4 to 15 points (docs/bots.md). */
function reached({ expected, measured: { right, of, high } }: Estimate, target: number): boolean {
  return expected >= target && (of >= LEAST_KNOWN ? right / of : high) >= target;
}

/**
 * Asks again, least sure first, for the items whose label is less sure than the target, as far as the budget goes. It is enough when
 * what is expected reaches the target and known items don't contradict; where they do, the less sure half is asked again.
 */
export function decideBuying(estimate: Estimate, goal: Goal): Decision {
  const { confidence } = estimate;
  const open = confidence.map((_, item) => item).filter((item) => !goal.known.has(item));
  const unsure = open
    .filter((item) => confidence[item]! < goal.target)
    .sort((a, b) => confidence[a]! - confidence[b]! || a - b);
  if (reached(estimate, goal.target)) return { stop: 'target', unsure };
  if (goal.rounds === 0) return { stop: 'rounds', unsure };
  // Known items say that confidence is too high: then the less sure half is asked, whatever it says of itself.
  const wanted =
    unsure.length > 0
      ? unsure
      : [...open].sort((a, b) => confidence[a]! - confidence[b]! || a - b).slice(0, Math.ceil(open.length / 2));
  const affordable = most(wanted.length, (items) => goal.cost(items) <= goal.budget);
  return affordable === 0 ? { stop: 'budget', unsure } : { buy: wanted.slice(0, affordable) };
}

/** Largest number up to `limit` that fits; costs never fall with more items. */
function most(limit: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
