/** Labels as the program stores them: `bits` bits an item, the first item in the lowest bits of the first byte. */

/** Width of one label in bits. */
export type Bits = 1 | 2 | 4 | 8;

/** The narrowest width for that many classes; with `skip` one more code than classes is needed. */
export function bitsFor(classes: number, skip = false): Bits {
  const codes = classes + (skip ? 1 : 0);
  const bits = ([1, 2, 4, 8] as const).find((width) => codes <= 1 << width);
  if (bits === undefined || classes < 2)
    throw new RangeError(`${classes} classes: a task has 2 to 256, or 255 with a code to skip`);
  return bits;
}

/** The code that means "skipped": the highest, which must not be a class. */
export function skipCode(bits: Bits, classes: number): number {
  const code = (1 << bits) - 1;
  if (code < classes) throw new RangeError('these labels have no code left to skip with: use more bits');
  return code;
}

export const packedLength = (items: number, bits: Bits): number => Math.ceil((items * bits) / 8);

/** Packs labels; every label must fit the width. */
export function packLabels(labels: readonly number[], bits: Bits): Uint8Array {
  const out = new Uint8Array(packedLength(labels.length, bits));
  labels.forEach((label, item) => {
    if (!Number.isInteger(label) || label < 0 || label >= 1 << bits) {
      throw new RangeError(`label ${label} of item ${item} does not fit ${bits} bit${bits === 1 ? '' : 's'}`);
    }
    const at = item * bits;
    out[at >> 3] = (out[at >> 3] ?? 0) | (label << (at & 7));
  });
  return out;
}

/** The labels of `items` items. */
export function unpackLabels(packed: Uint8Array, items: number, bits: Bits): number[] {
  if (packed.length < packedLength(items, bits))
    throw new RangeError(`${packed.length} bytes hold fewer than ${items} labels of ${bits} bits`);
  const ones = (1 << bits) - 1;
  return Array.from({ length: items }, (_, item) => ((packed[(item * bits) >> 3] ?? 0) >> ((item * bits) & 7)) & ones);
}
