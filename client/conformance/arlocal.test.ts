/**
 * Our uploads and reads against arlocal, a node and gateway that others wrote: `client/conformance/setup.sh` installs it.
 * arlocal stores equal chunks once and so loses data that repeats; everything here is random.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataItem } from '@dha-team/arbundles';
import { Keypair } from '@solana/web3.js';
import Arweave from 'arweave';
import { expect } from 'chai';
import {
  arweaveSigner,
  bytesSource,
  idBytes,
  layerOne,
  signItem,
  solanaSigner,
  type ArweaveKey,
  type Found,
  type LayerOne,
  type Stored,
  type UploadState,
} from '@tagger/client/storage';
import { refusal } from '../test/storage/support/refusal.ts';

const KIB = 1024;
const TYPE = { contentType: 'application/octet-stream' };
const directory = process.env['TAGGER_ARLOCAL'];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('arlocal', () => {
  let url: string;
  let child: ChildProcess;
  let folder: string;
  let key: ArweaveKey;
  let storage: LayerOne;

  const call = async (path: string): Promise<void> => {
    const response = await fetch(`${url}/${path}`);
    expect(response.ok, path).to.equal(true);
    await response.text();
  };
  const found = async (name: string, value: string): Promise<Found[]> => {
    const items: Found[] = [];
    for await (const item of storage.query({ tags: { [name]: value } }, 10)) items.push(item);
    return items;
  };
  const read = async ({ id, sha256, size }: Stored): Promise<Uint8Array> =>
    (await storage.get(id, { sha256, size, maxBytes: size })).bytes;

  before(async function () {
    this.timeout(60_000);
    if (directory === undefined) throw new Error('TAGGER_ARLOCAL is not set: run client/conformance/run.sh');
    folder = mkdtempSync(join(tmpdir(), 'tagger-arlocal-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const main = join(directory, 'node_modules/arlocal/bin/index.js');
    child = spawn(process.execPath, [main, String(port), '--hidelogs', '--dbpath', 'db'], {
      cwd: folder,
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 200; tries += 1) {
      if (
        await fetch(`${url}/info`)
          .then((r) => r.ok)
          .catch(() => false)
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const arweave = Arweave.init({});
    const made = await arweave.wallets.generate();
    key = made;
    await call(`mint/${await arweave.wallets.jwkToAddress(made)}/1000000000000000`);
    storage = layerOne({ gateways: [`${url}/{id}`], node: url, key });
  });
  after(() => {
    child?.kill('SIGKILL');
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it('takes transactions of any number of chunks and gives them back', async () => {
    for (const size of [1, 1_000, 256 * KIB, 256 * KIB + 1, 1_000 * KIB, 5_000 * KIB]) {
      const data = randomBytes(size);
      const stored = await storage.put(bytesSource(data), { ...TYPE, tags: [{ name: 'Size', value: String(size) }] });
      await call('mine');
      expect(Buffer.compare(await read(stored), data), `${size} bytes`).to.equal(0);
      const [item] = await found('Size', String(size));
      expect([item?.id, item?.size]).to.deep.equal([stored.id, size]);
    }
  }).timeout(120_000);

  it('goes on after a crash with the missing chunks under the same id', async () => {
    const data = randomBytes(1_500 * KIB);
    let kept: string | undefined;
    const crash = storage.put(bytesSource(data), {
      ...TYPE,
      onState(state) {
        kept = JSON.stringify(state);
        if (state.missing.length === 3) throw new Error('power cut');
      },
    });
    expect((await refusal(crash)).message).to.equal('power cut');
    const state = JSON.parse(kept ?? '') as UploadState;
    const left: number[] = [];
    const onState = (next: UploadState): void => void left.push(next.missing.length);
    const stored = await storage.put(bytesSource(data), { ...TYPE, state, onState });
    await call('mine');
    expect([stored.id, left]).to.deep.equal([state.transaction.id, [2, 1, 0]]);
    expect(Buffer.compare(await read(stored), data)).to.equal(0);
  }).timeout(60_000);

  it('unpacks a bundle of our data items, signed by Solana and Arweave keys, and finds them by tag', async () => {
    const signers = [
      await solanaSigner(Keypair.fromSeed(new Uint8Array(32).fill(1)).secretKey),
      await arweaveSigner(key),
    ];
    const items: { raw: Buffer; data: Buffer; stored: Stored }[] = [];
    for (const [at, signer] of signers.entries()) {
      const data = randomBytes(10_000 + at);
      const options = { contentType: 'text/csv', tags: [{ name: 'Set', value: 'bundled' }] };
      const { header, stored } = await signItem(bytesSource(data), options, signer);
      const raw = Buffer.concat([header, data]);
      expect(await DataItem.verify(raw)).to.equal(true);
      items.push({ raw, data, stored });
    }
    const tags = [
      { name: 'Bundle-Format', value: 'binary' },
      { name: 'Bundle-Version', value: '2.0.0' },
    ];
    await storage.put(bytesSource(bundleOf(items)), { ...TYPE, tags });
    // It unpacks in two places at once, and the one that comes second fails the block: then the next call mines it.
    for (let tries = 0; tries < 50 && !(await fetch(`${url}/mine`)).ok; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    for (const { data, stored } of items) expect(Buffer.compare(await read(stored), data)).to.equal(0);
    const ids = (await found('Set', 'bundled')).map(({ id }) => id);
    expect(ids.sort()).to.deep.equal(items.map(({ stored }) => stored.id).sort());
  }).timeout(60_000);

  it('has nothing under an id nobody stored: PayloadMissing', async () => {
    const error = await refusal(storage.get('x'.repeat(43), { sha256: new Uint8Array(32), maxBytes: 1 }));
    expect(error.name).to.equal('PayloadMissing');
  });
});

/** ANS-104: number of items, then size and id of each, numbers of 32 bytes with the lowest first, then the items. */
function bundleOf(items: readonly { raw: Buffer; stored: Stored }[]): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(32);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const heads = items.flatMap(({ raw, stored }) => [number(raw.length), Buffer.from(idBytes(stored.id))]);
  return Buffer.concat([number(items.length), ...heads, ...items.map(({ raw }) => raw)]);
}
