/** The list of a private task's files: sealed, with the hash of each, in the order of the task's items. */
import { base64urlnopad } from '@scure/base';
import { idBytes, idText } from '../storage/index.ts';
import { badItems, isItemBytes, itemsPerFile } from './padding.ts';

export interface ItemsList {
  /** Items of the task. */
  count: number;
  /** Bytes of each with its padding, and items of each file. */
  itemBytes: number;
  perFile: number;
  files: { id: string; sha256: Uint8Array }[];
}

const KIND = 'tagger:private-items:v1';

export function encodeList({ files, ...sizes }: ItemsList): Uint8Array {
  const listed = files.map(({ id, sha256 }) => [id, base64urlnopad.encode(sha256)]);
  return new TextEncoder().encode(JSON.stringify({ kind: KIND, ...sizes, files: listed }));
}

/** Throws `BadItems` for anything else than what `encodeList` writes: its author is not trusted. */
export function decodeList(bytes: Uint8Array): ItemsList {
  try {
    const { kind, count, itemBytes, perFile, files } = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    ) as Record<string, unknown>;
    const numbers = [count, itemBytes, perFile] as number[];
    const whole = numbers.every((number) => Number.isSafeInteger(number) && number > 0);
    if (kind !== KIND || !whole || !Array.isArray(files)) throw new Error('another file');
    const list = { count, itemBytes, perFile, files: files.map(fileOf) } as ItemsList;
    // Nobody is made to fetch more than items that were sealed here need.
    const legal = isItemBytes(list.itemBytes) && list.perFile === itemsPerFile(list.itemBytes, list.count);
    if (!legal || list.files.length !== Math.ceil(list.count / list.perFile)) throw new Error('sizes that never are');
    return list;
  } catch (cause) {
    throw badItems(cause);
  }
}

function fileOf(entry: unknown): ItemsList['files'][number] {
  if (!Array.isArray(entry) || entry.length !== 2) throw new Error('no file');
  const sha256 = base64urlnopad.decode(String(entry[1]));
  if (sha256.length !== 32) throw new Error('no hash');
  return { id: idText(idBytes(String(entry[0]))), sha256 };
}
