/** Servers on the loopback that behave as badly as a gateway can, and one that behaves. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const running = new Set<Server>();

/** Starts a server that answers like this; returns its address. */
export async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  running.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends all of them, connections included. */
export async function stopAll(): Promise<void> {
  for (const server of running) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  running.clear();
}

export const sends =
  (bytes: Uint8Array, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(200, headers).end(bytes);

/** Zeros for as long as anybody listens; `sent` counts them. */
export function endless(sent: { bytes: number }): Answer {
  const piece = Buffer.alloc(64 * 1024);
  return (_, response) => {
    const more = (): void => {
      for (let room = true; room && !response.destroyed; sent.bytes += piece.length) room = response.write(piece);
    };
    response.on('drain', more);
    more();
  };
}

/** One byte every `everyMs`, for ever. */
export const dribbles =
  (everyMs: number): Answer =>
  (_, response) => {
    const timer = setInterval(() => response.write('x'), everyMs);
    response.on('close', () => clearInterval(timer));
  };

export const redirects =
  (location: string, status = 302): Answer =>
  (_, response) =>
    response.writeHead(status, { location }).end();

/** Takes the connection and says nothing. */
export const silent: Answer = () => undefined;
