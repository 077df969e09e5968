import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keypair, type PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import type { FastifyInstance } from 'fastify';
import { proveRecord, recordsFromHistory, verifyProvenance } from '@tagger/client/provenance';
import { tagger } from '../../cli/test/support/run.ts';
import { soldOnce } from '../../tests/support/datasets.ts';
import { expectError } from '../../tests/support/expect.ts';
import { createWorld, type World } from '../../tests/support/world.ts';
import { createServer } from '../src/api/server.ts';
import { cleanUp } from './support/folders.ts';
import { settleDown } from './support/market.ts';
import { readInto } from './support/played.ts';
import type { Index } from './support/index.ts';

interface Call {
  name: string;
  signature: string;
  accounts: string[];
  data: string;
  events: { name: string; data: string }[];
}
/** Changes what an index answers about the calls of a task. */
type Lie = (items: Call[]) => Call[];

/** Place of the wallet among the accounts of `joinTask`. */
const WALLET = 1;

/** Who made the dataset, from an index: right where it is honest, refused where it lies. */
describe('provenance from an index', function () {
  this.timeout(300_000);
  let world: World;
  let index: Index;
  let app: FastifyInstance;
  let url: string;
  let task: PublicKey;
  let dataset: PublicKey;
  const fronts: Server[] = [];

  before(async () => {
    world = await createWorld();
    ({ task, dataset } = await soldOnce(world, 3));
    await settleDown(world);
    index = await readInto(world);
    app = await createServer({ db: index.db, perMinute: 0 });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  after(async () => {
    fronts.forEach((front) => front.close());
    await app.close();
    await index.source.close();
    await index.db.close();
    await world.chain.stop();
  });

  /** An index that lies; what it says of anything but calls is true. */
  const lying = async (lie: Lie): Promise<string> => {
    const front = createHttp((request, response) => {
      void fetch(url + (request.url ?? '')).then(async (answer) => {
        const body = (await answer.json()) as { items: Call[] };
        if ((request.url ?? '').includes('/calls')) body.items = lie(body.items);
        if ((request.url ?? '').includes('/panels')) body.items = [];
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    fronts.push(front);
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  };
  const told = async (lie: Lie) => recordsFromHistory(world.connection, task, { index: { url: await lying(lie) } });
  /** Changes what one call says. */
  const changed =
    (name: string, change: (call: Call) => Call): Lie =>
    (items) => {
      const at = items.findIndex((call) => call.name === name);
      expect(at, name).to.be.at.least(0);
      return items.map((call, number) => (number === at ? change(call) : call));
    };

  it('an honest index gives the same records as the history of a node, and the proof holds', async () => {
    const own = await recordsFromHistory(world.connection, task);
    const indexed = await recordsFromHistory(world.connection, task, { index: { url } });
    expect(indexed.records).to.deep.equal(own.records);
    expect(indexed.records).to.have.length(1);
    const proof = await proveRecord(world.connection, dataset, 0, { index: { url } });
    expect(proof).to.deep.equal(await proveRecord(world.connection, dataset, 0));
    expect((await verifyProvenance(world.connection, proof)).seats).to.have.length(3);
  });

  it('[attack 135] an index that changes labels or leaves calls out is caught by the record root', async () => {
    const settled: Lie = (items) =>
      items.map((call) => ({
        ...call,
        events: call.events.map(({ name, data }) => {
          const fields = JSON.parse(data) as { labels?: string };
          if (name === 'panelSettled') fields.labels = 'ff'.repeat((fields.labels?.length ?? 0) / 2);
          return { name, data: JSON.stringify(fields) };
        }),
      }));
    await expectError(told(settled), 'IndexDisagrees');
    for (const name of ['openPage', 'openPanels', 'joinTask', 'commit', 'reveal'])
      await expectError(
        told((items) => items.filter((call) => call.name !== name)),
        'IndexDisagrees',
      );
    await expectError(
      told(() => []),
      'IndexDisagrees',
    );
  });

  it('[attack 135] an index that shows another wallet behind a seat, or other answers, is caught by the commitments', async () => {
    const mallory = Keypair.generate().publicKey.toBase58();
    const joined = changed('joinTask', (call) => ({
      ...call,
      accounts: call.accounts.map((account, at) => (at === WALLET ? mallory : account)),
    }));
    await expectError(told(joined), 'IndexDisagrees');
    // The last byte of a revealed salt: the answers stay, and the record with them.
    const salted = changed('reveal', (call) => ({
      ...call,
      data: call.data.slice(0, -2) + (call.data.endsWith('00') ? '01' : '00'),
    }));
    await expectError(told(salted), 'IndexDisagrees');
  });

  it('what is no call, or no index, is refused by name', async () => {
    await expectError(told(changed('commit', (call) => ({ ...call, accounts: ['no address'] }))), 'IndexerAnswer');
    await expectError(
      recordsFromHistory(world.connection, task, { index: { url: 'http://127.0.0.1:1' } }),
      'IndexerFailed',
    );
  });

  it('`tagger prove --index` writes a proof that holds, and nothing where the index names another transaction [attack 135]', async () => {
    const folder = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-prove-')));
    const key = join(folder, 'key.json');
    writeFileSync(key, JSON.stringify([...world.deployer.secretKey]), { mode: 0o600 });
    const prove = (from: string, out: string) =>
      tagger(
        ...['prove', dataset.toBase58(), '--record', '0', '--index', from, '--out', join(folder, out)],
        ...['--url', world.chain.rpcUrl, '--keypair', key, '--json'],
      );
    const good = await prove(url, 'good.json');
    expect(good.code, good.stderr).to.equal(0);
    expect(JSON.parse(good.stdout)).to.include({ record: 0, records: 1, seats: 3, checked: 'signatures' });
    const verified = await tagger('verify', join(folder, 'good.json'), '--url', world.chain.rpcUrl);
    expect(verified.code, verified.stderr).to.equal(0);
    // The record is right and so are the openings: only the signature names another transaction, one that is no commitment.
    const [other] = await index.db.query<{ signature: string }>(
      "select signature from instructions where name = 'openTask' limit 1",
    );
    const renamed: Lie = (items) => {
      const commits = new Set(items.filter(({ name }) => name === 'commit').map(({ signature }) => signature));
      return items.map((call) => (commits.has(call.signature) ? { ...call, signature: other?.signature ?? '' } : call));
    };
    const bad = await prove(await lying(renamed), 'bad.json');
    expect(bad.code).to.equal(1);
    expect(bad.stderr + bad.stdout).to.match(/IndexDisagrees|NotInTransaction/);
  });
});
