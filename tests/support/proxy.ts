/** A node between a client and the chain that lies, lags, loses answers or waits, as a test says. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection, type Commitment } from '@solana/web3.js';

export interface Call {
  method: string;
  params: unknown[];
}

/** Changes the result of a call; `undefined` never answers. Default as it came. */
export type Meddle = (call: Call, result: unknown) => unknown;

export interface Proxy {
  url: string;
  connection(commitment?: Commitment): Connection;
  /** Calls seen so far, by method. */
  seen: Call[];
  stop(): Promise<void>;
}

interface Rpc {
  id: unknown;
  method: string;
  params?: unknown[];
}

/** `before` runs before a call is passed on. */
export async function proxyTo(
  rpcUrl: string,
  meddle: Meddle,
  before: (call: Call) => Promise<void> | void = () => undefined,
): Promise<Proxy> {
  const seen: Call[] = [];
  const one = async ({ id, method, params = [] }: Rpc): Promise<unknown> => {
    const call = { method, params };
    await before(call);
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
    });
    const reply = (await response.json()) as { result?: unknown; error?: unknown };
    seen.push(call);
    if (reply.error !== undefined) return reply;
    const result = meddle(call, reply.result);
    return result === undefined ? undefined : { jsonrpc: '2.0', id, result };
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Rpc | Rpc[];
        const reply = Array.isArray(body) ? await Promise.all(body.map(one)) : await one(body);
        if (reply === undefined) return;
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    connection: (commitment = 'confirmed') => new Connection(url, commitment),
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The result of `getMultipleAccounts` with one account's bytes changed. */
export function forgeAccount(result: unknown, at: number, change: (data: Buffer) => void, owner?: string): unknown {
  const copy = structuredClone(result) as { value: ({ data: [string, string]; owner: string } | null)[] };
  const account = copy.value[at];
  if (account != null) {
    const data = Buffer.from(account.data[0], 'base64');
    change(data);
    account.data = [data.toString('base64'), 'base64'];
    if (owner !== undefined) account.owner = owner;
  }
  return copy;
}
