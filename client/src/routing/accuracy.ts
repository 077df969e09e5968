/**
 * How good a member's answers in a task are, from the confusion counters in his seat: the mean recall over classes, drawn
 * towards guessing, less one and a half standard errors. Little evidence counts little: whoever spreads his answers over many
 * wallets stands lower with each of them.
 */

/** Observations guessing is worth in each class. */
const GUESSES = 10;

export interface Accuracy {
  /** What it is counted with, basis points: `mean - 1.5 * error`, at least 0. */
  lowerBps: number;
  /** Mean recall, drawn towards guessing, basis points. */
  meanBps: number;
  /** Answers that were compared with a label that was sure, or with gold. */
  observed: number;
}

/** `counters`: `classes * classes`, row = the label, column = the answer. Throws a RangeError for another number of them. */
export function accuracyOf(counters: readonly number[], classes: number): Accuracy {
  if (classes < 2 || counters.length !== classes * classes)
    throw new RangeError(`${counters.length} counters are not those of ${classes} classes`);
  let [sum, variance, observed] = [0, 0, 0];
  for (let truth = 0; truth < classes; truth += 1) {
    const row = counters.slice(truth * classes, (truth + 1) * classes).reduce((a, b) => a + b, 0);
    const weight = row + GUESSES;
    // Every step in whole basis points, so that all machines agree.
    const recall = Math.floor((10_000 * (counters[truth * (classes + 1)]! * classes + GUESSES)) / (classes * weight));
    sum += recall;
    variance += Math.floor((recall * (10_000 - recall)) / weight);
    observed += row;
  }
  const meanBps = Math.floor(sum / classes);
  const error = Math.floor(rootOf(variance) / classes);
  return { lowerBps: Math.max(0, meanBps - Math.floor((3 * error) / 2)), meanBps, observed };
}

/** The largest whole number whose square is not above `value`. */
function rootOf(value: number): number {
  let root = Math.floor(Math.sqrt(value));
  while (root * root > value) root -= 1;
  while ((root + 1) * (root + 1) <= value) root += 1;
  return root;
}
