/** A server that behaves as the documented protocol (label_studio_ml/api.py), or as a test tells it to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

export interface Backend {
  base: string;
  asked: Asked[];
  /** Answers of `/predict`, one a task. */
  results: unknown[];
  version: string;
  /** Instead of an answer. */
  misbehave?: (path: string, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

export async function startBackend(results: unknown[] = []): Promise<Backend> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const path = request.url ?? '';
    backend.asked.push({
      method: request.method ?? '',
      path,
      body: (text === '' ? {} : JSON.parse(text)) as Asked['body'],
    });
    if (backend.misbehave?.(path, response) === true) return;
    const send = (body: unknown): void =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.method === 'GET' && path === '/health') send({ status: 'UP', model_dir: '/models', v2: null });
    else if (request.method === 'POST' && path === '/setup') send({ model_version: backend.version });
    else if (request.method === 'POST' && path === '/predict')
      send({ results: backend.results, model_version: backend.version });
    else response.writeHead(404).end();
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const backend: Backend = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    results,
    version: 'v7',
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return backend;
}
