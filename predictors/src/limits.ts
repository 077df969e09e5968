/** Sizes above which an item is refused before anything decodes it (attacks 149 and 150). */
import { failure, type Item } from './predictor.ts';
import { imageSize } from './image/header.ts';
import { wavFormat } from './audio/wav.ts';

export interface Limits {
  /** Of a file, bytes. */
  bytes: number;
  /** Width times height. */
  pixels: number;
  /** The longer side, pixels. */
  side: number;
  /** UTF-16 units. */
  characters: number;
  seconds: number;
}

export const LIMITS: Limits = {
  bytes: 64 * 1024 * 1024,
  pixels: 40_000_000,
  side: 16_384,
  characters: 100_000,
  seconds: 1_800,
};

/** Where suggestions about the item have to lie; without classes. */
export interface Extent {
  width?: number;
  height?: number;
  characters?: number;
  milliseconds?: number;
}

/**
 * Reads sizes from headers alone and decodes nothing. Throws `ImageTooLarge`, `ImageForm`, `ImageDamaged`, `TextTooLong`,
 * `AudioTooLong`, `AudioForm`.
 */
export function measure(item: Item, limits: Limits = LIMITS): Extent {
  if (item.modality === 'text') {
    if (item.text.length > limits.characters)
      throw failure(
        'TextTooLong',
        `the text has ${item.text.length} characters, ${limits.characters} are read: split it`,
      );
    return { characters: [...item.text].length };
  }
  if (item.modality === 'image') {
    if (item.bytes.length > limits.bytes) throw tooLarge('ImageTooLarge', item.bytes.length, limits);
    const { width, height } = imageSize(item.bytes);
    if (width > limits.side || height > limits.side || width * height > limits.pixels)
      throw failure(
        'ImageTooLarge',
        `the image says it has ${width} x ${height} pixels; ${limits.pixels} in all and ${limits.side} a side are decoded: scale it down`,
      );
    return { width, height };
  }
  const { seconds } = 'samples' in item ? samplesLength(item) : wavOf(item.bytes, limits);
  if (!(seconds <= limits.seconds))
    throw failure('AudioTooLong', `the sound lasts ${Math.round(seconds)} s, ${limits.seconds} are heard: cut it`);
  return { milliseconds: Math.floor(seconds * 1000) };
}

function samplesLength({ samples, sampleRate }: { samples: Float32Array; sampleRate: number }): { seconds: number } {
  if (!(sampleRate >= 4_000 && sampleRate <= 384_000))
    throw failure('AudioForm', `${sampleRate} samples a second: pass sound with 4,000 to 384,000`);
  return { seconds: samples.length / sampleRate };
}

function wavOf(bytes: Uint8Array, limits: Limits): { seconds: number } {
  if (bytes.length > limits.bytes) throw tooLarge('AudioTooLong', bytes.length, limits);
  const { frames, sampleRate } = wavFormat(bytes);
  return { seconds: frames / sampleRate };
}

const tooLarge = (name: string, bytes: number, limits: Limits) =>
  failure(name, `the file has ${bytes} bytes, ${limits.bytes} are read: make it smaller`);
