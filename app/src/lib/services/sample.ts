/** Pictures and sounds of a public sample, ready to be shown. */
import type { ManifestFile } from '@tagger/client/manifest';
import type { Chain } from '../chain/door.ts';

/** Most bytes of one of them, and most pixels of a picture: more is not decoded. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_PIXELS = 40_000_000;

/**
 * The file by its hash, with a type that its own first bytes show; undefined where that is none which is shown, or too many pixels. Throws what `Reader.get`
 * throws.
 */
export async function readSample(
  chain: Chain,
  { id, sha256, size }: ManifestFile,
): Promise<{ blob: Blob; kind: 'image' | 'audio' } | undefined> {
  const [{ ITEM_TYPES, itemTypeOf }, { hexToBytes }] = await Promise.all([
    import('@tagger/client/published'),
    import('@noble/hashes/utils'),
  ]);
  const { bytes } = await chain.storage.get(id, { sha256: hexToBytes(sha256), maxBytes: MOST_BYTES, size });
  const type = itemTypeOf(bytes);
  if (type === undefined) return undefined;
  const kind = ITEM_TYPES[type];
  if (kind === 'text' || (kind === 'image' && pixelsOf(bytes) > MOST_PIXELS)) return undefined;
  return { blob: new Blob([Uint8Array.from(bytes)], { type }), kind };
}

/**
 * Pixels a picture says it has, read before anything decodes it: PNG's IHDR, JPEG's frame header (ITU T.81, B.2.2), WebP's three kinds of header. Infinity
 * where none is found.
 */
export function pixelsOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  try {
    if (bytes[0] === 0x89) return view.getUint32(16) * view.getUint32(20);
    if (bytes[0] === 0xff) return jpegPixels(view);
    if (word(12) === 'VP8X')
      return (1 + (view.getUint32(24, true) & 0xffffff)) * (1 + (view.getUint32(27, true) & 0xffffff));
    if (word(12) === 'VP8L') {
      const bits = view.getUint32(21, true);
      return (1 + (bits & 0x3fff)) * (1 + ((bits >> 14) & 0x3fff));
    }
    if (word(12) === 'VP8 ') return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  } catch {
    // Shorter than its header says.
  }
  return Infinity;
}

function jpegPixels(view: DataView): number {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    // Frame headers, but tables of Huffman codes and of arithmetic coding, and the reserved one.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return view.getUint16(at + 5) * view.getUint16(at + 7);
  }
}
