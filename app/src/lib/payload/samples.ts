/**
 * How many samples a sound can unpack to, read from its packets before anything decodes it: RFC 9639 (FLAC), RFC 3533 (Ogg), RFC 6716
 * (Opus), Vorbis I, ISO/IEC 11172-3 (MPEG audio). What a header says of the whole is not believed; what is counted is never too few.
 */

/** Blocks of FLAC by the code in a frame's header; codes 6 and 7 write the size down in 8 and 16 bits. */
const FLAC_BLOCKS = [65_536, 192, 576, 1152, 2304, 4608, 256, 65_536, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768];
/** Samples of an MPEG frame, both channels. */
const MPEG_FRAME = 2_304;
/** Samples of Opus in a millisecond, both channels. */
const OPUS_MS = 96;

/** All channels together, at most; Infinity where nobody can tell. */
export function mostSamples(bytes: Uint8Array): number {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  // Uncompressed, or four bits a sample.
  if (start === 'RIFF') return bytes.length * 2;
  if (start === 'OggS') return oggSamples(bytes);
  return start === 'fLaC' ? flacSamples(bytes) : mpegSamples(bytes);
}

function flacSamples(bytes: Uint8Array): number {
  let found = 0;
  for (let at = 0; at + 3 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8) continue;
    const channels = Math.min(8, (bytes[at + 3]! >> 4) + 1);
    found += FLAC_BLOCKS[bytes[at + 2]! >> 4]! * channels;
  }
  return found;
}

function mpegSamples(bytes: Uint8Array): number {
  let found = 0;
  for (let at = 0; at + 1 < bytes.length; at += 1)
    if (bytes[at] === 0xff && (bytes[at + 1]! & 0xe6) === 0xe2) found += MPEG_FRAME;
  return found;
}

function oggSamples(bytes: Uint8Array): number {
  const HEAD = 27;
  let found = 0;
  let each: ((first: number, second: number) => number) | undefined;
  for (let at = 0; at + HEAD <= bytes.length;) {
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) !== 'OggS') return Infinity;
    const laces = bytes.subarray(at + HEAD, at + HEAD + bytes[at + 26]!);
    let body = at + HEAD + laces.length;
    each ??= codecOf(bytes.subarray(body));
    if (each === undefined) return Infinity;
    let begins = body;
    for (const lace of laces) {
      body += lace;
      if (lace === 255) continue;
      found += each(bytes[begins] ?? 0, bytes[begins + 1] ?? 0);
      begins = body;
    }
    at = body;
  }
  return found;
}

/** Samples of a packet by its first two bytes. */
function codecOf(head: Uint8Array): ((first: number, second: number) => number) | undefined {
  const name = String.fromCharCode(...head.subarray(0, 8));
  if (name === 'OpusHead')
    return (first, second) => {
      const config = first >> 3;
      const frame = config < 12 ? [10, 20, 40, 60][config & 3]! : config < 16 ? [10, 20][config & 1]! : 20;
      return frame * [1, 2, 2, second & 63][first & 3]! * OPUS_MS;
    };
  // Byte 11: channels; byte 28: sizes of blocks as powers of two, the larger one above.
  if (name.startsWith('\u0001vorbis')) return () => (head[11] ?? 255) * 2 ** ((head[28] ?? 255) >> 4);
  return undefined;
}
