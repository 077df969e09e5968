/** Transactions a second: in process, over HTTP one by one, in batches, and with the state on disk. */
import { Keypair, SystemProgram, Transaction } from '@solana/web3.js';
import { Agent, request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalnet, type LocalnetOptions } from '../src/index.ts';
import { parseTransaction } from '../src/chain/wire.ts';
import { toBase58 } from '../src/chain/keys.ts';
import type { Localnet } from '../src/index.ts';

const COUNT = 6_000;
const CONNECTIONS = 8;
const BATCH = 50;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function prepare(options: LocalnetOptions): Promise<{ net: Localnet; wires: Buffer[] }> {
  const net = await startLocalnet(options);
  const [payer, to] = [Keypair.generate(), Keypair.generate().publicKey];
  const airdrop = { jsonrpc: '2.0', id: 1, method: 'requestAirdrop', params: [payer.publicKey.toBase58(), 100e9] };
  await post(net.rpcUrl, JSON.stringify(airdrop));
  const blockhash = toBase58(net.chain.clock.latest.blockhash);
  const wires = Array.from({ length: COUNT }, (_, i) => {
    const tx = new Transaction({ feePayer: payer.publicKey, blockhash, lastValidBlockHeight: 0 });
    tx.add(SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: to, lamports: 1_000_000 + i }));
    tx.sign(payer);
    return tx.serialize();
  });
  return { net, wires };
}

async function measure(
  name: string,
  options: LocalnetOptions,
  run: (net: Localnet, wires: Buffer[]) => Promise<void> | void,
): Promise<void> {
  const { net, wires } = await prepare({ slotMs: 400, ...options });
  const before = net.chain.history.total;
  const start = performance.now();
  await run(net, wires);
  const seconds = (performance.now() - start) / 1000;
  const landed = net.chain.history.total - before;
  console.log(`${name.padEnd(34)} ${landed} of ${COUNT} landed, ${Math.round(landed / seconds)} a second`);
  await net.stop();
}

const call = (wire: Buffer, id: number): unknown => ({
  jsonrpc: '2.0',
  id,
  method: 'sendTransaction',
  params: [wire.toString('base64'), { encoding: 'base64' }],
});
const inProcess = (net: Localnet, wires: Buffer[]): void => {
  for (const wire of wires) net.chain.execute(parseTransaction(wire), true);
};
const overHttp =
  (size: number) =>
  async (net: Localnet, wires: Buffer[]): Promise<void> => {
    const calls = wires.map(call);
    const bodies: string[] = [];
    for (let i = 0; i < calls.length; i += size) {
      bodies.push(JSON.stringify(size === 1 ? calls[i] : calls.slice(i, i + size)));
    }
    const worker = async (): Promise<void> => {
      for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) await post(net.rpcUrl, body);
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  };

const dataDir = mkdtempSync(join(tmpdir(), 'tagger-bench-'));
await measure('in process', {}, inProcess);
await measure('in process, slot with each', { slotMs: 0 }, (net, wires) => inProcess(net, wires.slice(0, 150)));
await measure('in process, state on disk', { dataDir }, inProcess);
await measure(`HTTP, ${CONNECTIONS} connections`, {}, overHttp(1));
await measure(`HTTP, batches of ${BATCH}`, {}, overHttp(BATCH));
rmSync(dataDir, { recursive: true });
agent.destroy();
