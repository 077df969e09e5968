import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { FastifyInstance } from 'fastify';
import { createServer } from '../src/api/server.ts';
import type { Db } from '../src/db/db.ts';
import { fed, feed, TASK } from './support/fed.ts';

/** Reads events of a stream until there are `count`. */
async function events(url: string, count: number, headers: Record<string, string> = {}): Promise<string[]> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (response.status !== 200) return [((await response.json()) as { error: string }).error];
  let text = '';
  const ids = (): string[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => String(id));
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(part).toString();
    if (ids().length >= count && (count > 0 || text.includes(': here'))) break;
  }
  abort.abort();
  return ids();
}

describe('the feed as a stream', function () {
  this.timeout(300_000);
  let db: Db;
  let app: FastifyInstance;
  let url: string;
  before(async () => {
    db = await fed(700);
    app = await createServer({ db, perMinute: 0, streams: { most: 2, pollMs: 5, heartbeatMs: 20 } });
    await app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/feed/stream`;
  });
  after(async () => {
    await app.close();
    await db.close();
  });
  const numbers = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

  it('tells everything behind the last event a client saw, once and in order, then what comes', async () => {
    expect(await events(url, 690, { 'last-event-id': '10' })).to.deep.equal(numbers(11, 700));
    const waiting = events(`${url}?task=${TASK}&after=699`, 4);
    await feed(db, 3, 'confirmed');
    await feed(db, 3);
    expect(await waiting).to.deep.equal(['700', '704', '705', '706']);
    expect(await events(`${url}?state=any&after=700`, 6)).to.deep.equal(numbers(701, 706));
  });

  it('shows that it lives while nothing happens', async () => {
    expect(await events(url, 0)).to.deep.equal([]);
  });

  it('takes no more clients than it said, and lets others in when one leaves', async () => {
    const leave = new AbortController();
    // Those of the tests before may still be on their way out.
    for (let held = 0; held < 2;) if ((await fetch(url, { signal: leave.signal })).status === 200) held += 1;
    expect(await events(url, 1)).to.deep.equal(['TooManyStreams']);
    leave.abort();
    let found = await events(`${url}?after=705`, 1);
    while (found[0] === 'TooManyStreams') found = await events(`${url}?after=705`, 1);
    expect(found).to.deep.equal(['706']);
  });

  it('refuses a place that is none', async () => {
    expect(await events(url, 1, { 'last-event-id': '1; drop table feed' })).to.deep.equal(['BadCursor']);
    expect(await events(`${url}?after=x`, 1)).to.deep.equal(['BadFilter']);
  });
});
