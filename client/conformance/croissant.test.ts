/**
 * Manifests as the reference library sees them: `mlcroissant` validates one whose files lie at the local Arweave and loads the
 * public sample from there; a buyer reads it, decrypts the payload and loads the whole with the local manifest.
 */
import { execFile } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import { labelTable, toCsv, toParquet, type Column, type LabelSet } from '@tagger/client/exports';
import { datasetIdentity, decryptStream, encryptStream, newDatasetSecret } from '@tagger/client/keys';
import {
  croissant,
  drawSample,
  itemAddress,
  linesAt,
  localManifest,
  readManifest,
  recordsOf,
  type ManifestFile,
  type Written,
} from '@tagger/client/manifest';
import { bytesSource, dataItems, solanaSigner, type Storage, type Stored } from '@tagger/client/storage';
import { startLocalnet, type Localnet } from '@tagger/localnet';
import { hashOf, SAID, STATE } from '../test/manifest/support/dataset.ts';
import { refusal } from '../test/storage/support/refusal.ts';

const HERE = fileURLToPath(new URL('../../', import.meta.url));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> => new Blob([Uint8Array.from(bytes)]).stream();
const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer());

/** The gold labels of ZenCrowd's items, as the file of real answers has them: worker, item, answer, gold label, time. */
function zenCrowd(): LabelSet {
  const lines = readFileSync(join(HERE, 'data/ZenCrowd_us.csv'), 'utf8').trim().split('\n');
  const gold = new Map(lines.map((line) => line.split(',')).map(([, item, , label]) => [item!, Number(label)]));
  const classes = ['no match', 'match'];
  return { classes, items: [...gold].map(([id, classLabel]) => ({ id, classLabel })) };
}

/** One column of each type, an empty field in all but the first. */
const TYPED: Column[] = [
  { name: 'name', type: 'text', values: ['a', 'b, "c"', '\u{1f600}'] },
  { name: 'note', type: 'text', values: ['x', null, 'z'] },
  { name: 'whole', type: 'integer', values: [1, null, -3] },
  { name: 'share', type: 'number', values: [0.5, null, -1.25] },
  { name: 'sure', type: 'boolean', values: [true, null, false] },
];

interface Loaded {
  metadata: Record<string, unknown>;
  records: Record<string, Record<string, unknown>[]>;
}

