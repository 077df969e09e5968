import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { faultyNode, seeded, type FaultyNode, type Faults } from '../../tests/support/faults.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import type { Db } from '../src/db/db.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex, differences, type Index } from './support/index.ts';
import { databaseFolder, emptyPglite } from './support/lite.ts';
import { playMarket, settleDown } from './support/market.ts';
import { startPostgres, type Server } from './support/postgres.ts';
import { start } from './support/program.ts';

interface Storm {
  faults: Faults;
  /** What must have happened at least once, as the node counts it. */
  seen: readonly string[];
  /** Its logs are cut for good: the index can't be the same, only right. */
  cut?: boolean;
}

/** What goes wrong while Rita's market is played and followed. */
const STORMS: Readonly<Record<string, Storm>> = {
  'errors, too many requests, slow and lost answers': {
    faults: { error: 0.05, tooMany: 0.05, slow: 0.1, slowMs: 120, lost: 0.03 },
    seen: ['error', 'tooMany', 'slow', 'lost'],
  },
  '[attack 132] forks, finality a dozen slots behind': {
    faults: { reorg: 0.5, finalBehindSlots: 12 },
    seen: ['reorg'],
  },
  '[attack 132] lists with a signature twice, or without one': {
    faults: { listTwice: 0.2, listLess: 0.1, stale: 0.05, finalBehindSlots: 12 },
    seen: ['listTwice', 'listLess'],
  },
  '[attack 130] logs that end early or are missing': { faults: { cutLog: 0.15 }, seen: ['cutLog'], cut: true },
  'notifications lost, doubled, and the socket broken; accounts and clock of another moment': {
    faults: { mute: 0.2, echo: 0.3, drop: 0.1, fork: 0.05, skewSecs: -3_600 },
    cut: true,
    seen: ['echo', 'drop'],
  },
};

const PACE_MS = 50;
const KINDS = ['PGlite', 'PostgreSQL'] as const;

