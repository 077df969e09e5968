/** The publisher's key service, so that whoever buys the demo's dataset can open it at once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Connection, type Keypair } from '@solana/web3.js';
import { startService, type Service, createStore, changeStore } from '@tagger/bots/keyserver';
import { send } from '@tagger/client';
import type { Kept } from './kept.ts';

/** `payer` pays what delivering costs. */
export async function startKeys(
  { dir, rpcUrl }: { dir: string; rpcUrl: string },
  { dataset, secret, seed }: Kept,
  payer: Keypair,
  origins: readonly string[],
): Promise<Service> {
  const connection = new Connection(rpcUrl, 'finalized');
  // Test secrets of a local chain: quick to open.
  const store = { file: join(dir, 'keys.age'), passphrase: Buffer.from(seed).toString('hex'), workFactor: 10 };
  if (!existsSync(store.file)) await createStore(store);
  await changeStore(store, (secrets) => secrets.add(dataset, secret, 'the labels of the demo'));
  return startService({
    ...{ connection, store, releases: join(dir, 'releases.jsonl'), host: '127.0.0.1', port: 0, origins },
    push: async (instructions) =>
      (await send(connection, instructions, [payer], { commitment: 'confirmed' })).signature,
    ...{ behindProxy: false, everyMs: 3_000, cooldownSecs: 0, note: () => undefined },
  });
}
