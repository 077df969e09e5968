/** What the requester wants labelled: rows of a CSV file, lines of a text file, or the files of a folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { TaggerClientError } from '@tagger/client';

export interface Source {
  /** What people see. */
  items: string[];
  /** How the requester calls each: a file's name, the column `id`, or the number of the line from 1. */
  names: string[];
  /** Labels the requester knows, by item. */
  known: Map<number, number>;
}

/** Most of one item, bytes. */
const MOST_ITEM = 100_000;

const refuse = (message: string): never => {
  throw new TaggerClientError('BadItems', message);
};

/**
 * Reads items. A CSV file has a column `item`, and may have `id` and `label`; a label there is known and becomes gold. A folder has a text
 * file an item.
 * Errors: `BadItems` with the file and row.
 */
export function readSource(path: string, classes: readonly string[]): Source {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return refuse(`there is no ${path}: name a CSV file, a text file or a folder`);
  const source = found.isDirectory() ? folder(path) : extname(path) === '.csv' ? table(path, classes) : lines(path);
  if (source.items.length === 0) refuse(`${path} holds no item`);
  source.items.forEach((item, at) => {
    if (item.trim() === '' || Buffer.byteLength(item) > MOST_ITEM)
      refuse(`${path}: item ${source.names[at]} is empty or longer than ${MOST_ITEM} bytes`);
  });
  if (new Set(source.names).size < source.names.length) refuse(`${path}: two items have the same id`);
  return source;
}

function folder(path: string): Source {
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  const items = names.map((name) => {
    const bytes = readFileSync(join(path, name));
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return refuse(`${join(path, name)} is no text: this bot posts texts`);
    }
  });
  return { items, names, known: new Map() };
}

function lines(path: string): Source {
  const items = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return { items, names: items.map((_, at) => String(at + 1)), known: new Map() };
}

function table(path: string, classes: readonly string[]): Source {
  let rows: Record<string, string>[];
  try {
    rows = parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    return refuse(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const known = new Map<number, number>();
  rows.forEach(({ item, label }, at) => {
    if (item === undefined) refuse(`${path} has no column item`);
    if (label === undefined || label === '') return;
    const code = classes.indexOf(label);
    if (code < 0)
      refuse(`${path}, row ${at + 2}: ${JSON.stringify(label)} is none of the classes ${classes.join(', ')}`);
    known.set(at, code);
  });
  return {
    items: rows.map(({ item }) => item!),
    names: rows.map(({ id }, at) => id ?? String(at + 1)),
    known,
  };
}
