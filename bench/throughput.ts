/** Annotations from claim to paid, in process. Arguments: annotations and items a panel, in pairs; default the README's. */
import { throughputReport } from './src/streamReport.ts';

const numbers = process.argv.slice(2).map(Number);
if (numbers.length % 2 !== 0 || numbers.some((value) => !Number.isInteger(value) || value <= 0)) {
  throw new RangeError('give pairs of whole numbers: annotations and items a panel, as in "1000000 2000"');
}
const runs = Array.from(
  { length: numbers.length / 2 },
  (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0] as const,
);
console.log(throughputReport(runs.length > 0 ? runs : undefined));
