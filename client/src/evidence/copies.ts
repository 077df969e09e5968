/**
 * Pairs of members who agree more than their accuracies allow.
 *
 * Members who answer for themselves are independent of each other once the true class is known (Dawid & Skene 1979). How each of
 * them answers items of each class is estimated by their maximum-likelihood method over the whole crowd; for a pair it is
 * estimated again for either of them without the other, so that nobody looks accurate because somebody copies him. What the
 * rest of the crowd says makes each class of an item more or less likely. The chance that two who know nothing of each other
 * agree on it is then the sum over true classes t and answers c of P(t) P(a says c | t) P(b says c | t), and these chances add up to the matches that are to
 * be expected: the matching of Wesolowsky (2000), who tells who copied in exams from answers and how able people are.
 *
 * How unlikely more matches are is bounded, not estimated: for n independent events of mean chance m, at least k of them happen
 * with probability at most exp(-n KL(k/n || m)) (Hoeffding 1963, theorem 1). The bound is multiplied by the number of pairs
 * (Bonferroni), so that a large crowd does not make pairs suspicious by its size.
 */
import type { Crowd } from '../report/crowd.ts';
import { classify, refit, type Fit } from './fit.ts';
import { Answers } from './others.ts';

export interface CopyOptions {
  /** Items both must have answered. Default 20. */
  leastShared?: number;
  /** Chance that any honest pair of the whole crowd is named, were all independent as above. Default 0.01. */
  alpha?: number;
  /** Least excess of the share of matches over what is to be expected. Default 0.08: people have more in common than classes. */
  leastExcess?: number;
}

export interface Pair {
  a: number;
  b: number;
  /** Items both answered. */
  shared: number;
  matches: number;
  /** Matches to be expected of two who know nothing of each other. */
  expected: number;
  /** Upper bound of the chance of so many matches, times the number of pairs; at most 1. */
  chance: number;
  /** Whether it is below `alpha` and the excess is large enough. */
  suspicious: boolean;
}

const DEFAULTS = { leastShared: 20, alpha: 0.01, leastExcess: 0.08 };

/** Every pair with enough items in common, the least likely first. */
export function copies(crowd: Crowd, options: CopyOptions = {}): Pair[] {
  const { leastShared, alpha, leastExcess } = { ...DEFAULTS, ...options };
  const answers = new Answers(crowd);
  const fit = classify(answers);
  const found = pairsOf(crowd, leastShared).map(([a, b]) => matchesOf(answers, fit, a, b));
  return found
    .map((pair): Pair => {
      const chance = Math.min(1, tail(pair.shared, pair.matches, pair.expected) * found.length);
      const excess = (pair.matches - pair.expected) / pair.shared;
      return { ...pair, chance, suspicious: chance < alpha && excess >= leastExcess };
    })
    .sort((x, y) => x.chance - y.chance || x.a - y.a || x.b - y.b);
}

/** Members who are connected by suspicious pairs: who copied whom can't be told, so their answers count as one. */
export function copyGroups(pairs: readonly Pair[]): number[][] {
  const groups: Set<number>[] = [];
  for (const { a, b, suspicious } of pairs) {
    if (!suspicious) continue;
    const touched = groups.filter((group) => group.has(a) || group.has(b));
    const merged = new Set([a, b, ...touched.flatMap((group) => [...group])]);
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => [...group].sort((x, y) => x - y)).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
}

/** Pairs that share at least so many items, each once. */
function pairsOf({ workers, items, answers }: Crowd, least: number): [number, number][] {
  const byItem = Array.from({ length: items }, (): number[] => []);
  for (const { worker, item } of answers) byItem[item]?.push(worker);
  const shared = new Map<number, number>();
  for (const list of byItem) {
    const sorted = [...list].sort((x, y) => x - y);
    sorted.forEach((a, at) => {
      for (const b of sorted.slice(at + 1)) shared.set(a * workers + b, (shared.get(a * workers + b) ?? 0) + 1);
    });
  }
  return [...shared]
    .filter(([, count]) => count >= least)
    .map(([key]): [number, number] => [Math.floor(key / workers), key % workers])
    .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

function matchesOf(answers: Answers, fit: Fit, a: number, b: number) {
  const { classes } = answers;
  const [left, right] = [answers.of[a]!, answers.of[b]!];
  const [habitsOfA, habitsOfB] = [refit(answers, fit, a, b), refit(answers, fit, b, a)];
  let [shared, matches, expected] = [0, 0, 0];
  for (const [item, label] of left) {
    const other = right.get(item);
    if (other === undefined) continue;
    shared += 1;
    if (other === label) matches += 1;
    const chances = fit.without(item, [a, b]);
    for (let truth = 0; truth < classes; truth += 1) {
      let both = 0;
      for (let cell = truth * classes; cell < (truth + 1) * classes; cell += 1)
        both += habitsOfA[cell]! * habitsOfB[cell]!;
      expected += chances[truth]! * both;
    }
  }
  return { a, b, shared, matches, expected };
}

/** Hoeffding's bound for at least `hits` of `n` events whose chances add up to `expected`. */
export function tail(n: number, hits: number, expected: number): number {
  const [share, mean] = [hits / n, expected / n];
  if (n === 0 || share <= mean) return 1;
  if (mean <= 0) return 0;
  const term = (p: number, q: number): number => (p === 0 ? 0 : p * Math.log(p / q));
  return Math.exp(-n * (term(share, mean) + term(1 - share, 1 - mean)));
}
