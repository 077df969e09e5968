/** A server that answers as it is told: a gateway, an indexer or whatever else pages ask and should not trust. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface Liar {
  url: string;
  /** Paths that were asked for. */
  asked: string[];
  /** What it does from now on. */
  does(answer: Answer): void;
  stop(): Promise<void>;
}

/** Answers 404 until it is told otherwise; pages of other origins may read what it says. */
export async function aLiar(): Promise<Liar> {
  const asked: string[] = [];
  let now: Answer = (response) => void response.writeHead(404).end();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', '*');
    // Whoever goes away in the middle is none of its business.
    response.on('error', () => undefined);
    now(response, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    does: (answer) => (now = answer),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** JSON with a slot that is never behind. */
export const json =
  (body: string | object): Answer =>
  (response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json', 'x-tagger-slot': '1000000000' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

/** Bytes without an end, until nobody reads them any more. */
export const endless: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  const chunk = Buffer.alloc(65_536, 0x20);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};
