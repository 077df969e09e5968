import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { createMember, stake } from '@tagger/client';
import { act, anActor, createWorld, type World } from '../../tests/support/world.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { RpcSource } from '../src/source/rpc.ts';
import { dump, type Dump } from './support/dump.ts';
import { anIndex, differences, SILENT, type Index } from './support/index.ts';
import { playMarket, settleDown, unheard } from './support/market.ts';
import { startPostgres } from './support/postgres.ts';

interface Asked {
  method: string;
  params: unknown[];
}

/** A node that has forgotten everything before a slot. */
async function forgetful(url: string, from: number): Promise<{ url: string; listed: () => number; stop: () => void }> {
  let listed = 0;
  const server: Server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const body = Buffer.concat(parts).toString();
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const json = (await answer.json()) as { result?: unknown };
      const { method } = JSON.parse(body) as Asked;
      if (method === 'getSignaturesForAddress') {
        listed += 1;
        json.result = (json.result as { slot: number }[]).filter(({ slot }) => slot >= from);
      }
      response.end(JSON.stringify(json));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, listed: () => listed, stop };
}

/** The node at hand keeps the last days only: the books open with the accounts, and are right from there. */
describe('beginning with the accounts', function () {
  this.timeout(300_000);
  let world: World;
  let begun: number;
  let index: Index;
  let whole: Dump;
  let node: Awaited<ReturnType<typeof forgetful>>;

  const now = async () => (await world.connection.getSlot()) - 1;
  const caughtUp = async ({ indexer }: Index) => {
    await settleDown(world);
    await indexer.catchUp(await now(), { final: true });
    await settleDown(world);
    await indexer.catchUp(await now(), { final: true });
  };

  before(async () => {
    world = await createWorld();
    await playMarket(world);
    await settleDown(world);
    begun = await now();
    node = await forgetful(world.chain.rpcUrl, begun);
    index = await anIndex(new RpcSource({ endpoints: [node.url], pollMs: 20 }), undefined, SILENT, {
      history: 'accounts',
    });
    await index.indexer.catchUp(begun - 1);
    // A second market, of which it sees everything.
    await playMarket(world);
    await unheard(world);
    await caughtUp(index);
    const honest = await anIndex(new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 }));
    await caughtUp(honest);
    whole = await dump(honest.db);
    await honest.source.close();
    await honest.db.close();
  });
  after(async () => {
    await index.source.close();
    await index.db.close();
    node.stop();
    await world.chain.stop();
  });

  it('says where its history begins, and every book equals its account from there', async () => {
    expect(index.store.openedSlot).to.be.within(begun - 2, begun + 10);
    expect(await differences(index)).to.deep.equal([]);
    const [{ opened, others }] = (await index.db.query<{ opened: bigint; others: bigint }>(
      `select count(*) filter (where reason = 'opening') as opened, count(*) filter (where reason = 'unexplained') as others
       from ledger_entry`,
    )) as [{ opened: bigint; others: bigint }];
    expect(opened > 20n).to.equal(true);
    expect(others).to.equal(0n);
  });

  it('accounts and what happened since are those of an index with the whole history', async () => {
    const own = await dump(index.db);
    expect(own['account']).to.deep.equal(whole['account']);
    const since = whole['transactions']?.filter(
      (line) => Number((JSON.parse(line) as { slot: string }).slot.replace('n', '')) > (index.store.openedSlot ?? 0),
    );
    expect(own['transactions']).to.deep.equal(since);
    const entries = (lines: string[] | undefined) =>
      (lines ?? []).filter(
        (line) =>
          !line.includes('"reason":"opening"') &&
          Number((JSON.parse(line) as { slot: string }).slot.replace('n', '')) > (index.store.openedSlot ?? 0),
      );
    expect(entries(own['ledger_entry'])).to.deep.equal(entries(whole['ledger_entry']));
    // Wallets, balances and stakes; wallets' outside books began at nothing.
    const held = (lines: string[] | undefined) =>
      (lines ?? []).filter((line) => /"book":"(stake|balance|task|slashes|dataset|bid)"/.test(line));
    expect(held(own['book'])).to.deep.equal(held(whole['book']));
  });

  it('is begun by itself where the history is missing, and refused where the whole one is asked for', async () => {
    const source = () => new RpcSource({ endpoints: [node.url], pollMs: 20, retryMs: 5 });
    const late = await anIndex(source());
    await caughtUp(late);
    expect(late.store.openedSlot).to.be.a('number');
    expect(await differences(late)).to.deep.equal([]);
    await late.source.close();
    await late.db.close();
    const strict = await anIndex(source(), undefined, SILENT, { history: 'whole' });
    expect(await strict.indexer.run().catch((error: Error) => error.name)).to.equal('HistoryMissing');
    await strict.source.close();
    await strict.db.close();
  });

  it('while the market goes on: what changes between two pages is read again', async () => {
    const server = await startPostgres();
    const db = server === undefined ? undefined : await openPostgres(await server.database());
    const people = await Promise.all([1, 2, 3].map((n) => anActor(world, `member ${n}`)));
    for (const who of people) await act(world, who, createMember({ wallet: who.key }));
    let going = true;
    const busy = (async () => {
      for (let at = 0; going; at += 1) {
        const who = people[at % people.length]!;
        const { key, tokens } = who;
        await act(world, who, stake({ wallet: key, from: tokens, tagMint: world.tagMint, amount: BigInt(1_000 + at) }));
        await world.chain.advance({ slots: 1 });
        await sleep(2);
      }
    })();
    const source = () => new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20, retryMs: 5 });
    const first = await anIndex(source(), db, SILENT, { history: 'accounts' });
    const following = first.indexer.run();
    while (first.store.openedSlot === undefined) await sleep(5);
    await sleep(300);
    going = false;
    await busy;
    first.indexer.stop();
    await following;
    await first.source.close();
    const late = await anIndex(source(), first.db);
    await caughtUp(late);
    expect(late.store.openedSlot).to.equal(first.store.openedSlot);
    expect(await differences(late)).to.deep.equal([]);
    await late.source.close();
    await late.db.close();
    await server?.stop();
  });

  it('a listing too long for memory is staged in the database, and gives the same rows', async () => {
    const source = new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20, listMost: 10, step: 7 });
    const staged = await anIndex(source);
    await caughtUp(staged);
    const own = await dump(staged.db);
    for (const table of ['transactions', 'instructions', 'events', 'ledger_entry'])
      for (const line of whole[table] ?? []) expect(own[table]).to.include(line);
    expect(await staged.db.query('select 1 from listed')).to.deep.equal([]);
    await source.close();
    await staged.db.close();
  });
});
