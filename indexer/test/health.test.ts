import { expect } from 'chai';
import { wholeLife } from '../../tests/support/life.ts';
import { faultyNode, type FaultyNode } from '../../tests/support/faults.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { serveHealth, type Health } from '../src/health.ts';
import { Metrics } from '../src/metrics.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { anIndex, type Index } from './support/index.ts';
import { settleDown } from './support/market.ts';

/** What a machine that watches the indexer sees: behind, caught up, left behind, without a node, and wrong. */
describe('health and metrics', function () {
  this.timeout(300_000);
  const MOST_LAG = 20;
  let world: World;
  let node: FaultyNode;
  let index: Index;
  let metrics: Metrics;
  let health: Health;

  before(async () => {
    world = await createWorld();
    await wholeLife(world);
    await settleDown(world);
    node = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl);
    const onFailure = () => metrics.nodeFailure();
    const source = new RpcSource({ endpoints: [node.url], pollMs: 10, retryMs: 5, timeoutMs: 2_000, onFailure });
    const counted: Pick<Metrics, 'step' | 'failure'> = {
      step: (step) => metrics.step(step),
      failure: () => metrics.failure(),
    };
    index = await anIndex(source, undefined, undefined, { metrics: counted });
    metrics = new Metrics({ store: index.store, head: () => source.head() }, 200);
    health = await serveHealth(metrics, 0, MOST_LAG);
  });
  after(async () => {
    await health.stop();
    await index.source.close();
    await index.db.close();
    await node.stop();
    await world.chain.stop();
  });

  const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${health.port}${path}`, { method });
  const said = async () => {
    const answer = await get('/health');
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
  };
  /** Figures by name. */
  const figures = async (): Promise<Record<string, number>> => {
    const text = await (await get('/metrics')).text();
    const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
      rows.map((line) => {
        const [name, value] = line.split(' ') as [string, string];
        return [name.replace('tagger_indexer_', ''), Number(value)];
      }),
    );
  };
  const head = async () => (await world.connection.getSlot()) - 1;

  it('an index that has read nothing is not healthy', async () => {
    expect(await said()).to.include({ status: 503, healthy: false, lag: (await head()) + 1, slot: -1 });
  });

  it('one that has caught up is, and says how far it is', async () => {
    const slot = await head();
    await index.indexer.catchUp(slot, { final: true });
    expect(await said()).to.include({ status: 200, healthy: true, lag: 0, slot, finalizedSlot: slot });
    const [counted] = await index.db.query<{ n: bigint }>('select count(*) as n from transactions');
    expect(await figures()).to.include({
      slot,
      finalized_slot: slot,
      lag_slots: 0,
      transactions_total: Number(counted?.n),
      forks_undone_total: 0,
      failures_total: 0,
      node_failures_total: 0,
      failed_transactions: 0,
      opened_slot: -1,
    });
  });

  it('a few slots behind is healthy, more is not', async () => {
    await world.chain.advance({ slots: MOST_LAG });
    expect(await said()).to.include({ status: 200, lag: MOST_LAG });
    await world.chain.advance({ slots: 1 });
    expect(await said()).to.include({ status: 503, healthy: false, lag: MOST_LAG + 1 });
    await index.indexer.catchUp(await head());
    expect(await said()).to.include({ status: 200, lag: 0 });
  });

  it('without a node both answer all the same, and it is not healthy', async () => {
    node.faults.down = true;
    const slot = index.store.slot;
    expect(await said()).to.include({ status: 503, healthy: false, lag: -1, slot });
    const { lag_slots, slot: reached, node_failures_total = 0 } = await figures();
    expect([lag_slots, reached]).to.deep.equal([-1, slot]);
    expect(node_failures_total).to.be.at.least(1);
    // However often it was asked meanwhile, the node is asked once at a time.
    await Promise.all(Array.from({ length: 20 }, said));
    node.faults.down = false;
    for (;;) if ((await said()).status === 200) break;
  });

  it('errors of the node are counted apart from looks that failed', async () => {
    const before = await figures();
    node.faults = { error: 0.5 };
    await world.chain.advance({ slots: 4 });
    await index.indexer.catchUp(await head());
    node.faults = {};
    const after = await figures();
    expect(after['node_failures_total']).to.be.above(before['node_failures_total'] as number);
    expect(after['failures_total']).to.equal(before['failures_total']);
  });

  it('a comparison that found differences makes it unhealthy until the next one', async () => {
    expect(await figures()).not.to.have.property('verify_differences');
    metrics.verdict(2);
    expect(await said()).to.include({ status: 503, healthy: false, differences: 2 });
    expect(await figures()).to.include({ verify_differences: 2 });
    metrics.verdict(0);
    expect(await said()).to.include({ status: 200, healthy: true, differences: 0 });
  });

  it('nothing else is served, and nothing is changed', async () => {
    expect((await get('/')).status).to.equal(404);
    expect((await get('/health', 'POST')).status).to.equal(405);
  });
});
