import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { Texts } from '../src/api/texts.ts';
import type { Db } from '../src/db/db.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPglite } from '../src/db/pglite.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const sha = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

describe('texts for search', function () {
  this.timeout(300_000);
  let db: Db;
  let server: Server;
  let host: string;
  let answer: { status: number; body: Buffer; headers?: Record<string, string> };
  const asked: string[] = [];

  /** A task whose rules are at `id` and hash to what `rules` is. */
  const task = async (address: string, id: Buffer, hash: Buffer): Promise<void> => {
    const columns = await db.query<{ name: string; type: string }>(
      "select column_name as name, data_type as type from information_schema.columns where table_name = 'task'",
    );
    const values: Record<string, string> = {
      address: `'${address}'`,
      rules_id: `'\\x${id.toString('hex')}'`,
      rules_hash: `'\\x${hash.toString('hex')}'`,
    };
    const empty: Record<string, string> = { text: "'x'", bytea: "'\\x00'", jsonb: "'{}'" };
    const row = columns.map(({ name, type }) => values[name] ?? empty[type] ?? '0');
    await db.exec(`insert into task (${columns.map(({ name }) => name).join(', ')}) values (${row.join(', ')})`);
  };

  before(async () => {
    db = await openPglite();
    await migrate(db);
    server = createServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await db.close();
  });
  beforeEach(() => db.exec('delete from task; delete from document'));
  const texts = (options: Partial<ConstructorParameters<typeof Texts>[0]> = {}) =>
    new Texts({ db, gateways: [`http://${host}`], allow: [host], ...options });
  const documents = () => db.query<{ title: string; body: string }>('select title, body from document');
  const id = Buffer.alloc(32, 7);

  it('are read by id, checked by hash, and found by their words', async () => {
    const body = bytes(JSON.stringify({ title: 'Dogs\u0000 of Lisbon', instructions: 'No wolves.', classes: ['dog'] }));
    await task('A', id, sha(body));
    answer = { status: 200, body };
    expect(await texts().fill()).to.equal(1);
    expect(asked.at(-1)).to.equal(`/raw/${id.toString('base64url')}`);
    expect(await documents()).to.deep.equal([{ title: 'Dogs  of Lisbon', body: 'No wolves.\ndog' }]);
    expect(await texts().fill()).to.equal(0);
  });

  it('[attack 147] [attack 148] [attack 151] what is other than committed, redirected, private, deep or too long is not kept, and not asked for again at once', async () => {
    const rules = bytes('{"title":"x"}');
    const deep = bytes(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    const long = Buffer.alloc(300 * 1024, 32);
    const cases: [typeof answer, Buffer, object?][] = [
      [{ status: 200, body: bytes('{"title":"y"}') }, sha(rules)],
      [{ status: 302, body: rules, headers: { location: '/raw/other' } }, sha(rules)],
      [{ status: 302, body: rules, headers: { location: 'http://169.254.169.254/' } }, sha(rules)],
      [{ status: 200, body: deep }, sha(deep)],
      [{ status: 200, body: long }, sha(long)],
      [{ status: 200, body: bytes('{"title":"a","title":"b"}') }, sha(bytes('{"title":"a","title":"b"}'))],
      [{ status: 404, body: rules }, sha(rules)],
      // The operator did not say that this gateway may be private.
      [{ status: 200, body: rules }, sha(rules), { allow: [] }],
    ];
    for (const [given, hash, options] of cases) {
      await db.exec('delete from task');
      await task('A', id, hash);
      answer = given;
      const before = asked.length;
      const own = texts(options);
      expect(await own.fill()).to.equal(0);
      expect(await own.fill()).to.equal(0);
      expect(asked.length - before).to.be.at.most(1);
      expect(await documents()).to.deep.equal([]);
    }
  });
});
