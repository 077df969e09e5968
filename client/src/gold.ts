/** Gold: items whose labels the requester commits to before anybody answers. One leaf per panel range. */
import { sha256 } from '@noble/hashes/sha2';
import { GOLD_LEAF, GOLD_NODE } from './constants.ts';

/** One gold item: offset inside its panel, label; in a task with lures what was suggested for it, nothing by default. */
export interface GoldEntry {
  offset: number;
  label: number;
  suggested?: number;
}

/** The gold of one panel. `firstItem` ties it to the panel's range. */
export interface GoldPanel {
  firstItem: number;
  entries: GoldEntry[];
  salt: Uint8Array;
}

/** What `open_gold` needs for one panel. */
export interface GoldOpening {
  salt: Uint8Array;
  proof: Uint8Array[];
  entries: Uint8Array;
}

const NO_SUGGESTION = 255;

/** Packs entries as the program reads them: offset u16 LE, label u8, with lures the suggestion u8; sorted by offset. */
export function packGold(entries: readonly GoldEntry[], lures = false): Uint8Array {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  return Uint8Array.from(
    sorted.flatMap(({ offset, label, suggested = NO_SUGGESTION }) => [
      offset & 255,
      offset >> 8,
      label,
      ...(lures ? [suggested] : []),
    ]),
  );
}

/** Entries as they were packed. */
export function unpackGold(packed: Uint8Array, lures = false): GoldEntry[] {
  const size = lures ? 4 : 3;
  return Array.from({ length: Math.floor(packed.length / size) }, (_, at): GoldEntry => {
    const [low = 0, high = 0, label = 0, suggested = NO_SUGGESTION] = packed.subarray(at * size, (at + 1) * size);
    return { offset: low + (high << 8), label, ...(suggested !== NO_SUGGESTION && { suggested }) };
  });
}

function leafOf(panel: GoldPanel, lures: boolean): Uint8Array {
  const head = new DataView(new ArrayBuffer(6));
  head.setUint32(0, panel.firstItem, true);
  head.setUint16(4, panel.entries.length, true);
  return sha256
    .create()
    .update(GOLD_LEAF)
    .update(new Uint8Array(head.buffer))
    .update(packGold(panel.entries, lures))
    .update(panel.salt)
    .digest();
}

const EMPTY = new Uint8Array(32);

function nodeOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(GOLD_NODE).update(left).update(right).digest();
}

/** Levels of the tree of a task with so many items. */
const depthOf = (itemCount: number): number => 32 - Math.clz32(itemCount - 1);

/**
 * The Merkle tree over all gold of a task; keep its panels secret until each is opened. A panel's place is its first
 * item, so there is one leaf for a panel and no more; empty branches are zero.
 */
export class GoldTree {
  /** Nodes that are not empty by level and place. */
  private readonly levels: Map<number, Uint8Array>[];
  private readonly panels: ReadonlyMap<number, GoldPanel>;

  /** `lures`: the task's `lureBps` is above zero, and entries name what was suggested. */
  constructor(
    panels: readonly GoldPanel[],
    itemCount: number,
    private readonly lures = false,
  ) {
    if (panels.length === 0) throw new RangeError('a gold tree needs at least one panel with gold');
    this.panels = new Map(panels.map((panel) => [panel.firstItem, panel]));
    if (this.panels.size !== panels.length)
      throw new RangeError('two panels with gold begin at the same item: merge them');
    const outside = panels.find(({ firstItem }) => firstItem >= itemCount);
    if (outside !== undefined) throw new RangeError(`the gold at item ${outside.firstItem} lies outside the task`);
    let level = new Map(panels.map((panel) => [panel.firstItem, leafOf(panel, lures)]));
    this.levels = [level];
    for (let up = 0; up < depthOf(itemCount); up += 1) {
      const next = new Map<number, Uint8Array>();
      for (const place of level.keys()) {
        const left = place - (place % 2);
        next.set(left / 2, nodeOf(level.get(left) ?? EMPTY, level.get(left + 1) ?? EMPTY));
      }
      this.levels.push(next);
      level = next;
    }
  }

  /** 32 bytes for `open_task`. */
  get root(): Uint8Array {
    return this.levels.at(-1)?.get(0) ?? EMPTY;
  }

  /** The opening for the panel that starts at `firstItem`; undefined when it has no gold. */
  open(firstItem: number): GoldOpening | undefined {
    const panel = this.panels.get(firstItem);
    if (panel === undefined) return undefined;
    const proof = this.levels.slice(0, -1).map((level, up) => level.get(Math.floor(firstItem / 2 ** up) ^ 1) ?? EMPTY);
    return { salt: panel.salt, proof, entries: packGold(panel.entries, this.lures) };
  }
}
