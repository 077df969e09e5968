/**
 * Load on the HTTP interface over a million rows: 200 requests a second by `wrk` on loopback, a mix of routes.
 * `node --conditions=tagger-source --import tsx indexer/bench/load.ts [pglite|postgres] [seconds]`
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from '../src/api/server.ts';
import { openReaders, sharing } from '../src/api/readers.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { address, fill } from './rows.ts';

const [kind = 'pglite', seconds = '30'] = process.argv.slice(2);
const CONNECTIONS = 20;
/** Milliseconds each connection waits before it asks again: 20 of them ask a little over 200 times a second together. */
const WAIT_MS = 90;

const wallet = (n: number): string => address('M', (n * 7919) % 40_000);
const task = (n: number): string => address('T', (n * 7919) % 50_000);
const dataset = (n: number): string => address('D', (n * 7919) % 10_000);
/** How often each route is asked, of a hundred. */
const MIX: readonly [number, (n: number) => string][] = [
  [14, () => '/tasks?state=open'],
  [8, (n) => `/tasks?domain=${n % 16}&sort=price`],
  [6, (n) => `/tasks?domain=${n % 16}&level=3&state=open&limit=20`],
  [10, (n) => `/tasks/${task(n)}`],
  [4, (n) => `/tasks/${task(n)}/seats`],
  [6, (n) => `/tasks?text=wolf%20${n % 1_009}`],
  [6, () => '/members'],
  [6, (n) => `/members/${wallet(n)}`],
  [6, (n) => `/leaderboards/${n % 16}`],
  [6, (n) => `/wallets/${wallet(n)}/earnings`],
  [3, (n) => `/wallets/${wallet(n)}/earnings/days`],
  [6, () => '/datasets'],
  [5, (n) => `/datasets/${dataset(n)}`],
  [3, (n) => `/datasets/${dataset(n)}/sales`],
  [4, (n) => `/wallets/${wallet(n)}/notifications`],
  [3, () => '/resale'],
  [2, (n) => `/feed?after=${(n * 7919) % 200_000}&limit=50`],
  [2, () => '/stats'],
];

const folder = mkdtempSync(join(tmpdir(), 'tagger-load-'));
const server = kind === 'postgres' ? await startPostgres() : undefined;
const database = server === undefined ? '' : await server.database();
const db = kind === 'postgres' ? await openPostgres(database) : await openPglite(folder);
await migrate(db);
const began = Date.now();
const rows = await fill(db);
console.log(`${kind}: ${rows} rows in ${Date.now() - began} ms`);
const readers = kind === 'postgres' ? openReaders(database) : sharing(db);
const app = await createServer({ db: readers, perMinute: 0 });
const url = await app.listen({ host: '127.0.0.1', port: 0 });

const paths = Array.from({ length: 500 }, (_, n) =>
  MIX.flatMap(([often, path]) => Array.from({ length: often }, (__, at) => path(n * 100 + at))),
)
  .flat()
  .map((path, at) => ({ path, order: (at * 2_654_435_761) % 4_294_967_296 }))
  .sort((a, b) => a.order - b.order)
  .map(({ path }) => path);

// What each route takes alone, first: the middle one of five.
for (const [, path] of MIX) {
  const took: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const start = performance.now();
    const answer = await app.inject(path(turn));
    took.push(performance.now() - start);
    if (answer.statusCode !== 200) throw new Error(`${path(turn)}: ${answer.body}`);
  }
  console.log(`${took.sort((a, b) => a - b)[2]?.toFixed(1)} ms ${path(0)}`);
}

const script = join(folder, 'mix.lua');
writeFileSync(
  script,
  `local paths = {${paths.map((path) => JSON.stringify(path)).join(',')}}
local at = math.random(#paths)
function request() at = at % #paths + 1; return wrk.format('GET', paths[at]) end
function delay() return ${WAIT_MS} end
function done(summary, latency)
  io.write(string.format('%d requests, %.1f a second, errors %d, ms: p50 %.1f p90 %.1f p99 %.1f most %.1f\\n', summary.requests,
    summary.requests / summary.duration * 1e6, summary.errors.status + summary.errors.timeout + summary.errors.read,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
`,
);

const wrk = spawn('wrk', ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '-s', script, url]);
let output = '';
wrk.stdout.on('data', (part: Buffer) => (output += part.toString()));
await new Promise((resolve) => wrk.once('close', resolve));
console.log(
  output
    .split('\n')
    .filter((line) => line.includes('requests, '))
    .join('\n'),
);
console.log(`load average ${loadavg()[0]?.toFixed(1)}`);
await app.close();
await readers.close();
await db.close();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
process.exit();
