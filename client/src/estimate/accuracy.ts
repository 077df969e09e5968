/**
 * How sure the labels of a task are, from its answers and what is known of some items: for requesters who decide whether to
 * buy more. Never for pay.
 *
 * Each member has one chance to be right, wrong labels are equally likely (Dawid and Skene 1979 with one number a member). Chances begin
 * where the program begins, at 0.7 worth four answers, and are estimated together with the labels by expectation-maximisation;
 * items whose label is known keep it. What is measured is measured on those: each is judged as if its label were not known.
 */
import { TaggerClientError } from '../clientError.ts';

export interface EstimateAnswer {
  /** From 0. */
  item: number;
  member: string;
  /** From 0. */
  label: number;
}

export interface Known {
  item: number;
  label: number;
}

export interface Estimate {
  /** By item: the likeliest label, of equal ones the smallest; -1 without an answer. */
  labels: number[];
  /** By item: the chance that it is right; 0 without an answer. Of a known item, as if it were not known. */
  confidence: number[];
  /** Mean confidence over the items that are not known; 0 where there is none. */
  expected: number;
  /** On known items with answers: how many labels were right, and where the real share lies with 90 % certainty (Wilson 1927). */
  measured: { right: number; of: number; low: number; high: number };
  /** By member: his chance to be right. */
  accuracy: Map<string, number>;
}

const PRIOR_ACCURACY = 0.7;
const PRIOR_WEIGHT = 4;
const ITERATIONS = 30;
/** 90 % of a normal distribution lie within so many standard deviations. */
const Z = 1.6448536269514722;

/** Where a share lies with 90 % certainty, when `right` of `of` were: Wilson's interval. All of it when there is nothing. */
export function wilson(right: number, of: number): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const [p, z] = [right / of, Z * Z];
  const [middle, width] = [p + z / (2 * of), Z * Math.sqrt((p * (1 - p)) / of + z / (4 * of * of))];
  const scale = 1 + z / of;
  return { low: Math.max(0, (middle - width) / scale), high: Math.min(1, (middle + width) / scale) };
}

/**
 * Estimates labels of `items` items with `classes` classes. A member's further answer to an item counts as well.
 * Throws `BadAnswer` for an item or label that is none.
 */
export function estimateAccuracy(
  { items, classes }: { items: number; classes: number },
  answers: readonly EstimateAnswer[],
  known: readonly Known[] = [],
): Estimate {
  for (const { item, label } of [...answers, ...known])
    if (!(item >= 0 && item < items && label >= 0 && label < classes))
      throw new TaggerClientError('BadAnswer', `item ${item} with label ${label} is outside the task`);
  const truth = new Map(known.map(({ item, label }) => [item, label]));
  const byItem: { member: number; label: number }[][] = Array.from({ length: items }, () => []);
  const members = [...new Set(answers.map(({ member }) => member))];
  const numbers = new Map(members.map((member, at) => [member, at]));
  for (const { item, member, label } of answers) byItem[item]!.push({ member: numbers.get(member)!, label });

  const accuracy = new Float64Array(members.length).fill(PRIOR_ACCURACY);
  const [right, given] = [new Float64Array(members.length), new Float64Array(members.length)];
  const row = new Float64Array(classes);
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    right.fill(PRIOR_ACCURACY * PRIOR_WEIGHT);
    given.fill(PRIOR_WEIGHT);
    byItem.forEach((own, item) => {
      const label = truth.get(item);
      if (label === undefined) posterior(own, accuracy, row);
      for (const answer of own) {
        right[answer.member]! += label === undefined ? row[answer.label]! : Number(answer.label === label);
        given[answer.member]! += 1;
      }
    });
    for (let member = 0; member < members.length; member += 1) accuracy[member] = right[member]! / given[member]!;
  }

  const [labels, confidence]: [number[], number[]] = [[], []];
  let [hits, tried, sum, open] = [0, 0, 0, 0];
  byItem.forEach((own, item) => {
    const label = truth.get(item);
    // Without what the item itself taught about those who answered it.
    const of = label === undefined ? accuracy : without(own, label, right, given, accuracy);
    posterior(own, of, row);
    const best = own.length === 0 ? -1 : row.reduce((top, p, at) => (p > row[top]! ? at : top), 0);
    labels.push(best);
    confidence.push(best === -1 ? 0 : row[best]!);
    if (label === undefined) [sum, open] = [sum + confidence[item]!, open + 1];
    else if (own.length > 0) [hits, tried] = [hits + Number(best === label), tried + 1];
  });
  return {
    labels,
    confidence,
    expected: open === 0 ? 0 : sum / open,
    measured: { right: hits, of: tried, ...wilson(hits, tried) },
    accuracy: new Map(members.map((member, at) => [member, accuracy[at]!])),
  };
}

/** Writes how likely each class is into `row`. Classes are equally likely beforehand. */
function posterior(own: readonly { member: number; label: number }[], accuracy: Float64Array, row: Float64Array): void {
  const classes = row.length;
  row.fill(0);
  for (const { member, label } of own) {
    const p = Math.min(0.999, Math.max(0.001, accuracy[member]!));
    row[label]! += Math.log((p * (classes - 1)) / (1 - p));
  }
  const most = Math.max(...row);
  let total = 0;
  for (let at = 0; at < classes; at += 1) total += row[at] = Math.exp(row[at]! - most);
  for (let at = 0; at < classes; at += 1) row[at]! /= total;
}

function without(
  own: readonly { member: number; label: number }[],
  label: number,
  right: Float64Array,
  given: Float64Array,
  accuracy: Float64Array,
): Float64Array {
  const of = Float64Array.from(accuracy);
  for (const member of new Set(own.map((answer) => answer.member))) {
    const his = own.filter((answer) => answer.member === member);
    const hits = his.filter((answer) => answer.label === label).length;
    of[member] = (right[member]! - hits) / (given[member]! - his.length);
  }
  return of;
}
