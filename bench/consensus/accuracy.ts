/**
 * Accuracy of the weighted vote against the majority on six real crowds, over seeds, and what copying earns.
 * Run: node --import tsx consensus/accuracy.ts [TOOL [DATA [FIRST_SEED [SEEDS]]]]
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const tool = process.argv[2] ?? join(root, 'target', 'release', 'tagger-consensus');
const data = process.argv[3] ?? join(root, 'data');
const FILES = ['ZenCrowd_us', 'ZenCrowd_in', 'SP', 'SP_amt', 'MS', 'CF_amt'];
const firstSeed = Number(process.argv[4] ?? 1);
const SEEDS = Array.from({ length: Number(process.argv[5] ?? 10) }, (_, i) => firstSeed + i);

/** The most points weighted may lie behind the majority, and the least share of labels it has to save. */
const MOST_BEHIND = 0.005;
const LEAST_SAVED = 0.15;

/** What the tool prints with --json, as far as it is used here. */
interface Report {
  accuracy: number;
  majorityAccuracy: number;
  accuracyAllItems: number;
  shareSaved: number;
  copierByAgreement: number;
  copierByGold: number;
  copierGoldItems: number;
  honestByGold: number;
  trapItems: number;
  honestOnTraps: number | null;
}

function run(file: string, ...options: string[]): Report {
  return JSON.parse(
    execFileSync(tool, [join(data, `${file}.csv`), '--json', ...options], { encoding: 'utf8' }),
  ) as Report;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number): string => (100 * share).toFixed(1);
const points = (share: number): string => (share < 0 ? '' : '+') + percent(share);

console.log(
  '| data | majority, all rows | majority | weighted | gain, points | worst seed | gain with a flat prior | all labels | all items | labels saved | goal |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|');
const copied: string[] = [];
let missed = 0;
for (const file of FILES) {
  const all = run(file, '--method', 'majority', '--repeats', 'keep', '--order', 'text');
  const runs = SEEDS.map((seed) => run(file, '--seed', `${seed}`));
  const everything = SEEDS.map((seed) => run(file, '--seed', `${seed}`, '--tau', '1'));
  const flat = SEEDS.map((seed) => run(file, '--seed', `${seed}`, '--prior', 'flat'));
  const gains = runs.map((r) => r.accuracy - r.majorityAccuracy);
  const saved = mean(runs.map((r) => r.shareSaved));
  const met = mean(gains) >= -MOST_BEHIND && saved >= LEAST_SAVED;
  missed += Number(!met);
  const cells = [
    file,
    percent(all.accuracy),
    percent(mean(runs.map((r) => r.majorityAccuracy))),
    percent(mean(runs.map((r) => r.accuracy))),
    points(mean(gains)),
    points(Math.min(...gains)),
    points(mean(flat.map((r) => r.accuracy - r.majorityAccuracy))),
    percent(mean(everything.map((r) => r.accuracy))),
    percent(mean(runs.map((r) => r.accuracyAllItems))),
    percent(saved),
    met ? 'met' : 'missed',
  ];
  console.log(`| ${cells.join(' | ')} |`);

  const copier = SEEDS.map((seed) => run(file, '--seed', `${seed}`, '--copier'));
  const judged = copier.filter((r) => r.copierGoldItems > 0);
  const row = [
    file,
    percent(mean(copier.map((r) => r.copierByAgreement))),
    judged.length ? percent(mean(judged.map((r) => r.copierByGold))) : 'no gold there',
    judged.length ? percent(mean(judged.map((r) => r.honestByGold))) : 'no gold there',
    mean(copier.map((r) => r.copierGoldItems)).toFixed(1),
    mean(copier.map((r) => r.trapItems)).toFixed(1),
    percent(mean(copier.flatMap((r) => r.honestOnTraps ?? []))),
    points(mean(copier.map((r, i) => r.accuracy - runs[i]!.accuracy))),
  ];
  copied.push(`| ${row.join(' | ')} |`);
}

console.log(
  '\n| data | copier paid by agreement | copier paid by gold | honest member paid by gold | gold items | of them leader wrong | honest right there | effect on accuracy, points |',
);
console.log('|---|---|---|---|---|---|---|---|');
console.log(copied.join('\n'));
console.log(
  `\nGoal: at most ${percent(MOST_BEHIND)} points behind the majority and at least ${percent(LEAST_SAVED)} % fewer labels.`,
);
console.log(missed === 0 ? 'Every data set meets it.' : `${missed} data sets miss it.`);
