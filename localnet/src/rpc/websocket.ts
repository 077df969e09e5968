/** The WebSocket side of the JSON-RPC server: subscriptions. */
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { dispatch } from './dispatch.ts';
import { MAX_BODY } from './http.ts';
import { refusal } from './loopback.ts';
import type { Subscriptions } from './subscriptions.ts';

/** A reader that leaves this many bytes unread is cut off instead of filling the memory. */
const MAX_BACKLOG = 64 * 1024 * 1024;

export function attachWebSocket(server: Server, subscriptions: Subscriptions): WebSocketServer {
  const sockets = new WebSocketServer({
    server,
    maxPayload: MAX_BODY,
    verifyClient: ({ req }: { req: Parameters<typeof refusal>[0] }) => refusal(req) === undefined,
  });
  sockets.on('connection', (socket) => serve(socket, subscriptions));
  return sockets;
}

function serve(socket: WebSocket, subscriptions: Subscriptions): void {
  const send = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BACKLOG) socket.terminate();
    else socket.send(text);
  };
  const { handlers, close } = subscriptions.connection(send);
  socket.on('message', (message: Buffer) => {
    const answer = dispatch(handlers, message.toString());
    if (answer !== undefined) send(answer);
  });
  socket.on('close', close);
  socket.on('error', () => socket.terminate());
}

/** Says goodbye with code 1000: web3.js then stops reconnecting, which would keep its process alive for ever. */
export async function closeSockets(sockets: WebSocketServer): Promise<void> {
  const closed = [...sockets.clients].map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.close(1000, 'the localnet stops');
      }),
  );
  await Promise.race([Promise.all(closed), new Promise((resolve) => setTimeout(resolve, 300))]);
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
}
