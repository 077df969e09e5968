/**
 * `npm run bench:estimate -w bench`: on the real crowds, what the estimate expects beside what is right, and what buying until a target
 * costs beside buying everything. Answers come in the order of the files; one in ten items is known, drawn by seeds.
 */
import { readFileSync } from 'node:fs';
import { decideBuying, estimateAccuracy, type EstimateAnswer, type Known } from '@tagger/client/estimate';

const FILES = ['ZenCrowd_us', 'ZenCrowd_in', 'SP', 'SP_amt', 'MS', 'CF_amt'];
const SEEDS = Number(process.argv[2] ?? 5);
const TARGETS = [0.85, 0.9, 0.95];
/** Labels of an item that are bought at first, and with each further round. */
const [FIRST, MORE, ROUNDS] = [2, 1, 20];

interface Crowd {
  items: number;
  classes: number;
  truth: number[];
  /** Of each item, in the order of the file. */
  answers: EstimateAnswer[][];
}

function read(file: string): Crowd {
  const rows = readFileSync(new URL(`../data/${file}.csv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',') as [string, string, string, string]);
  const classes = [...new Set(rows.flatMap(([, , label, gold]) => [label, gold]))];
  const names = [...new Set(rows.map(([, item]) => item))];
  const number = new Map(names.map((name, at) => [name, at]));
  const code = new Map(classes.map((name, at) => [name, at]));
  const [truth, answers]: [number[], EstimateAnswer[][]] = [[], names.map(() => [])];
  const seen = new Set<string>();
  for (const [member, name, label, gold] of rows) {
    const item = number.get(name)!;
    truth[item] = code.get(gold)!;
    if (seen.has(`${member} ${name}`)) continue;
    seen.add(`${member} ${name}`);
    answers[item]!.push({ item, member, label: code.get(label)! });
  }
  return { items: names.length, classes: classes.length, truth, answers };
}

/** Numbers from 0 to below 1. */
function random(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const mean = (numbers: number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const percent = (share: number): string => (100 * share).toFixed(1);

const rightOf = ({ truth }: Crowd, labels: number[], known: Set<number>): number =>
  mean(labels.flatMap((label, item) => (known.has(item) ? [] : [Number(label === truth[item])])));

const head = TARGETS.map((target) => `at ${100 * target}: right, labels bought`).join(' | ');
console.log(`| data | all labels: expected | right | measured on known items | ${head} |`);
console.log(`| --- | --- | --- | --- |${TARGETS.map(() => ' --- |').join('')}`);
for (const file of FILES) {
  const crowd = read(file);
  const all = crowd.answers.flat();
  const [expected, right, measured]: [number[], number[], number[]] = [[], [], []];
  const bought = TARGETS.map(() => ({ right: [] as number[], share: [] as number[] }));
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const draw = random(seed);
    const known: Known[] = crowd.truth.flatMap((label, item) => (draw() < 0.1 ? [{ item, label }] : []));
    const names = new Set(known.map(({ item }) => item));
    const whole = estimateAccuracy(crowd, all, known);
    expected.push(whole.expected);
    right.push(rightOf(crowd, whole.labels, names));
    measured.push(whole.measured.right / whole.measured.of);
    TARGETS.forEach((target, at) => {
      const taken = crowd.answers.map((own) => Math.min(FIRST, own.length));
      for (let rounds = ROUNDS; ; rounds -= 1) {
        const answers = crowd.answers.flatMap((own, item) => own.slice(0, taken[item]));
        const estimate = estimateAccuracy(crowd, answers, known);
        // What the file has no more answers for can't be bought.
        const spent = new Set(crowd.answers.flatMap((own, item) => (taken[item] === own.length ? [item] : [])));
        const goal = { target, budget: 1n, cost: () => 0n, known: new Set([...names, ...spent]), rounds };
        const decision = decideBuying(estimate, goal);
        if ('stop' in decision || decision.buy.length === 0) {
          bought[at]!.right.push(rightOf(crowd, estimate.labels, names));
          bought[at]!.share.push(answers.length / all.length);
          break;
        }
        for (const item of decision.buy) taken[item]! += MORE;
      }
    });
  }
  const cells = bought.map((each) => `${percent(mean(each.right))}, ${percent(mean(each.share))} %`).join(' | ');
  console.log(
    `| ${file} | ${percent(mean(expected))} | ${percent(mean(right))} | ${percent(mean(measured))} | ${cells} |`,
  );
}
