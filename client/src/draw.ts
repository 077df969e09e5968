/**
 * Who is drawn for a review, computed as the program does it (`rules/draw.rs`, `rules/sum_tree.rs`,
 * `instructions/review/draw_seats.rs`): the caller of `draw_seats` appends the candidates in this order.
 */
import { sha256 } from '@noble/hashes/sha2';
import type { PublicKey } from '@solana/web3.js';
import { DRAW, DRAW_DOMAIN } from './constants.ts';
import type { CourtView } from './panel.ts';
import type { PoolView, ValidatorView } from './pool.ts';

/** Epoch of the pools a slot belongs to. */
export const epochOf = (slot: bigint): bigint => slot / BigInt(DRAW.epochSlots);

/** The slot whose block decides a draw that is asked for in `slot`. */
export function targetAfter(slot: bigint): bigint {
  const soon = slot + BigInt(DRAW.delay);
  if (epochOf(soon + BigInt(DRAW.room)) === epochOf(soon)) return soon;
  return (epochOf(soon) + 1n) * BigInt(DRAW.epochSlots) + BigInt(DRAW.delay);
}

/** One entry of the SlotHashes sysvar. */
export interface SlotHash {
  slot: bigint;
  hash: Uint8Array;
}

/** The entries of the SlotHashes sysvar, newest first. */
export function parseSlotHashes(data: Uint8Array): SlotHash[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = Number(view.getBigUint64(0, true));
  return Array.from({ length: count }, (_, entry) => {
    const at = 8 + 40 * entry;
    return { slot: view.getBigUint64(at, true), hash: data.slice(at + 8, at + 40) };
  });
}

/** Hash of the first block at or after `target`; `undefined` while there is none, or once the chain may have forgotten it. */
export function seedAt(target: bigint, hashes: readonly SlotHash[], slot: bigint): Uint8Array | undefined {
  if (slot <= target || slot - target >= BigInt(DRAW.remembered)) return undefined;
  return hashes.findLast((entry) => entry.slot >= target)?.hash;
}

/**
 * The `n`th point of a draw, at least 0 and less than `total`; `undefined` when `total` is zero. `place` is the address
 * of the review's page. The digest's words that lie in the incomplete last round of `total` are refused, so that no
 * remainder is favoured.
 */
export function drawPoint(
  seed: Uint8Array,
  place: PublicKey,
  panel: bigint,
  n: number,
  total: bigint,
): bigint | undefined {
  if (total === 0n) return undefined;
  const numbers = new DataView(new ArrayBuffer(10));
  numbers.setBigUint64(0, panel, true);
  numbers.setUint16(8, n, true);
  const digest = sha256
    .create()
    .update(DRAW_DOMAIN)
    .update(seed)
    .update(place.toBytes())
    .update(new Uint8Array(numbers.buffer))
    .digest();
  const view = new DataView(digest.buffer, digest.byteOffset);
  const words = [0, 8, 16, 24].map((at) => view.getBigUint64(at, true));
  const most = 2n ** 64n - 1n;
  const rounds = most - (most % total);
  const word = words.find((candidate) => candidate < rounds) ?? words[3] ?? 0n;
  return word % total;
}

/** The leaf in whose share `point` lies. */
export function leafAt(tree: Uint32Array, point: number): number {
  let [node, rest] = [1, point];
  while (node < DRAW.poolPlaces) {
    node *= 2;
    const left = tree[node] ?? 0;
    if (rest >= left) {
      rest -= left;
      node += 1;
    }
  }
  return node - DRAW.poolPlaces;
}

/** The weights a draw in `slot` goes by: the coming ones as soon as a new epoch has begun. */
export const weightsIn = (pool: PoolView, slot: bigint): Uint32Array =>
  pool.epoch < epochOf(slot) ? pool.coming : pool.frozen;

