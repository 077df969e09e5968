/** A worker that does whatever the item says: for tests of what becomes of the host. */
import { setTimeout } from 'node:timers';
import { parentPort } from 'node:worker_threads';

parentPort.postMessage({ type: 'ready', sha256: 'ab'.repeat(32) });
parentPort.on('message', ({ id, item }) => {
  const [act, rest] = [item.text.split(' ')[0], item.text.slice(item.text.indexOf(' ') + 1)];
  if (act === 'hang') for (;;);
  if (act === 'crash')
    setTimeout(() => {
      throw new Error('the model fell over');
    });
  if (act === 'exit') process.exit(3);
  if (act === 'memory') for (const heap = []; ;) heap.push(new Array(1e5).fill(id));
  if (act === 'say') parentPort.postMessage({ type: 'found', id, findings: JSON.parse(rest) });
  if (act === 'fail') parentPort.postMessage({ type: 'failed', id, name: rest, message: 'as told' });
});
