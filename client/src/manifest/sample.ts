/** Tables as records of a manifest, and a sample of them that its publisher does not choose. */
import { sha256 } from '@noble/hashes/sha2';
import { LABEL_COLUMNS, linesOf, type Column } from '../exports/table.ts';
import { MOST_PREVIEW, type Cell, type Records } from './model.ts';

/**
 * Places of `wanted` lines out of `lines`, in order: those with the smallest SHA-256 of `root` (32 bytes) and their number (8
 * bytes, lowest first). With the root of the records on chain whoever bought the whole can draw again and compare; for own data
 * the root is zero, and the order of lines is the publisher's.
 */
export function drawSample(lines: number, wanted: number, root: Uint8Array): number[] {
  const input = new Uint8Array(root.length + 8);
  input.set(root);
  const view = new DataView(input.buffer);
  const drawn = Array.from({ length: lines }, (_, line) => {
    view.setBigUint64(root.length, BigInt(line), true);
    const digest = new DataView(sha256(input).buffer);
    return { line, rank: digest.getBigUint64(0) };
  });
  // 64 bits of a hash: equal ones are not met, and keep the order of lines.
  drawn.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.line - b.line));
  return drawn
    .slice(0, wanted)
    .map(({ line }) => line)
    .sort((a, b) => a - b);
}

/** Some lines of a table. */
export const linesAt = (columns: readonly Column[], places: readonly number[]): Column[] =>
  columns.map((column) => ({ ...column, values: places.map((place) => column.values[place] ?? null) }));

export interface RecordsOptions {
  name: string;
  description: string;
  /** What columns mean besides those of `labelTable`. */
  meanings?: Readonly<Record<string, string>>;
  /** First lines to show; default 0, at most 100. */
  preview?: number;
}

const MEANINGS: Readonly<Record<string, string>> = Object.fromEntries(
  LABEL_COLUMNS.map(({ name, description }) => [name, description]),
);

/** How the lines of a table look, with the first of them. */
export function recordsOf(columns: readonly Column[], options: RecordsOptions): Records {
  const { name, description, meanings = {}, preview = 0 } = options;
  const shown = Math.min(preview, linesOf(columns), MOST_PREVIEW);
  return {
    name,
    description,
    fields: columns.map((column) => ({
      name: column.name,
      description: meanings[column.name] ?? MEANINGS[column.name] ?? column.name,
      type: column.type,
    })),
    preview: Array.from({ length: shown }, (_, line) =>
      Object.fromEntries(columns.map((column): [string, Cell] => [column.name, column.values[line] ?? null])),
    ),
  };
}
