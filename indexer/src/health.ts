/** `/health` and `/metrics` of a running indexer, on this machine only. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export interface Health {
  port: number;
  stop(): Promise<void>;
}

/**
 * Serves them. Healthy (200) is an index at most `mostLag` slots behind a node that answers, whose last comparison with the chain, if there was
 * one, found nothing; else 503. `lag` is -1 where no node answers in time.
 */
export async function serveHealth(metrics: Metrics, port: number, mostLag: number): Promise<Health> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<[number, string, string]> => {
      if (request.method !== 'GET') return [405, 'text/plain', 'GET only\n'];
      if (request.url === '/metrics') return [200, metrics.contentType, await metrics.text()];
      if (request.url !== '/health') return [404, 'text/plain', '/health or /metrics\n'];
      const lag = await metrics.lag();
      const differences = metrics.lastVerdict;
      const healthy = lag >= 0 && lag <= mostLag && (differences ?? 0) === 0;
      const { slot, finalizedSlot } = metrics;
      return [
        healthy ? 200 : 503,
        'application/json',
        JSON.stringify({ healthy, lag, slot, finalizedSlot, differences }),
      ];
    };
    answer()
      .catch((): [number, string, string] => [500, 'text/plain', 'failed\n'])
      .then(([status, type, body]) => response.writeHead(status, { 'content-type': type }).end(body))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
