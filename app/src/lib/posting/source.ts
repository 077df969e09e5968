/** What somebody wants labelled, from the files he chose: read and checked in the browser, nothing leaves it here. */
import '../chain/buffer.ts';
import { parse } from 'csv-parse/sync';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { ITEM_TYPES, itemTypeOf, MOST_FILE } from '@tagger/client/published';
import { measure } from '@tagger/predictors';
import { text } from '../text/index.ts';
import { showable } from '../workbench/pixels.ts';
import type { Item, PickedFile, Source, Table } from './item.ts';

/** Bytes of a table or a list, and of one text in it; rows; files. More is for the command line, which streams. */
export const LIMITS = { table: 32 * 1024 * 1024, text: 100_000, rows: 50_000, files: 5_000 } as const;

const said = text.post.source;
const utf8 = new TextEncoder();

/** Why nothing could be read, as a sentence. */
export class Refused extends Error {}
const refuse = (why: string): never => {
  throw new Refused(why);
};

/** One CSV, TSV or text file, or many files of one kind. Throws `Refused`. */
export async function pick(files: readonly File[], step: (done: number) => void = () => undefined): Promise<Source> {
  const [first] = files;
  if (first === undefined) return refuse(said.nothing);
  const ending = first.name.toLowerCase().split('.').at(-1);
  if (files.length === 1 && (ending === 'csv' || ending === 'tsv')) return { table: await tableOf(first), left: [] };
  if (files.length === 1 && ending === 'txt') return { table: await linesOf(first), left: [] };
  return folderOf(files, step);
}

async function textOf(file: File): Promise<string> {
  if (file.size > LIMITS.table) return refuse(said.tooLarge(file.name, LIMITS.table));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return refuse(said.notText(file.name));
  }
}

async function tableOf(file: File): Promise<Table> {
  const whole = await textOf(file);
  let rows: string[][];
  try {
    rows = parse(whole, {
      delimiter: delimiterOf(whole),
      bom: true,
      skip_empty_lines: true,
      max_record_size: 4 * LIMITS.text,
      to: LIMITS.rows + 2,
    });
  } catch (error) {
    return refuse(said.broken(file.name, error instanceof Error ? error.message : ''));
  }
  const [head = [], ...body] = rows;
  if (body.length === 0) return refuse(said.empty(file.name));
  if (body.length > LIMITS.rows) return refuse(said.tooMany(LIMITS.rows));
  const columns = head.map((name, at) => (name.trim() === '' ? said.column(at + 1) : name.trim()));
  return { name: file.name, columns, rows: body };
}

/** What stands most often in the first line of these three. */
function delimiterOf(whole: string): string {
  const [line = ''] = whole.split('\n', 1);
  const count = (mark: string): number => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function linesOf(file: File): Promise<Table> {
  const rows = (await textOf(file))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => [line]);
  if (rows.length === 0) return refuse(said.empty(file.name));
  if (rows.length > LIMITS.rows) return refuse(said.tooMany(LIMITS.rows));
  return { name: file.name, columns: [said.line], rows };
}

async function folderOf(files: readonly File[], step: (done: number) => void): Promise<Source> {
  if (files.length > LIMITS.files) return refuse(said.tooMany(LIMITS.files));
  const left: Source['left'] = [];
  const picked: PickedFile[] = [];
  const visible = files.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [at, file] of visible.entries()) {
    const one = await fileOf(file);
    if (typeof one === 'string') left.push({ name: file.name, why: one });
    else picked.push(one);
    step(at + 1);
  }
  const [first] = picked;
  if (first === undefined) return refuse(left[0] === undefined ? said.nothing : `${left[0].name}: ${left[0].why}`);
  const kind = ITEM_TYPES[first.type];
  const same = picked.filter(({ type }) => ITEM_TYPES[type] === kind);
  for (const { name, type } of picked) if (ITEM_TYPES[type] !== kind) left.push({ name, why: said.other(kind) });
  return { files: same, left };
}

/** The file, or why it can be no item. */
async function fileOf(file: File): Promise<PickedFile | string> {
  if (file.size === 0 || file.size > MOST_FILE) return said.size(MOST_FILE);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = itemTypeOf(bytes);
  if (type === undefined) return said.type(Object.keys(ITEM_TYPES).join(', '));
  if (type === 'text/plain' && bytes.length > LIMITS.text) return said.size(LIMITS.text);
  if (ITEM_TYPES[type] === 'image' && !showable(bytes)) return said.pixels;
  // Named by us from its own bytes: whatever the system says it is, it is shown as this.
  const blob = new Blob([bytes], { type });
  const hash = bytesToHex(sha256(bytes));
  return { name: file.name, blob, type, size: file.size, sha256: hash, ...sizesOf(bytes, ITEM_TYPES[type]) };
}

/** What its header says; nothing where it can't be read: people may see what we can't. */
function sizesOf(bytes: Uint8Array, modality: 'text' | 'image' | 'audio') {
  if (modality === 'text') return {};
  try {
    const {
      width,
      height,
      milliseconds = 0,
    } = measure(modality === 'image' ? { modality, bytes } : { modality, bytes });
    return {
      ...(width !== undefined && height !== undefined && { width, height }),
      ...(milliseconds > 0 && { seconds: milliseconds / 1_000 }),
    };
  } catch {
    return {};
  }
}

/** Items in their order. `item`, `known` and `id` are columns of a table; -1 for none. Text files become texts. */
export async function itemsOf(source: Source, columns: { item: number; known: number; id: number }): Promise<Item[]> {
  const { table, files = [] } = source;
  if (table !== undefined)
    return table.rows.map((row, at) => {
      const known = row[columns.known]?.trim();
      return {
        name: row[columns.id] ?? String(at + 1),
        text: row[columns.item] ?? '',
        ...(known !== undefined && known !== '' && { known }),
      };
    });
  return Promise.all(
    files.map(async (file): Promise<Item> => {
      if (file.type === 'text/plain') return { name: file.name, text: await file.blob.text() };
      return { name: file.name, file };
    }),
  );
}

/** What can't be asked, and what somebody should look at. Numbers of items count from 1. */
export function checkItems(items: readonly Item[]): { problems: string[]; twice: number; odd: number; bytes: number } {
  const problems: string[] = [];
  const seen = new Set<string>();
  const names = new Set<string>();
  let [twice, odd, bytes] = [0, 0, 0];
  const complain = (line: string): void => void (problems.length < 5 && problems.push(line));
  items.forEach(({ text: own, file, name }, at) => {
    const size = own === undefined ? (file?.size ?? 0) : utf8.encode(own).length;
    bytes += size;
    if (own?.trim() === '') complain(said.blank(at + 1));
    if (size > LIMITS.text && own !== undefined) complain(said.long(at + 1, LIMITS.text));
    if (own?.includes('\0')) complain(said.nul(at + 1));
    // Characters that turn around what follows them (Unicode annex 9): shown harmlessly, but somebody should know.
    if (own !== undefined && /[\u202a-\u202e\u2066-\u2069]/.test(own)) odd += 1;
    const key = own ?? file?.sha256 ?? '';
    if (seen.has(key)) twice += 1;
    seen.add(key);
    if (names.has(name)) complain(said.sameName(name));
    names.add(name);
  });
  return { problems, twice, odd, bytes };
}
