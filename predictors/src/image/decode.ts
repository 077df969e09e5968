/** Pixels of an image; the same decoders in Node and in a browser, so that both see the same numbers. */
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { failure } from '../predictor.ts';
import { imageSize } from './header.ts';

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue, a byte each; what was transparent is on white. */
  rgb: Uint8Array;
}

const MEGABYTES = 768;

/** Throws `ImageForm`, `ImageDamaged`. The size has been checked before (`measure`). */
export function decodeImage(bytes: Uint8Array): Pixels {
  const { form, width, height } = imageSize(bytes);
  const found = attempt(form, bytes);
  if (found.width !== width || found.height !== height) throw damaged('it has another size than it says');
  return { width, height, rgb: onWhite(found.data, width * height) };
}

function attempt(form: 'png' | 'jpeg', bytes: Uint8Array): { width: number; height: number; data: Uint8Array } {
  try {
    if (form === 'png') return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: MEGABYTES, maxResolutionInMP: 64 });
  } catch (cause) {
    throw damaged('it can not be decoded', cause);
  }
}

function onWhite(rgba: Uint8Array, pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3);
  for (let at = 0; at < pixels; at += 1) {
    const alpha = rgba[4 * at + 3]!;
    for (let part = 0; part < 3; part += 1)
      rgb[3 * at + part] = Math.round((rgba[4 * at + part]! * alpha + 255 * (255 - alpha)) / 255);
  }
  return rgb;
}

const damaged = (why: string, cause?: unknown) => failure('ImageDamaged', `the image is damaged: ${why}`, cause);
