import { expect } from 'chai';
import { createWorld, type World } from '../../tests/support/world.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex, differences, type Index } from './support/index.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';
import { startPostgres, type Server } from './support/postgres.ts';

/** A whole market on a local chain, followed while it happens and read afterwards, into both databases. */
describe('indexing a market', function () {
  this.timeout(300_000);
  let world: World;
  let server: Server | undefined;
  let live: Index;
  let seen: Dump;
  const open: Index[] = [];

  const source = (options: Partial<ConstructorParameters<typeof RpcSource>[0]> = {}) =>
    new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20, retryMs: 5, ...options });
  const slot = async () => (await world.connection.getSlot()) - 1;
  const reached = async ({ store }: Index, wanted: number) => {
    while (store.finalizedSlot < wanted || (await store.stale(1)).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const caughtUp = async ({ indexer }: Index) => {
    await indexer.catchUp(await slot(), { final: true });
    await settleDown(world);
    await indexer.catchUp(await slot(), { final: true });
  };
  const index = async (...args: Parameters<typeof anIndex>) => {
    const made = await anIndex(...args);
    open.push(made);
    return made;
  };

  before(async () => {
    world = await createWorld();
    server = await startPostgres();
    // Live: the index follows the chain through its notifications while the market is played.
    live = await index(source({ wake: world.chain.wsUrl }));
    const following = live.indexer.run();
    await playMarket(world);
    await unheard(world);
    await settleDown(world);
    await reached(live, await slot());
    // Accounts speak of the past once the slot they were read in is written.
    await settleDown(world);
    await reached(live, await slot());
    live.indexer.stop();
    await following;
    seen = await dump(live.db);
  });
  after(async () => {
    for (const one of open) await one.source.close();
    for (const db of new Set(open.map((one) => one.db))) await db.close();
    await world.chain.stop();
    await server?.stop();
  });

  it('the books equal the accounts, to the last base unit', async () => {
    const again = await index(source(), live.db);
    expect(await differences(again)).to.deep.equal([]);
    const [{ sum, rows }] = (await live.db.query<{ sum: bigint; rows: bigint }>(
      'select sum(amount) as sum, count(*) as rows from ledger_entry',
    )) as [{ sum: bigint; rows: bigint }];
    expect(sum).to.equal(0n);
    expect(rows > 50n).to.equal(true);
    const reasons = await live.db.query<{ reason: string }>('select distinct reason from ledger_entry');
    expect(reasons.map(({ reason }) => reason)).to.include.members(
      ['staked', 'funded', 'reward', 'vote', 'refunded', 'fee', 'deposit', 'depositBack'].concat([
        'sale',
        'share',
        'revenue',
        'bid',
        'resale',
        'royalty',
        'withdrawn',
      ]),
    );
    expect(reasons.map(({ reason }) => reason)).not.to.include('unexplained');
  });

  it('[attack 132] read afterwards it is the same, row for row; read again nothing is added', async () => {
    const late = await index(source());
    await caughtUp(late);
    const first = await dump(late.db);
    same(first, seen);
    const again = await index(source(), late.db);
    await caughtUp(again);
    same(await dump(late.db), first);
    expect(await differences(again)).to.deep.equal([]);
  });

  it('a PostgreSQL server holds the same rows as the embedded one', async function () {
    if (server === undefined) return this.skip();
    const served = await index(source({ batch: 7, atOnce: 2 }), await openPostgres(await server.database()));
    await caughtUp(served);
    same(await dump(served.db), seen);
    expect(await differences(served)).to.deep.equal([]);
  });

  it('[attack 130] what a filled-up log hid is made good from the accounts', async () => {
    const cut = await live.db.query<{ signature: string }>('select signature from transactions where truncated');
    expect(cut).to.have.length(2);
    const settled = await live.db.query<{ labels_from: string }>(
      'select labels_from from panel where settled_signature is null and labels is not null',
    );
    expect(settled).to.deep.equal([{ labels_from: 'account' }]);
    const paid = await live.db.query<{ amount: bigint; open: boolean }>(
      `select e.amount, e.open from ledger_entry e join transactions t using (signature)
       where t.truncated and e.book = 'balance' and e.reason = 'reward'`,
    );
    // Ten labels at 0.01 TAG.
    expect(paid).to.deep.equal([{ amount: 100_000n, open: false }]);
  });

  it('label events say who answered what and what was decided', async () => {
    const events = await live.db.query<{ answer: number; decided: number; finalized: boolean }>(
      'select answer, decided, finalized from label_event',
    );
    expect(events.length).to.be.at.least(70);
    expect(events.every(({ finalized }) => finalized)).to.equal(true);
    const agreed = events.filter(({ answer, decided }) => answer === decided);
    // Only what Ann said of one item was first outvoted; the verdict was hers, so the two others are not.
    expect(events.length - agreed.length).to.equal(2);
  });

  it('survives nodes that fail: the next one is asked', async () => {
    const dead = 'http://127.0.0.1:1';
    const failures: string[] = [];
    const late = await index(
      source({ endpoints: [dead, world.chain.rpcUrl], onFailure: (endpoint) => failures.push(endpoint) }),
    );
    await caughtUp(late);
    expect(failures).to.include(dead);
    same(await dump(late.db), seen);
  });

  it('refuses a database of another cluster', async () => {
    const other = source();
    other.genesis = () => Promise.resolve('elsewhere');
    const failed = await anIndex(other, live.db).catch((error: Error) => error.name);
    expect(failed).to.equal('OtherCluster');
    await other.close();
  });
});
