/** Between Anchor's values (`BN`, number arrays) and plain ones (`bigint`, `Uint8Array`). */
import { PublicKey } from '@solana/web3.js';
import BN from 'bn.js';
import type { Plain } from './types.ts';

/** `BN` becomes `bigint`, all the way down. */
export function toPlain<T>(value: T): Plain<T> {
  return convert(value, (leaf) => (BN.isBN(leaf) ? BigInt(leaf.toString()) : leaf)) as Plain<T>;
}

/** `bigint` becomes `BN`, `Uint8Array` becomes a `Buffer`, all the way down; what Anchor's encoder wants. */
export function toAnchor(value: unknown): never {
  return convert(value, (leaf) => {
    if (typeof leaf === 'bigint') return new BN(leaf.toString());
    if (leaf instanceof Uint8Array && !Buffer.isBuffer(leaf)) return Buffer.from(leaf);
    return leaf;
  }) as never;
}

function convert(value: unknown, leaf: (value: unknown) => unknown): unknown {
  const opaque = value === null || typeof value !== 'object' || BN.isBN(value);
  if (opaque || value instanceof PublicKey || value instanceof Uint8Array) return leaf(value);
  if (Array.isArray(value)) return value.map((entry) => convert(entry, leaf));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, convert(entry, leaf)]));
}
