import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createData, DataItem, SolanaSigner } from '@dha-team/arbundles';
import { Keypair } from '@solana/web3.js';
import Arweave from 'arweave';
import bs58 from 'bs58';
import { expect } from 'chai';
import fc from 'fast-check';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import {
  arweaveSigner,
  blobSource,
  bytesSource,
  dataItems,
  DEFAULT_PERSISTENCE,
  idBytes,
  idText,
  signItem,
  solanaSigner,
  type ItemSigner,
  type Source,
  type Storage,
} from '@tagger/client/storage';
import { fileSource } from '@tagger/client/storage/node';
import { transport as browsers } from '../../src/storage/fetchTransport.ts';
import { serve, stopAll, type Answer } from './support/hostile.ts';
import { refusal } from './support/refusal.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const KEY = Keypair.fromSeed(new Uint8Array(32).fill(1)).secretKey;
const JSON_TYPE = { contentType: 'application/json' };
/** As patient as ever, but quick. */
const QUICK = { ...DEFAULT_PERSISTENCE, pauseMs: 1, maxPauseMs: 30 };
const storageAt = (url: string, signer = () => solanaSigner(KEY)): Storage =>
  dataItems({ gateways: [url], upload: `${url}/tx`, signer, persistence: QUICK });

describe('data items', () => {
  let net: Localnet;
  before(async () => (net = await startLocalnet()));
  after(() => net.stop());
  afterEach(stopAll);

  it('lie at the local endpoint under their type and tags, and come back checked', async () => {
    const storage = storageAt(net.arweaveUrl);
    const data = new TextEncoder().encode('{"cat":1}');
    const stored = await storage.put(bytesSource(data), { ...JSON_TYPE, tags: [{ name: 'Set', value: 'one' }] });
    expect(stored.size).to.equal(9);
    const expected = { sha256: stored.sha256, maxBytes: 9, ...JSON_TYPE };
    expect(await storage.get(stored.id, expected)).to.deep.equal({ bytes: data, contentType: 'application/json' });
    expect(idText(idBytes(stored.id))).to.equal(stored.id);
    expect(await all(storage.query({ tags: { Set: 'one' } }, 10))).to.deep.equal([
      {
        id: stored.id,
        owner: (await all(storage.query({}, 1)))[0]?.owner,
        tags: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Set', value: 'one' },
        ],
        size: 9,
      },
    ]);
  });

  it('take an Arweave key as well, and an empty item', async () => {
    const key = await Arweave.init({}).wallets.generate();
    const storage = storageAt(net.arweaveUrl, () => arweaveSigner(key));
    const stored = await storage.put(bytesSource(new Uint8Array(0)), JSON_TYPE);
    const { bytes } = await storage.get(stored.id, { sha256: stored.sha256, maxBytes: 0 });
    expect(bytes.length).to.equal(0);
  });

  it('are byte for byte what the library makes, from any source in any pieces and with any tags', async () => {
    const signer = await solanaSigner(KEY);
    const library = new SolanaSigner(bs58.encode(KEY));
    const piece = fc.uint8Array({ maxLength: 500 });
    const word = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' });
    const some = fc.record({ name: word, value: word });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), fc.array(some, { maxLength: 3 }), async (pieces, tags) => {
        const data = Buffer.concat(pieces);
        const inPieces: Source = {
          size: data.length,
          open: () =>
            new ReadableStream<Uint8Array>({
              start(controller) {
                for (const piece of pieces) controller.enqueue(piece);
                controller.close();
              },
            }),
        };
        const all = [{ name: 'Content-Type', value: 'text/csv' }, ...tags];
        const theirs = createData(data, library, { tags: all });
        await theirs.sign(library);
        for (const source of [inPieces, bytesSource(data), blobSource(new Blob([data]))]) {
          const { header, stored } = await signItem(source, { contentType: 'text/csv', tags }, signer);
          expect(Buffer.compare(Buffer.concat([header, data]), theirs.getRaw())).to.equal(0);
          expect(stored.id).to.equal(theirs.id);
        }
        expect(await DataItem.verify(theirs.getRaw())).to.equal(true);
      }),
      { numRuns: 30 },
    );
  });

  it('come from files too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tagger-file-'));
    try {
      const data = randomBytes(1_000_000);
      writeFileSync(join(folder, 'data'), data);
      const storage = storageAt(net.arweaveUrl);
      const stored = await storage.put(await fileSource(join(folder, 'data')), JSON_TYPE);
      const { bytes } = await storage.get(stored.id, { sha256: stored.sha256, maxBytes: 1_000_000, size: 1_000_000 });
      expect(Buffer.compare(bytes, data)).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('go up from blobs, and through the transport of browsers', async () => {
    const data = randomBytes(300_000);
    const signer = () => solanaSigner(KEY);
    const there = { gateways: [net.arweaveUrl], upload: `${net.arweaveUrl}/tx`, signer };
    for (const storage of [dataItems(there), dataItems({ ...there, transport: browsers })])
      for (const source of [bytesSource(data), blobSource(new Blob([data]))]) {
        const stored = await storage.put(source, { contentType: 'text/plain' });
        const { bytes } = await storage.get(stored.id, { sha256: stored.sha256, maxBytes: 300_000 });
        expect(Buffer.compare(bytes, data)).to.equal(0);
      }
  });

  it('that are refused before they are whole are refused by the same name', async () => {
    const hasty: Answer = (request, response) => {
      response.writeHead(402, { connection: 'close' }).end('pay first');
      request.once('data', () => request.pause());
    };
    const url = await serve(hasty);
    const error = await refusal(storageAt(url).put(bytesSource(new Uint8Array(20_000_000)), JSON_TYPE));
    expect(error.name).to.equal('UploadUnpaid');
  });

  it('are sent again after 429, 500, 503 and a lost connection, whole each time', async () => {
    const got: number[] = [];
    const moody: Answer = (request, response) => {
      let size = 0;
      request.on('data', (piece: Buffer) => (size += piece.length));
      request.on('end', () => {
        got.push(size);
        if (got.length === 1) response.writeHead(429, { 'retry-after': '0' }).end();
        else if (got.length === 2) response.writeHead(500).end();
        else if (got.length === 3) request.socket.destroy();
        else if (got.length === 4) response.writeHead(503).end();
        else response.end('{}');
      });
    };
    await storageAt(await serve(moody)).put(bytesSource(new Uint8Array(1_000)), JSON_TYPE);
    expect(got.length).to.equal(5);
    expect(new Set(got).size).to.equal(1);
    expect(got[0]).to.be.above(1_000);
  });

  it('wait as long as the endpoint asks, but no longer than we allow', async () => {
    const at: number[] = [];
    const busy: Answer = (request, response) => {
      request.resume().on('end', () => {
        at.push(Date.now());
        if (at.length === 1) response.writeHead(429, { 'retry-after': '3600' }).end();
        else response.end('{}');
      });
    };
    await storageAt(await serve(busy)).put(bytesSource(new Uint8Array(1)), JSON_TYPE);
    expect((at[1] ?? 0) - (at[0] ?? 0)).to.be.within(28, 5_000);
  });

  it('are refused by name: unpaid at once, refused at once, failed after six attempts, and mixed up', async () => {
    let asked = 0;
    const nameFrom = async (status: number, text = ''): Promise<[string, number]> => {
      asked = 0;
      const url = await serve((request, response) => {
        asked += 1;
        request.resume().on('end', () => response.writeHead(status).end(text));
      });
      const error = await refusal(storageAt(url).put(bytesSource(new Uint8Array(1)), JSON_TYPE));
      return [error.name, asked];
    };
    expect(await nameFrom(402)).to.deep.equal(['UploadUnpaid', 1]);
    expect(await nameFrom(400, 'InvalidSignature')).to.deep.equal(['UploadRefused', 1]);
    expect(await nameFrom(302)).to.deep.equal(['UploadRefused', 1]);
    expect(await nameFrom(503)).to.deep.equal(['UploadFailed', 6]);
    expect(await nameFrom(200, `{"id":"${'x'.repeat(43)}"}`)).to.deep.equal(['UploadMixedUp', 1]);
  });

  it('refuse a source that is not as long as it says, and more tags than fit', async () => {
    const storage = storageAt(net.arweaveUrl);
    const lying = { ...bytesSource(new Uint8Array(9)), size: 10 };
    expect((await refusal(storage.put(lying, JSON_TYPE))).name).to.equal('SourceChanged');
    const tags = Array.from({ length: 128 }, (_, at) => ({ name: `N${at}`, value: 'v' }));
    expect((await refusal(storage.put(bytesSource(KEY), { ...JSON_TYPE, tags }))).name).to.equal('TooManyTags');
    const long = [{ name: 'N', value: 'v'.repeat(2_048) }];
    expect((await refusal(storage.put(bytesSource(KEY), { ...JSON_TYPE, tags: long }))).name).to.equal('TooManyTags');
  });

  it('[attack 138] the key is in no error', async () => {
    const url = await serve((request, response) => request.resume().on('end', () => response.writeHead(400).end('no')));
    const error = await refusal(storageAt(url).put(bytesSource(new Uint8Array(1)), JSON_TYPE));
    const told = `${error.stack} ${JSON.stringify(error)}`;
    expect(told).not.to.include(Buffer.from(KEY).toString('hex')).and.not.include(KEY.join(','));
  });

  it('are found page by page, and answers in another shape are refused', async () => {
    const storage = storageAt(net.arweaveUrl);
    const tags = [{ name: 'Set', value: 'many' }];
    const ids: string[] = [];
    for (let n = 0; n < 103; n += 1)
      ids.unshift((await storage.put(bytesSource(Uint8Array.of(n)), { ...JSON_TYPE, tags })).id);
    const found = await all(storage.query({ tags: { Set: ['many', 'none'] } }, 102));
    expect(found.map(({ id }) => id)).to.deep.equal(ids.slice(0, 102));
    const hostile = [
      '',
      'null',
      '[]',
      '{"data":{"transactions":{"edges":7}}}',
      '{"data":{"transactions":{"edges":[{"node":{"id":{},"owner":{"address":"a"},"tags":[]}}]}}}',
      '{"__proto__":{"data":{"transactions":{"edges":[]}}}}',
    ];
    for (const answer of hostile) {
      const url = await serve((request, response) => request.resume().on('end', () => response.end(answer)));
      const error = await refusal(all(storageAt(url).query({}, 1)));
      expect(error.name, answer).to.equal('GatewayFailed');
    }
  });

  it('take any signer that fits, such as a wallet’s', async () => {
    const asked: number[] = [];
    const wallet = async (): Promise<ItemSigner> => {
      const inner = await solanaSigner(KEY);
      const sign = (message: Uint8Array): Promise<Uint8Array> | Uint8Array => {
        asked.push(message.length);
        return inner.sign(message);
      };
      return { publicKey: inner.publicKey, signatureType: 2, signatureLength: 64, ownerLength: 32, sign };
    };
    await storageAt(net.arweaveUrl, wallet).put(bytesSource(KEY), JSON_TYPE);
    expect(asked).to.deep.equal([48]);
  });
});
