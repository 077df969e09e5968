/** Commitments, byte for byte as `programs/tagger/src/rules/commitment.rs` makes them. */
import { sha256 } from '@noble/hashes/sha2';
import type { PublicKey } from '@solana/web3.js';

/** Where an answer belongs. `context` is stored in the page. */
export interface CommitmentPlace {
  context: Uint8Array;
  page: number;
  panel: bigint;
  wallet: PublicKey;
}

/** 32 random bytes from the platform's generator. Keep them until the reveal: without them the bond is lost. */
export function newSalt(): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(32));
}

export function commitment(place: CommitmentPlace, answers: Uint8Array, salt: Uint8Array): Uint8Array {
  if (salt.length !== 32 || salt.every((byte) => byte === 0))
    throw new RangeError('a salt is 32 random bytes, not zeros');
  const hash = sha256.create().update(place.context);
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setUint32(0, place.page, true);
  numbers.setBigUint64(4, place.panel, true);
  return hash
    .update(new Uint8Array(numbers.buffer))
    .update(place.wallet.toBytes())
    .update(sha256(answers))
    .update(salt)
    .digest();
}
