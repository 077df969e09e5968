import { createHash, randomBytes } from 'node:crypto';
import Arweave from 'arweave';
import { generateTransactionChunks } from 'arweave/node/lib/merkle.js';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  bytesSource,
  DEFAULT_PERSISTENCE,
  layerOne,
  type ArweaveKey,
  type LayerOne,
  type Source,
  type UploadState,
} from '@tagger/client/storage';
import { chunkSizes, chunkTree } from '../../src/storage/chunks.ts';
import { fakeNode, type FakeNode } from './support/node.ts';
import { stopAll } from './support/hostile.ts';
import { refusal } from './support/refusal.ts';

const KIB = 1024;
const TYPE = { contentType: 'application/octet-stream' };
const QUICK = { ...DEFAULT_PERSISTENCE, pauseMs: 1, maxPauseMs: 5 };

describe('layer-1 transactions', () => {
  let key: ArweaveKey;
  let node: FakeNode;
  let storage: LayerOne;
  before(async () => (key = (await Arweave.init({}).wallets.generate()) as never));
  beforeEach(async () => {
    node = await fakeNode();
    storage = layerOne({ gateways: [node.url], node: node.url, key, persistence: QUICK });
  });
  afterEach(stopAll);

  it('cut as arweave-js does: 256 KiB, and the last two alike where less than 32 KiB would remain', () => {
    expect(chunkSizes(0)).to.deep.equal([0]);
    expect(chunkSizes(256 * KIB)).to.deep.equal([256 * KIB, 0]);
    expect(chunkSizes(256 * KIB + 1)).to.deep.equal([128 * KIB + 1, 128 * KIB]);
    expect(chunkSizes(288 * KIB - 1)).to.deep.equal([144 * KIB, 144 * KIB - 1]);
    expect(chunkSizes(288 * KIB)).to.deep.equal([256 * KIB, 32 * KIB]);
    expect(chunkSizes(800 * KIB)).to.deep.equal([256 * KIB, 256 * KIB, 256 * KIB, 32 * KIB]);
  });

  it('have the root, paths and offsets of arweave-js for any size, in any pieces', async () => {
    const around = [0, 1, 256, 512, 768].flatMap((kib) => [kib * KIB, kib * KIB + 1, (kib + 32) * KIB - 1]);
    const sizes = fc.oneof(fc.constantFrom(...around), fc.nat(900 * KIB));
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 500, max: 300 * KIB }), async (size, piece) => {
        const data = randomBytes(size);
        const source: Source = {
          size,
          open: () =>
            new ReadableStream<Uint8Array>({
              start(controller) {
                for (let at = 0; at < size; at += piece) controller.enqueue(data.subarray(at, at + piece));
                controller.close();
              },
            }),
        };
        const [ours, theirs] = [await chunkTree(source), await generateTransactionChunks(data)];
        expect(ours.root).to.deep.equal(theirs.data_root);
        expect(ours.chunks).to.deep.equal(theirs.proofs.map(({ offset, proof }) => ({ offset, path: proof })));
        expect(Buffer.compare(ours.sha256, createHash('sha256').update(data).digest())).to.equal(0);
      }),
      { numRuns: 40 },
    );
  });

  it('go up chunk by chunk and come back checked', async () => {
    const data = randomBytes(1_000 * KIB);
    const states: UploadState[] = [];
    const stored = await storage.put(bytesSource(data), { ...TYPE, onState: (state) => void states.push(state) });
    expect(node.log).to.deep.equal(['tx', 'chunk', 'chunk', 'chunk', 'chunk']);
    expect(states.map(({ accepted, missing }) => [accepted, missing.length])).to.deep.equal([
      [false, 4],
      [true, 4],
      [true, 3],
      [true, 2],
      [true, 1],
      [true, 0],
    ]);
    const { bytes } = await storage.get(stored.id, { sha256: stored.sha256, maxBytes: data.length, size: data.length });
    expect(Buffer.compare(bytes, data)).to.equal(0);
  });

  it('after a crash at any step go on with the missing chunks only, under the same id', async () => {
    const data = randomBytes(700 * KIB);
    for (let step = 1; step <= 4; step += 1) {
      let kept: string | undefined;
      let steps = 0;
      const crash = storage.put(bytesSource(data), {
        ...TYPE,
        tags: [{ name: 'Step', value: String(step) }],
        onState(state) {
          // The state is on disk, then the power goes.
          kept = JSON.stringify(state);
          steps += 1;
          if (steps === step) throw new Error('power cut');
        },
      });
      expect((await refusal(crash)).message).to.equal('power cut');
      const before = node.log.length;
      const state = JSON.parse(kept ?? '') as UploadState;
      const stored = await storage.put(bytesSource(data), { ...TYPE, state });
      expect(stored.id).to.equal(state.transaction.id);
      const rest = step === 1 ? ['tx', 'chunk', 'chunk', 'chunk'] : Array(5 - step).fill('chunk');
      expect(node.log.slice(before), `crash at step ${step}`).to.deep.equal(rest);
      expect(Buffer.compare(node.data(stored.id), data)).to.equal(0);
    }
  });

  it('a crash between the transaction and the note of it posts it again; the node has it already', async () => {
    const data = randomBytes(300 * KIB);
    let first: UploadState | undefined;
    await storage.put(bytesSource(data), { ...TYPE, onState: (state) => void (first ??= state) });
    expect(first?.accepted).to.equal(false);
    const stored = await storage.put(bytesSource(data), { ...TYPE, state: first });
    expect(stored.id).to.equal(first?.transaction.id);
  });

  it('are tried again while the node is busy, has not seen the transaction or loses the line', async () => {
    const troubles: (number | 'drop')[] = [503, 'drop', 400, 429];
    node.trouble = Object.assign((path: string) => (path === 'chunk' ? troubles.shift() : undefined), {
      text: '{"error":"data_root_not_found"}',
    });
    const stored = await storage.put(bytesSource(randomBytes(10)), TYPE);
    expect([troubles.length, node.data(stored.id).length]).to.deep.equal([0, 10]);
    node.trouble = Object.assign(() => 400, { text: '{"error":"invalid_proof"}' });
    expect((await refusal(storage.put(bytesSource(randomBytes(10)), TYPE))).name).to.equal('UploadRefused');
  });

  it('a state belongs to its data: OtherSource, and nothing is posted', async () => {
    const states: UploadState[] = [];
    await storage.put(bytesSource(randomBytes(10)), { ...TYPE, onState: (state) => void states.push(state) });
    const before = node.log.length;
    const other = storage.put(bytesSource(randomBytes(10)), { ...TYPE, state: states[0] });
    expect((await refusal(other)).name).to.equal('OtherSource');
    expect(node.log.length).to.equal(before);
    const lying = { ...bytesSource(randomBytes(9)), size: 10 };
    expect((await refusal(storage.put(lying, TYPE))).name).to.equal('SourceChanged');
  });

  it('[attack 138] the state holds nothing secret', async () => {
    const states: UploadState[] = [];
    await storage.put(bytesSource(randomBytes(10)), { ...TYPE, onState: (state) => void states.push(state) });
    const text = JSON.stringify(states);
    for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) expect(text).not.to.include(key[part]);
  });
});
