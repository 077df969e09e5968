import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { stake } from '@tagger/client';
import { staffed, sit, thePanel, TRUTH } from '../../tests/support/build.ts';
import { faultyNode, type FaultyNode } from '../../tests/support/faults.ts';
import { act, createWorld, type Actor, type World } from '../../tests/support/world.ts';
import { createServer } from '../src/api/server.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { anIndex, differences, type Index } from './support/index.ts';
import { unheard } from './support/market.ts';

/** A chain on which nothing happens after the last transaction: no slot follows, so the newest one is never over. */
describe('a chain that stands still', function () {
  this.timeout(300_000);
  let world: World;
  let node: FaultyNode;
  let index: Index;
  let following: Promise<void>;
  let ann: Actor;
  let paid: string | undefined;

  before(async () => {
    world = await createWorld();
    node = await faultyNode(world.chain.rpcUrl, world.chain.wsUrl);
    const source = new RpcSource({ endpoints: [node.url], pollMs: 10, retryMs: 5, standsMs: 100 });
    index = await anIndex(source);
    // What Ann is paid stands behind a log that was filled up: only her account tells it. Nothing happens after it.
    const heard = await unheard(world, () => Promise.resolve());
    ann = heard.ann;
    paid = heard.signatures[1];
    following = index.indexer.run();
  });
  after(async () => {
    index.indexer.stop();
    await index.source.close();
    await following;
    await index.db.close();
    await node.stop();
    await world.chain.stop();
  });

  const reached = async (slot: number): Promise<void> => {
    while (index.store.slot < slot || (await index.store.stale(1)).length > 0) await sleep(10);
  };
  const asked = (method: string): number => node.counts.get(method) ?? 0;

  it('the newest slot is read too, and what only an account tells is told', async () => {
    const slot = await world.connection.getSlot();
    await reached(slot);
    const reward = () =>
      index.db.query<{ amount: bigint; open: boolean }>(
        "select amount, open from ledger_entry where signature = $1 and book = 'balance' and reason = 'reward'",
        [paid ?? ''],
      );
    while ((await reward())[0]?.open !== false) await sleep(10);
    // Ten labels at 0.01 TAG.
    expect(await reward()).to.deep.equal([{ amount: 100_000n, open: false }]);
    expect(index.store.slot).to.equal(slot);
    expect(await world.connection.getSlot(), 'no slot has followed').to.equal(slot);
  });

  it('it waits, and asks only how far the chain is', async () => {
    const before = new Map(node.counts);
    const since = performance.now();
    await sleep(400);
    const looks = (asked('getSlot') - (before.get('getSlot') ?? 0)) / 2;
    expect(looks, 'it goes on looking').to.be.at.least(2);
    expect(looks, 'once every ten milliseconds').to.be.at.most((performance.now() - since) / 10 + 1);
    for (const method of ['getSignaturesForAddress', 'getTransaction', 'getMultipleAccounts', 'getProgramAccounts'])
      expect(asked(method), method).to.equal(before.get(method) ?? 0);
  });

  it('what comes into the slot it had called whole is told, and nothing is taken back that was told', async () => {
    const slot = await world.connection.getSlot();
    const { tagMint } = world;
    await act(world, ann, stake({ wallet: ann.key, from: ann.tokens, tagMint, amount: 1_000_000n }));
    await reached(slot + 1);
    const [last] = await index.db.query<{ name: string; slot: bigint }>(
      'select name, slot from instructions order by slot desc limit 1',
    );
    expect(last).to.deep.equal({ name: 'stake', slot: BigInt(slot) });
    expect(await index.db.query("select 1 from feed where state = 'reverted'")).to.deep.equal([]);
  });

  it('a claim that waits is due, by the second it is held until, though time does not go on', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { terms: { method: 0 } });
    const [ben] = crew as [Actor];
    await sit(world, setup, [ben], [TRUTH]);
    const panel = await thePanel(world, setup);
    await reached(await world.connection.getSlot());
    const app = await createServer({ db: index.db, perMinute: 0 });
    const answer = await app.inject(`/wallets/${ben.key.toBase58()}/due`);
    await app.close();
    const until = String(panel.slots[0]?.heldUntil);
    const own = { task: setup.task.toBase58(), page: setup.page.toBase58(), panel: '0', seat: 0, items: 10, until };
    expect(answer.json()).to.deep.equal({ items: [{ ...own, what: 'commit' }], complete: true });
  });

  it('verify ends, and finds 0 differences', async () => {
    index.indexer.stop();
    await following;
    const source = new RpcSource({ endpoints: [node.url], pollMs: 10, standsMs: 100 });
    expect(await differences(await anIndex(source, index.db))).to.deep.equal([]);
    await source.close();
  });
});
