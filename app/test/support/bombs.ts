/** Files that are small and promise more than any machine holds, and files that are something else than they say. */
import { crc32, deflateSync, gzipSync } from 'node:zlib';

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const little = (value: number, bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 255));

const MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const chunk = (type: string, ...data: Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from(type), ...data]);
  return Buffer.concat([u32(body.length - 4), body, u32(crc32(body))]);
};
const header = (width: number, height: number): Buffer =>
  chunk('IHDR', u32(width), u32(height), Buffer.from([1, 0, 0, 0, 0]));
/** Black, one bit a pixel. */
const pixels = (width: number, height: number): Buffer =>
  deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 9 });

/** A whole PNG, black. */
export const png = (width: number, height: number, ...more: Buffer[]): Buffer =>
  Buffer.concat([MAGIC, header(width, height), ...more, chunk('IDAT', pixels(width, height)), chunk('IEND')]);

/** A PNG of so many full frames, each for a hundredth of a second. */
export function animated(width: number, height: number, frames: number): Buffer {
  const data = pixels(width, height);
  let sequence = 0;
  const control = (): Buffer =>
    chunk('fcTL', u32(sequence++), u32(width), u32(height), u32(0), u32(0), u16(1), u16(100), Buffer.from([0, 0]));
  const parts = [MAGIC, header(width, height), chunk('acTL', u32(frames), u32(0)), control(), chunk('IDAT', data)];
  for (let frame = 1; frame < frames; frame += 1) parts.push(control(), chunk('fdAT', u32(sequence++), data));
  return Buffer.concat([...parts, chunk('IEND')]);
}

/** Text in a chunk that unpacks to so many bytes of spaces. */
export const textBomb = (bytes: number): Buffer =>
  chunk('zTXt', Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(bytes, 0x20), { level: 9 }));

/** A whole grey JPEG: one component, blocks of two bits each. `comment` stands in front. */
export function jpeg(width: number, height: number, comment = ''): Buffer {
  const segment = (marker: number, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data]);
  const one = (kind: number): Buffer => segment(0xc4, Buffer.from([kind, 1, ...Array<number>(15).fill(0), 0]));
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(comment === '' ? [] : [segment(0xfe, Buffer.from(comment))]),
    segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
    segment(0xc0, Buffer.concat([Buffer.from([8]), u16(height), u16(width), Buffer.from([1, 1, 0x11, 0])])),
    ...[one(0x00), one(0x10)],
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(Math.ceil(blocks / 4)),
    Buffer.from([0xff, 0xd9]),
  ]);
}

const riff = (kind: string, ...data: Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from(kind), ...data]);
  return Buffer.concat([Buffer.from('RIFF'), little(body.length, 4), body]);
};
const part = (name: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(name), little(data.length, 4), data, Buffer.alloc(data.length % 2)]);

/** A lossless WebP of one colour: every code of it has one symbol, so no pixel takes a bit. */
export function lossless(width: number, height: number): Buffer {
  let bits = BigInt(width - 1) | (BigInt(height - 1) << 14n);
  // Behind version and "no transform, no cache, no groups": five codes, each "simple, one symbol, of one bit, zero".
  for (let code = 0n; code < 5n; code += 1n) bits |= 1n << (35n + 4n * code);
  const packed = Buffer.alloc(8);
  packed.writeBigUInt64LE(bits);
  return Buffer.concat([Buffer.from([0x2f]), packed]);
}
export const webp = (width: number, height: number): Buffer => riff('WEBP', part('VP8L', lossless(width, height)));

/** A WebP whose canvas is named apart from its picture. */
export const canvas = (width: number, height: number, data: Buffer): Buffer => {
  const head = Buffer.concat([Buffer.alloc(4), little(width - 1, 3), little(height - 1, 3)]);
  return riff('WEBP', part('VP8X', head), part('VP8L', data));
};

/** The start of a GIF with a canvas of this size. */
export const gif = (width: number, height: number, more = ''): Buffer =>
  Buffer.concat([Buffer.from('GIF89a'), little(width, 2), little(height, 2), Buffer.alloc(3), Buffer.from(more)]);

/** FLAC: silence, 65,536 samples in each of so many frames. */
export function flac(frames: number): Buffer {
  const crc8 = (bytes: Buffer): number =>
    bytes.reduce<number>((sum, byte) => {
      let rest = sum ^ byte;
      for (let bit = 0; bit < 8; bit += 1) rest = (rest & 0x80) === 0 ? rest << 1 : (rest << 1) ^ 0x107;
      return rest;
    }, 0);
  const crc16 = (bytes: Buffer): number =>
    bytes.reduce<number>((sum, byte) => {
      let rest = sum ^ (byte << 8);
      for (let bit = 0; bit < 8; bit += 1) rest = (rest & 0x8000) === 0 ? rest << 1 : (rest << 1) ^ 0x18005;
      return rest & 0xffff;
    }, 0);
  const info = Buffer.concat([
    ...[u16(32_768), u16(32_768), Buffer.alloc(6)],
    // 8,000 samples a second, one channel, 16 bits; how many there are is not said.
    Buffer.from([0x01, 0xf4, 0x00, 0xf0, 0, 0, 0, 0]),
    Buffer.alloc(16),
  ]);
  const parts: Buffer[] = [Buffer.from('fLaC'), Buffer.from([0x80, 0, 0, 34]), info];
  const utf8 = (value: number): Buffer => Buffer.from(String.fromCodePoint(value));
  for (let frame = 0; frame < frames; frame += 1) {
    const head = Buffer.concat([Buffer.from([0xff, 0xf8, 0xf4, 0x08]), utf8(frame)]);
    const whole = Buffer.concat([head, Buffer.from([crc8(head)]), Buffer.from([0x00, 0, 0])]);
    parts.push(whole, u16(crc16(whole)));
  }
  return Buffer.concat(parts);
}

/** A zip of one file that unpacks to so many zeros. */
export function zip(bytes: number): Buffer {
  const plain = Buffer.alloc(bytes);
  const packed = gzipSync(plain, { level: 9 }).subarray(10, -8);
  const about = Buffer.concat([
    ...[little(20, 2), little(0, 2), little(8, 2), little(0, 4), little(crc32(plain), 4)],
    ...[little(packed.length, 4), little(bytes, 4), little(8, 2), little(0, 2)],
  ]);
  const name = Buffer.from('bomb.txt');
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002'), little(20, 2), about, Buffer.alloc(14), name]);
  const end = Buffer.concat([
    little(0, 4),
    little(1, 2),
    little(1, 2),
    little(central.length, 4),
    little(local.length, 4),
  ]);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006'), end, little(0, 2)]);
}
