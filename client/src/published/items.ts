/** The list of a task's items, as it lies on Arweave: texts, and files by what names them. */
import { sha256 } from '@noble/hashes/sha2';
import { TaggerClientError } from '../clientError.ts';
import { parseJson } from '../manifest/strictJson.ts';
import type { Modality } from '../modality.ts';
import { fileItem, ITEM_TYPES, type FileItem } from './file.ts';

/** A text, or a file that lies elsewhere. */
export type PublishedItem = string | FileItem;

/** Most that is read of a list of items, bytes. */
export const MOST_ITEMS = 64 * 1024 * 1024;
/** UTF-16 units of one text. */
export const MOST_ITEM_TEXT = 1_000_000;

/** A list of texts alone is what it always was; files are written field by field, so that the same file is the same bytes. */
export const encodeItems = (items: readonly PublishedItem[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(items.map((item) => (typeof item === 'string' ? item : inOrder(item)))));

export const hashOfItems = (items: readonly PublishedItem[]): Uint8Array => sha256(encodeItems(items));

const inOrder = ({ id, sha256: hash, size, contentType, width, height, seconds, text }: FileItem): FileItem => ({
  ...{ id, sha256: hash, size, contentType },
  ...(width !== undefined && height !== undefined && { width, height }),
  ...(seconds !== undefined && { seconds }),
  ...(text !== undefined && { text }),
});

/** Throws `BadItems` and what `parseJson` throws. */
export function decodeItems(bytes: Uint8Array): PublishedItem[] {
  // No item is shorter than two quotes and a comma.
  const values = Math.ceil(bytes.length / 3) + 2;
  const value = parseJson(bytes, { bytes: MOST_ITEMS, values, text: MOST_ITEM_TEXT });
  const bad = (): never => {
    throw new TaggerClientError(
      'BadItems',
      'the items of this task are no list of texts and files: do not work for it',
    );
  };
  if (!Array.isArray(value)) return bad();
  return value.map((item, at) => {
    if (typeof item === 'string') return item;
    return typeof item === 'object' && item !== null && !Array.isArray(item) ? fileItem(item, at) : bad();
  });
}

export const modalityOf = (item: PublishedItem): Modality =>
  typeof item === 'string' ? 'text' : ITEM_TYPES[item.contentType];

/** Throws `BadItems` where one is not what the rules say all of them are. */
export function checkModality(items: readonly PublishedItem[], modality: Modality): void {
  const at = items.findIndex((item) => modalityOf(item) !== modality);
  if (at >= 0)
    throw new TaggerClientError(
      'BadItems',
      `the rules of this task say ${modality}, item ${at} is ${modalityOf(items[at]!)}: do not work for it`,
    );
}

/** A file as everybody names it; those of private tasks have no id of their own. */
export type ItemFile = Omit<FileItem, 'id'> & { id?: string };

/** What people call an item in lists and answers: a text by itself, a file by its SHA-256, published or private. */
export const nameOfItem = (item: string | ItemFile): string => (typeof item === 'string' ? item : item.sha256);

/** An item as a line for people: a text as it is, a file by name, type, size, place and what stands beside it. */
export function describeItem(item: string | ItemFile): string {
  if (typeof item === 'string') return item;
  const { contentType, size, id, width, height, seconds, text } = item;
  return [
    `${nameOfItem(item)}  ${contentType}`,
    `${size} bytes`,
    ...(width === undefined ? [] : [`${width} x ${height} pixels`]),
    ...(seconds === undefined ? [] : [`${seconds} s`]),
    ...(id === undefined ? [] : [`at ${id}`]),
    ...(text === undefined ? [] : [text]),
  ].join(', ');
}
