/**
 * Assertions inside images: C2PA keeps its manifests in JUMBF boxes (ISO/IEC 19566-5), JPEG carries those in APP11 segments,
 * PNG in a chunk `caBX`. This reader finds boxes and opens nothing but what it is asked for; signatures are not checked.
 */
import { TaggerClientError } from '../clientError.ts';

/** A content box of a superbox, with the labels of the superboxes around it from the outermost. */
export interface LabelledBox {
  path: string[];
  /** Four letters: `cbor`, `json`, `brob`. */
  type: string;
  bytes: Uint8Array;
}

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_BOXES = 10_000;
const MOST_DEPTH = 10;

const damaged = (reason: string): TaggerClientError =>
  new TaggerClientError('MetadataDamaged', `the C2PA metadata of the item is damaged: ${reason}`);
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** The JUMBF of a JPEG or PNG; undefined when there is none or the file is of another kind. Throws `MetadataDamaged`. */
export function jumbfOf(file: Uint8Array): Uint8Array | undefined {
  if (file[0] === 0xff && file[1] === 0xd8) return fromJpeg(file);
  if (letters(file, 0) === '\x89PNG') return fromPng(file);
  return undefined;
}

const APP11 = 0xeb;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** `JP`, instance (2 bytes), number of the packet (4), then length and type of the box, repeated in each packet. */
const PACKET_HEADER = 8;
const BOX_HEADER = 8;

function fromJpeg(file: Uint8Array): Uint8Array | undefined {
  const data = view(file);
  const packets = new Map<number, { number: number; bytes: Uint8Array }[]>();
  for (let at = 2; at + 4 <= file.length;) {
    if (file[at] !== 0xff) throw damaged('a segment of the file does not begin as one');
    const marker = file[at + 1]!;
    // Any number of these may stand in front of a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    const length = data.getUint16(at + 2);
    if (length < 2 || at + 2 + length > file.length) throw damaged('a segment is longer than the file');
    const body = file.subarray(at + 4, at + 2 + length);
    at += 2 + length;
    if (marker !== APP11 || body.length < PACKET_HEADER + BOX_HEADER || body[0] !== 0x4a || body[1] !== 0x50) continue;
    const [instance, number] = [view(body).getUint16(2), view(body).getUint32(4)];
    const bytes = body.subarray(PACKET_HEADER);
    packets.set(instance, [...(packets.get(instance) ?? []), { number, bytes }]);
    if (packets.size > 64) throw damaged('it has too many boxes');
  }
  const boxes = [...packets.values()].map((parts) => {
    parts.sort((a, b) => a.number - b.number);
    if (parts.some(({ number }, at) => number !== at + 1)) throw damaged('a packet of APP11 is missing or twice');
    return joined(parts.map(({ bytes }, at) => (at === 0 ? bytes : bytes.subarray(BOX_HEADER))));
  });
  return boxes.length === 0 ? undefined : joined(boxes);
}

function fromPng(file: Uint8Array): Uint8Array | undefined {
  const found: Uint8Array[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = view(file).getUint32(at);
    if (at + 12 + length > file.length) throw damaged('a chunk is longer than the file');
    const type = letters(file, at + 4);
    if (type === 'caBX') found.push(file.subarray(at + 8, at + 8 + length));
    if (type === 'IEND') break;
    at += 12 + length;
  }
  return found.length === 0 ? undefined : joined(found);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (size > MOST_BYTES) throw damaged(`it has ${size} bytes, ${MOST_BYTES} are read`);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** All content boxes in the order of the file. Throws `MetadataDamaged`. */
export function contentBoxes(jumbf: Uint8Array): LabelledBox[] {
  const found: LabelledBox[] = [];
  let count = 0;
  const walk = (bytes: Uint8Array, path: string[]): void => {
    if (path.length > MOST_DEPTH) throw damaged('boxes are nested too deeply');
    for (let at = 0; at < bytes.length;) {
      count += 1;
      if (count > MOST_BOXES) throw damaged('it has too many boxes');
      const { type, body, next } = boxAt(bytes, at);
      at = next;
      if (type === 'jumb') {
        const { type: first, body: description, next: rest } = boxAt(body, 0);
        if (first !== 'jumd') throw damaged('a superbox has no description');
        walk(body.subarray(rest), [...path, labelOf(description)]);
      } else if (path.length > 0) found.push({ path, type, bytes: body });
    }
  };
  walk(jumbf, []);
  return found;
}

/** Length 0 is up to the end, 1 means that 64 bits follow. */
function boxAt(bytes: Uint8Array, at: number): { type: string; body: Uint8Array; next: number } {
  if (at + BOX_HEADER > bytes.length) throw damaged('a box ends in its header');
  const short = view(bytes).getUint32(at);
  const long = short === 1 ? 8 : 0;
  if (at + BOX_HEADER + long > bytes.length) throw damaged('a box ends in its header');
  const length = short === 0 ? bytes.length - at : short === 1 ? Number(view(bytes).getBigUint64(at + 8)) : short;
  if (length < BOX_HEADER + long || at + length > bytes.length) throw damaged('a box is longer than what holds it');
  return {
    type: letters(bytes, at + 4),
    body: bytes.subarray(at + BOX_HEADER + long, at + length),
    next: at + length,
  };
}

/** A description box: type (16 bytes), switches (bit 1: a label follows), label up to a zero. */
function labelOf(description: Uint8Array): string {
  if (description.length < 17) throw damaged('a description is too short');
  if ((description[16]! & 2) === 0) return '';
  const end = description.indexOf(0, 17);
  if (end < 0 || end - 17 > 512) throw damaged('a label has no end');
  return new TextDecoder().decode(description.subarray(17, end));
}
