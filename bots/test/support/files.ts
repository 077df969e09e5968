/** Real files that ship with packages, and sound made here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Keypair } from '@solana/web3.js';
import { putFileItem, type FileItem } from '@tagger/client/published';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import { pathOf } from '../../../predictors/src/host/nodeAssets.ts';

const HUMAN = await pathOf('@vladmandic/human/assets');
const FIXTURES = fileURLToPath(new URL('../../../predictors/test/fixtures', import.meta.url));

/** Photographs with people in them, as a detector sees them, and pictures in which it finds nothing. */
export const PEOPLE = ['screenshot-facedetect.jpg', 'screenshot-vrm.jpg', 'samples.jpg'].map((name) =>
  join(HUMAN, name),
);
export const NOBODY_SEEN = [
  join(HUMAN, 'screenshot-menu.png'),
  join(HUMAN, 'screenshot-typedoc.png'),
  join(FIXTURES, 'printed.png'),
];
export const SPEECH = join(FIXTURES, 'speech.wav');
export const PRINTED = join(FIXTURES, 'printed.png');

export const bytesOf = async (file: string): Promise<Uint8Array> => Uint8Array.from(await readFile(file));

/** White noise of two per cent of full scale, 16-bit samples, 16,000 a second. */
export function noise(seconds: number): Uint8Array {
  const frames = seconds * 16_000;
  const bytes = new Uint8Array(44 + 2 * frames);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF    WAVEfmt '));
  view.setUint32(4, bytes.length - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 16_000, true);
  view.setUint32(28, 32_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, 2 * frames, true);
  let state = 1;
  for (let at = 0; at < frames; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    view.setInt16(44 + 2 * at, (state / 2 ** 32 - 0.5) * 1_310, true);
  }
  return bytes;
}

/** Puts files on the local Arweave. */
export async function posted(arweave: string, files: readonly Uint8Array[]): Promise<FileItem[]> {
  const { secretKey } = Keypair.generate();
  const storage = dataItems({ gateways: [arweave], upload: `${arweave}/tx`, signer: () => solanaSigner(secretKey) });
  const items: FileItem[] = [];
  for (const bytes of files) items.push(await putFileItem(storage, bytes));
  return items;
}
