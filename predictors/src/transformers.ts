/**
 * `@tagger/predictors/transformers`: a model in a folder of yours, run by @huggingface/transformers. The library is heavy and not
 * among our packages: install it beside your program and pass what you imported. It runs in your thread, not in a worker.
 */
import { checkModel, type Suggestion } from '@tagger/client/suggestions';
import { suggestionsOf } from './host/findings.ts';
import { LIMITS, measure, type Limits } from './limits.ts';
import {
  failure,
  type Description,
  type Finding,
  type Item,
  type Predictor,
  type PredictOptions,
} from './predictor.ts';

/** The part of `@huggingface/transformers` that is used. */
export interface Transformers {
  env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    localModelPath: string;
    useBrowserCache?: boolean;
  };
  pipeline(task: 'text-classification', model: string, options: Record<string, unknown>): Promise<Classify>;
}

type Classify = ((text: string, options: { top_k: number }) => Promise<unknown>) & { dispose?(): Promise<unknown> };

export interface TransformersOptions {
  /** The folder the model's folder lies in. */
  folder: string;
  /** The model's folder, with config.json, tokenizer.json and onnx/. */
  model: string;
  version: string;
  /** SHA-256 of its weights; compute it from the file you have (`sha256Hex`), hexadecimal. */
  sha256: string;
  labels: readonly string[];
  licence: string;
  /** Passed on to `pipeline`, e.g. `{ dtype: 'fp32' }`. */
  pipeline?: Record<string, unknown>;
  limits?: Partial<Limits>;
}

/** Throws `BadModelFolder` for a name that is not one folder, `PredictorFailed` when the library can't load it. */
export async function openTransformers(library: Transformers, options: TransformersOptions): Promise<Predictor> {
  if (!/^[\w.-]+$/.test(options.model) || /^\.+$/.test(options.model))
    throw failure('BadModelFolder', 'the model is the name of one folder, without a path');
  library.env.allowRemoteModels = false;
  library.env.allowLocalModels = true;
  library.env.localModelPath = options.folder;
  const ref = checkModel({ id: options.model, version: options.version, sha256: options.sha256 });
  let classify: Classify;
  try {
    classify = await library.pipeline('text-classification', options.model, {
      ...options.pipeline,
      local_files_only: true,
    });
  } catch (cause) {
    throw failure(
      'PredictorFailed',
      `the model in ${options.model} could not be loaded: see what is missing there`,
      cause,
    );
  }
  const describe = (): Description => ({
    ...ref,
    modality: 'text',
    kind: 'classLabel',
    labels: options.labels,
    licence: options.licence,
    limits: 'Runs in the caller’s thread: it can not be ended while it computes.',
  });
  let closed = false;
  return {
    modality: 'text',
    modelId: ref.id,
    version: ref.version,
    sha256: ref.sha256,
    describe,
    predict: async (item: Item, { labels = {}, signal }: PredictOptions = {}): Promise<Suggestion[]> => {
      if (item.modality !== 'text') throw failure('WrongModality', `${ref.id} is for text, not ${item.modality}`);
      const extent = measure(item, { ...LIMITS, ...options.limits });
      if (closed) throw failure('PredictorClosed', 'this predictor was closed: start another');
      if (signal?.aborted === true) throw failure('PredictorAborted', 'the caller gave up on this item');
      const out = await classify(item.text, { top_k: options.labels.length });
      const findings = listOf(out).map(findingOf);
      return suggestionsOf(findings, extent, labels, { model: ref, labels: options.labels, minScore: 0 });
    },
    close: async () => {
      closed = true;
      await classify.dispose?.();
    },
  };
}

/** One text gives a list of labels, or with some versions a list in a list. */
function listOf(out: unknown): unknown[] {
  const outer = Array.isArray(out) ? (out as unknown[]) : [out];
  return Array.isArray(outer[0]) ? (outer[0] as unknown[]) : outer;
}

function findingOf(one: unknown): Finding {
  const { label, score } = (one ?? {}) as { label?: unknown; score?: unknown };
  // A sum of probabilities can stand a hair above 1.
  const sure = typeof score === 'number' ? Math.min(1, Math.max(0, score)) : Number.NaN;
  return { kind: 'classLabel', word: String(label), score: sure };
}
