/** The part of a worker that is the same everywhere: loads one model, then answers one item after the other. */
import { TaggerClientError } from '../predictor.ts';
import type { Model } from '../models/model.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

const SHOWN = 500;

/** Sends through `post`; returns what to do with a message. */
export function serve(load: () => Promise<Model>, post: (message: FromWorker) => void): (message: ToWorker) => void {
  const failed = (error: unknown, id?: number): void => {
    const own = error instanceof TaggerClientError;
    const text = error instanceof Error ? error.message : String(error);
    post({ type: 'failed', id, name: own ? error.name : 'PredictorFailed', message: text.slice(0, SHOWN) });
  };
  const model = load();
  model.then(
    ({ sha256 }) => post({ type: 'ready', sha256 }),
    (error: unknown) => failed(error),
  );
  return ({ id, item }) => {
    void model
      .then(async (loaded) => post({ type: 'found', id, findings: await loaded.run(item) }))
      .catch((error: unknown) => failed(error, id));
  };
}
