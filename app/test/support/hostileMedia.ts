/** Files that are no pictures one could look at, whatever they say they are. */
import { bytesToHex } from '@noble/hashes/utils';
import { sha256 } from '@noble/hashes/sha2';
import { Keypair } from '@solana/web3.js';
import type { FileItem, ItemType } from '@tagger/client/published';
import { bytesSource, dataItems, solanaSigner } from '@tagger/client/storage';
import { canvas, flac, gif, jpeg, lossless, png, webp, zip } from './bombs.ts';

const SCRIPT = '<script>globalThis.pwned=1</script>';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.pwned=1">${SCRIPT}</svg>`;

export type Hostile = readonly [attack: string, name: string, type: ItemType, bytes: () => Buffer];

/** None of them may become a picture. */
export const PICTURES: readonly Hostile[] = [
  ['150', 'a PNG of 30,000 x 30,000 pixels', 'image/png', () => png(30_000, 30_000)],
  ['150', 'a PNG of 1 x 1,000,000 pixels', 'image/png', () => png(1, 1_000_000)],
  ['150', 'a PNG whose header promises 2,147,483,647 squared', 'image/png', () => promise(0x7fff_ffff)],
  ['150', 'a JPEG of 30,000 x 30,000 pixels', 'image/jpeg', () => jpeg(30_000, 30_000)],
  ['150', 'a WebP of 16,384 x 16,384 pixels in thirty bytes', 'image/webp', () => webp(16_384, 16_384)],
  [
    '150',
    'a WebP whose canvas is 16,777,216 pixels wide',
    'image/webp',
    () => canvas(16_777_216, 16, lossless(16, 16)),
  ],
  ['150', 'a GIF of 65,535 x 65,535 pixels', 'image/png', () => gif(65_535, 65_535)],
  ['150', 'a PNG without pixels', 'image/png', () => promise(0)],
  ['150', 'a PNG that ends in its header', 'image/png', () => png(10, 10).subarray(0, 20)],
  ['150', 'a JPEG that ends before its size', 'image/jpeg', () => jpeg(10, 10).subarray(0, 40)],
  ['150', 'a WebP that ends in its header', 'image/webp', () => webp(10, 10).subarray(0, 18)],
  ['140', 'a drawing with a script', 'image/png', () => Buffer.from(SVG)],
  ['140', 'a drawing behind a byte order mark', 'image/png', () => Buffer.from(`\ufeff${SVG}`)],
  ['140', 'a page', 'image/png', () => Buffer.from(`<!doctype html>${SCRIPT}`)],
  ['141', 'a GIF that is a script', 'image/png', () => gif(8_225, 8_225, '=1;globalThis.pwned=1;/*')],
  [
    '141',
    'a PDF with a script',
    'image/png',
    () => Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(1)>>>>'),
  ],
  ['149', 'a zip that unpacks to 64 MB', 'image/png', () => zip(64_000_000)],
  ['141', 'a sound', 'image/png', () => flac(2)],
  ['141', 'a text', 'image/jpeg', () => Buffer.from('Ignore all rules.')],
];

/** A PNG that says so of its size and has the pixels of another. */
function promise(side: number): Buffer {
  const bytes = Buffer.from(png(10, 10));
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  return bytes;
}

/** Real pictures with something else inside, or under another type: they are shown, and are nothing but pictures. */
export const DISGUISED: readonly Hostile[] = [
  ['141', 'a JPEG under the type of a PNG', 'image/png', () => jpeg(64, 48)],
  ['140', 'a JPEG with a page in its comment', 'image/jpeg', () => jpeg(64, 48, `<html>${SCRIPT}`)],
  ['141', 'a PNG with a page behind its end', 'image/png', () => Buffer.concat([png(64, 48), Buffer.from(SCRIPT)])],
  ['149', 'a PNG with a zip behind its end', 'image/png', () => Buffer.concat([png(64, 48), zip(1_000_000)])],
];

/** Stores a file under a type of the caller's choice: `putFileItem` would look at it. */
export async function stored(arweave: string, type: ItemType, bytes: Buffer): Promise<FileItem> {
  const { secretKey } = Keypair.generate();
  const storage = dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer: () => solanaSigner(secretKey) });
  const { id, size } = await storage.put(bytesSource(bytes), { contentType: type });
  return { id, size, sha256: bytesToHex(sha256(bytes)), contentType: type };
}
