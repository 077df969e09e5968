/**
 * Assigning by the ranking (`@tagger/client/routing`) against assigning by lot, at the same number of answers, on the answers of
 * six real crowds. Run: npm run -w bench bench:routing [-- SEEDS [FOLDER]]
 *
 * Items come in random order, 25 at a time, a tenth of them gold. For each item k of those who really answered it are chosen, and
 * their real answers are used. What is known of them is what the program would know: counters from gold and from labels
 * that were sure, records from gold. The consensus is the program's, by the client's WebAssembly.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PublicKey } from '@solana/web3.js';
import { bitsFor, packLabels } from '@tagger/client';
import { loadReport } from '@tagger/client/report';
import { accuracyOf, kept, NO_RECORD, rankAnnotators, type DomainRecord, type TaskFacts } from '@tagger/client/routing';
import { fractions } from './src/random.ts';

const SEEDS = Number(process.argv[2] ?? 10);
const folder = process.argv[3] ?? join(import.meta.dirname, '..', 'data');
const FILES = ['ZenCrowd_us', 'ZenCrowd_in', 'SP', 'SP_amt', 'MS', 'CF_amt'];
const ROUND = 25;
const GOLD = 0.1;
const report = await loadReport();

interface Item {
  truth: number;
  answers: { worker: number; label: number }[];
}

interface Worker {
  wallet: PublicKey;
  counters: number[];
  record: DomainRecord;
  panels: number;
}

/** Worker, item, label, truth; the first of repeated answers. */
function read(file: string): { items: Item[]; workers: number; classes: number } {
  const workers = new Map<string, number>();
  const items = new Map<string, Item>();
  const seen = new Set<string>();
  let classes = 0;
  for (const line of readFileSync(join(folder, `${file}.csv`), 'utf8').split(/\r?\n/)) {
    if (line === '') continue;
    const cells = line.split(',');
    // Names of items may hold commas; the rest are numbers.
    const tail = cells.length > 4 && /^\d+$/.test(cells.at(-3) ?? '') && /^\d+$/.test(cells.at(-2) ?? '') ? 3 : 2;
    const [name, id] = [cells[0]!, cells.slice(1, cells.length - tail).join(',')];
    const [label, truth] = [Number(cells.at(-tail)), Number(cells.at(-tail + 1))];
    if (seen.has(`${name}\n${id}`)) continue;
    seen.add(`${name}\n${id}`);
    if (!workers.has(name)) workers.set(name, workers.size);
    if (!items.has(id)) items.set(id, { truth, answers: [] });
    items.get(id)!.answers.push({ worker: workers.get(name)!, label });
    classes = Math.max(classes, label + 1, truth + 1);
  }
  return { items: [...items.values()], workers: workers.size, classes };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list];
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}

const ARMS = ['lot, majority', 'lot', 'ranked', 'ranked, one seat by lot'] as const;
type Arm = (typeof ARMS)[number];

interface Outcome {
  accuracy: number;
  answers: number;
  /** Share of all answers given by the tenth of the workers with the most. */
  topShare: number;
  /** Share of items with more people to choose from than seats. */
  choice: number;
}

/** Costs of the classes as a requester would publish them, from his gold (`prior_from` in crates/consensus). */
function priorOf(gold: readonly Item[], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const { truth } of gold) counts[truth]! += 1;
  const most = Math.max(...counts);
  return counts.map((count) => Math.min(240, Math.round(32 * Math.log((most + 1) / (count + 1)))));
}

const task = (classes: number): TaskFacts => ({
  task: new PublicKey(new Uint8Array(32).fill(1)),
  domain: 0,
  requiredLevel: 0,
  classes,
  price: 1n,
  rules: {},
});

