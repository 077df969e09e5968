/**
 * A Yellowstone server as small as can be: gRPC is HTTP/2 with each message behind a byte and its length; the messages are encoded with the
 * package's own code.
 */
import { createRequire } from 'node:module';
import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { dirname, join } from 'node:path';
import { SlotStatus, type SubscribeUpdate as Update } from '@triton-one/yellowstone-grpc';
import type { SlotBatch } from '../../src/source/source.ts';
import { bytesOf } from '../../src/chain/keys.ts';
import bs58 from 'bs58';

const require = createRequire(import.meta.url);
const { SubscribeUpdate } = require(
  join(dirname(require.resolve('@triton-one/yellowstone-grpc')), 'grpc', 'geyser.js'),
) as { SubscribeUpdate: { encode(update: Update): { finish(): Uint8Array }; fromPartial(update: object): Update } };

export interface Yellowstone {
  url: string;
  /** Streams opened so far. */
  opened(): number;
  /** Tells a block to everybody who listens. */
  block(batch: SlotBatch, parent: number): void;
  finalized(slot: number): void;
  /** Breaks every stream. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startYellowstone(): Promise<Yellowstone> {
  const streams = new Set<ServerHttp2Stream>();
  const sessions = new Set<ServerHttp2Session>();
  let opened = 0;
  const server = createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => undefined);
  });
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    streams.add(stream);
    opened += 1;
    stream.on('close', () => streams.delete(stream));
    stream.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const send = (update: object): void => {
    const bytes = SubscribeUpdate.encode(SubscribeUpdate.fromPartial(update)).finish();
    const head = Buffer.alloc(5);
    head.writeUInt32BE(bytes.length, 1);
    for (const stream of streams) stream.write(Buffer.concat([head, bytes]));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    opened: () => opened,
    block: (batch, parent) => send({ filters: ['tagger'], block: blockOf(batch, parent) }),
    finalized: (slot) => send({ filters: ['tagger'], slot: { slot: String(slot), status: SlotStatus.SLOT_FINALIZED } }),
    cut: () => streams.forEach((stream) => stream.destroy()),
    stop: async () => {
      sessions.forEach((session) => session.destroy());
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function blockOf({ slot, transactions }: SlotBatch, parent: number): object {
  return {
    slot: String(slot),
    parentSlot: String(parent),
    blockTime: { timestamp: String(transactions[0]?.time ?? 0) },
    // In any order: their index says which is first.
    transactions: [...transactions].reverse().map((one) => ({
      signature: bs58.decode(one.signature),
      index: String(one.position + 7),
      transaction: {
        signatures: [bs58.decode(one.signature)],
        message: {
          accountKeys: one.keys.map(bytesOf),
          instructions: one.outer.map(({ program, accounts, data }) => ({ programIdIndex: program, accounts, data })),
        },
      },
      meta: {
        fee: String(one.fee),
        logMessages: [...(one.logs ?? [])],
        innerInstructions: [...one.inner].map(([index, instructions]) => ({
          index,
          instructions: instructions.map(({ program, accounts, data, height }) => ({
            programIdIndex: program,
            accounts,
            data,
            stackHeight: height,
          })),
        })),
      },
    })),
  };
}
