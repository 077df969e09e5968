/** Opening and closing servers on the loopback. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChainError } from './chain/errors.ts';

/** Listens on two neighbouring ports, RPC and WebSocket, as clients of web3.js 1.x expect. */
export async function listenPair(rpc: Server, ws: Server, wanted: number): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    const port = await listen(rpc, wanted);
    try {
      if (port === 65_535) throw new ChainError('PortInUse', 'there is no port after 65535.');
      await listen(ws, port + 1);
      return port;
    } catch (error) {
      await close(rpc);
      if (wanted !== 0 || attempt >= 20) throw error;
    }
  }
}

export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const text = `Port ${port} on 127.0.0.1 can't be opened (${error.code ?? error.message}); choose another one.`;
      reject(new ChainError('PortInUse', text));
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
