import { createBrotliCompress, createGzip, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import type { PublicKey } from '@solana/web3.js';
import { published, type Market } from '../../bots/test/support/market.ts';
import { aMember } from '../../tests/support/build.ts';
import { openSite, type Site } from './support/browser.ts';
import { publishedData } from './support/datasets.ts';
import { canary } from './support/hostile.ts';
import { aLiar, type Answer, type Liar } from './support/hostileServer.ts';

const MB = 1_000_000;
/** Whatever a browser says of an answer it was refused. */
const REFUSED = /net::|status of|Failed to load|ERR_/;
/** Adds up what pages read of answers: unpacked bytes. */
const COUNTS = `globalThis.unpacked = 0;
  const read = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const next = await read.call(this);
    globalThis.unpacked += next.value?.length ?? 0;
    return next;
  };`;

/** Zeros without holding them. */
const zeros = (bytes: number): Readable =>
  Readable.from(
    (function* () {
      const piece = Buffer.alloc(MB);
      for (let at = 0; at < bytes; at += piece.length) yield piece;
    })(),
  );
const all = async (stream: NodeJS.ReadableStream): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

describe('answers of gateways that grow, or never come', function () {
  this.timeout(300_000);
  let site: Site;
  let gateway: Liar;
  let market: Market;
  let dataset: PublicKey;
  let bombs: { gzip: Buffer; twice: Buffer; brotli: Buffer };
  before(async () => {
    gateway = await aLiar();
    site = await openSite({ Ann: Keypair.generate() }, undefined, { gateways: [gateway.url] });
    const { world, arweave } = site;
    market = await published(world, arweave, { rules: { title: 'The right title' } });
    const pro = await aMember(world, 'Pro', 0n);
    ({ dataset } = await publishedData(world, arweave, pro, { plain: Buffer.from('x'), nonce: 1n }));
    const gzip = await all(zeros(1_000 * MB).pipe(createGzip({ level: 9 })));
    const brotli = await all(zeros(2_000 * MB).pipe(createBrotliCompress()));
    bombs = { gzip, twice: gzipSync(gzip, { level: 9 }), brotli };
  });
  after(async () => {
    await site.stop();
    await gateway.stop();
  });

  const honest: Answer = (response, request) =>
    void fetch(`${site.arweave}${request.url}`, { redirect: 'follow' }).then(async (found) => {
      response.writeHead(found.status).end(Buffer.from(await found.arrayBuffer()));
    });
  /** Packed; no page is told that it is, so only the count of what comes out can stop it. */
  const packed =
    (encoding: string, body: () => Buffer): Answer =>
    (response) => {
      response.removeHeader('access-control-expose-headers');
      response.writeHead(200, { 'content-encoding': encoding }).end(body());
    };
  const trickle: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 300);
    response.on('close', () => clearInterval(timer));
  };
  const lies: [string, Answer, RegExp][] = [
    ['149] 1 MB of gzip that unpacks to 1 GB', packed('gzip', () => bombs.gzip), /sends more than \d+ bytes/],
    [
      '149] 5 KB of gzip in gzip that unpack to 1 GB',
      packed('gzip, gzip', () => bombs.twice),
      /sends more than \d+ bytes/,
    ],
    ['149] 3 KB of brotli that unpack to 2 GB', packed('br', () => bombs.brotli), /sends more than \d+ bytes/],
    ['149] what says it is gzip and is not', packed('gzip', () => Buffer.alloc(5_000, 0x41)), /breaks off|try another/],
    [
      '149] more than its length says',
      (to) => void to.writeHead(200, { 'content-length': '3' }).end('abc'),
      /other bytes than were committed to/,
    ],
    ['135] a byte now and then', trickle, /too slow/],
    ['135] no word at all', () => undefined, /too slow/],
    [
      '135] a head and nothing behind it',
      (to) => {
        to.writeHead(200);
        to.flushHeaders();
      },
      /too slow/,
    ],
  ];
  for (const [kind, where, most] of [
    ['rules of a task', () => `/tasks/${market.task.toBase58()}`, 2],
    ['card of a dataset', () => `/datasets/${dataset.toBase58()}`, 16],
  ] as const)
    for (const [name, lie, why] of lies)
      it(`[attack ${name}, for the ${kind}`, async () => {
        gateway.does(lie);
        const { page, calm } = await canary(site, [gateway.url]);
        await page.addInitScript({ content: COUNTS });
        await page.goto(`${site.url}${where()}`);
        await page.getByRole('alert').getByText(why).waitFor();
        // The limit each time somebody asks (a card up to three times), and the piece that went over it.
        expect(await page.evaluate<number>('globalThis.unpacked')).to.be.at.most(most * 1_048_576);
        // Whoever reads on is not held up.
        await page.getByRole('link', { name: 'Tagger', exact: true }).focus();
        await calm(REFUSED);
        gateway.does(honest);
        await page.reload();
        await page.getByRole('heading', { level: 1, name: /The right title|Cats and dogs/ }).waitFor();
        await calm(REFUSED);
      });

  it('[attack 149] the bombs are as small as they should be', () => {
    expect(bombs.gzip.length).to.be.below(1_100_000);
    expect(bombs.twice.length).to.be.below(6_000);
    expect(bombs.brotli.length).to.be.below(4_000);
  });
});
