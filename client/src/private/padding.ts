/**
 * All items of a private task are as long as one another, so that no length tells which is which: the longest decides, rounded
 * up to a power of two. Items that differ much belong into tasks of their own.
 */
import { TaggerClientError } from '../clientError.ts';

const SMALLEST = 256;
/** Most bytes of one padded item. */
const LARGEST = 64 * 1024 * 1024;
/** Small items share files of about this size. */
const FILE_BYTES = 256 * 1024;
const LENGTH_BYTES = 4;

/** Bytes each item takes when the longest has `longest`. Throws `ItemTooLarge`. */
export function itemBytes(longest: number): number {
  let bytes = SMALLEST;
  while (bytes < longest + LENGTH_BYTES) bytes *= 2;
  if (bytes > LARGEST)
    throw new TaggerClientError(
      'ItemTooLarge',
      `an item of a private task has ${LARGEST - LENGTH_BYTES} bytes at most`,
    );
  return bytes;
}

/** Whether `itemBytes` ever gives this. */
export const isItemBytes = (bytes: number): boolean =>
  bytes >= SMALLEST && bytes <= LARGEST && Number.isInteger(Math.log2(bytes));

/** Items of one file: it depends on nothing but their padded length and number. */
export const itemsPerFile = (bytes: number, count: number): number =>
  Math.max(1, Math.min(count, Math.floor(FILE_BYTES / bytes)));

/** Puts items into one block: each with its length before it and zeros behind it; missing ones are zeros. */
export function packItems(items: readonly Uint8Array[], bytes: number, perFile: number): Uint8Array {
  const block = new Uint8Array(bytes * perFile);
  const view = new DataView(block.buffer);
  items.forEach((item, at) => {
    view.setUint32(at * bytes, item.length, true);
    block.set(item, at * bytes + LENGTH_BYTES);
  });
  return block;
}

/** Item `at` of a block. Throws `BadItems` where the length before it can't be. */
export function unpackItem(block: Uint8Array, bytes: number, at: number): Uint8Array {
  const start = at * bytes;
  const fits = start + bytes <= block.length;
  const length = fits ? new DataView(block.buffer, block.byteOffset + start).getUint32(0, true) : bytes;
  if (length > bytes - LENGTH_BYTES) throw badItems();
  return block.slice(start + LENGTH_BYTES, start + LENGTH_BYTES + length);
}

export const badItems = (cause?: unknown): TaggerClientError =>
  new TaggerClientError('BadItems', "this is no list of a private task's items: tell its requester", { cause });
