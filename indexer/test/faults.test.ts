import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { faultyNode, type FaultyNode } from '../../bots/test/support/faults.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, same } from './support/dump.ts';
import { anIndex, differences } from './support/index.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';

/** A market is followed while it happens through a node that fails in every way nodes fail. */
describe('following a market through a bad node', function () {
  this.timeout(180_000);
  let world: World;
  let node: FaultyNode;
  before(async () => {
    world = await createWorld();
    node = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl, {
      seed: 7,
      faults: { error: 0.01, tooMany: 0.1, slow: 0.1, slowMs: 60, lost: 0.01, stale: 0.1, fork: 0.1, mute: 0.4, echo: 0.4 },
    });
  });
  after(async () => {
    await node.stop();
    await world.chain.stop();
  });

  it('[attack 132] [attack 135] errors, refusals, late and lost answers, answers from before, silence: no row is wrong', async () => {
    const bad = await anIndex(
      new RpcSource({ endpoints: [node.url], wake: node.wsUrl, pollMs: 30, retryMs: 5, batch: 10, timeoutMs: 2_000 }),
    );
    const following = bad.indexer.run();
    const now = async () => (await world.connection.getSlot()) - 1;
    await playMarket(world);
    node.faults.down = true;
    await sleep(300);
    node.faults.down = false;
    await unheard(world);
    await settleDown(world);
    const end = await now();
    while (bad.store.finalizedSlot < end) await sleep(20);
    bad.indexer.stop();
    await following;
    await bad.source.close();
    for (const fault of ['error', 'tooMany', 'slow', 'lost', 'stale']) expect(node.counts.get(fault), fault).to.be.above(0);
    // The same database with a node that works: what was read of another fork is read again at the start.
    const honest = () => new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
    const mended = await anIndex(honest(), bad.db);
    await mended.indexer.catchUp(await now(), { final: true });
    await settleDown(world);
    await mended.indexer.catchUp(await now(), { final: true });
    expect(await differences(mended)).to.deep.equal([]);
    const whole = await anIndex(honest());
    await whole.indexer.catchUp(await now(), { final: true });
    await settleDown(world);
    await whole.indexer.catchUp(await now(), { final: true });
    same(await dump(mended.db), await dump(whole.db));
    for (const one of [mended, whole]) await one.source.close();
    for (const one of [mended, whole]) await one.db.close();
  });
});
