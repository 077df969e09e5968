/** Keys of a replay, made from one seed so that an interrupted replay finds its people again. Test money only. */
import { sha256 } from '@noble/hashes/sha2';
import { Keypair } from '@solana/web3.js';

export function keyFrom(seed: Uint8Array, role: string): Keypair {
  return Keypair.fromSeed(secretFrom(seed, `key:${role}`));
}

export function secretFrom(seed: Uint8Array, purpose: string): Uint8Array {
  return sha256.create().update('tagger:replay:v1').update(seed).update(purpose).digest();
}
