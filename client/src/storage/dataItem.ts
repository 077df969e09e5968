/**
 * ANS-104 data items, posted to a Turbo-compatible endpoint: the endpoint bundles them into Arweave transactions.
 * The local endpoint of `localnet/` is one of these.
 */
import { sha256 } from '@noble/hashes/sha2';
import { base64urlnopad } from '@scure/base';
import { transport as platform } from '#transport';
import { TaggerClientError } from '../clientError.ts';
import { digestOf, headerOf, withSignature } from './ans104.ts';
import { post, DEFAULT_PERSISTENCE, type Persistence } from './post.ts';
import { reader, type ReaderOptions } from './reader.ts';
import type { ItemSigner } from './signers.ts';
import { chunksOf, streamOf, type Source } from './source.ts';
import type { PutOptions, Storage, Stored, Tag } from './storage.ts';

export interface DataItemOptions extends ReaderOptions {
  /** Address items are posted to, with its path: `https://upload.host/v1/tx/solana`. */
  upload: string;
  /** Made when the first item is put: loading a signer takes long. */
  signer: () => Promise<ItemSigner>;
  /** Default: `DEFAULT_PERSISTENCE`. */
  persistence?: Persistence;
}

/**
 * Storage over signed data items. `put` reads the source twice, to sign it and to send it, and once more for each
 * attempt; it throws what `post` throws, and `UploadMixedUp` when the endpoint confirms another item.
 */
export function dataItems(options: DataItemOptions): Storage {
  const { upload, transport = platform, persistence = DEFAULT_PERSISTENCE } = options;
  return {
    ...reader(options),
    async put(source, put) {
      const item = await signItem(source, put, await options.signer());
      const size = item.header.length + source.size;
      const body = (): RequestInit['body'] =>
        source.blob === undefined
          ? streamOf(concatenated(item.header, source))
          : new Blob([Uint8Array.from(item.header), source.blob]);
      const contentType = 'application/octet-stream';
      const answer = await post({ transport, persistence, url: upload, size, contentType, body });
      checkAnswer(answer, item.stored.id);
      return item.stored;
    },
  };
}

export interface SignedItem {
  /** The item up to its data. */
  header: Uint8Array;
  stored: Stored;
}

/**
 * Signs an item over a source. The signature covers the deep hash, SHA-384 over header fields and data (ANS-104); the
 * data passes by and is not kept. Throws `SourceChanged` when the source does not have the size it claims.
 */
export async function signItem(source: Source, put: PutOptions, signer: ItemSigner): Promise<SignedItem> {
  const tags = tagsOf(put);
  const hash = sha256.create();
  let size = 0;
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunksOf(source.open())) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  const digest = await digestOf(signer, tags, passing());
  if (size !== source.size)
    throw new TaggerClientError('SourceChanged', `the source has ${size} bytes and claims ${source.size}: try again`);
  const signature = await signer.sign(digest);
  const stored = { id: base64urlnopad.encode(sha256(signature)), sha256: hash.digest(), size };
  return { header: withSignature(headerOf(signer, tags), signature), stored };
}

/** Type first, then the caller's tags. Throws `TooManyTags`. */
export function tagsOf({ contentType, tags = [] }: PutOptions): Tag[] {
  const all = [{ name: 'Content-Type', value: contentType }, ...tags];
  const bytes = all.reduce((sum, { name, value }) => sum + new TextEncoder().encode(name + value).length, 0);
  if (all.length > 128 || bytes > 2_048)
    throw new TaggerClientError(
      'TooManyTags',
      'an item has 128 tags at most, in 2,048 bytes: use fewer or shorter ones',
    );
  return all;
}

async function* concatenated(header: Uint8Array, source: Source): AsyncGenerator<Uint8Array, void, undefined> {
  yield header;
  yield* chunksOf(source.open());
}

function checkAnswer(answer: string, id: string): void {
  let confirmed: unknown;
  try {
    confirmed = (JSON.parse(answer) as { id?: unknown } | null)?.id;
  } catch {
    // Some endpoints confirm an item they had already in plain words.
    return;
  }
  if (confirmed !== undefined && confirmed !== id)
    throw new TaggerClientError('UploadMixedUp', `the endpoint confirms another item than ${id}: use another endpoint`);
}
