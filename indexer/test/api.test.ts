import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { Value } from 'typebox/value';
import {
  domainsOf,
  fetchConfig,
  fetchDomains,
  fetchMember,
  listDatasets,
  listMembers,
  listTasks,
} from '@tagger/client';
import { indexerReader, marketReader, type IndexerOptions } from '@tagger/client/indexer';
import { PublicKey } from '@solana/web3.js';
import { createServer, ROUTES } from '../src/api/server.ts';
import type { Db } from '../src/db/db.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { clientTypes, type Document } from '../src/api/clientTypes.ts';
import { documentOf } from '../src/api/document.ts';
import { openReaders } from '../src/api/readers.ts';
import { played, readInto, type Played } from './support/played.ts';
import { startPostgres, type Server } from './support/postgres.ts';

interface Listed {
  items: Record<string, string>[];
  next: string | null;
}

describe('the HTTP interface over a market', function () {
  this.timeout(300_000);
  let market: Played;
  let app: FastifyInstance;
  let db: Db;

  const get = (url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    app.inject({ url, headers });
  const list = async (url: string): Promise<Listed> => (await get(url)).json<Listed>();
  const refused = async (url: string): Promise<[number, string]> => {
    const answer = await get(url);
    return [answer.statusCode, answer.json<{ error: string }>().error];
  };

  before(async () => {
    market = await played();
    db = market.index.db;
    app = await createServer({ db, perMinute: 0, origins: ['https://app.example'], now: () => 0 });
  });
  after(async () => {
    await app?.close();
    await market?.stop();
  });

  it('says the least stake and the domains the program is set to', async () => {
    const { connection } = market.world;
    const [config, named] = [await fetchConfig(connection), await fetchDomains(connection)];
    const { readSlot, ...said } = (await get('/program')).json<Record<string, unknown>>();
    expect(said).to.deep.equal({ minStake: String(config?.params.minStake), domains: domainsOf(named!) });
    expect(Number(readSlot)).to.be.greaterThan(0);
  });

  it('lists the tasks, members and datasets the chain has, money and all', async () => {
    const { connection } = market.world;
    const tasks = await listTasks(connection);
    const listed = await list('/tasks?limit=200');
    expect(listed.next).to.equal(null);
    expect(listed.items.map(({ address }) => address)).to.have.members(tasks.map(({ address }) => address.toBase58()));
    for (const task of tasks) {
      const own = listed.items.find(({ address }) => address === task.address.toBase58());
      expect([own?.['price'], own?.['escrow'], own?.['paid']]).to.deep.equal(
        [task.terms.price, task.escrow, task.paid].map(String),
      );
    }
    const members = await list('/members?limit=200');
    expect(members.items.map(({ wallet, earned }) => [wallet, earned])).to.have.deep.members(
      (await listMembers(connection)).map(({ wallet, earned }) => [wallet.toBase58(), String(earned)]),
    );
    const datasets = await list('/datasets');
    expect(datasets.items.map(({ address, sold }) => [address, sold])).to.have.deep.members(
      (await listDatasets(connection)).map(({ address, sold }) => [address.toBase58(), String(sold)]),
    );
  });

  it('earnings of each wallet add up to its account, by task and by day too', async () => {
    const sum = (items: Record<string, string>[]): bigint =>
      items.reduce((total, { finalized }) => total + BigInt(finalized ?? 0), 0n);
    let paid = 0n;
    for (const { wallet, earned } of await listMembers(market.world.connection)) {
      const path = `/wallets/${wallet.toBase58()}/earnings`;
      const own = (await get(path)).json<{ earned: { finalized: string; pending: string } }>();
      expect(own.earned).to.deep.equal({ finalized: String(earned), pending: '0' });
      expect(sum((await list(`${path}/tasks`)).items)).to.equal(earned);
      expect(sum((await list(`${path}/days`)).items)).to.equal(earned);
      paid += earned;
    }
    expect(paid > 0n).to.equal(true);
    expect((await get('/stats')).json<{ paid: string }>().paid).to.equal(String(paid));
  });

  it('money that is not final stands apart', async () => {
    const [state] = await db.query<{ finalized_slot: bigint }>('select finalized_slot from state');
    const [entry] = await db.query<{ owner: string; slot: bigint }>(
      "select owner, slot from ledger_entry where book = 'balance' and reason = 'reward' order by slot desc limit 1",
    );
    const wallet = String(entry?.owner);
    const { earned = 0n } = (await fetchMember(market.world.connection, new PublicKey(wallet))) ?? {};
    try {
      // As if the last reward were only confirmed.
      await db.query('update state set finalized_slot = $1', [(entry?.slot ?? 0n) - 1n]);
      const own = (await get(`/wallets/${wallet}/earnings`)).json<{ earned: Record<string, string> }>();
      expect(BigInt(own.earned['pending'] ?? 0) > 0n).to.equal(true);
      expect(BigInt(own.earned['finalized'] ?? 0) + BigInt(own.earned['pending'] ?? 0)).to.equal(earned);
    } finally {
      await db.query('update state set finalized_slot = $1', [state?.finalized_slot ?? 0n]);
    }
  });

  it('one task shows pages, panels, seats, progress and agreement', async () => {
    const { items } = await list('/tasks?limit=200');
    const task = items.find(({ answers }) => answers !== '0');
    const path = `/tasks/${task?.['address']}`;
    const one = (await get(path)).json<{ pages: unknown[]; progress: Record<string, number> }>();
    expect(one.progress['agreementBps']).to.be.within(1, 10_000);
    const panels = await list(`${path}/panels`);
    expect(panels.items.filter(({ kind }) => Number(kind) === 0)).to.have.length(one.progress['panels'] ?? -1);
    expect((await list(`${path}/seats`)).items.length).to.be.at.least(1);
    const labels = await get(`${path}/labels?limit=200`);
    const events = await db.query<{ n: bigint }>('select count(*) as n from label_event where task = $1', [
      String(task?.['address']),
    ]);
    const told = labels.json<{ items: { answers: number[] }[] }>().items;
    expect(told.reduce((count, { answers }) => count + answers.length, 0)).to.equal(Number(events[0]?.n));
  });

  it('pages follow one another without gaps or doubles, whatever is added meanwhile', async () => {
    for (const url of ['/tasks?sort=newest', '/tasks?sort=price', '/members?sort=earned', '/prices?']) {
      const whole = (await list(`${url}&limit=200`)).items;
      const parts: unknown[] = [];
      let next: string | null = null;
      do {
        const part: Listed = await list(`${url}&limit=1${next === null ? '' : `&cursor=${next}`}`);
        parts.push(...part.items);
        next = part.next;
      } while (next !== null);
      expect(parts).to.deep.equal(whole);
      expect(whole.length).to.be.at.least(2);
    }
    // Between two pages a member joins who would stand on the first.
    const first = await list('/members?limit=2');
    const rest = await list(`/members?limit=200&cursor=${first.next}`);
    await db.exec(`insert into member select (jsonb_populate_record(m, '{"address": "zzz", "earned": 18446744073709551615}')).*
      from member m limit 1`);
    expect(await list(`/members?limit=200&cursor=${first.next}`)).to.deep.equal(rest);
    // [attack 133] And 2^64 - 1 arrives whole.
    expect((await list('/members?limit=1')).items[0]?.['earned']).to.equal('18446744073709551615');
    await db.exec("delete from member where address = 'zzz'");
  });

  it('filters narrow, and what is not understood is refused by name', async () => {
    const all = (await list('/tasks?limit=200')).items;
    const requester = String(all[0]?.['requester']);
    const own = (await list(`/tasks?requester=${requester}&limit=200`)).items;
    expect(own).to.deep.equal(all.filter((task) => task['requester'] === requester));
    expect((await list('/tasks?state=ended')).items).to.deep.equal([]);
    expect((await list('/tasks?minPrice=18446744073709551615')).items).to.deep.equal([]);
    const cursor = (await list('/tasks?limit=1')).next;
    expect(await refused(`/tasks?sort=price&cursor=${cursor}`)).to.deep.equal([400, 'BadCursor']);
    expect(await refused('/tasks?cursor=AAAA')).to.deep.equal([400, 'BadCursor']);
    expect(await refused('/tasks?colour=red')).to.deep.equal([400, 'BadFilter']);
    expect(await refused('/tasks?limit=1000')).to.deep.equal([400, 'BadFilter']);
    expect(await refused('/tasks?limit=1e400')).to.deep.equal([400, 'BadFilter']);
    expect(await refused('/leaderboards/1e400')).to.deep.equal([400, 'BadFilter']);
    expect(await refused('/tasks?text=a%00b')).to.deep.equal([400, 'BadFilter']);
    expect(await refused('/tasks?text=a%E2%80%AEb')).to.deep.equal([400, 'BadFilter']);
    expect(await refused(`/tasks/${PublicKey.default.toBase58()}`)).to.deep.equal([404, 'NotFound']);
    expect(await refused('/nothing')).to.deep.equal([404, 'NotFound']);
    expect(await refused('/tasks/%ff')).to.deep.equal([400, 'BadUrl']);
    expect(await refused(`/tasks?text=${'a'.repeat(5_000)}`)).to.deep.equal([400, 'BadUrl']);
  });

  it('an answer that has not changed is not sent again', async () => {
    const first = await get('/datasets');
    const etag = String(first.headers['etag']);
    expect((await get('/datasets', { 'if-none-match': etag })).statusCode).to.equal(304);
    expect((await get('/datasets', { 'if-none-match': `W/${etag}, "x"` })).body).to.equal('');
    expect((await get('/datasets', { 'if-none-match': '"x"' })).statusCode).to.equal(200);
  });

  it('pages of other sites may read only where the operator names them; nothing frames or sniffs', async () => {
    const named = await get('/stats', { origin: 'https://app.example' });
    expect(named.headers['access-control-allow-origin']).to.equal('https://app.example');
    const other = await get('/stats', { origin: 'https://evil.example' });
    expect(other.headers['access-control-allow-origin']).to.equal(undefined);
    expect(other.headers['x-content-type-options']).to.equal('nosniff');
    expect(other.headers['content-security-policy']).to.include("frame-ancestors 'none'");
  });

  it('too many requests are refused by name', async () => {
    const slow = await createServer({ db, perMinute: 2 });
    const codes = [];
    for (let turn = 0; turn < 3; turn += 1) codes.push((await slow.inject('/health')).statusCode);
    expect(codes).to.deep.equal([200, 200, 429]);
    expect((await slow.inject('/health')).json<{ error: string }>().error).to.equal('TooManyRequests');
    await slow.close();
  });

  it('tasks and datasets are found by words of their rules and cards', async () => {
    const [task] = (await list('/tasks?limit=1')).items;
    await db.query("insert into document (kind, owner, id, title, body) values ('rules', $1, 'x', $2, $3)", [
      String(task?.['address']),
      'Dogs of Lisbon',
      'A box around every dog; wolves are none.',
    ]);
    const found = await list('/tasks?text=wolves%20lisbon');
    expect(found.items.map(({ title }) => title)).to.deep.equal(['Dogs of Lisbon']);
    expect((await list('/tasks?text=cats')).items).to.deep.equal([]);
    // What would be an operator or a quote elsewhere is a word here.
    expect((await get(`/tasks?text=${encodeURIComponent(`dog' & ) | "; drop table task --`)}`)).statusCode).to.equal(
      200,
    );
    await db.exec('delete from document');
  });

  it('a wallet is told what concerns it, by numbers that stay', async () => {
    const publishers = await listDatasets(market.world.connection);
    const kinds = new Set<number>();
    for (const { publisher } of publishers)
      for (const { kind } of (await list(`/wallets/${publisher.toBase58()}/notifications?limit=200`)).items)
        kinds.add(Number(kind));
    for (const { wallet } of await listMembers(market.world.connection))
      for (const { kind } of (await list(`/wallets/${wallet.toBase58()}/notifications?limit=200`)).items)
        kinds.add(Number(kind));
    // Paid, panel settled, contested, case concluded, licence bought.
    expect([...kinds]).to.include.members([1, 2, 3, 4, 7]);
    const ours = (await list('/feed?names=buyLicense')).items;
    expect(ours.length).to.be.at.least(1);
    expect(ours.every(({ name, state }) => name === 'buyLicense' && state === 'finalized')).to.equal(true);
  });

  it('[attack 151] whatever is asked, nothing breaks and every answer is what its schema says', async () => {
    const addresses = (await db.query<{ address: string }>('select address from entity limit 40')).map(
      ({ address }) => address,
    );
    const wallets = (await db.query<{ wallet: string }>('select wallet from member')).map(({ wallet }) => wallet);
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        "' or 1=1 --",
        '$1',
        '\0',
        '%',
        '../..',
        '[]',
        '{"$gt":""}',
        '__proto__',
        '1e400',
        '-1',
        '\ud800',
      ),
    );
    const value = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...addresses, ...wallets) },
      { weight: 2, arbitrary: fc.bigInt({ min: -1n, max: 2n ** 64n }).map(String) },
      { weight: 1, arbitrary: fc.constantFrom('open', 'price', 'newest', 'earned', 'any', 'true', 'settle,collect') },
      { weight: 2, arbitrary: text },
    );
    const wellFormed = (one: string): string => encodeURIComponent(Buffer.from(one).toString('utf8'));
    const statuses = new Map<number, number>();
    for (const route of ROUTES()) {
      const filters = Object.keys(route.query.properties);
      const known: string[] = [];
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(fc.oneof(fc.constantFrom(...filters, 'cursor', 'other'), text), value, { maxKeys: 3 }),
          fc.oneof(
            { weight: 4, arbitrary: fc.constantFrom(...addresses, ...wallets, '3') },
            { weight: 1, arbitrary: text },
          ),
          fc.boolean(),
          async (query, place, follow) => {
            const path = route.path.replace(/:\w+/, () => wellFormed(place) || 'x');
            const asked = Object.entries(query).map(([name, own]) => `${wellFormed(name)}=${wellFormed(own)}`);
            const cursor = known.at(-1);
            if (follow && cursor !== undefined) asked.push(`cursor=${cursor}`);
            const answer = await get(`${path}?${asked.join('&')}`);
            const { statusCode } = answer;
            statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
            expect(statusCode, `${path}?${asked.join('&')}: ${answer.body}`).to.be.oneOf([200, 400, 404]);
            const body = answer.json<{ next?: string; error?: string; message?: string }>();
            if (statusCode === 200) {
              const errors = Value.Errors(route.answer, body);
              expect(errors, `${path}: ${JSON.stringify(errors)}`).to.deep.equal([]);
              if (typeof body.next === 'string') known.push(body.next);
            } else expect([typeof body.error, typeof body.message]).to.deep.equal(['string', 'string']);
          },
        ),
        { numRuns: 60 },
      );
    }
    expect(statuses.get(200) ?? 0).to.be.at.least(200);
  });

  it('the committed document is the one these routes make', async () => {
    const committed = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
    expect(committed, 'run `npm run openapi -w indexer`').to.equal(await documentOf());
    expect((await get('/openapi.json')).json<{ openapi: string }>().openapi).to.equal('3.1.0');
    const types = readFileSync(new URL('../../client/src/generated/indexer.ts', import.meta.url), 'utf8');
    expect(types, 'run `npm run openapi -w indexer`').to.equal(clientTypes(JSON.parse(committed) as Document));
  });

  describe('read by the client', () => {
    let url: string;
    const asked: { url: string; init: RequestInit | undefined }[] = [];
    const spy: typeof fetch = (address, init) => {
      asked.push({ url: address as string, init });
      return fetch(address, init);
    };
    before(async () => {
      url = await app.listen({ host: '127.0.0.1', port: 0 });
    });

    it('lists are the same from the indexer and from the chain', async () => {
      const { connection } = market.world;
      const indexed = marketReader({ connection, indexer: { url }, mostLag: 1_000 });
      const plain = marketReader({ connection });
      for (const list of ['tasks', 'members', 'datasets'] as const) {
        const [one, other] = [await indexed[list]({ limit: 200 }), await plain[list]()];
        expect([one.from, other.from]).to.deep.equal(['indexer', 'chain']);
        // Where a row was read is the only difference.
        const bare = (items: object[]) => items.map((item) => ({ ...item, readSlot: '', finalized: false }));
        expect(bare(one.items)).to.have.deep.members(bare(other.items));
        expect(one.items.length).to.be.at.least(1);
      }
    });

    it('falls back to the chain when nobody answers, when it is garbled, too long, or behind', async () => {
      const { connection } = market.world;
      const of = (indexer: IndexerOptions, mostLag = 1_000) => marketReader({ connection, indexer, mostLag }).members();
      expect((await of({ url: 'http://127.0.0.1:1' })).from).to.equal('chain');
      expect((await of({ url }, -1_000)).from).to.equal('chain');
      expect((await of({ url, maxBytes: 10 })).from).to.equal('chain');
      expect((await of({ url, fetch: () => Promise.resolve(new Response('<html>')) })).from).to.equal('chain');
      const redirect = () => Promise.resolve(new Response(null, { status: 302, headers: { location: 'http://x/' } }));
      expect((await of({ url, fetch: redirect })).from).to.equal('chain');
      const wrong = await marketReader({ connection, indexer: { url } })
        .tasks({ cursor: 'AAAA' })
        .catch((error: Error) => error.name);
      expect(wrong).to.equal('BadCursor');
    });

    it('sends public filters and nothing else, and takes no address with a password', async () => {
      const index = indexerReader({ url, fetch: spy });
      const wallet = PublicKey.default.toBase58();
      expect(
        (await index.get('listLicences', { path: { holder: wallet }, query: { limit: 1 } })).data.items,
      ).to.deep.equal([]);
      expect(asked.map((one) => one.url)).to.deep.equal([`${url}/wallets/${wallet}/licences?limit=1`]);
      expect(asked[0]?.init).to.include({
        method: 'GET',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
      });
      expect(asked[0]?.init).not.to.have.property('body');
      for (const bad of ['http://me:secret@127.0.0.1/', 'file:///etc/passwd', 'x', `${url}/?key=1`])
        expect(() => indexerReader({ url: bad })).to.throw(/no address of an indexer/);
    });
  });

  it('a PostgreSQL server answers word for word the same, and its readers can not write', async function () {
    const server: Server | undefined = await startPostgres();
    if (server === undefined) return this.skip();
    const url = await server.database();
    const served = await readInto(market.world, await openPostgres(url));
    const readers = openReaders(url, 2);
    const other = await createServer({ db: readers, perMinute: 0, now: () => 0 });
    try {
      for (const path of ['/tasks', '/members', '/datasets', '/prices', '/resale', '/feed?limit=200&names=settle']) {
        const strip = (body: string): string => body.replace(/"(readSlot|seq|last|next|cursor)":("[^"]*"|null)/g, '');
        expect(strip((await other.inject(path)).body)).to.equal(strip((await get(path)).body));
      }
      const failed = await readers.query('delete from member').catch((error: { code?: string }) => error.code);
      expect(failed).to.equal('25006');
    } finally {
      await other.close();
      await readers.close();
      await served.source.close();
      await served.db.close();
      await server.stop();
    }
  });

  it('an index that is empty says so', async () => {
    const empty = await openPglite();
    await migrate(empty);
    const early = await createServer({ db: empty });
    expect((await early.inject('/health')).json<{ error: string }>().error).to.equal('NotReady');
    expect((await early.inject('/tasks')).json<Listed>()).to.deep.equal({ items: [], next: null });
    await early.close();
    await empty.close();
  });
});
