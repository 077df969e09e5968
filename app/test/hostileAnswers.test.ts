import { gzipSync } from 'node:zlib';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { published, type Market } from '../../bots/test/support/market.ts';
import { openSite, type Site } from './support/browser.ts';
import { canary } from './support/hostile.ts';
import { aLiar, endless, json, type Answer, type Liar } from './support/hostileServer.ts';

const KEY = '11111111111111111111111111111111';
const ROW = {
  ...{ address: KEY, requester: KEY, domain: 0, level: 0, method: 0, classes: 2, items: 10, price: '1', bond: '1' },
  ...{ reviewFee: '0', private: false, hasGold: false, claimMode: 0, minStake: '0', cancelled: false },
  ...{ endsAt: '9999999999', escrow: '1', funded: '1', paid: '0', answers: '0', accepted: '0', itemsSettled: '0' },
  ...{ panelsSettled: 0, pages: 1, seats: 0, rulesId: 'a'.repeat(43), rulesHash: 'ab'.repeat(32), readSlot: '1' },
  ...{ finalized: true, title: 'Told by the index' },
};
const list = (...items: unknown[]): Answer => json({ items, next: null });
/** Whatever a browser says of an answer it was refused. */
const REFUSED = /net::|status of|CORS|Failed to load|ERR_/;