function run({ items, workers, classes }: ReturnType<typeof read>, arm: Arm, seats: number, seed: number): Outcome {
  const random = fractions(seed);
  const order = shuffled(items, random);
  const isGold = order.map(() => random() < GOLD);
  const lot = fractions(seed + 1_000);
  const prior = priorOf(
    order.filter((_, at) => isGold[at]),
    classes,
  );
  const facts = task(classes);
  const address = facts.task.toBase58();
  const crowd = Array.from({ length: workers }, (_, at): Worker => {
    const bytes = new Uint8Array(32);
    new DataView(bytes.buffer).setUint32(0, at);
    return {
      wallet: new PublicKey(bytes),
      counters: new Array<number>(classes ** 2).fill(0),
      record: NO_RECORD,
      panels: 0,
    };
  });
  const given = new Array<number>(workers).fill(0);
  let [right, counted, answers, choices] = [0, 0, 0, 0];

  const chosen = (item: Item): Item['answers'] => {
    const all = shuffled(item.answers, lot);
    if (all.length <= seats || arm === 'lot' || arm === 'lot, majority') return all.slice(0, seats);
    const people = all.map(({ worker }) => {
      const { wallet, counters, record, panels } = crowd[worker]!;
      return {
        wallet,
        stake: 1n,
        records: [record],
        panels,
        missedReveals: 0,
        expiredClaims: 0,
        languages: [],
        counters: new Map([[address, counters]]),
      };
    });
    const best = rankAnnotators(facts, people, { today: 0, leastStake: 1n });
    const ranked = best.map(({ annotator }) => all[people.indexOf(annotator as (typeof people)[number])]!);
    if (arm === 'ranked') return ranked.slice(0, seats);
    const rest = ranked.slice(seats - 1);
    return [...ranked.slice(0, seats - 1), rest[Math.floor(lot() * rest.length)]!];
  };

  for (let first = 0; first < order.length; first += ROUND) {
    const learnt: (() => void)[] = [];
    const hits = new Map<number, { right: number; seen: number }>();
    order.slice(first, first + ROUND).forEach((item, offset) => {
      const people = chosen(item);
      answers += people.length;
      choices += Number(item.answers.length > seats);
      const bits = bitsFor(classes);
      const { labels, sure } = report.panelConsensus({
        method: arm === 'lot, majority' ? 'majority' : 'weighted',
        items: 1,
        bits,
        classes,
        answers: people.map(({ label }) => packLabels([label], bits)),
        prior,
        weights: people.map(({ worker }) => report.weightsFromCounters(classes, crowd[worker]!.counters)),
      });
      const gold = isGold[first + offset]!;
      if (!gold) {
        counted += 1;
        right += Number(labels[0] === item.truth);
      }
      for (const { worker, label } of people) {
        given[worker]! += 1;
        if (gold) {
          const hit = hits.get(worker) ?? { right: 0, seen: 0 };
          hits.set(worker, { right: hit.right + Number(label === item.truth), seen: hit.seen + 1 });
        }
        const truth = gold ? item.truth : sure[0] === true ? labels[0] : undefined;
        if (truth !== undefined)
          learnt.push(() => {
            const cell = truth * classes + label;
            crowd[worker]!.counters[cell] = Math.min(65_535, crowd[worker]!.counters[cell]! + 1);
          });
      }
    });
    learnt.forEach((learn) => learn());
    for (const [worker, { right: good, seen }] of hits) {
      const quality = Math.max(0, (good / seen - 1 / classes) / (1 - 1 / classes));
      const one = crowd[worker]!;
      one.record = kept(one.record, seen, Math.floor(quality * 10_000), 0);
      one.panels += 1;
    }
  }
  const busiest = [...given].sort((a, b) => b - a).slice(0, Math.ceil(workers / 10));
  return {
    accuracy: right / counted,
    answers,
    topShare: busiest.reduce((a, b) => a + b, 0) / answers,
    choice: choices / order.length,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, values.length - 1));
};
const percent = (share: number): string => (100 * share).toFixed(1);
const both = (values: readonly number[]): string => `${percent(mean(values))} ± ${percent(spread(values))}`;
const signed = (values: readonly number[]): string => `${mean(values) < 0 ? '' : '+'}${both(values)}`;

console.log(
  `Consensus accuracy in per cent, mean ± standard deviation over ${SEEDS} seeds; both sides see the same items and gold.\n`,
);
console.log(
  '| data | seats | answers | items with a choice | lot, majority | lot, weighted | ranked, weighted | gain, points | seeds it helped | ranked, one seat by lot | answers by the busiest tenth, lot / ranked / one by lot |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|');
for (const file of FILES) {
  const data = read(file);
  for (const seats of [2, 3, 5]) {
    const results = Object.fromEntries(
      ARMS.map((arm) => [arm, Array.from({ length: SEEDS }, (_, seed) => run(data, arm, seats, seed + 1))]),
    ) as Record<Arm, Outcome[]>;
    const lot = results.lot;
    const gains = results.ranked.map(({ accuracy }, at) => accuracy - lot[at]!.accuracy);
    if (lot.some(({ answers }, at) => ARMS.some((arm) => results[arm][at]!.answers !== answers)))
      throw new Error('the costs differ');
    const accuracies = (arm: Arm): number[] => results[arm].map(({ accuracy }) => accuracy);
    const top = (['lot', 'ranked', 'ranked, one seat by lot'] as const).map((arm) =>
      percent(mean(results[arm].map(({ topShare }) => topShare))),
    );
    console.log(
      `| ${[file, seats, lot[0]!.answers, `${percent(lot[0]!.choice)} %`, both(accuracies('lot, majority')), both(accuracies('lot')), both(accuracies('ranked')), signed(gains), `${gains.filter((gain) => gain > 0).length} of ${SEEDS}`, both(accuracies('ranked, one seat by lot')), `${top.join(' / ')} %`].join(' | ')} |`,
    );
  }
}

/** What luck buys: the best of several wallets that share one person's answers, against one wallet with all of them. */
console.log('\n| true accuracy, two classes | answers in all | one wallet | best of 5 | best of 10 | mean of 10 |');
console.log('|---|---|---|---|---|---|');
for (const skill of [0.6, 0.75, 0.9])
  for (const total of [100, 400, 2_000]) {
    const random = fractions(7);
    const lower = (answers: number): number => {
      const counters = [0, 0, 0, 0];
      for (let at = 0; at < answers; at += 1) {
        const truth = at % 2;
        const label = random() < skill ? truth : 1 - truth;
        counters[2 * truth + label]! += 1;
      }
      return accuracyOf(counters, 2).lowerBps / 10_000;
    };
    const several = (wallets: number): number[] => Array.from({ length: wallets }, () => lower(total / wallets));
    const over = (what: () => number): string => percent(mean(Array.from({ length: 400 }, what)));
    const cells = [
      over(() => lower(total)),
      over(() => Math.max(...several(5))),
      over(() => Math.max(...several(10))),
      over(() => mean(several(10))),
    ];
    console.log(`| ${percent(skill)} % | ${total} | ${cells.join(' | ')} |`);
  }
