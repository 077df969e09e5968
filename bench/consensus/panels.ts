/** Deterministic panels for the probe program; the layout is that of `sbf/src/lib.rs`. */
import { splitMix } from '../src/random.ts';

/** Operations in the order of their codes. */
export const OPS = [
  'nothing',
  'majority',
  'majoritySure',
  'weighted',
  'agreement',
  'learn',
  'weights',
  'settle',
] as const;
export type Op = (typeof OPS)[number];

/** One panel to run: the last operation is the one reported, those before it prepare its account. */
export interface Case {
  ops: Op[];
  members: number;
  bits: number;
  classes: number;
  items: number;
  /** Chance that a member gives the true label; otherwise any class. 0 makes every pattern different. */
  accuracy: number;
  /** How many of the last members belong to a later wave that asks half of the items. */
  masked?: number;
}

const WEIGHT_BYTES = 16 * 256;
const RESULT_WORDS = 128;
const SCRATCH_WORDS = 1536;
/** Posterior below which an item is asked again, in basis points. */
const TAU = 9500;

/** SplitMix64 reduced to 32 bits. */
function generator(seed: number): () => number {
  const next = splitMix(BigInt(seed));
  return () => Number(next() >> 32n);
}

/** Account and instructions of a panel. */
export function panel(shape: Case, seed: number): { instruction: (op: Op) => Uint8Array; data: Uint8Array } {
  const { members, bits, classes, items } = shape;
  const random = generator(seed);
  const chance = (p: number): boolean => random() < p * 2 ** 32;
  const stride = Math.ceil((items * bits) / 64);
  const maskWords = Math.ceil(items / 64);
  const words = (members + 1) * stride + 3 * maskWords + WEIGHT_BYTES / 8 + RESULT_WORDS + SCRATCH_WORDS;
  const data = new Uint8Array(words * 8);
  const truths = Array.from({ length: items }, () => random() % classes);
  for (let j = 0; j < members; j++) {
    for (let i = 0; i < items; i++) {
      const answer = chance(shape.accuracy) ? truths[i]! : random() % classes;
      const bit = j * stride * 64 + i * bits;
      data[bit >> 3]! |= answer << (bit & 7);
    }
  }
  // Every other item, in random runs, belongs to the later wave.
  for (let i = 0; i < items; i++) {
    const bit = members * stride * 64 + i;
    data[bit >> 3]! |= Number(chance(0.5)) << (bit & 7);
  }
  const tables = (members * stride + maskWords) * 8;
  for (let j = 0; j < 16; j++) {
    for (let t = 0; t < classes && classes <= 16; t++) {
      for (let x = 0; x < classes; x++) {
        data[tables + j * 256 + t * classes + x] = t === x ? 4 + (random() % 12) : 70 + (random() % 100);
      }
    }
  }
  const masked = shape.masked ? ((1 << shape.masked) - 1) << (members - shape.masked) : 0;
  const instruction = (op: Op): Uint8Array => {
    const u16 = (n: number): number[] => [n & 255, n >> 8];
    const code = OPS.indexOf(op);
    return new Uint8Array([code, members, bits, 0, ...u16(classes), ...u16(items), ...u16(TAU), ...u16(masked)]);
  };
  return { instruction, data };
}
