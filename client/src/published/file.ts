/** An item that is a file: what the list of items says of it, how it is told from its bytes, stored and read. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import type { Json } from '../manifest/strictJson.ts';
import type { Modality } from '../modality.ts';
import { bytesSource, idBytes, idText, type Payload, type Reader, type Storage } from '../storage/index.ts';

/**
 * Types of files an item may be. Browsers show and play all of them without running anything (no SVG, no HTML, nothing that
 * fetches), and each is told by its first bytes; `safeContentType` lets all of them through.
 */
export const ITEM_TYPES = {
  'text/plain': 'text',
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'audio/wav': 'audio',
  'audio/mpeg': 'audio',
  'audio/ogg': 'audio',
  'audio/flac': 'audio',
} as const satisfies Readonly<Record<string, Modality>>;
export type ItemType = keyof typeof ITEM_TYPES;

/** Named as what `Storage.put` returns and `Reader.get` expects. */
export interface FileItem {
  /** Arweave id, 43 characters. */
  id: string;
  /** Of the file, hexadecimal. */
  sha256: string;
  /** Bytes of the file, 1 to `MOST_FILE`. */
  size: number;
  contentType: ItemType;
  /** Pixels of an image as they are stored; both or none. */
  width?: number;
  height?: number;
  /** Length of a sound. */
  seconds?: number;
  /** What stands beside the file, e.g. a question about it. */
  text?: string;
}

/** Most bytes of one file: as much as an item of a private task may have, and as predictors read. */
export const MOST_FILE = 64 * 1024 * 1024;
/** Pixels of a side: JPEG has no more. */
const MOST_SIDE = 65_535;
const MOST_SECONDS = 86_400;

/** Throws `BadItems`. Fields nobody knows are left out. */
export function fileItem(value: { [key: string]: Json }, at: number): FileItem {
  const bad = (what: string): never => {
    throw new TaggerClientError('BadItems', `item ${at} of this task is no file, ${what}: do not work for it`);
  };
  const { id, sha256, size, contentType, width, height, seconds, text } = value;
  const whole = (number: Json | undefined, most: number, what: string): number =>
    typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= most
      ? number
      : bad(`${what} is not a whole number from 1 to ${most}`);
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return bad('sha256 is no hash');
  if (typeof contentType !== 'string' || !isItemType(contentType)) return bad('its type is none that is shown');
  const modality = ITEM_TYPES[contentType];
  const sized = width !== undefined || height !== undefined;
  if (sized && modality !== 'image') return bad('only images have a width and a height');
  if (seconds !== undefined && modality !== 'audio') return bad('only sounds have seconds');
  if (seconds !== undefined && (typeof seconds !== 'number' || !(seconds > 0 && seconds <= MOST_SECONDS)))
    return bad(`seconds is not a number up to ${MOST_SECONDS}`);
  if (text !== undefined && typeof text !== 'string') return bad('its text is no text');
  return {
    id: isId(id) ? id : bad('its id is no Arweave id'),
    sha256,
    size: whole(size, MOST_FILE, 'size'),
    contentType,
    ...(sized && { width: whole(width, MOST_SIDE, 'width'), height: whole(height, MOST_SIDE, 'height') }),
    ...(seconds !== undefined && { seconds }),
    ...(text !== undefined && { text }),
  };
}

const isItemType = (type: string): type is ItemType => Object.hasOwn(ITEM_TYPES, type);

function isId(id: Json | undefined): id is string {
  try {
    return typeof id === 'string' && idText(idBytes(id)) === id;
  } catch {
    return false;
  }
}

const STARTS: readonly (readonly [ItemType, string, number?, string?])[] = [
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/webp', 'RIFF', 8, 'WEBP'],
  ['audio/wav', 'RIFF', 8, 'WAVE'],
  ['audio/ogg', 'OggS'],
  ['audio/flac', 'fLaC'],
  ['audio/mpeg', 'ID3'],
];

/**
 * The type of a file by its own first bytes, whatever it is called: by their signatures (MIME Sniffing standard, whatwg.org,
 * section 6), text where all of it is UTF-8 without control characters. `undefined` for everything else.
 */
export function itemTypeOf(bytes: Uint8Array): ItemType | undefined {
  const has = (text: string, from = 0): boolean =>
    bytes.length >= from + text.length && [...text].every((char, at) => bytes[from + at] === char.charCodeAt(0));
  for (const [type, start, from, more] of STARTS)
    if (has(start) && (more === undefined || has(more, from))) return type;
  // A frame of MPEG audio without a tag before it: eleven bits, then layer III of any version that exists.
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08) return 'audio/mpeg';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- these are what tells text from other bytes
    return bytes.length > 0 && !/[\0-\x08\x0e-\x1f]/.test(text) ? 'text/plain' : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stores a file and returns the item that names it. Nothing of its name is published: names tell labels. `about` is its word on
 * the file and not compared with it. Throws `BadItem` for a type or size nobody shows, and what `Storage.put` throws.
 */
export async function putFileItem(
  storage: Storage,
  bytes: Uint8Array,
  about: Pick<FileItem, 'width' | 'height' | 'seconds' | 'text'> = {},
): Promise<FileItem> {
  const contentType = itemTypeOf(bytes);
  if (contentType === undefined || bytes.length > MOST_FILE)
    throw new TaggerClientError(
      'BadItem',
      `this file is larger than ${MOST_FILE} bytes or none of ${Object.keys(ITEM_TYPES).join(', ')}: convert it`,
    );
  const tags = [{ name: 'App-Name', value: 'Tagger' }];
  const { id, sha256, size } = await storage.put(bytesSource(bytes), { contentType, tags });
  return fileItem({ id, sha256: bytesToHex(sha256), size, contentType, ...about }, 0);
}

/** The file of an item, checked by size and hash. Its type is the item's word. Throws what `Reader.get` throws. */
export const readFileItem = (from: Reader, { id, sha256, size, contentType }: FileItem): Promise<Payload> =>
  from.get(id, { sha256: hexToBytes(sha256), maxBytes: MOST_FILE, size, contentType });