describe('mlcroissant', () => {
  const set = zenCrowd();
  const secret = newDatasetSecret();
  const table = labelTable(set);
  const places = drawSample(set.items.length, 20, STATE.recordsRoot);
  const whole = { csv: new TextEncoder().encode(toCsv(table)), parquet: toParquet(table) };
  let net: Localnet;
  let storage: Storage;
  let folder: string;
  let written: Written;

  /** What the library makes of a file. Its cache is ours, so that it has to fetch. */
  async function load(file: string): Promise<Loaded> {
    const env = { ...process.env, CROISSANT_CACHE: join(folder, 'cache') };
    // Not the synchronous call: Arweave answers from this process.
    const { stdout } = await promisify(execFile)(join(HERE, 'toolchain/croissant.sh'), [file], { env });
    return JSON.parse(stdout) as Loaded;
  }
  const inFolder = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  before(async () => {
    net = await startLocalnet();
    folder = mkdtempSync(join(tmpdir(), 'tagger-croissant-'));
    const signer = () => solanaSigner(Keypair.fromSeed(hashOf('Rita')).secretKey);
    storage = dataItems({ gateways: [`${net.arweaveUrl}/{id}`], upload: `${net.arweaveUrl}/tx`, signer });
    const sample = new TextEncoder().encode(toCsv(linesAt(table, places)));
    const put = async (bytes: Uint8Array): Promise<Stored> =>
      storage.put(bytesSource(bytes), { contentType: 'application/octet-stream' });
    const seal = async (bytes: Uint8Array): Promise<Uint8Array> =>
      bytesOf(await encryptStream(streamOf(bytes), [datasetIdentity(secret).recipient]));
    const stored = {
      sample: await put(sample),
      typed: await put(new TextEncoder().encode(toCsv(TYPED))),
      typedParquet: await put(toParquet(TYPED)),
      csv: await put(await seal(whole.csv)),
      parquet: await put(await seal(whole.parquet)),
    };
    const file = (name: string, { id, sha256, size }: Stored, mediaType: string): ManifestFile => ({
      name,
      id,
      sha256: hex(sha256),
      size,
      mediaType,
    });
    const records = (name: string, columns = table, preview = 0) =>
      recordsOf(columns, { name, description: `The ${name}`, preview });
    const files: ManifestFile[] = [
      { ...file('sample.csv', stored.sample, 'text/csv'), records: records('sample', linesAt(table, places), 3) },
      { ...file('typed.csv', stored.typed, 'text/csv'), records: records('typed', TYPED) },
      { ...file('typed.parquet', stored.typedParquet, 'application/x-parquet'), records: records('typedRows', TYPED) },
      {
        ...file('labels.csv.age', stored.csv, 'application/octet-stream'),
        plain: { name: 'labels.csv', mediaType: 'text/csv' },
        records: records('lines'),
      },
      {
        ...file('labels.parquet.age', stored.parquet, 'application/octet-stream'),
        plain: { name: 'labels.parquet', mediaType: 'application/x-parquet' },
        records: records('rows'),
      },
    ];
    const state = { ...STATE, contents: { ...STATE.contents, payloadHash: [...stored.csv.sha256] } };
    written = croissant(state, { ...SAID, name: 'ZenCrowd' }, files, { gateway: net.arweaveUrl });
  });
  after(async () => {
    await net.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('validates a manifest without a warning, and loads its sample from Arweave by the hash in it', async () => {
    const { metadata, records } = await load(inFolder('croissant.json', written.bytes));
    expect(records['sample']).to.have.length(10);
    const first = set.items[places[0]!]!;
    expect(records['sample']?.[0]).to.deep.equal({
      'sample/item': first.id,
      'sample/kind': 'class',
      'sample/label': set.classes[first.classLabel!],
      'sample/code': first.classLabel,
    });
    expect(metadata['conformsTo']).to.deep.equal([
      'http://mlcommons.org/croissant/1.1',
      'http://mlcommons.org/croissant/RAI/1.0',
    ]);
    expect(metadata).to.include({ name: 'ZenCrowd', 'rai:annotationsPerItem': '3.00' });
  }).timeout(60_000);

  it('gives columns of every type back as they were, from CSV and from Parquet', async () => {
    const { records } = await load(inFolder('croissant.json', written.bytes));
    for (const name of ['typed', 'typedRows']) {
      const columns = TYPED.map((column) => ({
        ...column,
        values: records[name]!.map((row) => row[`${name}/${column.name}`]),
      }));
      expect(columns, name).to.deep.equal(TYPED);
    }
  }).timeout(60_000);

  it('refuses a sample whose bytes are not those of the manifest', async () => {
    const other = { ...written.manifest.files[0]!, sha256: hex(hashOf('other')) };
    const text = new TextDecoder().decode(written.bytes).replace(written.manifest.files[0]!.sha256, other.sha256);
    const path = inFolder('tampered.json', new TextEncoder().encode(text));
    expect((await refusal(load(path))).message).to.include('Hash of downloaded file');
  }).timeout(60_000);

  it('loads what a buyer decrypted, all of it, as CSV and as Parquet', async () => {
    // The manifest by its hash from chain, the files by their hashes in it.
    const stored = await storage.put(bytesSource(written.bytes), { contentType: written.contentType });
    const { bytes } = await storage.get(stored.id, { sha256: written.sha256, maxBytes: 1_000_000 });
    const { manifest } = readManifest(bytes, { gateways: [net.arweaveUrl] });
    const bought = manifest.files.filter(({ plain }) => plain !== undefined);
    const present = [];
    for (const { name, id, sha256, size, plain } of bought) {
      const sealed = await storage.get(id, { sha256: Buffer.from(sha256, 'hex'), size, maxBytes: size });
      const opened = await bytesOf(await decryptStream(streamOf(sealed.bytes), datasetIdentity(secret)));
      inFolder(plain!.name, opened);
      present.push({ name, sha256: hashOf(opened), size: opened.length });
    }
    const { records } = await load(inFolder('local.json', localManifest(manifest, present).bytes));
    for (const name of ['lines', 'rows'])
      expect(
        records[name]?.map((row) => row[`${name}/item`]),
        name,
      ).to.deep.equal(set.items.slice(0, 10).map(({ id }) => id));
    expect(Buffer.compare(readFileSync(join(folder, 'labels.csv')), whole.csv)).to.equal(0);
    // A byte that changed on the disk is noticed.
    writeFileSync(join(folder, 'labels.csv'), Buffer.from(whole.csv).fill(0x41, 100, 101));
    expect((await refusal(load(join(folder, 'local.json')))).message).to.include('Hash of downloaded file');
  }).timeout(120_000);

  it('is not needed to see that a gateway serves something else: the read fails', async () => {
    const { id, size } = written.manifest.files[0]!;
    expect(itemAddress(id, net.arweaveUrl)).to.equal(`${net.arweaveUrl}/${id}`);
    const error = await refusal(storage.get(id, { sha256: hashOf('other'), maxBytes: size }));
    expect(error.name).to.equal('PayloadTampered');
  });
});
