/** A shard of the validators' pool: who is in it, and the two sum trees over their weights. */
import type { AccountInfo, PublicKey } from '@solana/web3.js';
import { DRAW, MAX_PAGE_BYTES } from './constants.ts';
import { decodeAccount, sizeOf } from './decode.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import type { PoolAccount, Validator } from './types.ts';

/** States of a place, by number as stored. */
export const PLACE_STATES = ['free', 'active', 'leaving'] as const;

export interface ValidatorView extends Omit<Validator, 'state' | 'reserved' | 'nextFree'> {
  /** Place in the shard. */
  leaf: number;
  /** As slots and `Member.poolPlace` name it: `shard << 16 | leaf`. */
  place: number;
  state: (typeof PLACE_STATES)[number];
}

export interface PoolView extends PoolAccount {
  /** Taken places, in order. */
  validators: ValidatorView[];
  /** Weights drawn by in `epoch`: node 1 is the sum of all, node `n` that of `2n` and `2n + 1`, leaves begin at `poolPlaces`. */
  frozen: Uint32Array;
  /** Those of the epoch after. */
  coming: Uint32Array;
  /** Calls of `grow_pool` until the shard is ready. */
  missingParts: number;
}

const HEADER = 8 + sizeOf('pool');
const NODES = 2 * DRAW.poolPlaces;
const VALIDATOR = sizeOf('validator');
const BYTES = HEADER + 2 * 4 * NODES + DRAW.poolPlaces * VALIDATOR;
/** Calls of `grow_pool` a shard needs after `open_pool`, which makes the first part. */
export const POOL_GROWTHS = Math.ceil(BYTES / MAX_PAGE_BYTES) - 1;

/** Decodes a shard; one that is not ready yet has no validators. */
export function decodePool(info: AccountInfo<Buffer>): PoolView {
  const pool = decodeAccount('pool', info);
  const tree = (at: number): Uint32Array =>
    Uint32Array.from({ length: NODES }, (_, node) => info.data.readUInt32LE(HEADER + 4 * (at * NODES + node)));
  if (pool.ready !== 1) {
    const nothing = new Uint32Array(NODES);
    const missingParts = Math.ceil((BYTES - info.data.length) / MAX_PAGE_BYTES);
    return { ...pool, validators: [], frozen: nothing, coming: nothing, missingParts };
  }
  const validators: ValidatorView[] = [];
  for (let leaf = 0; leaf < pool.used; leaf += 1) {
    const at = HEADER + 8 * NODES + leaf * VALIDATOR;
    const found = toPlain(
      CODER.types.decode<unknown>('validator', info.data.subarray(at, at + VALIDATOR)),
    ) as Validator;
    const state = PLACE_STATES[found.state] ?? 'free';
    if (state !== 'free') validators.push({ ...found, leaf, place: (pool.index << 16) | leaf, state });
  }
  return { ...pool, validators, frozen: tree(0), coming: tree(1), missingParts: 0 };
}

/** A validator with his shard; `undefined` when the wallet has no place in the pool. */
export function findValidator<P extends PoolView>(
  pools: readonly P[],
  wallet: PublicKey,
): { shard: P; validator: ValidatorView } | undefined {
  for (const shard of pools) {
    const validator = shard.validators.find((candidate) => candidate.wallet.equals(wallet));
    if (validator !== undefined) return { shard, validator };
  }
  return undefined;
}

/** Weight at a place of a shard, by one of its trees. */
export const weightAtLeaf = (tree: Uint32Array, leaf: number): number => tree[DRAW.poolPlaces + leaf] ?? 0;
