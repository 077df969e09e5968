/** One item for each shipped model, and what it should find. */
import { readFile } from 'node:fs/promises';
import type { Item, ModelName } from '@tagger/predictors';
import { pathOf } from '../../src/host/nodeAssets.ts';

const fixture = async (name: string): Promise<Uint8Array> =>
  Uint8Array.from(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));

export const TEXT = 'Jane Doe met 😀 Bob Smith in Berlin on 4 July 2026 and paid $30. It was wonderful and delightful.';

export async function itemFor(model: ModelName): Promise<Item> {
  if (model === 'objects')
    return {
      modality: 'image',
      bytes: Uint8Array.from(await readFile(await pathOf('@vladmandic/human/assets/samples.jpg'))),
    };
  if (model === 'ocr') return { modality: 'image', bytes: await fixture('printed.png') };
  if (model === 'speech') return { modality: 'audio', bytes: await fixture('speech.wav') };
  return { modality: 'text', text: TEXT };
}

/** A PNG or JPEG header that promises this size, and nothing behind it. */
export function promisingPng(width: number, height: number, interlaced = false): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, 13);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2, 0, 0, interlaced ? 1 : 0], 24);
  return bytes;
}

export function promisingJpeg(width: number, height: number): Uint8Array {
  const sizes = [height >> 8, height & 255, width >> 8, width & 255];
  return Uint8Array.of(
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    0,
    0,
    0xff,
    0xc2,
    0,
    17,
    8,
    ...sizes,
    3,
    ...new Array<number>(9).fill(0),
  );
}

/** A WAV header that promises so many seconds of 16-bit sound; `held` bytes are there. */
export function promisingWav(seconds: number, sampleRate = 8_000, held = seconds * sampleRate * 2): Uint8Array {
  const bytes = new Uint8Array(44 + held);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF    WAVEfmt '));
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, seconds * sampleRate * 2, true);
  return bytes;
}

/** What an error is called; `nothing` when there was none. */
export async function refusal(act: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof act === 'function' ? act() : act);
  } catch (error) {
    return (error as Error).name;
  }
  return 'nothing';
}
