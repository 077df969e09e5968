import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { createServer } from '../src/api/server.ts';
import type { Db } from '../src/db/db.ts';
import { openPglite } from '../src/db/pglite.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { backoff, Deliverer, GIVE_UP_MS, type DeliverOptions } from '../src/hooks/deliver.ts';
import { webhookRoutes } from '../src/hooks/routes.ts';
import { Subscriptions } from '../src/hooks/subscriptions.ts';
import { checkTarget, poster } from '../src/hooks/target.ts';
import { migrate } from '../src/db/migrate.ts';
import { fed, feed, TASK } from './support/fed.ts';
import { wipe } from './support/index.ts';
import { startPostgres } from './support/postgres.ts';
import { run } from './support/program.ts';
import { cleanUp } from './support/folders.ts';

interface Heard {
  headers: IncomingMessage['headers'];
  body: string;
}

/** A receiver of webhooks on this machine. */
class Receiver {
  readonly heard: Heard[] = [];
  private answers: (number | 'hang' | 'redirect')[] = [];
  private server!: Server;
  host = '';

  async start(): Promise<void> {
    this.server = createHttp((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        this.heard.push({ headers: request.headers, body });
        const answer = this.answers.shift() ?? 200;
        if (answer === 'hang') return;
        if (answer === 'redirect') response.setHeader('location', 'http://169.254.169.254/latest/meta-data');
        response.statusCode = answer === 'redirect' ? 307 : answer;
        response.end('x'.repeat(100_000));
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}/hook`;
  }

  then(...answers: (number | 'hang' | 'redirect')[]): void {
    this.answers = answers;
  }

  get ids(): string[] {
    return this.heard.map(({ headers }) => String(headers['webhook-id']));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return (error as Error).name;
  }
};

describe('webhooks', function () {
  this.timeout(300_000);
  let db: Db;
  let receiver: Receiver;
  let now: number;

  const subscriptions = () => new Subscriptions(db, { allow: [receiver.host] });
  const deliverer = (options: Partial<DeliverOptions> = {}) =>
    new Deliverer({ db, allow: [receiver.host], clock: () => now, random: () => 1, patienceMs: 200, ...options });
  before(async () => {
    db = await openPglite();
  });
  after(() => db.close());
  beforeEach(async () => {
    now = Date.now();
    await migrate(db);
    await wipe(db);
    await fed(3, db);
    receiver = new Receiver();
    await receiver.start();
  });
  afterEach(() => receiver.stop());

  it('are signed, numbered as the feed, final only, in order', async () => {
    const { secret } = await subscriptions().add({ url: receiver.url, after: 1n });
    await feed(db, 2, 'confirmed');
    await feed(db, 60);
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['2', '3', ...numbers(6, 65)]);
    const [first] = receiver.heard;
    const message = new Webhook(secret).verify(first?.body ?? '', first?.headers as Record<string, string>);
    expect(message).to.deep.include({ type: 'settle.finalized' });
    expect((message as { data: { seq: string; task: string } }).data).to.include({ seq: '2', task: TASK });
    const forged = (first?.body ?? '').replace('settle', 'collect');
    expect(refusal(() => new Webhook(secret).verify(forged, first?.headers as Record<string, string>))).not.to.equal(
      'nothing',
    );
  });

  it('tell only what was asked for, and do not look through the rest again', async () => {
    const hook = await subscriptions().add({ url: receiver.url, names: ['collect'], task: TASK, after: 0n });
    await feed(db, 1, 'finalized', 'collect');
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['4']);
    await feed(db, 5);
    await deliverer().turn();
    expect((await subscriptions().get(hook.id)).seq).to.equal(9n);
  });

  it('a receiver that fails is asked again later, and hears nothing else before', async () => {
    const { id } = await subscriptions().add({ url: receiver.url, after: 0n });
    receiver.then(200, 500, 'hang');
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['1', '2']);
    await deliverer().turn();
    expect(receiver.ids).to.have.length(2);
    now += 5_001;
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['1', '2', '2']);
    expect((await subscriptions().get(id)).attempts).to.equal(2);
    now += 10_001;
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['1', '2', '2', '2', '3']);
    expect((await subscriptions().get(id)).attempts).to.equal(0);
  });

  it('backs off from seconds to an hour, half of it by chance', () => {
    expect([1, 2, 3, 10, 11, 50].map((attempts) => backoff(attempts, 1) / 1_000)).to.deep.equal([
      5, 10, 20, 2_560, 3_600, 3_600,
    ]);
    expect(backoff(3, 0)).to.equal(10_000);
  });

  it('what nobody took for a day is given up, and told when it is asked for again', async () => {
    const { id } = await subscriptions().add({ url: receiver.url, after: 0n });
    receiver.then(503, 503);
    await deliverer().turn();
    now += GIVE_UP_MS;
    await deliverer().turn();
    // The first was given up at its second try, the others were told.
    expect(receiver.ids).to.deep.equal(['1', '1', '2', '3']);
    expect((await subscriptions().get(id)).dead).to.equal(1n);
    expect(await subscriptions().replay(id)).to.equal(1);
    await deliverer().turn();
    expect(receiver.ids.at(-1)).to.equal('1');
    expect((await subscriptions().get(id)).dead).to.equal(0n);
  });

  it('a receiver that is gone for good is left alone until it is asked for again', async () => {
    const { id } = await subscriptions().add({ url: receiver.url, after: 2n });
    receiver.then(410);
    await deliverer().turn();
    expect((await subscriptions().get(id)).paused).to.equal(true);
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['3']);
    await subscriptions().replay(id);
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['3', '3']);
  });

  it('[attack 147] go to public https addresses only', async () => {
    for (const url of [
      'http://example.com/',
      'https://127.0.0.1/',
      'https://10.1.2.3/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[fd00::1]/',
      'https://0x7f000001/',
      'https://2130706433/',
      'https://user:password@example.com/',
      'https://example.com/#x',
      'ftp://example.com/',
      'file:///etc/passwd',
      'gopher://example.com/',
      'x',
      `https://example.com/${'a'.repeat(3_000)}`,
    ])
      expect(
        refusal(() => checkTarget(url)),
        url,
      ).to.equal('BadRequest');
    expect(refusal(() => checkTarget('https://example.com/hook?a=b'))).to.equal('nothing');
    expect(refusal(() => checkTarget(receiver.url))).to.equal('BadRequest');
  });

  it('[attack 148] a name that resolves into the own network, first or later, is not connected to', async () => {
    let asked = 0;
    const answers = [['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['169.254.169.254'], ['::1']];
    const post = poster({
      patienceMs: 2_000,
      lookup: (_, __, done) => {
        const addresses = answers[asked] ?? [];
        asked += 1;
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      },
    });
    for (const _ of answers) {
      const failed = await post(`https://rebound.example:${receiver.host.split(':')[1]}/`, {}, '{}').catch(
        (error: Error) => error.name,
      );
      expect(failed).to.equal('PrivateAddress');
    }
    expect(asked).to.equal(answers.length);
    // A redirect is a failure like any other, and nobody follows it.
    await subscriptions().add({ url: receiver.url, after: 2n });
    receiver.then('redirect');
    await deliverer().turn();
    expect(receiver.ids).to.deep.equal(['3']);
    expect((await subscriptions().list())[0]?.attempts).to.equal(1);
  });

  it('[attack 146] are managed over HTTP by whoever has the token, and never show a secret again', async () => {
    const token = 'a token of more than enough characters';
    const app = await createServer({ db, more: (own) => webhookRoutes(own, subscriptions(), token) });
    const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, bearer = token) =>
      app.inject({
        method,
        url,
        payload,
        headers: { authorization: `Bearer ${bearer}`, origin: 'https://evil.example' },
      });
    expect((await ask('GET', '/admin/webhooks', undefined, 'guess')).statusCode).to.equal(401);
    expect((await app.inject('/admin/webhooks')).json<{ error: string }>().error).to.equal('NotAllowed');
    const made = await ask('POST', '/admin/webhooks', { url: receiver.url, names: ['settle'], after: '0' });
    expect(made.statusCode).to.equal(201);
    const { id, secret } = made.json<{ id: string; secret: string }>();
    expect(secret).to.match(/^whsec_/);
    const listed = await ask('GET', '/admin/webhooks');
    expect(listed.body).to.include(id).and.not.include(secret);
    expect(listed.headers['access-control-allow-origin']).to.equal(undefined);
    expect(
      (await ask('POST', '/admin/webhooks', { url: 'https://10.0.0.1/' })).json<{ error: string }>().error,
    ).to.equal('BadRequest');
    expect((await ask('POST', '/admin/webhooks', { url: receiver.url, role: 'admin' })).statusCode).to.equal(400);
    expect((await ask('POST', `/admin/webhooks/${id}/replay`)).json()).to.deep.equal({ again: 0 });
    expect((await ask('DELETE', `/admin/webhooks/${id}`)).statusCode).to.equal(204);
    expect((await ask('DELETE', `/admin/webhooks/${id}`)).statusCode).to.equal(404);
    await app.close();
  });

  it('one that is killed between telling and writing it down tells again: never not at all, never out of order', async () => {
    await subscriptions().add({ url: receiver.url, after: 0n });
    await feed(db, 20);
    for (let life = 0; life < 6; life += 1) {
      let left = 4;
      const dying: Db = {
        ...db,
        query: (sql, params) => {
          // What was sent is not written down: the process is dead by then.
          if (sql.includes('update webhook set seq')) {
            left -= 1;
            if (left === 0) return Promise.reject(new Error('killed'));
          }
          return db.query(sql, params);
        },
      };
      await deliverer({ db: dying })
        .turn()
        .catch((error: Error) => expect(error.message).to.equal('killed'));
    }
    await deliverer().turn();
    const known = new Set<string>();
    const firsts = receiver.ids.filter((id) => !known.has(id) && known.add(id));
    expect(firsts).to.deep.equal(numbers(1, 23));
    expect(receiver.ids.length).to.be.within(24, 30);
    receiver.ids.forEach((id, at) => expect(Number(id) - Number(receiver.ids[at - 1] ?? 0)).to.be.within(0, 1));
  });

  it('the command subscribes, lists, replays and removes', async () => {
    const dir = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-hooks-')));
    await (await fed(1, await openPglite(dir))).close();
    const settings = { TAGGER_INDEXER_DATABASE: dir, TAGGER_INDEXER_RPC: 'http://127.0.0.1:1' };
    const hook = (...args: string[]) => run(['hook', ...args], settings);
    expect((await hook('add', '--url', receiver.url)).stderr).to.match(/^BadRequest: /);
    const added = await hook('add', '--url', 'https://example.com/hook', '--names', 'settle,collect');
    const { id } = JSON.parse(added.stdout) as { id: string };
    const listed = JSON.parse((await hook('list')).stdout) as Record<string, unknown>;
    expect(listed).to.include({ id, url: 'https://example.com/hook', seq: '1' });
    expect(listed).not.to.have.property('secret');
    expect((await hook('replay', id)).stdout).to.equal('{"again":0}\n');
    expect((await hook('remove', id)).code).to.equal(0);
    expect((await hook('list')).stdout).to.equal('');
    rmSync(dir, { recursive: true, force: true });
  });

  it('a PostgreSQL server keeps them too', async function () {
    const server = await startPostgres();
    if (server === undefined) return this.skip();
    const served = await fed(3, await openPostgres(await server.database()));
    const hooks = new Subscriptions(served, { allow: [receiver.host] });
    const { id } = await hooks.add({ url: receiver.url, names: ['settle'], after: 1n });
    await new Deliverer({ db: served, allow: [receiver.host] }).turn();
    expect(receiver.ids).to.deep.equal(['2', '3']);
    expect(await hooks.get(id)).to.include({ seq: 3n, paused: false });
    await served.close();
    await server.stop();
  });
});
