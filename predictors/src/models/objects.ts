/** Boxes of everyday things: the CenterNet detector of @vladmandic/human on its WebAssembly backend. */
import type { Config } from '@vladmandic/human';
import { decodeImage } from '../image/decode.ts';
import type { Finding } from '../predictor.ts';
import { sha256Of, type Assets, type Model } from './model.ts';

const MODELS = '@vladmandic/human/models';
const WASM = '@tensorflow/tfjs-backend-wasm/dist';
const FILES = ['centernet.json', 'centernet.bin'];
/** An address of ours that only the loader below answers. */
const BASE = 'https://assets.invalid/';

const CONFIG: Partial<Config> = {
  backend: 'wasm',
  modelBasePath: BASE,
  wasmPath: BASE,
  debug: false,
  warmup: 'none',
  cacheSensitivity: 0,
  filter: { enabled: false },
  gesture: { enabled: false },
  face: { enabled: false },
  body: { enabled: false },
  hand: { enabled: false },
  segmentation: { enabled: false },
  // The lowest score anybody may ask for; the caller's own is applied to what comes out.
  object: { enabled: true, modelPath: 'centernet.json', minConfidence: 0.1, iouThreshold: 0.4, maxDetected: 50 },
};

export async function loadObjects(assets: Assets): Promise<Model> {
  const files = new Map<string, Uint8Array>();
  for (const name of FILES) files.set(name, await assets.bytes(`${MODELS}/${name}`));
  const fetched = globalThis.fetch;
  globalThis.fetch = async (input) => {
    const name = (input instanceof Request ? input.url : String(input)).split('/').pop() ?? '';
    const bytes = files.get(name) ?? (await assets.bytes(`${WASM}/${name}`));
    const type = name.endsWith('.json')
      ? 'application/json'
      : name.endsWith('.wasm')
        ? 'application/wasm'
        : 'application/octet-stream';
    return new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } });
  };
  try {
    const { Human } = await assets.human();
    const human = new Human(CONFIG);
    // Threads need a page isolated from others, and a worker inside this one.
    human.tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await human.load();
    if (human.tf.getBackend() !== 'wasm') throw new Error(`the detector runs on ${human.tf.getBackend()}, not on wasm`);
    return {
      sha256: await sha256Of(files),
      run: async (item) => {
        if (item.modality !== 'image') return [];
        const { width, height, rgb } = decodeImage(item.bytes);
        const tensor = human.tf.tensor4d(Int32Array.from(rgb), [1, height, width, 3], 'int32');
        try {
          const { object, error } = await human.detect(tensor);
          if (error !== null && error !== undefined) throw new Error(String(error));
          return object.flatMap(({ label, score, boxRaw }) => boxOf(label, score, boxRaw, width, height));
        } finally {
          tensor.dispose();
        }
      },
    };
  } finally {
    globalThis.fetch = fetched;
  }
}

/** Shares of the image to whole pixels inside it; one that has no pixel left is none. */
function boxOf(word: string, score: number, raw: readonly number[], width: number, height: number): Finding[] {
  const [x, y, wide, high] = raw as [number, number, number, number];
  const inside = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const [left, right] = [inside(x * width, width), inside((x + wide) * width, width)];
  const [top, bottom] = [inside(y * height, height), inside((y + high) * height, height)];
  return left < right && top < bottom ? [{ kind: 'box', word, score, left, top, right, bottom }] : [];
}