/** What a draw depends on. */
export interface DrawPlace {
  /** Address of the review's page. */
  page: PublicKey;
  /** The round that is drawn for, and the rounds before it on the same page. */
  round: CourtView;
  earlier: readonly CourtView[];
  /** Every shard, in order. */
  pools: readonly PoolView[];
  seed: Uint8Array;
  /** The present slot. */
  slot: bigint;
  /** Requester and operator of the task, and the accused where a breach is judged. */
  parties: readonly PublicKey[];
  /** `Terms.reviewBond`. */
  bond: bigint;
  /** Whether a wallet has a seat to answer in the task. */
  hasSeat: (wallet: PublicKey) => boolean;
}

/** One candidate of a draw. */
export interface Candidate {
  validator: ValidatorView;
  /** Why he is passed over; `undefined` when he gets the seat. */
  passed?: 'has a seat in the task' | 'a party' | 'sits already' | 'sat before' | 'no free bond';
}

/** The next candidates in the order of the draw, at most `limit`, until every wanted seat is filled or nobody is left to try. */
export function candidatesOf(place: DrawPlace, limit: number): Candidate[] {
  const { round, pools, slot } = place;
  const trees = pools.map((pool) => weightsIn(pool, slot));
  const total = trees.reduce((sum, tree) => sum + BigInt(tree[1] ?? 0), 0n);
  const taken = (view: CourtView): number[] => view.slots.flatMap((s) => (s.state === 'empty' ? [] : [s.seat]));
  const sitting = new Set(taken(round));
  const before = new Set(place.earlier.flatMap(taken));
  const tries = DRAW.triesASeat * round.seatsMax;
  const found: Candidate[] = [];
  let wanted = round.case.wanted;
  for (let n = round.case.tries; n < tries && wanted > 0 && found.length < limit; n += 1) {
    const point = drawPoint(place.seed, place.page, round.number, n, total);
    if (point === undefined) break;
    const validator = ownerOf(point, pools, trees);
    const passed = reasonAgainst(validator, place, sitting, before);
    if (passed === undefined) {
      sitting.add(validator.place);
      wanted -= 1;
    }
    found.push(passed === undefined ? { validator } : { validator, passed });
  }
  return found;
}

/** The validator in whose share of all weights a point lies. */
function ownerOf(point: bigint, pools: readonly PoolView[], trees: readonly Uint32Array[]): ValidatorView {
  let rest = point;
  for (const [shard, tree] of trees.entries()) {
    const own = BigInt(tree[1] ?? 0);
    if (rest < own) {
      const leaf = leafAt(tree, Number(rest));
      const found = pools[shard]?.validators.find((validator) => validator.leaf === leaf);
      if (found === undefined) throw new Error(`shard ${shard} has weight at the free place ${leaf}`);
      return found;
    }
    rest -= own;
  }
  throw new Error('the point lies beyond the weight of all shards');
}

function reasonAgainst(
  validator: ValidatorView,
  place: DrawPlace,
  sitting: ReadonlySet<number>,
  before: ReadonlySet<number>,
): Candidate['passed'] {
  const { wallet } = validator;
  if (place.hasSeat(wallet)) return 'has a seat in the task';
  if (place.parties.some((party) => wallet.equals(party))) return 'a party';
  if (sitting.has(validator.place)) return 'sits already';
  if (before.has(validator.place)) return 'sat before';
  return validator.bond - validator.held < place.bond ? 'no free bond' : undefined;
}

/**
 * The items an audit of a panel looks at, or `undefined` when the panel was not drawn for one. The program leaves out
 * those that are under review when the audit opens (`PanelView.contested`).
 */
export function auditedItems(
  subject: { page: PublicKey; panel: bigint; items: number },
  terms: { auditItems: number; auditBps: number; payload: boolean },
  seed: Uint8Array,
): number[] | undefined {
  const { page, panel, items } = subject;
  const wanted = Math.min(items, terms.auditItems);
  if (wanted === 0) return undefined;
  const draw = (n: number, total: number): number => Number(drawPoint(seed, page, panel, n, BigInt(total)) ?? 0n);
  if (!terms.payload && draw(DRAW.auditSelection, 10_000) >= terms.auditBps) return undefined;
  const first = wanted === items ? 0 : draw(DRAW.auditOffset, items);
  return Array.from({ length: wanted }, (_, step) => (first + step) % items).sort((a, b) => a - b);
}
