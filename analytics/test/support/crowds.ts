/** The six real crowds as label events, what the native crates say of them, and members' work that is made up. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Crowd } from '@tagger/client/report';
import { Engine, literal } from '../../src/index.ts';

export const FILES = ['ZenCrowd_us', 'ZenCrowd_in', 'SP', 'SP_amt', 'MS', 'CF_amt'] as const;

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const release = join(process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'), 'release');

export interface RealCrowd extends Crowd {
  /** Numbers of items, members and classes by what the file calls them. */
  names: { items: string[]; members: string[]; classes: string[] };
}

/** Every row of a file, also a member's second answer to an item; `first` leaves those out. */
export function read(file: string, first = true): RealCrowd {
  const rows = readFileSync(join(root, 'data', `${file}.csv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',') as [string, string, string]);
  const items = numbered(rows.map(([, item]) => item));
  const members = numbered(rows.map(([member]) => member));
  const classes = numbered(rows.map(([, , label]) => label).sort((a, b) => Number(a) - Number(b)));
  const seen = new Set<string>();
  const answers = [];
  for (const [member, item, label] of rows) {
    const pair = `${member} ${item}`;
    if (first && seen.has(pair)) continue;
    seen.add(pair);
    answers.push({ item: items.get(item)!, worker: members.get(member)!, label: classes.get(label)! });
  }
  const names = { items: [...items.keys()], members: [...members.keys()], classes: [...classes.keys()] };
  return { classes: classes.size, items: items.size, workers: members.size, answers, names };
}

const numbered = (names: string[]): Map<string, number> =>
  new Map([...new Set(names)].map((name, number) => [name, number]));

/** A row for DuckDB's VALUES. */
const tuple = (row: readonly (number | boolean)[]): string => `(${row.join(',')})`;

/** Label events with all rows of the crowd in their order. */
export const writeEvents = ({ answers }: Crowd, file: string): Promise<void> =>
  write(
    'seq BIGINT, item BIGINT, member BIGINT, label INT',
    answers.map(({ item, worker, label }, seq) => [seq, item, worker, label]),
    file,
  );

export interface Work {
  seq: number;
  member: number;
  domain: number;
  /** Days since 1970, never falling. */
  day: number;
  kept: boolean;
  observations: number;
  qualityBps: number;
}

export const writeWork = (work: Work[], file: string): Promise<void> =>
  write(
    'seq BIGINT, member BIGINT, domain INT, day INT, kept BOOLEAN, observations INT, quality_bps INT',
    work.map(({ seq, member, domain, day, kept, observations, qualityBps }) => [
      seq,
      member,
      domain,
      day,
      kept,
      observations,
      qualityBps,
    ]),
    file,
  );

async function write(columns: string, rows: (number | boolean)[][], file: string): Promise<void> {
  const engine = await Engine.open();
  await engine.run(`CREATE TABLE rows (${columns})`);
  for (let at = 0; at < rows.length; at += 10_000)
    await engine.run(
      `INSERT INTO rows VALUES ${rows
        .slice(at, at + 10_000)
        .map(tuple)
        .join(',')}`,
    );
  await engine.save('rows', file);
  engine.close();
}

/** Years of six members in two domains: quiet months, busy days, panels that were let down. One in `pace` panels starts a new day. */
export function someWork(pace = 4): Work[] {
  let state = 7;
  const below = (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const work: Work[] = [];
  for (let seq = 0, day = 20_000; seq < 3_000; seq += 1) {
    if (below(pace) === 0) day += below(30) === 0 ? below(400) : 1;
    // The fifth does little, the sixth is good and lets nobody down.
    const member = below(40) === 0 ? 4 : below(5) === 4 ? 5 : below(4);
    const kept = member === 5 || below(12) > 0;
    const observations = kept ? below(50) : below(2) === 0 ? 8 : 2;
    const qualityBps = !kept ? 0 : member === 5 ? 7_000 + below(3_100) : below(10_100);
    work.push({ seq, member, domain: below(2), day, kept, observations, qualityBps });
  }
  return work;
}

/** Records as the program keeps them: rows `member,domain,day,good,seen,streak,volume,quality,level`. */
export const nativeRecords = (work: Work[]): string[] =>
  execFileSync(join(release, 'tagger-records'), {
    input: work
      .map(({ member, domain, day, kept, observations, qualityBps }) =>
        [member, domain, day, Number(kept), observations, qualityBps].join(','),
      )
      .join('\n'),
    encoding: 'utf8',
  })
    .trim()
    .split('\n');

/** The majority's labels as `crates/consensus` gives them, by item. */
export function nativeMajority({ names }: RealCrowd, file: string, out: string): Map<number, number> {
  execFileSync(join(release, 'tagger-consensus'), [
    join(root, 'data', `${file}.csv`),
    ...['--method', 'majority', '--labels', out],
  ]);
  const rows = readFileSync(out, 'utf8').trim().split('\n');
  return new Map(
    rows.slice(1).map((row) => {
      const [item, label] = row.split(',') as [string, string];
      return [names.items.indexOf(item), names.classes.indexOf(label)];
    }),
  );
}

/** Rows of a Parquet file, or of a folder of them. */
export async function rowsOf(file: string, order: string): Promise<Record<string, unknown>[]> {
  const engine = await Engine.open();
  const rows = await engine.rows(`SELECT * FROM read_parquet(${literal(file)}) ORDER BY ${order}`);
  engine.close();
  return rows;
}
