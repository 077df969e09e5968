/** `@tagger/predictors/node`: the shipped models in worker threads. */
import { Worker } from 'node:worker_threads';
import type { ModelName } from '../catalogue.ts';
import type { Predictor } from '../predictor.ts';
import type { FromWorker } from '../worker/protocol.ts';
import { startPredictor, type Spawn, type WorkerOptions } from './workerPredictor.ts';

export interface NodeOptions extends WorkerOptions {
  /** Most memory of the model's own objects, megabytes; a worker that wants more dies alone. Default 1,024. */
  megabytes?: number;
}

const START = new URL('../worker/start.mjs', import.meta.url);
const ENTRY = new URL('../worker/node.ts', import.meta.url);

/** For another worker than ours speaking the same messages. */
export function spawnNode(entry: URL, data: object, megabytes = 1_024): Spawn {
  return (heard, died) => {
    // What a library prints about itself is nobody's business here, and it gets no environment.
    const worker = new Worker(START, {
      workerData: { entry: entry.href, ...data },
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    worker.on('message', (message: FromWorker) => heard(message));
    worker.on('error', (error) => died(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => died(`exit ${code}`));
    worker.unref();
    return {
      post: (message) => worker.postMessage(message),
      kill: async () => void (await worker.terminate()),
    };
  };
}

/** Starts a shipped model. Throws `PredictorFailed`, `PredictorTimeout`, `PredictorCrashed`. */
export const openPredictor = (model: ModelName, { megabytes, ...options }: NodeOptions = {}): Promise<Predictor> =>
  startPredictor(model, spawnNode(ENTRY, { model }, megabytes), options);
