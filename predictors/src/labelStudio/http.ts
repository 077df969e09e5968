/**
 * JSON from one address that was configured, and from nowhere else: no redirects, no credentials in the address, a limit on time
 * and on bytes, nothing compressed (attacks 147 to 149, 151).
 */
import { parseJson, type Json } from '@tagger/client/manifest';
import { failure } from '../predictor.ts';

export interface EndpointOptions {
  /** Of the backend, e.g. `http://127.0.0.1:9090`. Never from a task or an item. */
  base: string;
  /** Milliseconds for one answer. Default 30,000. */
  timeout?: number;
  /** Bytes of one answer. Default 4 MiB. */
  maxBytes?: number;
  /** Sent with every request, e.g. Authorization. */
  headers?: Readonly<Record<string, string>>;
}

export interface Endpoint {
  /** @throws TaggerClientError `BackendTimeout`, `BackendAborted`, `BackendFailed`, `BackendTooLarge`, `BackendRedirect`, and what `parseJson` throws. */
  ask(
    method: 'GET' | 'POST',
    path: '/health' | '/setup' | '/predict',
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Json>;
}

/** Throws `BadBackend` for what is no plain http address. */
export function endpoint({
  base,
  timeout = 30_000,
  maxBytes = 4 * 1024 * 1024,
  headers = {},
}: EndpointOptions): Endpoint {
  const root = rootOf(base);
  return {
    ask: async (method, path, body, signal) => {
      const limit = AbortSignal.timeout(timeout);
      const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      try {
        const response = await fetch(`${root}${path}`, {
          method,
          body: body === undefined ? undefined : JSON.stringify(body),
          headers: {
            ...headers,
            accept: 'application/json',
            'accept-encoding': 'identity',
            'content-type': 'application/json',
          },
          // A redirect is an answer we do not want, not a place to go to.
          redirect: 'manual',
          credentials: 'omit',
          signal: both,
        });
        return await answerOf(response, maxBytes);
      } catch (error) {
        if (error instanceof Error && 'logs' in error) throw error;
        if (signal?.aborted === true) throw failure('BackendAborted', 'the caller gave up on this item', error);
        if (limit.aborted)
          throw failure('BackendTimeout', `the backend took over ${timeout} ms: ask for less or wait longer`, error);
        throw failure('BackendFailed', 'the backend could not be reached: see whether it runs', error);
      }
    },
  };
}

function rootOf(base: string): string {
  try {
    const url = new URL(base);
    const plain = ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
    if (plain && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '');
  } catch {
    // Said below.
  }
  throw failure('BadBackend', 'the backend’s address is http(s)://host[:port][/path], with nothing else in it');
}

async function answerOf(response: Response, maxBytes: number): Promise<Json> {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
    throw failure('BackendRedirect', 'the backend sends us elsewhere; we go nowhere: configure its real address');
  if (response.headers.get('content-encoding') !== null)
    throw failure('BackendFailed', 'the backend answers compressed though it was asked not to: switch that off');
  if (!response.ok) {
    await response.body?.cancel();
    throw failure('BackendFailed', `the backend answers ${response.status}: see its log`);
  }
  return parseJson(await bytesOf(response, maxBytes), { bytes: maxBytes });
}

/** Stops reading as soon as it is too much, whatever length was announced. */
async function bytesOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes)
      throw failure('BackendTooLarge', `the backend’s answer has over ${maxBytes} bytes: ask for less`);
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