describe('those who answer pages', function () {
  this.timeout(180_000);
  let site: Site;
  let gateway: Liar;
  let indexer: Liar;
  let inner: Liar;
  let market: Market;
  before(async () => {
    [gateway, indexer, inner] = await Promise.all([aLiar(), aLiar(), aLiar()]);
    const other = { gateways: [gateway.url], indexer: indexer.url };
    site = await openSite({ Ann: Keypair.generate() }, undefined, other);
    market = await published(site.world, site.arweave, { rules: { title: 'The right title' } });
  });
  after(async () => {
    await site.stop();
    await Promise.all([gateway, indexer, inner].map((one) => one.stop()));
  });
  const open = async (path: string) => {
    // The browser names where a redirect leads, and asks nobody there: the one inside counts who comes.
    const found = await canary(site, [gateway.url, indexer.url, inner.url, 'file:///']);
    await found.page.goto(`${site.url}${path}`);
    return found;
  };
  /** The gateway as it should be, in front of the Arweave of the test. */
  const honest: Answer = (response, request) =>
    void fetch(`${site.arweave}${request.url}`, { redirect: 'follow' }).then(async (found) => {
      response.writeHead(found.status).end(Buffer.from(await found.arrayBuffer()));
    });

  describe('a gateway', () => {
    const lies: [string, Answer][] = [
      [
        '149] a bomb of gzip',
        (to) => void to.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64_000_000))),
      ],
      ['149] a body without an end', endless],
      ['149] a length that is not true', (to) => void to.writeHead(200, { 'content-length': '99999999999' }).end('x')],
      [
        '148] a way to the inner network',
        (to) => void to.writeHead(302, { location: `${inner.url}/latest/meta-data` }).end(),
      ],
      ['148] a way to a file', (to) => void to.writeHead(302, { location: 'file:///etc/passwd' }).end()],
      ['148] a way to itself', (to, { url }) => void to.writeHead(302, { location: url }).end()],
      [
        '141] a page',
        (to) => void to.writeHead(200, { 'content-type': 'text/html' }).end('<script>globalThis.pwned=1</script>'),
      ],
      [
        '140] a drawing',
        (to) => void to.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg onload="globalThis.pwned=1"/>'),
      ],
      ['151] JSON a million deep', json('['.repeat(1_000_000))],
      ['151] other rules than were agreed to', json('{"title":"Send me your phrase","__proto__":{"admin":1}}')],
      ['135] nothing at all', (to) => void to.writeHead(200).end()],
      [
        '135] an end in the middle',
        (to) => {
          to.writeHead(200, { 'content-length': '100' });
          to.write('{');
          to.destroy();
        },
      ],
    ];
    for (const [name, lie] of lies)
      it(`[attack ${name}`, async () => {
        gateway.does(lie);
        const { page, calm } = await open(`/tasks/${market.task.toBase58()}`);
        await page.getByRole('alert').first().waitFor();
        await calm(REFUSED);
        expect(inner.asked, 'whom only a server may ask').to.deep.equal([]);
        expect(await page.getByText('Send me your phrase').count()).to.equal(0);
        // The same page shows it as soon as somebody tells the truth.
        gateway.does(honest);
        await page.getByRole('button', { name: 'Try again' }).first().click();
        await page.getByRole('heading', { level: 1, name: 'The right title' }).waitFor();
        await calm(REFUSED);
      });
  });

  describe('an indexer: the list comes from the chain instead', () => {
    before(() => gateway.does(honest));
    const lies: [string, Answer][] = [
      ['markup where an address should be', list({ ...ROW, address: '<img src=x onerror=globalThis.pwned=1>' })],
      ['an address that is a script', list({ ...ROW, address: 'javascript:alert(1)' })],
      ['an amount that is no number', list({ ...ROW, price: 'NaN' })],
      ['an amount of 300 digits', list({ ...ROW, price: '9'.repeat(300) })],
      ['a number as a text', list({ ...ROW, items: '10' })],
      ['nothing in a row', list(null)],
      ['an object for a text', list({ ...ROW, title: { toString: 'x' } })],
      ['no list', json({ items: { length: 9 }, next: null })],
      ['keys that every object has', json(`{"__proto__":{"items":[],"next":null,"admin":1}}`)],
      ['200,000 rows', json(`{"items":[${Array(200_000).fill('0').join()}],"next":null}`)],
      ['JSON a million deep', json('['.repeat(1_000_000))],
      [
        'a page',
        (to) => void to.writeHead(200, { 'content-type': 'text/html' }).end('<script>globalThis.pwned=1</script>'),
      ],
      ['a body without an end', endless],
      [
        'a bomb of gzip',
        (to) => void to.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64_000_000))),
      ],
      ['a way to the inner network', (to) => void to.writeHead(302, { location: inner.url }).end()],
      ['an error with markup in its name', (to) => void to.writeHead(500).end('{"error":"<b>","message":"<b>"}')],
    ];
    for (const [name, lie] of lies)
      it(`[attack 135] ${name}`, async () => {
        indexer.does(lie);
        const { page, calm } = await open('/tasks');
        await page.getByRole('heading', { name: 'The right title' }).waitFor();
        await page
          .getByText(/1 of 1|1 open task/)
          .or(page.getByRole('status'))
          .first()
          .waitFor();
        expect(await page.getByRole('article').count()).to.equal(1);
        await calm(REFUSED);
        expect(inner.asked).to.deep.equal([]);
      });

    it('[attack 135] the same row a hundred times is one, with the title as text', async () => {
      const title = '<script>globalThis.pwned=1</script>';
      indexer.does(list(...Array.from({ length: 100 }, () => ({ ...ROW, title }))));
      const { page, calm } = await open('/tasks');
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await page.getByRole('article').count()).to.equal(1);
      await calm(REFUSED);
    });

    it('[attack 135] figures that are none are left out of the first page', async () => {
      indexer.does(json({ openTasks: '<b>', members: 0.5, datasets: null, licences: [], paid: 'many' }));
      const { page, calm } = await open('/');
      await page
        .getByText(/figures/i)
        .first()
        .waitFor();
      await page.locator('section[aria-labelledby="figures"] p').waitFor();
      await calm(REFUSED);
    });

    it('[attack 135] a list of offers that never ends is left for the chain', async () => {
      indexer.does((to, { url }) => json({ items: [], next: 'again' })(to, { url } as never));
      const { page, calm } = await open('/datasets');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page
        .getByText(/Nobody has published/)
        .first()
        .waitFor();
      await calm(REFUSED);
    });
  });

  describe('a node of the chain', () => {
    before(() => indexer.does((to) => void to.writeHead(404).end('{"error":"NotFound"}')));
    const results: [string, unknown][] = [
      ['markup', '<script>globalThis.pwned=1</script>'],
      ['nothing', null],
      ['a number no machine has', 1e300],
      ['keys that every object has', JSON.parse('{"__proto__":{"admin":1},"value":{"__proto__":{"admin":1}}}')],
      ['a list of nothing', Array(10_000).fill(null)],
      [
        'an account of somebody else',
        {
          context: { slot: 1 },
          value: { data: ['AAAA', 'base64'], owner: KEY, lamports: 1, executable: false, rentEpoch: 0, space: 3 },
        },
      ],
    ];
    for (const [name, result] of results)
      it(`[attack 135] answers everything with ${name}: pages say so and go on`, async () => {
        const { page, calm } = await canary(site, [gateway.url, indexer.url]);
        await page.route(`${site.world.chain.rpcUrl}/**`, (route) => {
          const { id } = route.request().postDataJSON() as { id: unknown };
          return route.fulfill({ json: { jsonrpc: '2.0', id, result } });
        });
        for (const path of ['/tasks', `/tasks/${market.task.toBase58()}`, `/explore/${market.task.toBase58()}`]) {
          await page.goto(`${site.url}${path}`);
          await page
            .getByRole('alert')
            .or(page.getByRole('heading', { level: 1 }))
            .first()
            .waitFor();
          await calm(REFUSED);
        }
      });

    it('[attack 135] [attack 156] of another chain is told on every page', async () => {
      const { page, calm } = await canary(site, [gateway.url, indexer.url]);
      const hash = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d';
      await page.route(`${site.world.chain.rpcUrl}/**`, (route) => {
        const { id, method } = route.request().postDataJSON() as { id: unknown; method: string };
        return method === 'getGenesisHash'
          ? route.fulfill({ json: { jsonrpc: '2.0', id, result: hash } })
          : route.continue();
      });
      await page.goto(`${site.url}/tasks`);
      await page.getByRole('alert').getByText('belongs to another chain').waitFor();
      await calm(REFUSED);
    });
  });
});
