/** The size of an image from its first bytes, before anything is decoded (PNG 3rd edition, 11.2.1; ITU-T T.81, B.2.2). */
import { failure } from '../predictor.ts';

export interface ImageSize {
  form: 'png' | 'jpeg';
  /** Pixels as they are stored: a turn in EXIF data is not applied, here as in the exports. */
  width: number;
  height: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Throws `ImageForm` for what is neither PNG nor JPEG or is interlaced, `ImageDamaged` for one without a size. */
export function imageSize(bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (PNG.every((byte, at) => bytes[at] === byte)) return pngSize(view);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(view);
  throw failure('ImageForm', 'only PNG and JPEG images are read here: convert it');
}

function pngSize(view: DataView): ImageSize {
  if (view.byteLength < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) throw damaged();
  // An interlaced one can unpack to more than its pixels need, and says nothing of it beforehand.
  if (view.getUint8(28) !== 0) throw failure('ImageForm', 'this PNG is interlaced: save it without interlacing');
  return positive('png', view.getUint32(16), view.getUint32(20));
}

/** Markers without a length: TEM, restarts, start of image. */
const bare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** Frame headers are C0 to CF but for tables (C4, CC) and an extension (C8). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(view: DataView): ImageSize {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) throw damaged();
    const marker = view.getUint8(at + 1);
    if (marker === 0xff || bare(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (isFrame(marker)) {
      if (at + 9 > view.byteLength) throw damaged();
      return positive('jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    }
    // Scan data before any frame, or the end.
    if (marker === 0xda || marker === 0xd9 || length < 2) throw damaged();
    at += 2 + length;
  }
  throw damaged();
}

function positive(form: ImageSize['form'], width: number, height: number): ImageSize {
  if (width === 0 || height === 0) throw damaged();
  return { form, width, height };
}

const damaged = () => failure('ImageDamaged', 'the image has no size or is cut off: save it again');
