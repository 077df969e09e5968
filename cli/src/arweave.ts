/** Posts and reads signed ANS-104 data items at an Arweave endpoint. What is read is compared with the hash the reader expects. */
import { createHash } from 'node:crypto';
import bs58 from 'bs58';
import type { Keypair } from '@solana/web3.js';
import { TaggerClientError } from '@tagger/client';

export const contentHash = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest());

/** Signs and posts data; returns its 32-byte id. */
export async function post(endpoint: string, key: Keypair, data: Uint8Array, contentType: string): Promise<Uint8Array> {
  // Loaded by those who post: it takes about as long as the rest of a command.
  const { createData, SolanaSigner } = await import('@dha-team/arbundles');
  const signer = new SolanaSigner(bs58.encode(key.secretKey));
  const item = createData(data, signer, {
    tags: [
      { name: 'Content-Type', value: contentType },
      { name: 'App-Name', value: 'Tagger' },
    ],
  });
  await item.sign(signer);
  const response = await fetch(`${endpoint}/tx`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(item.getRaw()),
  });
  if (!response.ok)
    throw new TaggerClientError('UploadRefused', `The Arweave endpoint refused the upload: ${await response.text()}`);
  return new Uint8Array(item.rawId);
}

/** Reads an item and checks it against its hash. */
export async function read(endpoint: string, id: Uint8Array, hash: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(`${endpoint}/${Buffer.from(id).toString('base64url')}`);
  if (!response.ok)
    throw new TaggerClientError(
      'PayloadMissing',
      `The Arweave endpoint has no item ${Buffer.from(id).toString('base64url')}: try another gateway`,
    );
  const data = new Uint8Array(await response.arrayBuffer());
  if (Buffer.compare(contentHash(data), hash) !== 0)
    throw new TaggerClientError(
      'PayloadTampered',
      'The gateway served other bytes than were committed to: try another gateway',
    );
  return data;
}
