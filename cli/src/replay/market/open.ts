/** What a holder does with a licence: manifest and payload by the hashes on chain, the key by his own, and the reference loader. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sha256 } from '@noble/hashes/sha2';
import { fetchDataset, fetchLicense } from '@tagger/client';
import { decryptBytes, unwrapKey } from '@tagger/client/keys';
import { checkManifest, describeDataset, JSON_LIMITS, localManifest, readManifest } from '@tagger/client/manifest';
import { idText } from '@tagger/client/storage';
import { gatewayOf } from '../../arweave.ts';
import { datasetOf, licenceOf, type Buyer, type Market } from './run.ts';

const LOADER = fileURLToPath(new URL('../../../../toolchain/croissant.sh', import.meta.url));

export interface Opened {
  by: string;
  /** Bytes decrypted. */
  bytes: number;
  /** What `checkManifest` found wrong with the manifest. */
  findings: string[];
  /** Record sets the reference library loaded; what it said when it could not. */
  loaded: string[] | { failed: string };
}

export async function openBought(m: Market, buyer: Buyer): Promise<Opened> {
  const { connection, arweave, progress } = m;
  progress.phase(`market: ${buyer.name} opens it`, 2);
  const [address, mint] = [datasetOf(m), licenceOf(m)];
  const [dataset, license] = [await fetchDataset(connection, address), await fetchLicense(connection, mint)];
  if (dataset === null || license === null) throw new Error('dataset or licence is gone before it was opened');
  const from = gatewayOf(arweave);
  const { manifestId, manifestHash, commitment, payloadHash } = dataset.contents;
  const { bytes } = await from.get(idText(Uint8Array.from(manifestId)), {
    sha256: Uint8Array.from(manifestHash),
    maxBytes: JSON_LIMITS.bytes,
  });
  const read = readManifest(bytes);
  const { findings } = checkManifest(read, await describeDataset(connection, address));
  const payload = read.manifest.files.find(({ sha256: hash }) => hash === Buffer.from(payloadHash).toString('hex'));
  if (payload?.plain === undefined) throw new Error('the manifest names no payload');
  const { id, size, name, plain } = payload;
  const sealed = await from.get(id, { sha256: Uint8Array.from(payloadHash), size, maxBytes: size });
  const key = unwrapKey(buyer.identity, Uint8Array.from(commitment), Uint8Array.from(license.wrap.flat()));
  const labels = await decryptBytes(sealed.bytes, key);
  const folder = join(m.dir, buyer.name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, plain.name), labels);
  const local = localManifest(read.manifest, [{ name, sha256: sha256(labels), size: labels.length }]);
  writeFileSync(join(folder, 'croissant.json'), local.bytes);
  progress.step();
  const loaded = await load(join(folder, 'croissant.json'));
  progress.step();
  return { by: buyer.name, bytes: labels.length, findings: findings.map(({ what }) => what), loaded };
}

/** Needs Python; where there is none the rest of the demo goes on and the report says so. */
async function load(manifest: string): Promise<Opened['loaded']> {
  try {
    const { stdout } = await promisify(execFile)(LOADER, [manifest]);
    return Object.keys((JSON.parse(stdout) as { records: Record<string, unknown> }).records);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return { failed: (stderr ?? message).trim().split('\n').at(-1) ?? message };
  }
}
