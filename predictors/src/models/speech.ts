/**
 * Regions of speech: the Silero detector, run by onnxruntime-web on one thread. Of 16,000 samples a second it takes 512 at a
 * time behind the last 64 of those before; without these it hears nothing.
 */
import * as ort from 'onnxruntime-web/wasm';
import { resample } from '../audio/resample.ts';
import { regionsOf } from '../audio/regions.ts';
import { decodeWav } from '../audio/wav.ts';
import type { Item } from '../predictor.ts';
import { sha256Hex, type Assets, type Model } from './model.ts';

const WEIGHTS = '@ricky0123/vad-web/dist/silero_vad_v6.onnx';
const ENGINE = 'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
const RATE = 16_000;
const FRAME = 512;
const BEFORE = 64;
const STATE = [2, 1, 128];

export async function loadSpeech(assets: Assets): Promise<Model> {
  const weights = await assets.bytes(WEIGHTS);
  ort.env.wasm.wasmBinary = Uint8Array.from(await assets.bytes(ENGINE)).buffer;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  const session = await ort.InferenceSession.create(weights, { executionProviders: ['wasm'] });
  return {
    sha256: await sha256Hex(weights),
    run: async (item) => {
      if (item.modality !== 'audio') return [];
      const { samples, length } = heard(item);
      const regions = regionsOf(await probabilities(session, samples), (1000 * FRAME) / RATE, length);
      return regions
        .filter(({ start, end }) => start < end)
        .map((region) => ({ kind: 'region', word: 'speech', ...region }));
    },
  };
}

/** `length` in whole milliseconds. */
function heard(item: Item & { modality: 'audio' }): { samples: Float32Array; length: number } {
  const { samples, sampleRate } = 'bytes' in item ? decodeWav(item.bytes) : item;
  return { samples: resample(samples, sampleRate, RATE), length: Math.floor((1000 * samples.length) / sampleRate) };
}

async function probabilities(session: ort.InferenceSession, samples: Float32Array): Promise<number[]> {
  const found: number[] = [];
  const rate = new ort.Tensor('int64', [BigInt(RATE)], []);
  let state = new ort.Tensor('float32', new Float32Array(STATE.reduce((a, b) => a * b)), STATE);
  for (let at = 0; at < samples.length; at += FRAME) {
    const input = new Float32Array(BEFORE + FRAME);
    const from = Math.max(0, at - BEFORE);
    input.set(samples.subarray(from, at + FRAME), BEFORE - (at - from));
    const out = await session.run({ input: new ort.Tensor('float32', input, [1, input.length]), state, sr: rate });
    state = out.stateN as ort.TypedTensor<'float32'>;
    found.push((out.output!.data as Float32Array)[0]!);
  }
  return found;
}
