/**
 * A market that stays open: the chain the demo kept, an index of it, bots that keep it going, and the web app with the demo's people as
 * its wallets.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@solana/web3.js';
import { startLocalnet } from '@tagger/localnet';
import { equip, person } from '../replay/people.ts';
import { startBots } from './bots.ts';
import { startChild } from './children.ts';
import { readKept } from './kept.ts';
import { startKeys } from './keys.ts';
import { postWork } from './work.ts';

export interface House {
  /** Address of the web app. */
  url: string;
  rpcUrl: string;
  indexer: string;
  stop(): Promise<void>;
}

const INDEXER = fileURLToPath(new URL('../../../indexer/bin/indexer', import.meta.url));
const APP = fileURLToPath(new URL('../../../app/bin/tagger-app', import.meta.url));
const FAUCET = { sol: 1, tag: 50_000_000n };

/** `dir` as `keep` wrote it; `port` of the web app, 0 for any. Ended by `stop`, all of it. */
export async function openHouse(dir: string, port: number): Promise<House> {
  const kept = readKept(dir);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const net = await startLocalnet({ dataDir: dir, slotMs: 400 });
    undo.push(() => net.stop());
    const { rpcUrl, wsUrl, arweaveUrl } = net;
    const connection = new Connection(rpcUrl, { commitment: 'confirmed', wsEndpoint: wsUrl });
    const { tagMint, residents, deployer, seed } = kept;
    const helpers = ['keeper', 'key service', 'first colleague', 'second colleague'].map((name) =>
      person(seed, name, tagMint),
    );
    const [pusher, keyman, ...colleagues] = helpers as [(typeof helpers)[0], (typeof helpers)[0]];
    await equip(connection, deployer, tagMint, helpers, FAUCET, () => undefined);

    const indexConfig = join(dir, 'indexer.json');
    const settings = { database: join(dir, 'index'), rpc: [rpcUrl], wake: wsUrl, gateways: [arweaveUrl] };
    const local = { origins: ['*'], port: 0, allowPrivate: [new URL(arweaveUrl).host], perMinute: 0 };
    writeFileSync(indexConfig, JSON.stringify({ ...settings, ...local }));
    const index = await startChild(INDEXER, ['--config', indexConfig, 'run', '--serve'], /"msg":"serving"/);
    undo.push(() => index.stop());
    const { address: indexer } = JSON.parse(index.line) as { address: string };

    const keys = await startKeys({ dir, rpcUrl }, kept, keyman.wallet, ['*']);
    undo.push(() => keys.stop());
    await postWork({ connection, requester: residents.requester, tagMint, arweave: arweaveUrl });
    undo.push(startBots({ dir, rpcUrl, wsUrl, arweaveUrl }, [pusher, ...colleagues]));

    const appConfig = join(dir, 'app.json');
    const personas = Object.entries(residents).map(([role, { secretKey }]) => ({
      name: role.charAt(0).toUpperCase() + role.slice(1),
      secret: Buffer.from(secretKey).toString('base64'),
    }));
    const network = { cluster: 'localnet', rpc: rpcUrl, ws: wsUrl, indexer, gateways: [arweaveUrl], personas };
    writeFileSync(appConfig, JSON.stringify({ port, network: { ...network, keyServices: [keys.url] } }), {
      mode: 0o600,
    });
    const app = await startChild(APP, ['--config', appConfig], /^http/);
    undo.push(() => app.stop());
    return { url: app.line, rpcUrl, indexer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
