/** `@tagger/predictors/browser`: the shipped models in Web Workers. */
import type { ModelName } from '../catalogue.ts';
import type { Predictor } from '../predictor.ts';
import type { FromWorker, ToWorker } from '../worker/protocol.ts';
import { startPredictor, type Spawn, type WorkerOptions } from './workerPredictor.ts';

/** The part of a browser's `Worker` that is used here. */
interface WebWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null;
}
declare const Worker: new (address: URL, options: { type: 'module' }) => WebWorker;

function spawnBrowser(address: URL): Spawn {
  return (heard, died) => {
    const worker = new Worker(address, { type: 'module' });
    worker.onmessage = ({ data }) => heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      died(event.message ?? 'it could not be started');
    };
    return {
      post: (message) => worker.postMessage(message),
      kill: () => Promise.resolve(worker.terminate()),
    };
  };
}

/** `base` is the folder `npm run build:predictors` made, on the page's own origin, with a slash at its end. */
export const openPredictor = (model: ModelName, base: URL, options: WorkerOptions = {}): Promise<Predictor> =>
  startPredictor(model, spawnBrowser(new URL(`worker.js?${model}`, base)), options);
