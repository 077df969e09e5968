import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';

describe('a worker in Node', () => {
  it('has no way out: not by fetch, not by http, not by a socket, and no environment to tell', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const worker = new Worker(new URL('../src/worker/start.mjs', import.meta.url), {
      workerData: { entry: new URL('./support/reaching.ts', import.meta.url).href, model: 'language', address },
      env: {},
    });
    const tried = await new Promise<{ outcomes: string[]; secrets: string[] }>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message: { type: string; outcomes: string[]; secrets: string[] }) => {
        if (message.type === 'tried') resolve(message);
      });
    });
    await worker.terminate();
    expect(tried.outcomes).to.deep.equal(
      ['fetch', 'http', 'socket'].map((way) => `${way}: a predictor fetches nothing from outside`),
    );
    expect(tried.secrets).to.deep.equal([]);
    expect((await fetch(address)).status, 'the server is there').to.equal(200);
    expect(asked).to.equal(1);
    server.closeAllConnections();
    server.close();
  });
});
