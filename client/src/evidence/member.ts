/** What the answers of each member say about him, without a model and without knowing what is true. */
import type { Crowd } from '../report/crowd.ts';
import { Answers } from './others.ts';

/** A share with the bounds of its 95 % interval (Wilson 1927). */
export interface Share {
  hits: number;
  of: number;
  /** 0 to 1; 0 and 1 where nothing was counted. */
  low: number;
  high: number;
}

/** 97.5th percentile of the normal distribution. */
const Z = 1.959964;

export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { hits, of, low: 0, high: 1 };
  const [p, z2] = [hits / of, Z * Z];
  const centre = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  return { hits, of, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Bits of surprise in how often each thing happened (Shannon 1948); 0 for nothing. */
export function entropyBits(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((bits, count) => (count === 0 ? bits : bits - (count / total) * Math.log2(count / total)), 0);
}

export interface MemberEvidence {
  worker: number;
  answers: number;
  /** Bits in his answers, and in what the others say to the same items. */
  entropy: number;
  othersEntropy: number;
  /**
   * Bits his answers tell about what the others say: mutual information, less what chance alone would show (Miller 1955). About 0 for
   * whoever does not look at the items, however he spreads his answers.
   */
  information: number;
  /** Agreement with what the rest says, where it says something. */
  agreement: Share;
  /** Whether so many answers tell so little that he hardly looked. */
  empty: boolean;
}

export interface MemberOptions {
  /** Answers to items on which the others say something. Default 30. */
  leastAnswers?: number;
  /** Information below which a member tells nothing, as a share of the bits in what the others say. Default 0.02. */
  leastInformation?: number;
}

const DEFAULTS = { leastAnswers: 30, leastInformation: 0.02 };
/** Bits in what the others say, below which nobody could tell anything. */
const LEAST_OTHERS = 0.3;

/** One for each worker of the crowd. */
export function memberEvidence(crowd: Crowd, options: MemberOptions = {}): MemberEvidence[] {
  const { leastAnswers, leastInformation } = { ...DEFAULTS, ...options };
  const answers = new Answers(crowd);
  const { classes } = answers;
  return answers.of.map((labels, worker) => {
    const said = new Array<number>(classes).fill(0);
    // Rows are what the others say, columns what he says.
    const table = new Array<number>(classes * classes).fill(0);
    let [hits, of] = [0, 0];
    for (const [item, label] of labels) {
      said[label] = (said[label] ?? 0) + 1;
      const rest = answers.rest(item, label).label;
      if (rest === classes) continue;
      of += 1;
      if (rest === label) hits += 1;
      table[rest * classes + label] = (table[rest * classes + label] ?? 0) + 1;
    }
    const { information, others } = informationIn(table, classes);
    const empty = of >= leastAnswers && others >= LEAST_OTHERS && information < leastInformation * others;
    return {
      worker,
      answers: labels.size,
      entropy: entropyBits(said),
      othersEntropy: others,
      information,
      agreement: shareOf(hits, of),
      empty,
    };
  });
}

/** Mutual information of rows and columns, and the entropy of the rows, bits. */
function informationIn(table: readonly number[], classes: number): { information: number; others: number } {
  const sums = (pick: (row: number, column: number) => number): number[] => {
    const out = new Array<number>(classes).fill(0);
    table.forEach((count, cell) => {
      const at = pick(Math.floor(cell / classes), cell % classes);
      out[at] = (out[at] ?? 0) + count;
    });
    return out;
  };
  const [rows, columns] = [sums((row) => row), sums((_, column) => column)];
  const total = rows.reduce((sum, count) => sum + count, 0);
  const others = entropyBits(rows);
  if (total === 0) return { information: 0, others };
  const used = (counts: readonly number[]): number => counts.filter((count) => count > 0).length;
  const bias = ((used(rows) - 1) * (used(columns) - 1)) / (2 * total * Math.LN2);
  return { information: Math.max(0, others + entropyBits(columns) - entropyBits(table) - bias), others };
}
