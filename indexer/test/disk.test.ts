import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorld, type World } from '../../tests/support/world.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex } from './support/index.ts';
import { playMarket, settleDown } from './support/market.ts';
import { startPostgres } from './support/postgres.ts';
import { run } from './support/program.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { cleanUp } from './support/folders.ts';

/** The database's disk is full while it catches up: it stops with a name for it, and goes on when there is room. */
describe('a full disk', function () {
  this.timeout(300_000);
  let world: World;
  let truth: Dump;
  let clock: NodeJS.Timeout | undefined;
  let mounted = false;
  const disk = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-disk-')), () => {
    if (mounted) spawnSync('umount', ['-l', disk]);
  });

  before(async function () {
    mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'none', disk]).status === 0;
    if (!mounted) {
      console.log('NOTICE no right to mount a small disk: its tests are skipped');
      return this.skip();
    }
    world = await createWorld();
    await playMarket(world);
    await settleDown(world);
    const source = new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
    const index = await anIndex(source);
    const now = async () => (await world.connection.getSlot()) - 1;
    await index.indexer.catchUp(await now(), { final: true });
    // Accounts speak of the past once the slot they were read in is written.
    await settleDown(world);
    await index.indexer.catchUp(await now(), { final: true });
    truth = await dump(index.db);
    await source.close();
    await index.db.close();
    clock = setInterval(() => void world.chain.advance({ slots: 1 }), 100);
  });
  after(async () => {
    clearInterval(clock);
    await world?.chain.stop();
    if (mounted) spawnSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  /** Fills the disk to the last byte; returns what makes room again. */
  const fill = (): (() => void) => {
    const path = join(disk, 'filling');
    const file = openSync(path, 'w');
    const block = Buffer.alloc(65_536, 1);
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).to.equal('ENOSPC');
    }
    closeSync(file);
    return () => rmSync(path);
  };
  const settings = (database: string): Record<string, string> => ({
    TAGGER_INDEXER_DATABASE: database,
    TAGGER_INDEXER_RPC: world.chain.rpcUrl,
    TAGGER_INDEXER_POLL_MS: '20',
    TAGGER_INDEXER_STEP: '5',
  });

  const survives = async (database: string, open: () => ReturnType<typeof openPglite>): Promise<void> => {
    // The schema is there; the disk is full before the first row.
    expect((await run(['migrate'], settings(database))).code).to.equal(0);
    const room = fill();
    try {
      expect(statfsSync(disk).bavail).to.equal(0);
      const full = await run(['verify'], settings(database));
      expect(full.code, full.stderr).to.equal(1);
      expect(full.stderr).to.contain('DiskFull: ');
    } finally {
      room();
    }
    const verdict = await run(['verify'], settings(database));
    expect(verdict.code, verdict.stdout + verdict.stderr).to.equal(0);
    const db = await open();
    const own = await dump(db);
    await db.close();
    same(own, truth);
  };

  it('of an embedded database', async () => {
    const directory = join(disk, 'embedded');
    await survives(directory, () => openPglite(directory));
    rmSync(directory, { recursive: true, force: true });
  });

  it('of a PostgreSQL server', async function () {
    const server = await startPostgres(['max_wal_size=32MB', 'min_wal_size=32MB'], disk);
    if (server === undefined) return this.skip();
    const url = await server.database();
    try {
      await survives(url, () => openPostgres(url));
    } finally {
      await server.stop();
    }
  });
});
