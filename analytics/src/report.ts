/** The reports over label events and work events: agreement, Dawid-Skene, members, records. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, Row } from './engine.ts';
import { PLAN, queryText, type Step } from './plan.ts';

export interface ReportOptions {
  /** Parquet files of label events; `*` stands for any part of a name. */
  events: string;
  /** Parquet files of work events, for records. */
  work?: string;
  /** How many classes the task has, 2 to 256. */
  classes: number;
  /** Observations added to every cell before anything is counted. Default 0.01; 0 is the estimate of the paper. */
  smoothing?: number;
  /** Ends when an iteration raises the log-likelihood by at most this much an answer. Default 1e-7. */
  tolerance?: number;
  /** Iterations after which it ends in any case; 0 leaves Dawid-Skene out. Default 100. */
  iterations?: number;
  /** Items two members must have in common to count as a pair. Default 10. */
  leastInCommon?: number;
  /** Called after each iteration. */
  progress?: (iteration: number, logLikelihood: number) => void;
}

/** `null`: not defined, because all answers are one class or no pair has enough in common. */
export interface Report {
  answers: number;
  items: number;
  members: number;
  alpha: { nominal: number | null; ordinal: number | null; interval: number | null; items: number; answers: number };
  kappa: { mean: number | null; pairs: number; undefined: number };
  dawidSkene?: { iterations: number; converged: boolean; logLikelihood: number[] };
  records?: number;
}

/** Makes all tables of the reports in `engine`; the numbers that are not tables are returned. */
export async function report(engine: Engine, options: ReportOptions): Promise<Report> {
  const { classes, smoothing = 0.01, leastInCommon = 10, iterations = 100 } = options;
  if (!Number.isInteger(classes) || classes < 2 || classes > 256)
    throw new RangeError('classes: a number from 2 to 256');
  if (!(smoothing >= 0)) throw new RangeError('smoothing: 0 or more');
  await engine.parquet('events', options.events);
  await engine.table('classes', `SELECT CAST(range AS INT) AS class FROM range(${classes})`);
  await engine.table(
    'settings',
    `SELECT CAST(${smoothing} AS DOUBLE) AS smoothing, CAST(${leastInCommon} AS BIGINT) AS least_in_common`,
  );
  await run(engine, PLAN.answers);
  const [outside] = (await engine.rows('SELECT answers FROM outside')) as [Row];
  if (outside['answers'] !== 0n)
    throw new RangeError(`${String(outside['answers'])} answers are no class from 0 to ${classes - 1}: say --classes`);
  await run(engine, PLAN.agreement);
  const [counts] = (await engine.rows(
    'SELECT COUNT(*) AS answers, COUNT(DISTINCT item) AS items, COUNT(DISTINCT member) AS members FROM answers',
  )) as [Row];
  const [alpha] = (await engine.rows('SELECT * FROM alpha')) as [Row];
  const [kappa] = (await engine.rows('SELECT * FROM kappa')) as [Row];
  const made: Report = {
    ...(plain(counts) as { answers: number; items: number; members: number }),
    alpha: renamed(plain(alpha)) as Report['alpha'],
    kappa: plain(kappa) as Report['kappa'],
  };
  if (iterations > 0) made.dawidSkene = await dawidSkene(engine, { ...options, iterations }, made.answers);
  if (options.work !== undefined) {
    await engine.parquet('work', options.work);
    await run(engine, PLAN.reputation);
    const [records] = (await engine.rows('SELECT COUNT(*) AS records FROM records')) as [Row];
    made.records = Number(records['records']);
  }
  return made;
}

async function dawidSkene(
  engine: Engine,
  { iterations, tolerance = 1e-7, progress }: ReportOptions & { iterations: number },
  answers: number,
): Promise<NonNullable<Report['dawidSkene']>> {
  const logLikelihood: number[] = [];
  let converged = false;
  await run(engine, PLAN.dawidSkene.start);
  while (!converged && logLikelihood.length < iterations) {
    await run(engine, PLAN.dawidSkene.iteration);
    const [row] = (await engine.rows('SELECT log_likelihood FROM likelihood')) as [Row];
    const now = Number(row['log_likelihood']);
    const before = logLikelihood.at(-1);
    converged = before !== undefined && now - before <= tolerance * answers;
    logLikelihood.push(now);
    progress?.(logLikelihood.length, now);
  }
  await run(engine, PLAN.dawidSkene.end);
  return { iterations: logLikelihood.length, converged, logLikelihood };
}

async function run(engine: Engine, steps: Step[]): Promise<void> {
  for (const { table, query } of steps) await engine.table(table, queryText(query));
}

/** Writes `report.json` and a Parquet file for each table that was made. */
export async function saveReport(engine: Engine, made: Report, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const tables = [
    'majority',
    ...(made.dawidSkene ? ['truth', 'members'] : []),
    ...(made.records === undefined ? [] : ['records']),
  ];
  for (const table of tables) await engine.save(table, join(folder, `${table}.parquet`));
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(made, null, 2)}\n`);
}

/** Counts stay below 2^53: they are counts of rows. */
const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );

/** `interval` is a word of SQL. */
const renamed = ({ stepped, ...rest }: Row): Row => ({ ...rest, interval: stepped });
