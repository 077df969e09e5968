/** The consensus of one panel, bit for bit as the program settles it. */
import { packedLength, unpackLabels, type Bits } from '../answers.ts';
import type { GoldEntry } from '../gold.ts';
import { ReportError, type Engine } from './engine.ts';
import { choice, u16, u32, u8, whole } from './numbers.ts';

export const PANEL_METHODS = ['majority', 'weighted'] as const;

/** What the ledger holds about a panel. */
export interface PanelInput {
  method: (typeof PANEL_METHODS)[number];
  items: number;
  bits: Bits;
  classes: number;
  /** Packed answers of each seat in order; undefined where nothing was revealed. */
  answers: readonly (Uint8Array | undefined)[];
  /** Of a seat of a later wave the items it was asked, packed one bit each; undefined is all of them. */
  asked?: readonly (Uint8Array | undefined)[];
  /** Weight table of each seat as stored at claim, `classes * classes` bytes; needed when `method` is weighted. */
  weights?: readonly Uint8Array[];
  /** Costs of the classes, as in the task's terms; none are equally likely classes. */
  prior?: readonly number[];
  /** Posterior in basis points below which an item is open. Default 9,500; only for weighted panels. */
  tauBps?: number;
  /** Opened gold of this panel. What is fair stands whatever was answered. */
  gold?: readonly GoldEntry[];
}

export interface PanelConsensus {
  labels: number[];
  /** The same packed, as the program stores them. */
  packed: Uint8Array;
  /** Whether the posterior passes the learning threshold, or gold said so. */
  sure: boolean[];
  /** Whether the posterior is below `tauBps`. */
  open: boolean[];
}

const WORD = 8;

/** Rows of bytes as rows of whole words. */
function words(rows: readonly (Uint8Array | undefined)[], bytes: number): BigUint64Array {
  const stride = Math.ceil(bytes / WORD) * WORD;
  const all = new Uint8Array(rows.length * stride);
  rows.forEach((row, place) => {
    if (row !== undefined && row.length < bytes)
      throw new ReportError('Length', `row ${place} has ${row.length} bytes instead of ${bytes}: pass all of it`);
    all.set(row?.subarray(0, bytes) ?? [], place * stride);
  });
  return new BigUint64Array(all.buffer);
}

const bitsOf = (places: readonly boolean[]): number =>
  places.reduce((bits, set, place) => (set ? bits + 2 ** place : bits), 0);

export const panel = (engine: Engine) => ({
  /** Throws `NoItems`, `Items`, `Bits`, `PanelClasses`, `Members`, `WeightedClasses`, `Gold`, `Length`. */
  panelConsensus(panel: PanelInput): PanelConsensus {
    const { method, items, bits, classes, answers, asked = [], weights = [], prior = [], gold = [] } = panel;
    if (answers.length > 16 || asked.length > 16)
      throw new ReportError('Members', 'a panel has 1 to 16 members: pass a number in this range');
    if (!(items <= 65_535)) throw new ReportError('Items', 'a panel has at most 65,535 items: pass fewer');
    const masks = asked.filter((mask) => mask !== undefined);
    const present = bitsOf(answers.map((row) => row !== undefined));
    const terms = [items, bits, classes, answers.length, present, choice(PANEL_METHODS, method), panel.tauBps ?? 9_500];
    const labelWords = Math.ceil((items * bits) / 64);
    const maskWords = Math.ceil(items / 64);
    const out = engine.call(
      'settle_panel',
      [
        u32(terms),
        words(answers, packedLength(items, bits)),
        words(masks, packedLength(items, 1)),
        u8(weights.flatMap((table) => [...table])),
        u8(prior),
        u32(gold.flatMap(({ offset, label }) => [offset, label])),
      ],
      [bitsOf(asked.map((mask) => mask !== undefined))],
      BigUint64Array,
      labelWords + 2 * maskWords,
    );
    const bytes = new Uint8Array(out.buffer);
    const flags = (word: number): boolean[] =>
      unpackLabels(bytes.subarray(word * WORD), items, 1).map((flag) => flag === 1);
    return {
      labels: unpackLabels(bytes, items, bits),
      packed: bytes.slice(0, packedLength(items, bits)),
      sure: flags(labelWords),
      open: flags(labelWords + maskWords),
    };
  },

  /** The weight table made of confusion counters (`classes * classes`, row = truth). Throws `WeightedClasses`, `Length`. */
  weightsFromCounters(classes: number, counters: readonly number[]): Uint8Array {
    return engine.call('weights_from', [u16(counters)], [whole(classes)], Uint8Array, counters.length);
  },
});
