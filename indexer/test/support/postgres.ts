/** A PostgreSQL of the test's own: Debian's server over a fresh cluster in a temporary directory. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { cleanUp } from './folders.ts';

const DEBIAN = '/usr/lib/postgresql';

/** Folder of the newest server's programs; `undefined` where none is installed (toolchain/postgres.sh does it). */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

export interface Server {
  /** Makes an empty database; returns how to reach it. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/** The server refuses to run as root: then it runs as its own user. */
const asServer = (command: string, ...args: string[]): [string, string[]] =>
  process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Starts one; `undefined` with a notice where the programs are missing. */
export async function startPostgres(options: readonly string[] = [], folder = tmpdir()): Promise<Server | undefined> {
  const bin = postgresPrograms();
  if (bin === undefined) {
    console.log('NOTICE no PostgreSQL server (toolchain/postgres.sh): its tests are skipped');
    return undefined;
  }
  const held: { server?: ChildProcess } = {};
  const root = cleanUp(mkdtempSync(join(folder, 'tagger-postgres-')), () => held.server?.kill('SIGTERM'));
  if (process.getuid?.() === 0) spawnSync('chown', ['postgres', root]);
  // A folder of one's own is closed to the server's user.
  if (folder !== tmpdir()) spawnSync('chmod', ['o+x', folder]);
  const data = join(root, 'data');
  const [init, initArgs] = asServer(
    join(bin, 'initdb'),
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--no-sync',
  );
  const made = spawnSync(init, initArgs, { encoding: 'utf8', cwd: root });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const [command, args] = asServer(
    join(bin, 'postgres'),
    ...['-D', data, '-k', root, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
    ...options.flatMap((option) => ['-c', option]),
  );
  const server = spawn(command, args, { cwd: root, stdio: 'ignore' });
  held.server = server;
  const url = (name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`;
  await untilReady(url('postgres'));
  let count = 0;
  return {
    database: async () => {
      const name = `test${(count += 1)}`;
      await admin(url('postgres'), `create database ${name}`);
      return url(name);
    },
    stop: async () => {
      await stopped(server);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await admin(url, 'select 1');
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(100);
    }
  }
}

/** `runuser` passes the signal on; the server ends its sessions and stops. */
async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await exit;
}
