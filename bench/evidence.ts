/**
 * How often `@tagger/client/evidence` names honest people, and how often it finds planted copiers and people who answer without
 * looking, on the answers of six real crowds. Run: npm run -w @tagger/bench bench:evidence [-- SEEDS [FOLDER]]
 *
 * A planted copier is somebody of the crowd whose answers to the items he shares with another are replaced: by the other's with the
 * chance told, else his own stay. A planted guesser's answers are replaced by a lot of the crowd's labels. Whoever is named and
 * was not planted counts as honest: nobody knows whether the real crowds had copiers of their own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copies, memberEvidence } from '@tagger/client/evidence';
import type { Crowd, CrowdAnswer } from '@tagger/client/report';
import { fractions } from './src/random.ts';

const SEEDS = Number(process.argv[2] ?? 5);
const folder = process.argv[3] ?? join(import.meta.dirname, '..', 'data');
const FILES = ['ZenCrowd_us', 'ZenCrowd_in', 'SP', 'SP_amt', 'MS', 'CF_amt'];
const COPIED = [1, 0.9, 0.7];
/** Planted in each crowd, and items a copier and his source share at least. */
const PLANTED = 3;
const LEAST = 30;

/** Worker, item, label, truth; the first of repeated answers. */
function read(file: string): Crowd & { truth: Map<number, number> } {
  const [workers, items] = [new Map<string, number>(), new Map<string, number>()];
  const seen = new Set<string>();
  const answers: CrowdAnswer[] = [];
  const placeOf = (places: Map<string, number>, name: string): number => {
    places.set(name, places.get(name) ?? places.size);
    return places.get(name)!;
  };
  const truth = new Map<number, number>();
  let classes = 0;
  for (const line of readFileSync(join(folder, `${file}.csv`), 'utf8').split(/\r?\n/)) {
    if (line === '') continue;
    const cells = line.split(',');
    // Names of items may hold commas; the rest are numbers.
    const rest = cells.length > 4 && /^\d+$/.test(cells.at(-3) ?? '') && /^\d+$/.test(cells.at(-2) ?? '') ? 3 : 2;
    const [name, id] = [cells[0]!, cells.slice(1, cells.length - rest).join(',')];
    const label = Number(cells.at(-rest));
    if (seen.has(`${name}\n${id}`)) continue;
    seen.add(`${name}\n${id}`);
    answers.push({ worker: placeOf(workers, name), item: placeOf(items, id), label });
    truth.set(placeOf(items, id), Number(cells.at(-rest + 1)));
    classes = Math.max(classes, label + 1);
  }
  return { classes, items: items.size, workers: workers.size, answers, truth };
}

const labelsOf = (crowd: Crowd): Map<number, number>[] => {
  const of = Array.from({ length: crowd.workers }, () => new Map<number, number>());
  for (const { worker, item, label } of crowd.answers) of[worker]!.set(item, label);
  return of;
};

/** The crowd with copiers in it, and who they are. */
function withCopiers(crowd: Crowd, share: number, random: () => number): { crowd: Crowd; planted: [number, number][] } {
  const of = labelsOf(crowd);
  const sharing: [number, number][] = [];
  for (let a = 0; a < crowd.workers; a += 1)
    for (let b = 0; b < crowd.workers; b += 1) {
      if (a === b) continue;
      let shared = 0;
      for (const item of of[a]!.keys()) if (of[b]!.has(item)) shared += 1;
      if (shared >= LEAST) sharing.push([a, b]);
    }
  const planted: [number, number][] = [];
  const used = new Set<number>();
  while (planted.length < PLANTED) {
    const free = sharing.filter((pair) => pair.every((one) => !used.has(one)));
    if (free.length === 0) break;
    const pair = free[Math.floor(random() * free.length)]!;
    planted.push(pair);
    pair.forEach((one) => used.add(one));
  }
  const sourceOf = new Map(planted);
  const answers = crowd.answers.map((answer) => {
    const source = sourceOf.get(answer.worker);
    const label = source === undefined ? undefined : of[source]!.get(answer.item);
    return label !== undefined && random() < share ? { ...answer, label } : answer;
  });
  return { crowd: { ...crowd, answers }, planted };
}

function withGuessers(crowd: Crowd, random: () => number): { crowd: Crowd; planted: Set<number> } {
  const able = labelsOf(crowd).flatMap((labels, worker) => (labels.size >= LEAST ? [worker] : []));
  const planted = new Set<number>();
  while (planted.size < Math.min(PLANTED, able.length)) planted.add(able[Math.floor(random() * able.length)]!);
  const answers = crowd.answers.map((answer) => {
    const other = crowd.answers[Math.floor(random() * crowd.answers.length)]!;
    return planted.has(answer.worker) ? { ...answer, label: other.label } : answer;
  });
  return { crowd: { ...crowd, answers }, planted };
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const rows: string[][] = [];
for (const file of FILES) {
  const crowd = read(file);
  const honest = copies(crowd);
  const named = honest.filter(({ suspicious }) => suspicious);
  const members = memberEvidence(crowd);
  const able = members.filter(({ agreement }) => agreement.of >= 30);
  const rightness = (empty: boolean): string => {
    const people = new Set(able.filter((one) => one.empty === empty).map(({ worker }) => worker));
    const theirs = crowd.answers.filter(({ worker }) => people.has(worker));
    return percent(theirs.filter(({ item, label }) => crowd.truth.get(item) === label).length, theirs.length);
  };
  const found = COPIED.map(() => ({ hits: 0, of: 0, others: 0, pairs: 0 }));
  const guessers = { hits: 0, of: 0 };
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    COPIED.forEach((share, at) => {
      const { crowd: dirty, planted } = withCopiers(crowd, share, fractions(1_000 * seed + at));
      const pairs = copies(dirty);
      const isPlanted = ({ a, b }: { a: number; b: number }): boolean =>
        planted.some((pair) => pair.includes(a) && pair.includes(b));
      const one = found[at]!;
      one.hits += pairs.filter((pair) => pair.suspicious && isPlanted(pair)).length;
      one.of += planted.length;
      one.others += pairs.filter((pair) => pair.suspicious && !isPlanted(pair)).length;
      one.pairs += pairs.length - planted.length;
    });
    const { crowd: dirty, planted } = withGuessers(crowd, fractions(7_000 + seed));
    guessers.hits += memberEvidence(dirty).filter(({ worker, empty }) => empty && planted.has(worker)).length;
    guessers.of += planted.size;
  }
  rows.push([
    file,
    `${crowd.workers}`,
    `${honest.length}`,
    `${named.length} (${percent(named.length, honest.length)})`,
    ...found.map(({ hits, of }) => `${hits} of ${of}`),
    percent(
      found.reduce((sum, { others }) => sum + others, 0),
      found.reduce((sum, { pairs }) => sum + pairs, 0),
    ),
    `${able.filter(({ empty }) => empty).length} of ${able.length}`,
    `${rightness(true)} / ${rightness(false)}`,
    `${guessers.hits} of ${guessers.of}`,
  ]);
}
const head = [
  'data',
  'people',
  'pairs with 20 items',
  'pairs named as they are',
  ...COPIED.map((share) => `copiers of ${100 * share} % found`),
  'other pairs named beside them',
  'people named empty as they are',
  'their answers that are right / those of the others',
  'guessers found',
];
console.log([head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'));
