/**
 * Width and height of a picture from its header, before anything decodes it: PNG (3rd edition, 11.2.1), JPEG (ITU-T T.81, B.2.2), WebP
 * (RFC 9649). A small file can say it has more pixels than any machine has memory for (attack 150).
 */

/** Shown at most: as much as predictors decode. */
const MOST_PIXELS = 40_000_000;
const MOST_SIDE = 16_384;

interface Size {
  width: number;
  height: number;
}

/** Whether a picture says it has a size that can be shown. One that says nothing has none. */
export function showable(bytes: Uint8Array): boolean {
  const size = sizeOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (size === undefined) return false;
  const { width, height } = size;
  return width > 0 && height > 0 && Math.max(width, height) <= MOST_SIDE && width * height <= MOST_PIXELS;
}

function sizeOf(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined;
  if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (view.getUint16(0) === 0xffd8) return jpeg(view);
  return view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57454250 ? webp(view) : undefined;
}

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpeg(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Fill bytes, and markers without a length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

function webp(view: DataView): Size | undefined {
  const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (view.getUint32(12)) {
    case 0x56503820: // VP8, with its frame's start code before the size
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858:
      return { width: three(24) + 1, height: three(27) + 1 };
    default:
      return undefined;
  }
}
