/**
 * The key of one payload, wrapped for each reader with a proof (docs/decisions/0016-payload-keys.md). Whoever opens the
 * payload with his own wrap can check everybody's: they hold the same key.
 */
import { PublicKey } from '@solana/web3.js';
import { base64urlnopad } from '@scure/base';
import { TaggerClientError } from '../clientError.ts';
import {
  datasetCommitment,
  PROOF_BYTES,
  unwrapKey,
  verifyWrap,
  WRAP_BYTES,
  wrapKey,
  type Delivery,
  type Identity,
  type Wrap,
} from '../keys/index.ts';
import { PROGRAM_ID } from '../pda.ts';
import type { PayloadReader } from './readers.ts';

export interface PayloadKeys {
  /** Commitment to the payload's key, 32 bytes. */
  commitment: Uint8Array;
  /** By wallet, base58. */
  wraps: Map<string, Wrap>;
}

const KIND = 'tagger:payload-keys:v1';
/** More than a review and all its appeals have seats. */
const MAX_WRAPS = 64;

const deliveryTo = (page: PublicKey, commitment: Uint8Array, key: Uint8Array): Delivery => ({
  programId: PROGRAM_ID.toBytes(),
  account: page.toBytes(),
  commitment,
  recipient: key,
});

/** Wraps a payload's key for readers. `page` is the page of the panel it answers. */
export function payloadKeys(secret: Uint8Array, page: PublicKey, readers: readonly PayloadReader[]): PayloadKeys {
  const commitment = datasetCommitment(secret);
  const wraps = readers.map(({ wallet, key }): [string, Wrap] => [
    wallet.toBase58(),
    wrapKey(secret, deliveryTo(page, commitment, key)),
  ]);
  return { commitment, wraps: new Map(wraps) };
}

/** Those for whom there is no wrap, or one that does not hold the key. */
export const readersWithout = (
  keys: PayloadKeys,
  page: PublicKey,
  readers: readonly PayloadReader[],
): PayloadReader[] =>
  readers.filter(({ wallet, key }) => {
    const wrap = keys.wraps.get(wallet.toBase58());
    return wrap === undefined || !verifyWrap(deliveryTo(page, keys.commitment, key), wrap);
  });

/** What opens the payload, for a reader; `undefined` when there is nothing good for him. */
export function identityFor(
  keys: PayloadKeys,
  page: PublicKey,
  reader: PayloadReader,
  identity: Identity,
): Identity | undefined {
  if (readersWithout(keys, page, [reader]).length > 0) return undefined;
  return unwrapKey(identity, keys.commitment, keys.wraps.get(reader.wallet.toBase58())!.wrap);
}

const text = (bytes: Uint8Array): string => base64urlnopad.encode(bytes);

export function encodeKeys({ commitment, wraps }: PayloadKeys): Uint8Array {
  const listed = [...wraps].map(([wallet, { wrap, proof }]) => [wallet, text(wrap), text(proof)]);
  return new TextEncoder().encode(JSON.stringify({ kind: KIND, commitment: text(commitment), wraps: listed }));
}

/** Throws `BadKeys` for anything else than what `encodeKeys` writes. */
export function decodeKeys(bytes: Uint8Array): PayloadKeys {
  try {
    const file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Record<string, unknown>;
    const { kind, commitment, wraps } = file;
    if (kind !== KIND || !Array.isArray(wraps) || wraps.length > MAX_WRAPS) throw new Error('another file');
    return { commitment: exactly(commitment, 32), wraps: new Map(wraps.map(wrapOf)) };
  } catch (cause) {
    throw new TaggerClientError('BadKeys', 'this is no file of payload keys: ask the annotator to share them again', {
      cause,
    });
  }
}

function wrapOf(entry: unknown): [string, Wrap] {
  if (!Array.isArray(entry) || entry.length !== 3) throw new Error('no wrap');
  const [wallet, wrap, proof] = entry as unknown[];
  return [
    new PublicKey(String(wallet)).toBase58(),
    { wrap: exactly(wrap, WRAP_BYTES), proof: exactly(proof, PROOF_BYTES) },
  ];
}

function exactly(value: unknown, length: number): Uint8Array {
  const bytes = base64urlnopad.decode(String(value));
  if (bytes.length !== length) throw new Error(`not ${length} bytes`);
  return bytes;
}
