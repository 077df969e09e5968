/** A worker of a browser. Its address says which model it has: `worker.js?objects`. */
import { browserAssets } from '../host/browserAssets.ts';
import { LOADERS } from '../models/index.ts';
import { MODELS } from '../catalogue.ts';
import type { ToWorker } from './protocol.ts';
import { goOffline } from './offline.ts';
import { serve } from './serve.ts';

interface Scope {
  location: { href: string };
  postMessage(message: unknown): void;
  onmessage: ((event: { data: ToWorker }) => void) | null;
}
const scope = globalThis as unknown as Scope;

const address = new URL(scope.location.href);
const wanted = address.search.slice(1);
const assets = browserAssets(new URL('./assets/', address));
goOffline();
const answer = serve(
  () => {
    const model = MODELS.find((name) => name === wanted);
    if (model === undefined) throw new Error('there is no such model');
    return LOADERS[model](assets);
  },
  (message) => scope.postMessage(message),
);
scope.onmessage = ({ data }) => answer(data);
