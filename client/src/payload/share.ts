/**
 * Keys of payloads travel as data items anybody may post and nobody needs to believe: a wrap proves itself, and the key in it
 * opens the payload the chain names, or it is not it.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { sha256 } from '@noble/hashes/sha2';
import type { PublicKey } from '@solana/web3.js';
import { base64urlnopad } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';
import { decryptBytes, type Identity } from '../keys/index.ts';
import type { PayloadAnswer } from '../panel.ts';
import { bytesSource, type Found, type Reader, type Storage, type Stored } from '../storage/index.ts';
import type { PayloadReader } from './readers.ts';
import { fetchPayload } from './sealed.ts';
import { decodeKeys, encodeKeys, identityFor, readersWithout, type PayloadKeys } from './wraps.ts';

const TYPE = 'payload-keys';
const HASH_TAG = 'Content-SHA256';
/** Files anybody may have posted for a panel that are looked at, newest first. */
const MAX_FILES = 32;
const MAX_BYTES = 64 * 1024;

export interface PayloadPlace {
  /** Page and number of the panel the payload answers. */
  page: PublicKey;
  panel: bigint;
  /** Who is likely to have posted them, the annotator and his session key: looked at first, so that a flood by others hides nothing. */
  posters?: readonly PublicKey[];
}

/** Posts keys where readers look for them. */
export function postPayloadKeys(storage: Storage, { page, panel }: PayloadPlace, keys: PayloadKeys): Promise<Stored> {
  const bytes = encodeKeys(keys);
  const tags = Object.entries({
    'App-Name': 'Tagger',
    'Tagger-Type': TYPE,
    'Tagger-Page': page.toBase58(),
    'Tagger-Panel': `${panel}`,
    [HASH_TAG]: bytesToHex(sha256(bytes)),
  }).map(([name, value]) => ({ name, value }));
  return storage.put(bytesSource(bytes), { contentType: 'application/json', tags });
}

/** Files of keys that were posted for a panel, newest first; what is no such file is passed over. */
export async function* findPayloadKeys(reader: Reader, place: PayloadPlace): AsyncGenerator<PayloadKeys> {
  const { page, panel, posters = [] } = place;
  const tags = { 'Tagger-Type': TYPE, 'Tagger-Page': page.toBase58(), 'Tagger-Panel': `${panel}` };
  const owners = posters.map((poster) => base64urlnopad.encode(sha256(poster.toBytes())));
  const seen = new Set<string>();
  for (const query of owners.length === 0 ? [{ tags }] : [{ tags, owners }, { tags }])
    for await (const found of reader.query(query, MAX_FILES)) {
      const keys = seen.has(found.id) ? undefined : await keysOf(reader, found);
      seen.add(found.id);
      if (keys !== undefined) yield keys;
    }
}

async function keysOf(reader: Reader, { id, tags }: Found): Promise<PayloadKeys | undefined> {
  const hash = tags.find(({ name }) => name === HASH_TAG)?.value ?? '';
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  try {
    return decodeKeys((await reader.get(id, { sha256: hexToBytes(hash), maxBytes: MAX_BYTES })).bytes);
  } catch (error) {
    if (error instanceof TaggerClientError) return undefined;
    throw error;
  }
}

export interface SharedPayload {
  plain: Uint8Array;
  /** Whether the same file has a good wrap for the requester: a payload he can't open is not delivered. */
  requesterReads: boolean;
}

/**
 * Reads a payload with the keys that were posted for its panel, if there is one with a file that serves the requester too.
 * `requester` has the key of the task's rules. Throws what `Reader.get` throws; `NoKeys` when no file opens it for this reader.
 */
export async function readSharedPayload(
  reader: Reader,
  place: PayloadPlace,
  answer: PayloadAnswer,
  { self, identity, requester }: { self: PayloadReader; identity: Identity; requester: PayloadReader },
): Promise<SharedPayload> {
  let sealed: Uint8Array | undefined;
  let best: SharedPayload | undefined;
  for await (const keys of findPayloadKeys(reader, place)) {
    const key = identityFor(keys, place.page, self, identity);
    const requesterReads = readersWithout(keys, place.page, [requester]).length === 0;
    if (key === undefined || (best !== undefined && !requesterReads)) continue;
    sealed ??= await fetchPayload(reader, answer);
    const plain = await opened(sealed, key);
    if (plain === undefined) continue;
    best = { plain, requesterReads };
    if (requesterReads) return best;
  }
  if (best === undefined)
    throw new TaggerClientError(
      'NoKeys',
      'nobody posted a key that opens this payload for you: it can only be rejected',
    );
  return best;
}

/** `undefined` when the key is another payload's. */
async function opened(sealed: Uint8Array, key: Identity): Promise<Uint8Array | undefined> {
  try {
    return await decryptBytes(sealed, key);
  } catch (error) {
    if (error instanceof TaggerClientError && error.name === 'WrongKey') return undefined;
    throw error;
  }
}
