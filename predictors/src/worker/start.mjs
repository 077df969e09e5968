/** Begins a worker of Node: the loader that reads TypeScript is not passed on to threads. */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
