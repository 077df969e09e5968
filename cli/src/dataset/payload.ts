/** Payloads as files: encrypted for a dataset and uploaded, or found by their hash, read and decrypted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError, type DatasetAccount, type Keyed } from '@tagger/client';
import { decryptStream, encryptStream, type Identity } from '@tagger/client/keys';
import { bytesSource, idText, type Reader, type Storage, type Stored } from '@tagger/client/storage';
import { fileSink, fileSource } from '@tagger/client/storage/node';
import { gatewayOf } from '../arweave.ts';

const DATASET_TAG = 'Tagger-Dataset';

/** Uploads bytes under a dataset's address. */
export const upload = (storage: Storage, bytes: Uint8Array, contentType: string, dataset: PublicKey): Promise<Stored> =>
  storage.put(bytesSource(bytes), { contentType, tags: tagsOf(dataset) });

const tagsOf = (dataset: PublicKey) => [
  { name: 'App-Name', value: 'Tagger' },
  { name: DATASET_TAG, value: dataset.toBase58() },
];

/** Encrypts a file for whoever has a licence, and uploads it; nothing of it stays here. */
export async function uploadEncrypted(
  storage: Storage,
  file: string,
  recipient: string,
  dataset: PublicKey,
): Promise<Stored> {
  const dir = mkdtempSync(join(tmpdir(), 'tagger-payload-'));
  try {
    const sealed = join(dir, 'payload.age');
    const plain = (await fileSource(file)).open();
    await (await encryptStream(plain, [recipient])).pipeTo(fileSink(sealed));
    return await storage.put(await fileSource(sealed), {
      contentType: 'application/octet-stream',
      tags: tagsOf(dataset),
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Whoever uploads can use the same tags: so many candidates are looked at. */
const CANDIDATES = 20;

/** Reads the payload of a dataset into a file, checked against the hash on chain, decrypted. Throws `PayloadMissing`. */
export async function download(
  arweave: string,
  dataset: Keyed<DatasetAccount>,
  identity: Identity,
  out: string,
  { maxBytes, id }: { maxBytes: number; id?: string },
): Promise<void> {
  const from = gatewayOf(arweave);
  const expected = { sha256: Uint8Array.from(dataset.contents.payloadHash), maxBytes };
  const dir = mkdtempSync(join(tmpdir(), 'tagger-payload-'));
  const sealed = join(dir, 'payload.age');
  try {
    const found = await firstOf(from, dataset.address, id, (candidate) =>
      from.copy(candidate, expected, () => fileSink(sealed)),
    );
    if (!found)
      throw new TaggerClientError('PayloadMissing', 'no gateway has the payload: name its id with --payload-id');
    await (await decryptStream((await fileSource(sealed)).open(), identity)).pipeTo(fileSink(out));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Tries the named item, or those that say they belong to the dataset, until one is right. */
async function firstOf(
  from: Reader,
  dataset: PublicKey,
  id: string | undefined,
  read: (id: string) => Promise<void>,
): Promise<boolean> {
  if (id !== undefined) {
    await read(id);
    return true;
  }
  for await (const { id: candidate } of from.query({ tags: { [DATASET_TAG]: dataset.toBase58() } }, CANDIDATES)) {
    try {
      await read(candidate);
      return true;
    } catch (error) {
      const { name } = error as Error;
      if (name !== 'PayloadTampered' && name !== 'PayloadMissing' && name !== 'PayloadTooLarge') throw error;
    }
  }
  return false;
}

/** An id as people copy it. */
export const idOf = (bytes: readonly number[]): string => idText(Uint8Array.from(bytes));
