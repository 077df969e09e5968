/** `@tagger/bots/items`: what a requester wants labelled, from the files he keeps it in. The command line reads them the same way. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { TaggerClientError } from '@tagger/client';
import {
  ITEM_TYPES,
  itemTypeOf,
  MOST_FILE,
  putFileItem,
  type FileItem,
  type Modality,
  type PublishedItem,
} from '@tagger/client/published';
import type { Storage } from '@tagger/client/storage';
import { measure, type Item } from '@tagger/predictors';

/** A text, or the path of a file with what stands beside it. */
export type GivenItem = string | { file: string; text?: string };

export interface Given {
  items: GivenItem[];
  /** What each is called: a file's name, the column `id`, or its number from 1. */
  names: string[];
  /** Of all of them. */
  modality: Modality;
  /** Rows of a CSV file, in the order of the items. */
  rows?: Record<string, string>[];
}

/** Most of one text, bytes. */
const MOST_TEXT = 100_000;

const refuse = (message: string): never => {
  throw new TaggerClientError('BadItems', message);
};

/**
 * Reads what is to be labelled: the files of a folder; a CSV file with a column `item` for texts, or `file` for files (named from
 * where the CSV lies) and perhaps `text` for what stands beside them, and perhaps `id`; any other file has a text a line. Text
 * files become texts. Errors: `BadItems` with file and row; all items must be of one modality.
 */
export function readGiven(path: string): Given {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return refuse(`there is no ${path}: name a CSV file, a text file or a folder`);
  const read = found.isDirectory() ? folder(path) : extname(path).toLowerCase() === '.csv' ? table(path) : lines(path);
  const { items, names } = read;
  if (items.length === 0) refuse(`${path} holds no item`);
  items.forEach((item, at) => {
    if (typeof item === 'string' && (item.trim() === '' || Buffer.byteLength(item) > MOST_TEXT))
      refuse(`${path}: item ${names[at]} is empty or longer than ${MOST_TEXT} bytes`);
  });
  if (new Set(names).size < names.length) refuse(`${path}: two items have the same id`);
  return { ...read, modality: modalityOf(path, read) };
}

function modalityOf(path: string, { items, names }: Pick<Given, 'items' | 'names'>): Modality {
  const found = items.map((item): Modality => (typeof item === 'string' ? 'text' : kindOf(item.file)));
  const [first = 'text'] = found;
  const other = found.findIndex((one) => one !== first);
  if (other >= 0)
    refuse(`${path}: ${names[0]} is ${first} and ${names[other]} is ${found[other]}: make two tasks of them`);
  return first;
}

function kindOf(file: string): Modality {
  const type = itemTypeOf(readItemFile(file));
  return type === undefined ? refuse(`${file} is none of ${Object.keys(ITEM_TYPES).join(', ')}`) : ITEM_TYPES[type];
}

/** Bytes of a file, as long as it is one that can be an item. Errors: `BadItems`. */
export function readItemFile(file: string): Uint8Array {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return refuse(`there is no file ${file}`);
  if (size === 0 || size > MOST_FILE) return refuse(`${file} has ${size} bytes: an item has 1 to ${MOST_FILE}`);
  return Uint8Array.from(readFileSync(file));
}

/** A text file is a text: nobody should have to fetch it. */
function given(file: string, text?: string): GivenItem {
  const bytes = readItemFile(file);
  if (itemTypeOf(bytes) !== 'text/plain') return { file, ...(text !== undefined && text !== '' && { text }) };
  return new TextDecoder().decode(bytes);
}

type Read = Omit<Given, 'modality'>;

function folder(path: string): Read {
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  return { items: names.map((name) => given(join(path, name))), names };
}

function lines(path: string): Read {
  const items = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return { items, names: items.map((_, at) => String(at + 1)) };
}

function table(path: string): Read {
  let rows: Record<string, string>[];
  try {
    rows = parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    return refuse(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const items = rows.map(({ item, file, text }) => {
    if (item !== undefined) return item;
    return file === undefined
      ? refuse(`${path} has no column item or file`)
      : given(resolve(dirname(path), file), text);
  });
  return { items, names: rows.map(({ id, file }, at) => id ?? file ?? String(at + 1)), rows };
}

/** One item as it is published: a file is stored. Errors: `BadItems` and what `putFileItem` throws. */
export async function postItem(storage: Storage, item: GivenItem): Promise<PublishedItem> {
  if (typeof item === 'string') return item;
  const bytes = readItemFile(item.file);
  return putFileItem(storage, bytes, { ...sizesOf(bytes), ...(item.text !== undefined && { text: item.text }) });
}

/** All of them, one after the other. */
export async function postGiven(storage: Storage, items: readonly GivenItem[]): Promise<PublishedItem[]> {
  const posted: PublishedItem[] = [];
  for (const item of items) posted.push(await postItem(storage, item));
  return posted;
}

/** What the headers of PNG, JPEG and WAV files say; nothing where none can be read: people may see what we can't. */
function sizesOf(bytes: Uint8Array): Pick<FileItem, 'width' | 'height' | 'seconds'> {
  const type = itemTypeOf(bytes);
  const modality = type === undefined ? 'text' : ITEM_TYPES[type];
  if (modality === 'text') return {};
  try {
    const { width, height, milliseconds = 0 } = measure(itemFrom(modality, bytes));
    return {
      ...(width !== undefined && height !== undefined && { width, height }),
      ...(milliseconds > 0 && { seconds: milliseconds / 1_000 }),
    };
  } catch {
    return {};
  }
}

/** Bytes as predictors take them. A text is UTF-8; what is not is replaced. */
export function itemFrom(modality: Modality, bytes: Uint8Array): Item {
  if (modality === 'text') return { modality, text: new TextDecoder().decode(bytes) };
  return modality === 'image' ? { modality, bytes } : { modality, bytes };
}
