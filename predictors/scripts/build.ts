/**
 * Builds what a page needs into a folder: `worker.js` with its parts, and `assets/` with weights and engines as they are in their
 * packages. `npm run build:predictors -- [FOLDER]`; default predictors/dist.
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { filesOf, pathOf } from '../src/host/nodeAssets.ts';
import { MODULE_GROUPS, sha256Of, type ModuleGroup } from '../src/models/model.ts';

/** No two have the same name: assets lie in one folder. */
const ASSETS = [
  '@vladmandic/human/models/centernet.json',
  '@vladmandic/human/models/centernet.bin',
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
  'tesseract.js/dist/worker.min.js',
  'tesseract.js-core/tesseract-core-lstm.wasm.js',
  'tesseract.js-core/tesseract-core-simd-lstm.wasm.js',
  'tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm.js',
  'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  '@ricky0123/vad-web/dist/silero_vad_v6.onnx',
];

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function buildPredictors(folder: string): Promise<void> {
  const groups = Object.keys(MODULE_GROUPS) as ModuleGroup[];
  const hashes = await Promise.all(groups.map(async (group) => [group, await sha256Of(await filesOf(group))]));
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'assets'), { recursive: true });
  const { metafile } = await build({
    entryPoints: { worker: here('../src/worker/browser.ts'), predictors: here('../src/host/browser.ts') },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['tagger-source', 'module', 'browser'],
    alias: { pngjs: 'pngjs/browser.js' },
    inject: [here('./bufferShim.mjs')],
    define: {
      MODULE_HASHES: JSON.stringify(Object.fromEntries(hashes)),
      'process.env.NODE_ENV': '"production"',
      global: 'globalThis',
    },
    minify: true,
    legalComments: 'linked',
    logLevel: 'error',
    metafile: true,
  });
  // The text models are code: what is inside the worker must be what was hashed.
  const inside = Object.keys(metafile.inputs);
  for (const part of ['wink-eng-lite-web-model/dist/', 'compromise/src/', 'franc-min/data.js'])
    if (!inside.some((path) => path.includes(`node_modules/${part}`))) throw new Error(`${part} is not in the worker`);
  for (const asset of ASSETS) await cp(await pathOf(asset), join(folder, 'assets', basename(asset)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPredictors(process.argv[2] ?? here('../dist'));
