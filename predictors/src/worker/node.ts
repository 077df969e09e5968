/** A worker of Node (`worker_threads`). */
import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { nodeAssets } from '../host/nodeAssets.ts';
import { LOADERS } from '../models/index.ts';
import type { ModelName } from '../catalogue.ts';
import type { ToWorker } from './protocol.ts';
import { goOffline } from './offline.ts';
import { serve } from './serve.ts';

goOffline();
Socket.prototype.connect = () => {
  throw new Error('a predictor fetches nothing from outside');
};
const { model } = workerData as { model: ModelName };
const port = parentPort!;
const answer = serve(
  () => LOADERS[model](nodeAssets),
  (message) => port.postMessage(message),
);
port.on('message', (message: ToWorker) => answer(message));
