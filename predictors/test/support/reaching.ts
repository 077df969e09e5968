/** A model's worker that then tries every way out that Node has. */
import { get } from 'node:http';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import '../../src/worker/node.ts';

const { address } = workerData as { address: string };
const tries: Record<string, () => Promise<unknown>> = {
  fetch: async () => fetch(address),
  http: () => new Promise((resolve, reject) => get(address, resolve).on('error', reject)),
  socket: () =>
    new Promise((resolve, reject) => {
      connect(Number(new URL(address).port), '127.0.0.1', () => resolve('connected')).on('error', reject);
    }),
};
const outcomes: string[] = [];
for (const [way, go] of Object.entries(tries))
  outcomes.push(
    await go().then(
      () => `${way} got out`,
      (error: Error) => `${way}: ${error.message}`,
    ),
  );
parentPort!.postMessage({ type: 'tried', outcomes, secrets: Object.keys(process.env) });
