/** A publisher's key service, as the pages ask it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, PublicKey } from '@solana/web3.js';
import { send } from '@tagger/client';
import { seedWallet } from '@tagger/client/keys';
import { signMandate } from '@tagger/client/licence';
import { changeStore, createStore, startService, type Service } from '../../../bots/src/keyserver/index.ts';
import type { World } from '../../../tests/support/world.ts';
import type { Published } from './datasets.ts';

export interface KeyService extends Pick<Service, 'url' | 'deliver' | 'stop'> {
  /** Lets pages of this address ask. */
  admit(origin: string): void;
  /** Puts a dataset's secret into its store, with the publisher's word that it may attest. */
  serve(dataset: Published): Promise<void>;
}

export async function aKeyService(world: World): Promise<KeyService> {
  const dir = mkdtempSync(join(tmpdir(), 'tagger-key-service-'));
  const store = { file: join(dir, 'store.age'), passphrase: 'a passphrase of five words', workFactor: 8 };
  const origins: string[] = [];
  await createStore(store);
  const service = await startService({
    connection: new Connection(world.chain.rpcUrl, 'finalized'),
    push: async (instructions) => (await send(world.connection, instructions, [world.deployer])).signature,
    store,
    releases: join(dir, 'releases.jsonl'),
    host: '127.0.0.1',
    port: 0,
    origins,
    behindProxy: false,
    cooldownSecs: 0,
    note: () => undefined,
  });
  return {
    url: service.url,
    deliver: () => service.deliver(),
    stop: () => service.stop(),
    admit: (origin) => void origins.push(origin),
    serve: async ({ dataset, secret, publisher }) => {
      const genesisHash = await world.connection.getGenesisHash();
      const now = BigInt(Math.floor(Date.now() / 1000));
      await changeStore(store, (secrets) => secrets.add(dataset, secret, 'of the test'));
      const named = await changeStore(store, (secrets) => secrets.service.publicKey);
      const mandate = await signMandate(seedWallet(publisher.wallet.secretKey), {
        service: new PublicKey(named),
        genesisHash,
        now,
        lifeSecs: 86_400n,
      });
      await changeStore(store, (secrets) => secrets.mandate(publisher.key, mandate));
    },
  };
}
