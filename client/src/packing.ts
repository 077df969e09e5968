/** Cuts lists into parts that fit: entries into an instruction, instructions into a transaction, panels into a page. */

export interface Limit {
  /** Room of one part, in whatever unit sizes are given. */
  size: number;
  /** Entries of one part; default as many as there is room for. */
  count?: number;
}

/**
 * Fills one part after the other, in order, each as far as the limit lets it. An entry larger than the limit gets a
 * part of its own: whoever sends it is told so by the cluster, by name.
 */
export function pack<T>(entries: readonly T[], sizeOf: (entry: T) => number, limit: Limit): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const part = parts.at(-1);
    if (part === undefined || room < size || part.length === limit.count) {
      parts.push([entry]);
      room = limit.size - size;
    } else {
      part.push(entry);
      room -= size;
    }
  }
  return parts;
}

/** Parts of `count` entries; the last may have fewer. */
export const chunks = <T>(entries: readonly T[], count: number): T[][] => pack(entries, () => 0, { size: 0, count });
