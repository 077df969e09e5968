/** Files beside the worker, put there by `scripts/build.ts`, read from the page's own origin only. */
import { failure } from '../predictor.ts';
import type { Assets, ModuleGroup } from '../models/model.ts';

/** Set when the worker is built: the hashes of the modules that are inside it. */
declare const MODULE_HASHES: Readonly<Record<ModuleGroup, string>>;

/** Call before the worker goes offline: it keeps the one way out, and that one ends in `base`. */
export function browserAssets(base: URL): Assets {
  const fetched = globalThis.fetch.bind(globalThis);
  const at = (asset: string): URL => new URL(asset.split('/').pop() ?? '', base);
  return {
    bytes: async (asset) => {
      const response = await fetched(at(asset), { redirect: 'error', credentials: 'omit', mode: 'same-origin' });
      if (!response.ok) throw failure('AssetMissing', `${asset} is not beside the worker: build the predictors again`);
      return new Uint8Array(await response.arrayBuffer());
    },
    modules: (group) => Promise.resolve(MODULE_HASHES[group]),
    human: async () => await import('@vladmandic/human'),
    tesseract: () =>
      Promise.resolve({ langPath: base.href, workerPath: at('worker.min.js').href, corePath: base.href }),
  };
}
