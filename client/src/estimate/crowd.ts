/** What to expect of a crowd before anybody answered: how often the label most of it gives is right. */

/** Who answers an item. */
export interface CrowdGuess {
  /** Annotators of the item, 1 to 16. */
  seats: number;
  /** 2 or more. */
  classes: number;
  /** Chance of each to be right, 0 to 1. */
  accuracy: number;
}

/**
 * The chance that most say what is right, where everybody errs for himself and all wrong labels are as likely (Dawid and Skene 1979 with
 * one number for all); of labels said equally often each is as likely to win. Exact: over the number of right answers, and over
 * how many wrong labels are said as often. People make the same mistakes, so real crowds are below it.
 */
export function expectedAccuracy({ seats, classes, accuracy }: CrowdGuess): number {
  const wrong = classes - 1;
  let sum = 0;
  for (let right = 1; right <= seats; right += 1) {
    const chance = choose(seats, right) * accuracy ** right * (1 - accuracy) ** (seats - right);
    if (chance > 0) sum += chance * wins(seats - right, wrong, right);
  }
  return sum;
}

/** The chance that `right` right answers win against `others` wrong ones, spread at random over `wrong` labels. */
function wins(others: number, wrong: number, right: number): number {
  let sum = 0;
  for (let tied = 0; tied <= wrong && tied * right <= others; tied += 1) {
    const rest = others - tied * right;
    // Ways to say `tied` labels `right` times each and every other one less often, over all ways.
    const ways =
      (choose(wrong, tied) * factorial(others) * fewer(wrong - tied, right - 1, rest)) / factorial(right) ** tied;
    sum += ways / wrong ** others / (tied + 1);
  }
  return sum;
}

/** The coefficient of x^degree in (1 + x + x^2/2! + ... + x^most/most!)^labels. */
function fewer(labels: number, most: number, degree: number): number {
  let row: number[] = Array.from({ length: degree + 1 }, (_, at) => Number(at === 0));
  for (let label = 0; label < labels; label += 1)
    row = row.map((_, at) => {
      let sum = 0;
      for (let said = 0; said <= Math.min(most, at); said += 1) sum += row[at - said]! / factorial(said);
      return sum;
    });
  return row[degree]!;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const choose = (n: number, k: number): number => {
  let out = 1;
  for (let at = 1; at <= k; at += 1) out = (out * (n - k + at)) / at;
  return out;
};