/** One market, followed through a node that fails by ten indexes at a time: five ways to fail, two databases. */
describe('reading through a node that fails', function () {
  this.timeout(300_000);
  let world: World;
  let server: Server | undefined;
  let truth: Dump;
  const nodes: FaultyNode[] = [];
  const dbs: Db[] = [];
  const stormy = new Map<string, { node: FaultyNode; db: Db }>();

  const slot = async () => (await world.connection.getSlot()) - 1;
  const aNode = async (faults: Faults): Promise<FaultyNode> => {
    const node = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl, { seed: nodes.length + 1, faults });
    nodes.push(node);
    return node;
  };
  const through = (url: string, wake?: string) =>
    new RpcSource({ endpoints: [url], wake, pollMs: 20, retryMs: 5, batch: 10, timeoutMs: 2_000, standsMs: 200 });
  const kept = (db: Db): Db => {
    dbs.push(db);
    return db;
  };

  before(async () => {
    world = await createWorld();
    server = await startPostgres();
    const running: { index: Index; following: Promise<void> }[] = [];
    for (const [name, { faults }] of Object.entries(STORMS))
      for (const kind of KINDS) {
        if (kind === 'PostgreSQL' && server === undefined) continue;
        const db = kept(
          kind === 'PGlite' ? await emptyPglite() : await openPostgres(await (server as Server).database()),
        );
        const node = await aNode(faults);
        const index = await anIndex(through(node.url, node.wsUrl), db);
        stormy.set(`${name} ${kind}`, { node, db });
        running.push({ index, following: index.indexer.run() });
      }
    // People take their time: the indexes look many times between the first transaction and the last.
    const send = world.connection.sendRawTransaction.bind(world.connection);
    world.connection.sendRawTransaction = async (...sent) => {
      await sleep(PACE_MS);
      return send(...sent);
    };
    await playMarket(world);
    world.connection.sendRawTransaction = send;
    // A dozen slots and more: what the market did becomes final.
    await settleDown(world);
    await settleDown(world);
    await sleep(500);
    for (const { index, following } of running) {
      index.indexer.stop();
      await index.source.close();
      await following;
    }
    const index = await anIndex(through(world.chain.rpcUrl), kept(await emptyPglite()));
    await index.indexer.catchUp(await slot(), { final: true });
    expect(await differences(index)).to.deep.equal([]);
    truth = await dump(index.db);
    await index.source.close();
  });
  after(async () => {
    for (const db of dbs) await db.close();
    await Promise.all(nodes.map((node) => node.stop()));
    await world.chain.stop();
    await server?.stop();
  });

  /** An honest node finishes what the failing one began, and finds nothing wrong. */
  const proven = async (db: Db, cut = false): Promise<void> => {
    const index = await anIndex(through(world.chain.rpcUrl), db);
    await index.indexer.catchUp(await slot(), { final: true });
    // Accounts that were read in the newest slot tell of what was not logged once that slot is over.
    await settleDown(world);
    await index.indexer.catchUp(await slot(), { final: true });
    expect(await differences(index)).to.deep.equal([]);
    if (!cut) same(await dump(db), truth);
    await index.source.close();
  };

  for (const [name, { seen, cut }] of Object.entries(STORMS))
    for (const kind of KINDS)
      it(`${name}: 0 differences on ${kind}`, async function () {
        const one = stormy.get(`${name} ${kind}`);
        if (one === undefined) return this.skip();
        expect([...one.node.counts.keys()]).to.include.members([...seen]);
        const [state] = await one.db.query<{ slot: bigint }>('select slot from state');
        expect(Number(state?.slot), 'it got somewhere in spite of all').to.be.above(0);
        if (name.includes('forks'))
          expect(await one.db.query("select 1 from feed where state = 'reverted' limit 1")).to.have.length(1);
        await proven(one.db, cut);
      });

  /** An empty database of either kind, and how to open it again; nothing where there is no server. */
  const aDatabase = async (kind: (typeof KINDS)[number]) => {
    if (kind === 'PostgreSQL' && server === undefined) return undefined;
    const place = kind === 'PGlite' ? await databaseFolder() : await (server as Server).database();
    const open = () => (kind === 'PGlite' ? openPglite(place) : openPostgres(place));
    return { place, open };
  };

  for (const kind of KINDS)
    it(`a database that refuses rows as its disk is full: 0 differences on ${kind}`, async function () {
      const made = await aDatabase(kind);
      if (made === undefined) return this.skip();
      const node = await aNode({ error: 0.05 });
      const names = new Set<string>();
      // PostgreSQL says what a full disk makes it say, at another place in each attempt.
      const refuse = `create sequence tries;
        create function refuse() returns trigger language plpgsql as $$ begin
          if nextval('tries') % 60 = 0 then raise exception 'could not extend file: No space left on device' using errcode = '53100'; end if;
          return new;
        end $$;
        create trigger refuse before insert on ledger_entry for each row execute function refuse();`;
      let db = await made.open();
      if (kind === 'PostgreSQL') await anIndex(through(node.url), db).then(({ source }) => source.close());
      await db.exec(refuse);
      for (let life = 0; life < 20; life += 1) {
        const index = await anIndex(
          new RpcSource({ endpoints: [node.url], pollMs: 20, retryMs: 5, step: 12, timeoutMs: 2_000 }),
          db,
        );
        const ended = await index.indexer.catchUp(await slot(), { final: true }).catch((error: Error) => error.name);
        await index.source.close();
        if (ended === undefined) break;
        names.add(ended);
        // It begins again with what is on the disk.
        await db.close();
        db = await made.open();
      }
      expect([...names]).to.deep.equal(['DiskFull']);
      await db.exec('drop trigger refuse on ledger_entry; drop function refuse; drop sequence tries');
      await proven(kept(db));
    });

  it('a server that drops the connection ends it by name: 0 differences', async function () {
    const made = await aDatabase('PostgreSQL');
    if (made === undefined) return this.skip();
    const [db, other] = [await made.open(), await openPostgres(made.place, { write: false })];
    const index = await anIndex(through(world.chain.rpcUrl), db);
    const running = index.indexer.run().catch((error: Error) => error.name);
    while (index.store.slot < 0) await sleep(5);
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(await running).to.equal('DatabaseLost');
    await index.source.close();
    await db.close().catch(() => undefined);
    await other.close();
    await proven(kept(await made.open()));
  });

  for (const kind of KINDS)
    it(`kill -9 at random points, through a node that fails: 0 differences on ${kind}`, async function () {
      const made = await aDatabase(kind);
      if (made === undefined) return this.skip();
      const node = await aNode({ error: 0.05, tooMany: 0.05, slow: 0.3, slowMs: 40, lost: 0.03, listTwice: 0.1 });
      const random = seeded(kind.length);
      const settings = {
        TAGGER_INDEXER_DATABASE: made.place,
        TAGGER_INDEXER_RPC: node.url,
        TAGGER_INDEXER_POLL_MS: '20',
        TAGGER_INDEXER_STEP: '4',
        TAGGER_INDEXER_BATCH: '2',
      };
      for (let life = 0; life < 3; life += 1) {
        const running = start(['run'], settings);
        const begun = new Promise<void>((resolve) =>
          running.watch((stderr) => (stderr.includes('"running"') ? resolve() : undefined)),
        );
        await Promise.race([begun, running.finished]);
        await sleep(random() * 700);
        running.kill('SIGKILL');
        const { code, stderr } = await running.finished;
        expect(code, stderr).to.equal(null);
      }
      await proven(kept(await made.open()));
    });

  it('[attack 132] away while its rows became final, it goes on where it was', async () => {
    const node = await aNode({ finalBehindSlots: 1_000_000_000 });
    const db = kept(await emptyPglite());
    const first = await anIndex(through(node.url), db);
    await first.indexer.catchUp(await slot());
    await first.source.close();
    // Nothing is final; half of it was never read.
    const [{ half }] = (await db.query<{ half: bigint }>(
      'select percentile_disc(0.5) within group (order by slot) as half from transactions',
    )) as [{ half: bigint }];
    await first.store.undo(Number(half));
    node.faults = {};
    const again = await anIndex(through(node.url), db);
    expect(again.store.finalizedSlot).to.equal(-1);
    await again.indexer.catchUp(await slot(), { final: true });
    expect(await db.query("select 1 from feed where state = 'reverted' and slot < $1", [half])).to.deep.equal([]);
    await again.source.close();
    await proven(db);
  });
});
