/**
 * A payload through everything a buyer's goes through: encrypted, stored at the local Arweave endpoint, read back, its
 * hash compared, decrypted. Prints seconds and resident memory of this process and of the endpoint's.
 * Usage: storage.ts [MB, default 200]
 */
import { spawn } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ed25519 } from '@noble/curves/ed25519';
import { datasetIdentity, decryptStream, encryptStream } from '@tagger/client/keys';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { fileSink, fileSource } from '@tagger/client/storage/node';

const MB = 1_000_000;
const GOAL_MB = 200;
const megabytes = Number(process.argv[2] ?? 200);
const size = megabytes * MB;

const plain = createHash('sha256');

/** Bytes nobody can compress: AES in counter mode over zeros. */
function payload(): ReadableStream<Uint8Array> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16));
  const zeros = Buffer.alloc(256 * 1024);
  let left = size;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (left === 0) return controller.close();
        const piece = cipher.update(zeros.subarray(0, Math.min(left, zeros.length)));
        left -= piece.length;
        plain.update(piece);
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
}

interface Endpoint {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** The local endpoint in a process of its own, as people run it. */
async function endpoint(): Promise<Endpoint> {
  const main = new URL('../localnet/src/main.ts', import.meta.url).pathname;
  const flags = ['--port', '0', '--arweave-port', '0', '--slot-ms', '0', '--json'];
  const child = spawn(process.execPath, [...process.execArgv, main, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('the local endpoint did not start')));
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = (): Promise<void> => {
    child.kill('SIGTERM');
    return exited;
  };
  return { url: (JSON.parse(line) as { arweaveUrl: string }).arweaveUrl, pid: child.pid as number, stop };
}

/** Resident memory of a process in MB, as Linux counts it. */
const residentMb = (pid: number | 'self'): number =>
  (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024) / MB;

const local = await endpoint();
const peak = { ours: 0, endpoint: 0 };
const sampler = setInterval(() => {
  peak.ours = Math.max(peak.ours, process.memoryUsage.rss() / MB);
  peak.endpoint = Math.max(peak.endpoint, residentMb(local.pid));
}, 20);
const began = { ours: process.memoryUsage.rss() / MB, endpoint: residentMb(local.pid) };

async function step<T>(name: string, work: Promise<T>): Promise<T> {
  const at = performance.now();
  const result = await work;
  const seconds = (performance.now() - at) / 1_000;
  const row = [name.padEnd(22), `${seconds.toFixed(1)} s`, `${(megabytes / seconds).toFixed(0)} MB/s`];
  console.log(`${row.join('  ')}  resident so far ${peak.ours.toFixed(0)} MB, endpoint ${peak.endpoint.toFixed(0)} MB`);
  return result;
}

const folder = await mkdtemp(join(tmpdir(), 'tagger-bench-'));
try {
  const dataset = datasetIdentity(new Uint8Array(32).fill(1));
  const seed = new Uint8Array(32).fill(2);
  const signer = () => solanaSigner(new Uint8Array([...seed, ...ed25519.getPublicKey(seed)]));
  const storage = dataItems({ gateways: [local.url], upload: `${local.url}/tx`, signer });
  const path = join(folder, 'payload.age');
  await step(
    'encrypt to a file',
    encryptStream(payload(), [dataset.recipient]).then((s) => s.pipeTo(fileSink(path))),
  );
  const type = { contentType: 'application/octet-stream' };
  const stored = await step(
    'sign and upload',
    fileSource(path).then((source) => storage.put(source, type)),
  );
  const opened = createHash('sha256');
  const read = async (): Promise<void> => {
    const expected = { sha256: stored.sha256, size: stored.size, maxBytes: stored.size };
    for await (const piece of await decryptStream(await storage.stream(stored.id, expected), dataset))
      opened.update(piece);
  };
  await step('read, check, decrypt', read());
  if (opened.digest('hex') !== plain.digest('hex')) throw new Error('other bytes came back');
} finally {
  clearInterval(sampler);
  await local.stop();
  await rm(folder, { recursive: true });
}
console.log(`${megabytes} MB: resident at most ${peak.ours.toFixed(0)} MB (${began.ours.toFixed(0)} before)`);
console.log(
  `the endpoint, with its chain, at most ${peak.endpoint.toFixed(0)} MB (${began.endpoint.toFixed(0)} before)`,
);
console.log(`goal ${GOAL_MB} MB resident: ${peak.ours <= GOAL_MB ? 'met' : 'MISSED'}`);
