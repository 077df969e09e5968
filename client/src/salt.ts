/** Salts of commitments that can be made again: whoever keeps one secret has the salt of every answer he ever hid. */
import { sha256 } from '@noble/hashes/sha2';
import type { PublicKey } from '@solana/web3.js';

/**
 * The salt of what one member commits to on one panel: `secret` (32 bytes, his own) and the place, hashed. Answers and
 * votes may share a secret: a review has a page of its own.
 */
export function saltFor(secret: Uint8Array, task: PublicKey, page: number, panel: bigint): Uint8Array {
  const place = new DataView(new ArrayBuffer(12));
  place.setUint32(0, page, true);
  place.setBigUint64(4, panel, true);
  return sha256
    .create()
    .update('tagger:salt:v1')
    .update(secret)
    .update(task.toBytes())
    .update(new Uint8Array(place.buffer))
    .digest();
}
