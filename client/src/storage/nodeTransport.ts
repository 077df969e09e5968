/**
 * The transport of Node: `fetch` in shape, over its own HTTP client. Node's `fetch` buffers the whole of a streamed body
 * when the other side is slower, and expands compressed answers before anybody can refuse them.
 */
import type { LookupFunction } from 'node:net';
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { Transport } from './gateway.ts';

export const transport: Transport = (url, init) => connect(new URL(url), init);

/** One request. `lookup` resolves the host's name instead of the system; redirects are never followed. */
export async function connect(url: URL, init: RequestInit, lookup?: LookupFunction): Promise<Response> {
  const message = await send(url, init, lookup);
  const status = message.statusCode ?? 0;
  const empty = status === 204 || status === 304;
  if (empty) message.resume();
  const body = empty ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>);
  return new Response(body, { status, headers: headersOf(message) });
}

function send(url: URL, init: RequestInit, lookup: LookupFunction | undefined): Promise<IncomingMessage> {
  const asked: RequestOptions = {
    method: init.method ?? 'GET',
    headers: init.headers as Record<string, string>,
    signal: init.signal ?? undefined,
    // A kept connection would have been looked up by another rule.
    ...(lookup !== undefined && { agent: false, lookup }),
  };
  return new Promise((resolve, reject) => {
    const call = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, asked, resolve);
    call.on('error', reject);
    const streamed = init.body instanceof Blob ? init.body.stream() : init.body;
    if (!(streamed instanceof ReadableStream)) return void call.end(streamed);
    const body = Readable.fromWeb(streamed);
    body.on('error', (error) => call.destroy(error));
    call.on('close', () => body.destroy());
    body.pipe(call);
  });
}

function headersOf(message: IncomingMessage): [string, string][] {
  return Object.entries(message.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
}
