/** `tagger report`: how far the workers of a CSV agree, and what Dawid-Skene makes of their answers. Pay never depends on it. */
import { basename, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { TaggerClientError } from '@tagger/client';
import { loadReport, ReportError, type Crowd, type Report } from '@tagger/client/report';
import { readAnswers, type AnswersFile } from '../answersFile.ts';
import { guarded, print } from '../output.ts';

interface Flags {
  smoothing: number;
  json: boolean;
}

/** Workers named as the worst. */
const WORST = 5;
/** Answers below which a worker's accuracy says too little to name him. */
const LEAST_ANSWERS = 10;
/** Items two workers must share for their kappa to count. */
const LEAST_IN_COMMON = 10;

interface WorkerLine {
  worker: string;
  answers: number;
  /** As Dawid-Skene estimates it, without looking at gold. */
  accuracy: number;
  /** Share of his answers that equal gold. */
  gold: number;
}

interface AgreementReport {
  file: string;
  items: number;
  workers: number;
  answers: number;
  repeatedRows: number;
  classes: string[];
  /** Nominal; null where it is not defined. */
  krippendorffAlpha: number | null;
  /** Over pairs of workers with enough items in common; null where there is none. */
  meanKappa: number | null;
  kappaPairs: number;
  majorityAccuracy: number;
  dawidSkeneAccuracy: number;
  smoothing: number;
  iterations: number;
  converged: boolean;
  worst: WorkerLine[];
}

export function addReport(program: Command): void {
  program
    .command('report <file>')
    .description('agreement, Dawid-Skene and the worst workers for a CSV of worker,item,label,gold; never used for pay')
    .option('--smoothing <count>', 'observations Dawid-Skene adds to every cell', countOption, 0.01)
    .option('--json', 'print one JSON object', false)
    .action((file: string, flags: Flags) =>
      guarded(flags.json, async () => {
        const path = resolve(process.env['INIT_CWD'] ?? '.', file);
        const report = reportOn(readAnswers(path), basename(path), flags.smoothing, await loadReport());
        print(flags.json, report, textOf(report));
      }),
    );
}

function countOption(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1_000))
    throw new InvalidArgumentError('Write a number from 0 to 1000.');
  return value;
}

function reportOn(file: AnswersFile, name: string, smoothing: number, measures: Report): AgreementReport {
  const places = (names: readonly string[]) => new Map(names.map((name, place) => [name, place]));
  const [classes, items, workers] = [places(file.classes), places(file.items), places(file.workers)];
  const at = (map: Map<string, number>, name: string): number => map.get(name) as number;
  const answers = file.rows.map((row) => ({
    item: at(items, row.item),
    worker: at(workers, row.worker),
    label: at(classes, row.label),
  }));
  const crowd: Crowd = { classes: classes.size, items: items.size, workers: workers.size, answers };
  const gold = file.items.map((item) => at(classes, file.gold.get(item) as string));
  const accuracy = (labels: readonly number[]): number =>
    labels.filter((label, item) => label === gold[item]).length / gold.length;
  const estimate = named(() => measures.dawidSkene(crowd, { smoothing }));
  const kappa = orNull(() => measures.meanKappa(crowd, { least: LEAST_IN_COMMON }));
  const lines = file.workers.map((worker, number): WorkerLine => {
    const own = answers.filter((answer) => answer.worker === number);
    const right = own.filter((answer) => answer.label === gold[answer.item]).length;
    return { worker, answers: own.length, accuracy: estimate.accuracies[number] as number, gold: right / own.length };
  });
  return {
    file: name,
    items: items.size,
    workers: workers.size,
    answers: answers.length,
    repeatedRows: file.repeated,
    classes: file.classes,
    krippendorffAlpha: orNull(() => measures.krippendorffAlpha(crowd))?.alpha ?? null,
    meanKappa: kappa?.mean ?? null,
    kappaPairs: kappa?.pairs ?? 0,
    majorityAccuracy: accuracy(majority(crowd)),
    dawidSkeneAccuracy: accuracy(estimate.labels),
    smoothing,
    iterations: estimate.logLikelihood.length,
    converged: estimate.converged,
    worst: lines
      .filter((line) => line.answers >= LEAST_ANSWERS)
      .sort((a, b) => a.accuracy - b.accuracy)
      .slice(0, WORST),
  };
}

/** The label most answers give; of equal ones the smallest. */
function majority(crowd: Crowd): number[] {
  const votes = Array.from({ length: crowd.items }, () => new Array<number>(crowd.classes).fill(0));
  for (const { item, label } of crowd.answers) {
    const own = votes[item] as number[];
    own[label] = (own[label] as number) + 1;
  }
  return votes.map((own) => own.indexOf(Math.max(...own)));
}

/** Refusals of the measures under their own names. */
function named<T>(measure: () => T): T {
  try {
    return measure();
  } catch (error) {
    if (error instanceof ReportError) throw new TaggerClientError(error.name, error.message, { cause: error });
    throw error;
  }
}

/** `null` where a measure is not defined for these answers. */
function orNull<T>(measure: () => T): T | null {
  try {
    return measure();
  } catch (error) {
    if (error instanceof ReportError && ['NoPairs', 'NoVariance'].includes(error.name)) return null;
    return named(() => {
      throw error;
    });
  }
}

function textOf(report: AgreementReport): string {
  const share = (number: number | null): string => (number === null ? 'not defined' : number.toFixed(4));
  const pairs = `${report.kappaPairs} pairs with ${LEAST_IN_COMMON} items or more in common`;
  const ended = report.converged ? 'converged' : 'not converged';
  const line = (name: string, value: string): string => `${name.padEnd(22)} ${value}`;
  const width = Math.max(6, ...report.worst.map(({ worker }) => worker.length));
  const row = (worker: string, ...cells: string[]): string =>
    `  ${worker.padEnd(width)} ${cells.map((cell) => cell.padStart(10)).join('')}`;
  return [
    line('answers', `${report.answers} of ${report.workers} workers to ${report.items} items`),
    line('classes', report.classes.join(' ')),
    line("Krippendorff's alpha", share(report.krippendorffAlpha)),
    line("mean Cohen's kappa", `${share(report.meanKappa)} (${pairs})`),
    line('majority accuracy', share(report.majorityAccuracy)),
    line('Dawid-Skene accuracy', `${share(report.dawidSkeneAccuracy)} (${report.iterations} iterations, ${ended})`),
    '',
    `Lowest estimated accuracy, of workers with ${LEAST_ANSWERS} answers or more:`,
    row('worker', 'answers', 'estimated', 'by gold'),
    ...report.worst.map(({ worker, answers, accuracy, gold }) =>
      row(worker, `${answers}`, accuracy.toFixed(4), gold.toFixed(4)),
    ),
  ].join('\n');
}
