/**
 * A task's records: what its panels decided and who answered, under one Merkle root the program computes. The formulas are in
 * `programs/tagger/src/state/records.rs`.
 */
import { sha256 } from '@noble/hashes/sha2';
import type { Bits } from './answers.ts';
import { packLabels } from './answers.ts';
import { RECORD_LEAF, RECORD_NODE, RECORD_PEAKS, RECORD_ROOT } from './constants.ts';
import { pairUp } from './merklePairs.ts';
import type { PanelView } from './panel.ts';

/** One finished panel as the program records it. */
export interface PanelRecord {
  /** Index of its page. */
  page: number;
  /** Its number on the page. */
  panel: bigint;
  firstItem: number;
  /** Decided labels, one an item. */
  labels: number[];
  bits: Bits;
  /** Each seat in order: the commitment (32 bytes, zeros for none) and how many items it answered. */
  members: { commitment: Uint8Array; answered: number }[];
}

/** Where a leaf lies under the root. */
export interface RecordProof {
  /** Number of the leaf and of all leaves. */
  leaf: bigint;
  leaves: bigint;
  /** Siblings from the leaf upwards, 32 bytes each. */
  path: Uint8Array[];
}

const hash = (...parts: Uint8Array[]): Uint8Array => {
  const state = sha256.create();
  for (const part of parts) state.update(part);
  return state.digest();
};
const node = (left: Uint8Array, right: Uint8Array): Uint8Array => hash(RECORD_NODE, left, right);

/** The record of a panel as it lies on its page; read it before the panel is recycled. */
export function recordOf(page: number, panel: PanelView, bits: Bits): PanelRecord {
  const members = panel.slots.slice(0, panel.seats).map(({ commitment, answered }) => ({
    commitment: Uint8Array.from(commitment),
    answered,
  }));
  return { page, panel: panel.number, firstItem: panel.firstItem, labels: panel.labels, bits, members };
}

/** Whether the program keeps a record of it: somebody answered. */
export const isRecorded = (record: PanelRecord): boolean => record.members.some(({ answered }) => answered > 0);

/** The leaf of a panel, 32 bytes. */
export function recordLeaf({ page, panel, firstItem, labels, bits, members }: PanelRecord): Uint8Array {
  const place = new DataView(new ArrayBuffer(18));
  place.setUint32(0, page, true);
  place.setBigUint64(4, panel, true);
  place.setUint32(12, firstItem, true);
  place.setUint16(16, labels.length, true);
  const seats = members.map(({ commitment, answered }) => Uint8Array.of(...commitment, answered & 255, answered >> 8));
  return hash(RECORD_LEAF, new Uint8Array(place.buffer), packLabels(labels, bits), ...seats);
}

/** Trees of the range over so many leaves: first leaf and height of each, the highest first. */
function treesOf(leaves: bigint): { first: bigint; height: number }[] {
  const trees: { first: bigint; height: number }[] = [];
  let first = 0n;
  for (let height = RECORD_PEAKS - 1; height >= 0; height -= 1) {
    if (((leaves >> BigInt(height)) & 1n) === 0n) continue;
    trees.push({ first, height });
    first += 1n << BigInt(height);
  }
  return trees;
}

const rootOf = (leaves: bigint, folded: Uint8Array): Uint8Array => {
  const count = new DataView(new ArrayBuffer(8));
  count.setBigUint64(0, leaves, true);
  return hash(RECORD_ROOT, new Uint8Array(count.buffer), folded);
};

/** All records of a task in the order in which their panels left their pages: root and proofs. */
export class RecordTree {
  /** Levels of each tree, leaves first, each with its nodes one behind the other. */
  private readonly trees: Uint8Array[][];
  private readonly count: number;

  /** Throws a RangeError for a leaf that has not 32 bytes. */
  constructor(leaves: readonly Uint8Array[]) {
    this.count = leaves.length;
    this.trees = treesOf(BigInt(leaves.length)).map(({ first, height }) => {
      const lowest = new Uint8Array(NODE * 2 ** height);
      for (let at = 0; at < 2 ** height; at += 1) {
        const leaf = leaves[Number(first) + at]!;
        if (leaf.length !== NODE) throw new RangeError(`a leaf has ${NODE} bytes`);
        lowest.set(leaf, NODE * at);
      }
      const levels: Uint8Array[] = [lowest];
      for (let level = 0; level < height; level += 1) levels.push(pairUp(levels[level]!, RECORD_NODE[0]!));
      return levels;
    });
  }

  private get peaks(): Uint8Array[] {
    return this.trees.map((levels) => nodeOf(levels.at(-1)!, 0));
  }

  /** 32 bytes, equal to `Task.records` folded; zeros without a leaf. */
  get root(): Uint8Array {
    if (this.count === 0) return new Uint8Array(NODE);
    return rootOf(
      BigInt(this.count),
      this.peaks.reduceRight((low, peak) => node(peak, low)),
    );
  }

  /** The path of one leaf. Throws a RangeError for one that is not there. */
  proof(leaf: number): RecordProof {
    const leaves = BigInt(this.count);
    const trees = treesOf(leaves);
    const at = trees.findLastIndex(({ first }) => first <= BigInt(leaf));
    if (leaf < 0 || leaf >= this.count || at < 0) throw new RangeError(`there is no record ${leaf}`);
    const { first, height } = trees[at]!;
    const inside = leaf - Number(first);
    const levels = this.trees[at]!;
    const path = Array.from({ length: height }, (_, level) => nodeOf(levels[level]!, (inside >> level) ^ 1));
    const peaks = this.peaks;
    const lower = peaks.slice(at + 1);
    if (lower.length > 0) path.push(lower.reduceRight((low, peak) => node(peak, low)));
    path.push(...peaks.slice(0, at).reverse());
    return { leaf: BigInt(leaf), leaves, path };
  }
}

const NODE = 32;
const nodeOf = (level: Uint8Array, at: number): Uint8Array => level.slice(NODE * at, NODE * (at + 1));

/** Whether a leaf is under a root. A path of another length than the place needs is refused. */
export function verifyRecord(root: Uint8Array, leaf: Uint8Array, proof: RecordProof): boolean {
  const trees = treesOf(proof.leaves);
  const at = trees.findLastIndex(({ first }) => first <= proof.leaf);
  if (proof.leaf < 0n || proof.leaf >= proof.leaves || proof.leaves >= 1n << BigInt(RECORD_PEAKS) || at < 0)
    return false;
  const { first, height } = trees[at]!;
  const lower = at + 1 < trees.length ? 1 : 0;
  if (proof.path.length !== height + lower + at || proof.path.some(({ length }) => length !== 32)) return false;
  const inside = Number(proof.leaf - first);
  const folded = proof.path.reduce((own, other, step) => {
    // Inside its tree the place decides; lower peaks lie to the right, higher ones to the left.
    const right = step < height ? ((inside >> step) & 1) === 0 : step === height && lower === 1;
    return right ? node(own, other) : node(other, own);
  }, leaf);
  return equal(rootOf(proof.leaves, folded), root);
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The root a `Task.records` account holds, 32 bytes. */
export function rootOfRecords({
  leaves,
  peaks,
}: {
  leaves: bigint;
  peaks: readonly (readonly number[])[];
}): Uint8Array {
  const present: Uint8Array[] = peaks
    .filter((_, at) => ((leaves >> BigInt(at)) & 1n) === 1n)
    .map((peak) => Uint8Array.from(peak));
  if (present.length === 0) return new Uint8Array(32);
  return rootOf(
    leaves,
    present.reduce((low, peak) => node(peak, low)),
  );
}
