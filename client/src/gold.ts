/** Gold: items whose labels the requester commits to before anybody answers. One leaf per panel range. */
import { sha256 } from '@noble/hashes/sha2';
import { GOLD_LEAF, GOLD_NODE } from './constants.ts';

/** One gold item: offset inside its panel, label. */
export interface GoldEntry {
  offset: number;
  label: number;
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

/** Packs entries as the program reads them: offset u16 LE, label u8, sorted by offset. */
export function packGold(entries: readonly GoldEntry[]): Uint8Array {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  return Uint8Array.from(sorted.flatMap(({ offset, label }) => [offset & 255, offset >> 8, label]));
}

function leafOf(panel: GoldPanel): Uint8Array {
  const head = new DataView(new ArrayBuffer(6));
  head.setUint32(0, panel.firstItem, true);
  head.setUint16(4, panel.entries.length, true);
  return sha256
    .create()
    .update(GOLD_LEAF)
    .update(new Uint8Array(head.buffer))
    .update(packGold(panel.entries))
    .update(panel.salt)
    .digest();
}

function nodeOf(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [small, large] = Buffer.compare(a, b) <= 0 ? [a, b] : [b, a];
  return sha256.create().update(GOLD_NODE).update(small).update(large).digest();
}

/** The Merkle tree over all gold of a task; keep its panels secret until each is opened. */
export class GoldTree {
  private readonly levels: Uint8Array[][];
  private readonly panels: readonly GoldPanel[];

  constructor(panels: readonly GoldPanel[]) {
    if (panels.length === 0) throw new RangeError('a gold tree needs at least one panel with gold');
    this.panels = panels;
    let level = panels.map(leafOf);
    this.levels = [level];
    while (level.length > 1) {
      const next: Uint8Array[] = [];
      for (let at = 0; at < level.length; at += 2) {
        const [left, right] = [level[at], level[at + 1]];
        // An odd node moves up as it is.
        next.push(right === undefined ? (left as Uint8Array) : nodeOf(left as Uint8Array, right));
      }
      this.levels.push(next);
      level = next;
    }
  }

  /** 32 bytes for `open_task`. */
  get root(): Uint8Array {
    return this.levels.at(-1)?.[0] as Uint8Array;
  }

  /** The opening for the panel that starts at `firstItem`; undefined when it has no gold. */
  open(firstItem: number): GoldOpening | undefined {
    let at = this.panels.findIndex((panel) => panel.firstItem === firstItem);
    const panel = this.panels[at];
    if (panel === undefined) return undefined;
    const proof: Uint8Array[] = [];
    for (const level of this.levels.slice(0, -1)) {
      const sibling = level[at ^ 1];
      if (sibling !== undefined) proof.push(sibling);
      at >>= 1;
    }
    return { salt: panel.salt, proof, entries: packGold(panel.entries) };
  }
}
