import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { createWorld, type World } from '../../tests/support/world.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import type { Db } from '../src/db/db.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex } from './support/index.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';
import { startPostgres, type Server } from './support/postgres.ts';
import { run, start } from './support/program.ts';
import { cleanUp } from './support/folders.ts';

/** The program itself, killed and stopped while it reads a market. */
describe('the indexer program', function () {
  this.timeout(300_000);
  const dir = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-indexer-')));
  let world: World;
  let truth: Dump;
  let server: Server | undefined;
  let clock: NodeJS.Timeout | undefined;

  before(async () => {
    world = await createWorld();
    await playMarket(world);
    await unheard(world);
    await settleDown(world);
    const source = new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
    const index = await anIndex(source);
    await index.indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
    await settleDown(world);
    await index.indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
    truth = await dump(index.db);
    await source.close();
    await index.db.close();
    server = await startPostgres();
    // Time goes on, as on every chain: what is read in a slot counts once the slot is over.
    clock = setInterval(() => void world.chain.advance({ slots: 1 }), 100);
  });
  after(async () => {
    clearInterval(clock);
    await world.chain.stop();
    await server?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const settings = (database: string): Record<string, string> => ({
    TAGGER_INDEXER_DATABASE: database,
    TAGGER_INDEXER_RPC: world.chain.rpcUrl,
    TAGGER_INDEXER_POLL_MS: '20',
    // Many small steps: many points to be killed at.
    TAGGER_INDEXER_STEP: '1',
    TAGGER_INDEXER_BATCH: '2',
    TAGGER_INDEXER_AT_ONCE: '1',
  });

  /** Kills the program again and again while it catches up, then lets it end its work and compares. */
  const killed = async (database: string, open: () => Promise<Db>): Promise<void> => {
    const slots = new Set<string>();
    // Longer where it got nowhere: a busy machine needs more time for the same few steps.
    let wait = 60;
    for (let life = 0; life < 8 || (slots.size < 3 && life < 20); life += 1) {
      const running = start(['run'], settings(database));
      const begun = new Promise<void>((resolve) => {
        running.watch((stderr) => {
          if (stderr.includes('"running"')) resolve();
        });
      });
      await Promise.race([begun, running.finished]);
      await sleep(wait);
      running.kill('SIGKILL');
      const { code, stderr } = await running.finished;
      expect(code, stderr).to.equal(null);
      const status = await run(['status'], settings(database));
      expect(status.code, status.stderr).to.equal(0);
      const slot = String((JSON.parse(status.stdout) as { slot: number }).slot);
      wait = slots.has(slot) ? wait * 2 : wait + 30;
      slots.add(slot);
    }
    expect(slots.size, 'killed at different slots').to.be.at.least(3);
    const verdict = await run(['verify'], settings(database));
    expect(verdict.code, verdict.stdout + verdict.stderr).to.equal(0);
    expect(JSON.parse(verdict.stdout.trimEnd().split('\n').at(-1) as string)).to.include({ differences: 0 });
    const db = await open();
    same(await dump(db), truth);
    await db.close();
  };

  it('killed at any point with an embedded database, it leaves no wrong row', async () => {
    const directory = join(dir, 'killed');
    await killed(directory, () => openPglite(directory));
  });

  it('killed at any point with a PostgreSQL server, it leaves no wrong row', async function () {
    if (server === undefined) return this.skip();
    const url = await server.database();
    await killed(url, () => openPostgres(url));
  });

  it('stops when it is told to, and says how far it is', async () => {
    const directory = join(dir, 'stopped');
    let told = false;
    const running = start(['run'], settings(directory));
    running.watch((stderr) => {
      if (!told && stderr.includes('"running"')) running.kill('SIGTERM');
      told ||= stderr.includes('"running"');
    });
    const { code, stderr } = await running.finished;
    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain('"stopped"');
    for (const line of stderr.trimEnd().split('\n')) JSON.parse(line);
  });

  it('verify names each difference and exits with 1', async () => {
    const directory = join(dir, 'wrong');
    expect((await run(['verify'], settings(directory))).code).to.equal(0);
    const db = await openPglite(directory);
    const [one] = await db.query<{ owner: string }>(
      "select owner from book where book = 'stake' and amount > 0 limit 1",
    );
    await db.query("update book set amount = amount + 1 where book = 'stake' and owner = $1", [one?.owner ?? '']);
    await db.close();
    const { code, stdout } = await run(['verify'], settings(directory));
    expect(code).to.equal(1);
    expect(stdout).to.contain(`book stake ${one?.owner}: index`);
    expect(stdout).to.contain(`sum of stake ${one?.owner}`);
  });

  it('one directory has one user at a time', async () => {
    const directory = join(dir, 'held');
    const db = await openPglite(directory);
    const { code, stderr } = await run(['status'], settings(directory));
    expect(code).to.equal(1);
    expect(stderr).to.contain('DirectoryInUse');
    await db.close();
  });

  it('says what is wrong with its settings, and never shows them', async () => {
    const file = join(dir, 'settings.json');
    writeFileSync(file, JSON.stringify({ rpc: ['ftp://secret@node'], colour: 'red' }));
    const { code, stderr } = await run(['--config', file, 'run'], {});
    expect(code).to.equal(1);
    expect(stderr).to.contain('BadConfig: rpc.0');
    expect(stderr).to.contain('colour');
    expect(stderr).not.to.contain('secret');
    expect((await run(['migrate'], { TAGGER_INDEXER_DATABASE: join(dir, 'none') })).stderr).to.contain(
      'BadConfig: rpc',
    );
  });
});
