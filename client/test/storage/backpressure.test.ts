/** Nothing is read before somebody takes it: 64 MB pass through any part of the way without lying in memory. */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { decryptStream, encryptStream, generateIdentity } from '@tagger/client/keys';
import { dataItems, DEFAULT_PERSISTENCE, reader, signItem, solanaSigner, type Source } from '@tagger/client/storage';
import { endless, serve, stopAll } from './support/hostile.ts';

const MB = 1_000_000;
const SIZE = 64 * MB;
const signer = () => solanaSigner(Keypair.fromSeed(new Uint8Array(32).fill(1)).secretKey);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Zeros that count how many of them were asked for. */
function counted(): Source & { pulled: number } {
  const source = {
    size: SIZE,
    pulled: 0,
    open: () => {
      let left = SIZE;
      source.pulled = 0;
      return new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            if (left === 0) return controller.close();
            const piece = new Uint8Array(Math.min(left, 64_000));
            left -= piece.length;
            source.pulled += piece.length;
            controller.enqueue(piece);
          },
        },
        { highWaterMark: 0 },
      );
    },
  };
  return source;
}

/** What the kernel's buffers on both sides of a loopback socket may hold. */
const SOCKETS = 16 * MB;

describe('streams of 64 MB', () => {
  afterEach(stopAll);

  it('an endpoint that stops taking an upload stops the reading of the source', async () => {
    const source = counted();
    const expected = await signItem(source, { contentType: 'text/csv' }, await signer());
    expect([expected.stored.size, source.pulled]).to.deep.equal([SIZE, SIZE]);
    let socket: Socket | undefined;
    const stuck = createServer((request) => {
      // Takes the head and one piece, then nothing more.
      request.once('data', () => request.pause());
      socket = request.socket;
    });
    await new Promise<void>((resolve) => stuck.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(stuck.address() as AddressInfo).port}`;
    const persistence = { ...DEFAULT_PERSISTENCE, attempts: 1 };
    const put = dataItems({ gateways: [url], upload: url, signer, persistence }).put(source, {
      contentType: 'text/csv',
    });
    const failed = put.then(
      () => 'stored',
      (error: Error) => error.name,
    );
    while (socket === undefined) await pause(20);
    await pause(500);
    expect(source.pulled).to.be.within(1, SOCKETS);
    stuck.closeAllConnections();
    expect(await failed).to.equal('UploadFailed');
    stuck.close();
  });

  it('a reader that pauses stops the gateway', async () => {
    const sent = { bytes: 0 };
    const gateway = await serve(endless(sent));
    const asked = { sha256: new Uint8Array(32), maxBytes: 1_000 * MB };
    const stream = (await reader({ gateways: [gateway] }).stream('x'.repeat(43), asked)).getReader();
    await stream.read();
    await pause(500);
    expect(sent.bytes).to.be.within(1, SOCKETS);
    await stream.cancel();
  });

  it('encrypting and decrypting read a few chunks ahead, not the file', async () => {
    const source = counted();
    const identity = generateIdentity();
    const plain = await decryptStream(await encryptStream(source.open(), [identity.recipient]), identity);
    const chunks = plain.getReader();
    let size = 0;
    let ahead = 0;
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) {
      size += next.value.length;
      ahead = Math.max(ahead, source.pulled - size);
    }
    expect(size).to.equal(SIZE);
    expect(ahead).to.be.below(2 * MB);
  });
});
