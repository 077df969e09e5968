/** One request to one gateway: time, size, redirects and encodings are bounded before any byte is believed. */
import { TaggerClientError } from '../clientError.ts';

/** Anything shaped like `fetch`. Services that read for others pass `publicFetch` (`@tagger/client/storage/node`). */
export type Transport = (url: string, init: RequestInit) => Promise<Response>;

/** How long a gateway may keep us waiting. Time the reader itself takes does not count. */
export interface Patience {
  /** Milliseconds anybody gets: for the connection, the first byte and pauses together. */
  graceMs: number;
  /** Bytes that earn another second: who dribbles is left. */
  bytesPerSecond: number;
}

export const DEFAULT_PATIENCE: Patience = { graceMs: 15_000, bytesPerSecond: 32 * 1024 };

const MAX_REDIRECTS = 2;
/** Milliseconds; a timer for longer ends at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Waits for promises against one budget of time. */
class Waiting {
  private readonly patience: Patience;
  private readonly abort: AbortController;
  private readonly host: string;
  private waitedMs = 0;

  constructor(patience: Patience, abort: AbortController, host: string) {
    this.patience = patience;
    this.abort = abort;
    this.host = host;
  }

  async for<T>(promise: Promise<T>, received: number): Promise<T> {
    const { graceMs, bytesPerSecond } = this.patience;
    const left = graceMs + (received / bytesPerSecond) * 1_000 - this.waitedMs;
    const began = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new TaggerClientError('GatewayTimeout', `${this.host} is too slow: try another gateway`)),
        Math.min(Math.max(left, 0), LONGEST_TIMER),
      );
    });
    try {
      return await Promise.race([promise, late]);
    } catch (error) {
      this.abort.abort();
      promise.catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(timer);
      this.waitedMs += performance.now() - began;
    }
  }
}

export interface GatewayRequest {
  transport: Transport;
  patience: Patience;
  url: string;
  init?: RequestInit;
  /** A longer body fails with `PayloadTooLarge`. */
  maxBytes: number;
}

/**
 * The body of a 200 answer, chunk by chunk.
 * @throws TaggerClientError `PayloadMissing` (404, 410), `PayloadTooLarge`, `GatewayTimeout`, `GatewayRedirect`,
 * `GatewayFailed`.
 */
export async function* request(asked: GatewayRequest): AsyncGenerator<Uint8Array, void, undefined> {
  const abort = new AbortController();
  const { host } = new URL(asked.url);
  const waiting = new Waiting(asked.patience, abort, host);
  let over = false;
  try {
    const response = await answer(asked, abort, waiting);
    if (response.body === null) return;
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    for (let received = 0; ;) {
      const next = await waiting.for(reader.read(), received);
      if (next.done) break;
      received += next.value.length;
      if (received > asked.maxBytes) throw tooLarge(host, asked.maxBytes);
      yield next.value;
    }
    over = true;
  } catch (error) {
    throw error instanceof TaggerClientError ? error : failed(host, 'breaks off', error);
  } finally {
    if (!over) abort.abort();
  }
}

async function answer(asked: GatewayRequest, abort: AbortController, waiting: Waiting): Promise<Response> {
  const { host } = new URL(asked.url);
  let url = asked.url;
  for (let redirects = 0; ; redirects += 1) {
    const response = await waiting.for(
      asked.transport(url, {
        ...asked.init,
        // No `identity`, no compressed answer: what expands while it is read is refused below.
        headers: { 'accept-encoding': 'identity', ...asked.init?.headers },
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        credentials: 'omit',
        signal: abort.signal,
      }),
      0,
    );
    if (response.status === 200) {
      checkHeaders(response, host, asked.maxBytes);
      return response;
    }
    // Browsers show a redirect as status 0 and hide where it leads.
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      const location = response.headers.get('location');
      if (redirects === MAX_REDIRECTS) throw redirected(host, 'again and again');
      url = redirectTarget(asked.url, url, location);
      await response.body?.cancel().catch(() => undefined);
      continue;
    }
    if (response.status === 404 || response.status === 410)
      throw new TaggerClientError('PayloadMissing', `${host} does not have the item: try another gateway`);
    throw failed(host, `answers ${response.status}`);
  }
}

function checkHeaders(response: Response, host: string, maxBytes: number): void {
  const encoding = response.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') throw failed(host, `sends "${encoding.slice(0, 20)}" instead of plain bytes`);
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(host, maxBytes);
}

/**
 * Where a redirect may lead: the gateway's own host or a subdomain of it (gateways move each item to an origin of its
 * own), same scheme and port. `first` is the address that was configured, `from` the one that redirects.
 */
export function redirectTarget(first: string, from: string, location: string | null): string {
  const gateway = new URL(first);
  if (location === null || !URL.canParse(location, from)) throw redirected(gateway.host, 'to nowhere');
  const target = new URL(location, from);
  const same = target.protocol === gateway.protocol && target.port === gateway.port;
  const named = !/^[\d.]+$|^\[/.test(gateway.hostname);
  const below = named && target.hostname.endsWith(`.${gateway.hostname}`);
  const plain = target.username === '' && target.password === '';
  if (!same || !plain || !(target.hostname === gateway.hostname || below))
    throw redirected(gateway.host, `to ${target.origin.slice(0, 80)}`);
  return target.href;
}

const redirected = (host: string, where: string): TaggerClientError =>
  new TaggerClientError('GatewayRedirect', `${host} redirects ${where}, which is not followed: try another gateway`);
const tooLarge = (host: string, maxBytes: number): TaggerClientError =>
  new TaggerClientError(
    'PayloadTooLarge',
    `${host} sends more than ${maxBytes} bytes: raise the limit if you expect it`,
  );
const failed = (host: string, what: string, cause?: unknown): TaggerClientError =>
  new TaggerClientError('GatewayFailed', `${host} ${what}: try another gateway`, { cause });
