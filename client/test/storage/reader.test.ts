import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { reader, type Expected, type Patience, type Reader } from '@tagger/client/storage';
import { fileSink } from '@tagger/client/storage/node';
import { redirectTarget } from '../../src/storage/gateway.ts';
import { dribbles, endless, redirects, sends, serve, silent, stopAll, type Answer } from './support/hostile.ts';
import { refusal } from './support/refusal.ts';

const ID = 'x'.repeat(42) + 'w';
const DATA = randomBytes(100_000);
const hashOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const EXPECTED: Expected = { sha256: hashOf(DATA), maxBytes: 200_000 };
/** Short, so that tests of waiting are quick. */
const PATIENCE: Patience = { graceMs: 300, bytesPerSecond: 1_000_000 };

const from = async (...answers: Answer[]): Promise<Reader> =>
  reader({ gateways: await Promise.all(answers.map(serve)), patience: PATIENCE });
const nameOf = async (answers: Answer[], expected: Expected = EXPECTED): Promise<string> =>
  (await refusal((await from(...answers)).get(ID, expected))).name;
const honest = sends(DATA);
const twisted = Buffer.from(DATA);
twisted[99_999] = (twisted[99_999] ?? 0) ^ 1;

describe('reading from gateways', () => {
  afterEach(stopAll);

  it('asks for /raw/ID, or where the gateway keeps its items', async () => {
    const asked: (string | undefined)[] = [];
    const listening: Answer = (request, response) => {
      asked.push(request.url);
      response.end(DATA);
    };
    const address = await serve(listening);
    for (const gateway of [address, `${address}/`, `${address}/{id}`])
      expect((await reader({ gateways: [gateway] }).get(ID, EXPECTED)).bytes).to.deep.equal(new Uint8Array(DATA));
    expect(asked).to.deep.equal([`/raw/${ID}`, `/raw/${ID}`, `/${ID}`]);
  });

  it('goes on to the next gateway whatever the first does, and reads 100,000 right bytes', async () => {
    const bad: Answer[] = [
      sends(twisted),
      sends(DATA.subarray(1)),
      endless({ bytes: 0 }),
      silent,
      dribbles(20),
      redirects('http://127.0.0.1:1/'),
      (_, response) => response.writeHead(500).end(),
      (request) => request.socket.destroy(),
      (_, response) => response.writeHead(200, { 'content-length': '100000' }).write('x', () => response.destroy()),
      sends(gzipSync(DATA), { 'content-encoding': 'gzip' }),
    ];
    for (const answer of bad) {
      const { bytes } = await (await from(answer, honest)).get(ID, EXPECTED);
      expect(Buffer.compare(bytes, DATA)).to.equal(0);
    }
  });

  it('wrong, too few and too many bytes, and a web page instead of data: PayloadTampered', async () => {
    expect(await nameOf([sends(twisted)])).to.equal('PayloadTampered');
    expect(await nameOf([sends(DATA.subarray(0, 99_999))])).to.equal('PayloadTampered');
    expect(await nameOf([sends(Buffer.concat([DATA, Buffer.from('!')]))])).to.equal('PayloadTampered');
    expect(await nameOf([sends(Buffer.from('<h1>Not found</h1>'), { 'content-type': 'text/html' })])).to.equal(
      'PayloadTampered',
    );
    expect(await nameOf([sends(DATA)], { ...EXPECTED, size: 100_001 })).to.equal('PayloadTampered');
  });

  it('[attack 149] reads no further than the limit, also when the gateway never ends', async () => {
    const sent = { bytes: 0 };
    expect(await nameOf([endless(sent)])).to.equal('PayloadTooLarge');
    // What the sockets of both sides buffer comes on top of the 200,000 bytes that may be read.
    expect(sent.bytes).to.be.below(8_000_000);
    expect(await nameOf([sends(DATA)], { ...EXPECTED, maxBytes: 99_999 })).to.equal('PayloadTooLarge');
    expect(await nameOf([honest], { ...EXPECTED, size: 200_001 })).to.equal('PayloadTooLarge');
    const boasting = sends(Buffer.alloc(0), { 'content-length': '200001' });
    expect(await nameOf([boasting])).to.equal('PayloadTooLarge');
  });

  it('[attack 149] never expands a compressed answer', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    const expected = { sha256: hashOf(Buffer.alloc(1_000_000)), maxBytes: 2_000_000 };
    expect(await nameOf([sends(bomb, { 'content-encoding': 'gzip' })], expected)).to.equal('GatewayFailed');
    const archive = gzipSync(DATA);
    const kept = await (await from(sends(archive))).get(ID, { sha256: hashOf(archive), maxBytes: 200_000 });
    expect(Buffer.compare(kept.bytes, archive)).to.equal(0);
  });

  it('leaves a gateway that is silent or dribbles: GatewayTimeout after 300 ms', async () => {
    for (const answer of [silent, dribbles(20)]) {
      const began = Date.now();
      expect(await nameOf([answer])).to.equal('GatewayTimeout');
      expect(Date.now() - began).to.be.within(290, 3_000);
    }
  });

  it('does not count the time its own reader takes', async () => {
    const stream = await (await from(honest)).stream(ID, EXPECTED);
    let size = 0;
    const chunks = stream.getReader();
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) {
      size += next.value.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(size).to.equal(100_000);
  });

  it('a stream ends with an error when the hash is wrong, after its bytes', async () => {
    const stream = await (await from(sends(twisted))).stream(ID, EXPECTED);
    let size = 0;
    const error = await refusal(
      (async () => {
        for await (const chunk of stream) size += chunk.length;
      })(),
    );
    expect([size, error.name]).to.deep.equal([100_000, 'PayloadTampered']);
  });

  it('fills a file from the second gateway and leaves nothing of the first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tagger-copy-'));
    const path = join(folder, 'payload');
    try {
      const error = await refusal((await from(sends(twisted))).copy(ID, EXPECTED, () => fileSink(path)));
      expect([error.name, readdirSync(folder)]).to.deep.equal(['PayloadTampered', []]);
      await (await from(sends(twisted), honest)).copy(ID, EXPECTED, () => fileSink(path));
      expect(readdirSync(folder)).to.deep.equal(['payload']);
      expect(Buffer.compare(readFileSync(path), DATA)).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells the worst of what gateways did, and all of it', async () => {
    const missing: Answer = (_, response) => response.writeHead(404).end();
    expect(await nameOf([missing, missing])).to.equal('PayloadMissing');
    const error = await refusal((await from(missing, sends(twisted), silent)).get(ID, EXPECTED));
    expect(error.name).to.equal('PayloadTampered');
    expect(error.message).to.match(/does not have the item.*served other bytes.*is too slow/);
  });

  it('[attack 147] asks for nothing that is not an id, and at nothing that is no web address', async () => {
    const storage = await from(honest);
    for (const id of ['', '../admin', `${'x'.repeat(43)}/..`, `${'x'.repeat(42)}%`, `@127.0.0.1/${'x'.repeat(43)}`])
      expect((await refusal(storage.get(id, EXPECTED))).name).to.equal('InvalidId');
    for (const gateway of ['file:///etc/passwd', 'gateway.example', 'ftp://a.example', 'http://me:pw@a.example', ''])
      expect(() => reader({ gateways: [gateway] })).to.throw('is no gateway');
    expect(() => reader({ gateways: [] })).to.throw('name at least one');
  });

  it('[attack 148] follows redirects to the gateway itself only: not to another port, host or scheme', async () => {
    const inner = await serve(honest);
    for (const location of [
      `${inner}/raw/${ID}`,
      'http://169.254.169.254/latest/',
      'file:///etc/passwd',
      '//[::1]/',
      '',
    ])
      expect(await nameOf([redirects(location)])).to.equal('GatewayRedirect');
    expect(await nameOf([(request, response) => redirects(request.url ?? '')(request, response)])).to.equal(
      'GatewayRedirect',
    );
    const moved: Answer = (request, response) =>
      request.url === '/moved' ? honest(request, response) : redirects('/moved', 307)(request, response);
    expect((await (await from(moved)).get(ID, EXPECTED)).bytes.length).to.equal(100_000);
  });

  it('[attack 148] a subdomain of the gateway may serve, nothing that only looks like one', () => {
    const first = 'https://arweave.example/raw/x';
    const lead = (location: string): string | undefined => {
      try {
        return redirectTarget(first, first, location);
      } catch {
        return undefined;
      }
    };
    expect(lead('https://abc.arweave.example/x')).to.equal('https://abc.arweave.example/x');
    expect(lead('/y')).to.equal('https://arweave.example/y');
    const hostile = [
      'https://arweave.example.evil.example/x',
      'https://evilarweave.example/x',
      'https://arweave.example@evil.example/',
      'https://user:pw@arweave.example/',
      'http://abc.arweave.example/x',
      'https://abc.arweave.example:8443/x',
      'https://127.0.0.1/x',
      'https://2130706433/x',
      'https://[::ffff:127.0.0.1]/x',
      'https://localhost/x',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://',
    ];
    expect(hostile.map(lead)).to.deep.equal(hostile.map(() => undefined));
    const literal = 'http://10.0.0.1/raw/x';
    expect(() => redirectTarget(literal, literal, 'http://1.10.0.0.1/')).to.throw('not followed');
  });

  it('[attack 141] a type is the recorded one if it is harmless, never the gateway’s', async () => {
    const typeOf = async (contentType?: string): Promise<string> =>
      (await (await from(sends(DATA, { 'content-type': 'text/html' }))).get(ID, { ...EXPECTED, contentType }))
        .contentType;
    expect(await typeOf()).to.equal('application/octet-stream');
    expect(await typeOf('image/png')).to.equal('image/png');
    expect(await typeOf('Text/CSV; charset=utf-8')).to.equal('text/csv');
    for (const type of [
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
      'text/javascript',
      'nonsense',
      'a/b\r\nc: d',
    ])
      expect(await typeOf(type)).to.equal('application/octet-stream');
  });

  it('any data in any pieces is read as it was; one changed byte anywhere is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), fc.nat(2_999), fc.nat(2_999), async (data, cut, change) => {
        const [at, pieces] = [Math.min(cut, data.length), [] as Uint8Array[]];
        const transport = async () => {
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              for (const piece of pieces) if (piece.length > 0) controller.enqueue(piece);
              controller.close();
            },
          });
          return new Response(body);
        };
        const storage = reader({ gateways: ['https://a.example'], transport });
        const expected = { sha256: hashOf(data), maxBytes: 3_000 };
        pieces.push(data.subarray(0, at), data.subarray(at));
        expect((await storage.get(ID, expected)).bytes).to.deep.equal(data);
        if (data.length === 0) return;
        const bad = Uint8Array.from(data);
        bad[change % data.length] = (bad[change % data.length] ?? 0) ^ 0x40;
        pieces.splice(0, 2, bad);
        expect((await refusal(storage.get(ID, expected))).name).to.equal('PayloadTampered');
      }),
      { numRuns: 200 },
    );
  });
});
