/** Finds and starts the module, in Node and in browsers. */
import { dawidSkene } from './dawidSkene.ts';
import { Engine, ReportError } from './engine.ts';
import { panel } from './panel.ts';
import { reliability } from './reliability.ts';
import { shapes } from './shapes.ts';
import { text } from './text.ts';

// Beside this package's source and build alike; bundlers know this form and take the file along.
const MODULE = new URL('../../wasm/tagger.wasm', import.meta.url);

const reportOf = (engine: Engine) => ({
  ...shapes(engine),
  ...text(engine),
  ...reliability(engine),
  ...dawidSkene(engine),
  ...panel(engine),
});

/** All measures. They are plain functions and may be taken apart. */
export type Report = ReturnType<typeof reportOf>;

async function read(url: URL): Promise<Uint8Array | ArrayBuffer> {
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return await readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new ReportError('NoModule', `${url.href} answers ${response.status}: serve the file wasm/tagger.wasm there`);
  return await response.arrayBuffer();
}

let shared: Promise<Report> | undefined;

/**
 * The measures, ready to use; the module is read once. Pass its bytes or its address where it lies elsewhere than
 * beside this package.
 *
 * @example
 * const { krippendorffAlpha } = await loadReport();
 * krippendorffAlpha({ classes: 2, items: 1, workers: 2, answers: [...] });
 */
export function loadReport(module?: URL | Uint8Array | ArrayBuffer): Promise<Report> {
  const load = async (source: URL | Uint8Array | ArrayBuffer): Promise<Report> =>
    reportOf(await Engine.compile(source instanceof URL ? await read(source) : source));
  if (module !== undefined) return load(module);
  // A failure is not kept: the next call tries again.
  shared ??= load(MODULE).catch((error: unknown) => {
    shared = undefined;
    throw error;
  });
  return shared;
}
