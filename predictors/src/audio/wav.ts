/** RIFF/WAVE with PCM or float samples (Microsoft, "Multiple channel audio data and WAVE files"). */
import { failure } from '../predictor.ts';

export interface WavFormat {
  sampleRate: number;
  channels: number;
  /** Samples of each channel. */
  frames: number;
  bits: number;
  float: boolean;
  /** Where the samples begin. */
  offset: number;
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

/** Reads the header alone. Throws `AudioForm`. */
export function wavFormat(bytes: Uint8Array): WavFormat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57415645)
    throw bad('only WAV files are heard here: convert it');
  let format: Omit<WavFormat, 'frames' | 'offset'> | undefined;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const [name, length] = [view.getUint32(at), view.getUint32(at + 4, true)];
    if (name === 0x666d7420) format = formatAt(view, at + 8, length);
    if (name === 0x64617461) {
      if (format === undefined) throw bad('its samples come before their format: save it again');
      // A recorder that was cut off leaves a length that is too large.
      const held = Math.min(length, view.byteLength - at - 8);
      return { ...format, offset: at + 8, frames: Math.floor(held / ((format.bits / 8) * format.channels)) };
    }
    at += 8 + length + (length & 1);
  }
  throw bad('it has no samples: save it again');
}

function formatAt(view: DataView, at: number, length: number): Omit<WavFormat, 'frames' | 'offset'> {
  if (length < 16 || at + length > view.byteLength) throw bad('its header is cut off: save it again');
  const tag = view.getUint16(at, true);
  const kind = tag === EXTENSIBLE && length >= 26 ? view.getUint16(at + 24, true) : tag;
  const [channels, sampleRate, bits] = [
    view.getUint16(at + 2, true),
    view.getUint32(at + 4, true),
    view.getUint16(at + 14, true),
  ];
  const known = (kind === PCM && [8, 16, 24, 32].includes(bits)) || (kind === FLOAT && bits === 32);
  if (!known || channels < 1 || channels > 32 || sampleRate < 4_000 || sampleRate > 384_000)
    throw bad('its samples are compressed or of a strange form: save it as 16-bit PCM');
  return { sampleRate, channels, bits, float: kind === FLOAT };
}

const bad = (why: string) => failure('AudioForm', why);

/** All channels mixed to one, -1 to 1. Throws `AudioForm`. */
export function decodeWav(bytes: Uint8Array): { samples: Float32Array; sampleRate: number } {
  const { sampleRate, channels, frames, bits, float, offset } = wavFormat(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = bits / 8;
  const read = readerOf(view, bits, float);
  const samples = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += read(offset + (frame * channels + channel) * width);
    const mean = sum / channels;
    samples[frame] = Number.isFinite(mean) ? Math.max(-1, Math.min(1, mean)) : 0;
  }
  return { samples, sampleRate };
}

function readerOf(view: DataView, bits: number, float: boolean): (at: number) => number {
  if (float) return (at) => view.getFloat32(at, true);
  if (bits === 8) return (at) => (view.getUint8(at) - 128) / 128;
  if (bits === 16) return (at) => view.getInt16(at, true) / 32_768;
  if (bits === 24) return (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608;
  return (at) => view.getInt32(at, true) / 2_147_483_648;
}
