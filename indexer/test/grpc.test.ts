import { expect } from 'chai';
import { createWorld, type World } from '../../tests/support/world.ts';
import { GrpcSource } from '../src/source/grpc.ts';
import { RpcSource } from '../src/source/rpc.ts';
import type { SlotBatch } from '../src/source/source.ts';
import { dump, same, type Dump } from './support/dump.ts';
import { anIndex, differences, type Index } from './support/index.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';
import { record, type Recorded } from './support/recorded.ts';
import { startYellowstone, type Yellowstone } from './support/yellowstone.ts';

const EARLIER = 40;

/** The stream says what happened before the node is asked; the node has the last word. */
describe('Yellowstone gRPC', function () {
  this.timeout(300_000);
  let world: World;
  let recorded: Recorded;
  let truth: Dump;
  let stream: Yellowstone;

  before(async () => {
    world = await createWorld();
    await playMarket(world);
    await unheard(world);
    await settleDown(world);
    recorded = await record(world.chain.rpcUrl);
    const whole = await anIndex(node());
    await whole.indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
    await settleDown(world);
    await whole.indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
    truth = await dump(whole.db);
    await whole.source.close();
    await whole.db.close();
    stream = await startYellowstone();
  });
  after(async () => {
    await stream.stop();
    await world.chain.stop();
  });

  const node = () => new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
  const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await what()); tries += 1) {
      if (tries === 3_000) throw new Error(`waited too long for ${what.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  /** A node that has seen no more than the first half; then it catches up. */
  class Lagging extends RpcSource {
    behind = true;
    override async *look(progress: Parameters<RpcSource['look']>[0]): ReturnType<RpcSource['look']> {
      if (!this.behind) yield* super.look(progress);
      else if (progress.slot < 0) {
        const part = recorded.batches.slice(0, EARLIER);
        yield { kind: 'slots', batches: part, upTo: (part.at(-1) as SlotBatch).slot, final: true };
      }
    }
  }

  const begin = async (): Promise<{ index: Index; slow: Lagging; end: () => Promise<void> }> => {
    const slow = new Lagging({ endpoints: [world.chain.rpcUrl], pollMs: 20 });
    const source = new GrpcSource({ endpoint: stream.url, node: slow, finalMs: 50, reopenMs: 20 });
    const before = stream.opened();
    const index = await anIndex(source);
    const running = index.indexer.run();
    await until(() => stream.opened() > before);
    await until(() => index.store.slot >= (recorded.batches[EARLIER - 1] as SlotBatch).slot);
    const end = async () => {
      index.indexer.stop();
      await source.close();
      await running;
    };
    return { index, slow, end };
  };
  /** The node catches up: everything becomes final, and is what it always was. */
  const finish = async ({ index, slow, end }: Awaited<ReturnType<typeof begin>>): Promise<void> => {
    slow.behind = false;
    const head = (await world.connection.getSlot()) - 1;
    await until(async () => index.store.finalizedSlot >= head && (await index.store.stale(1)).length === 0);
    await settleDown(world);
    const later = (await world.connection.getSlot()) - 1;
    await until(() => index.store.finalizedSlot >= later);
    await end();
    const again = await anIndex(node(), index.db);
    expect(await differences(again)).to.deep.equal([]);
    same(await dump(index.db), truth);
    await again.source.close();
    await index.db.close();
  };
  const parentOf = (at: number): number => (recorded.batches[at - 1] as SlotBatch).slot;
  const last = (): number => (recorded.batches.at(-1) as SlotBatch).slot;

  it('tells confirmed blocks while the node is still behind', async () => {
    const all = await begin();
    recorded.batches.forEach((batch, at) => {
      if (at >= EARLIER) stream.block(batch, parentOf(at));
    });
    await until(() => all.index.store.slot >= last());
    expect(all.index.store.finalizedSlot).to.equal(parentOf(EARLIER));
    const [counted] = await all.index.db.query<{ n: bigint }>('select count(*) as n from transactions');
    expect(counted?.n).to.equal(BigInt(recorded.batches.reduce((n, one) => n + one.transactions.length, 0)));
    stream.finalized(last());
    await finish(all);
  });

  it('[attack 132] blocks twice, on a fork, missing, and a broken stream: the end is the same', async () => {
    const all = await begin();
    const { batches } = recorded;
    const foreign = batches[EARLIER + 5] as SlotBatch;
    const fork = parentOf(EARLIER) + 1;
    // Another block on the same parent: it loses.
    stream.block(
      { slot: fork, transactions: foreign.transactions.map((one) => ({ ...one, slot: fork })) },
      parentOf(EARLIER),
    );
    await until(() => all.index.store.slot >= fork);
    for (let at = EARLIER; at < EARLIER + 4; at += 1)
      for (let times = 0; times < 2; times += 1)
        if ((batches[at] as SlotBatch).slot > fork) stream.block(batches[at] as SlotBatch, parentOf(EARLIER));
    await until(() => all.index.store.slot > fork);
    stream.cut();
    const before = stream.opened();
    await until(() => stream.opened() > before);
    // The one in between was missed: nothing behind it is believed before the node has told it.
    const reached = all.index.store.slot;
    stream.block(batches[EARLIER + 8] as SlotBatch, parentOf(EARLIER + 8));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(all.index.store.slot).to.equal(reached);
    await finish(all);
  });
});
