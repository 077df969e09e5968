/** The shape of a sound as it is drawn. */
import { mostSamples } from './samples.ts';

/** Bytes that are decoded for it: a longer sound is shown without its shape. */
const MOST_BYTES = 24 * 1024 * 1024;
/** Samples it may unpack to, 128 MB: a few KB can say they are hours of silence. */
const MOST_SAMPLES = 32 * 1024 * 1024;
const RATE = 8_000;

/** The loudest sample of each of `count` stretches, 0 to 1; `undefined` for a sound too large or that can't be decoded. */
export async function peaksOf(bytes: Uint8Array, count: number): Promise<number[] | undefined> {
  if (bytes.length > MOST_BYTES || mostSamples(bytes) > MOST_SAMPLES) return undefined;
  try {
    const context = new OfflineAudioContext(1, 1, RATE);
    const sound = await context.decodeAudioData(Uint8Array.from(bytes).buffer);
    const samples = sound.getChannelData(0);
    const length = samples.length / count;
    return Array.from({ length: count }, (_, at) => {
      let most = 0;
      for (let i = Math.floor(at * length); i < Math.floor((at + 1) * length); i += 1)
        most = Math.max(most, Math.abs(samples[i] ?? 0));
      return Math.min(1, most);
    });
  } catch {
    return undefined;
  }
}
