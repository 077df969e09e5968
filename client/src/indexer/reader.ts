/** Asks an indexer. What is sent is an address with public filters: no cookies, no credentials, no referrer, no body. */
import { TaggerClientError } from '../clientError.ts';
import { PATHS, SHAPES, type Operations } from '../generated/indexer.ts';
import { fitting } from './shape.ts';

export interface IndexerOptions {
  /** Where the indexer is: `https://host` or `http://127.0.0.1:8787`, with a path if it has one. */
  url: string;
  /** Milliseconds an answer may take. Default 5000. */
  patienceMs?: number;
  /** Bytes of an answer. Default 8 MiB. */
  maxBytes?: number;
  /** Default: the platform's. */
  fetch?: typeof fetch;
}

export interface Answer<T> {
  data: T;
  /** Slot the indexer had read up to, and up to which that is final; -1 where it has read nothing. */
  slot: number;
  finalizedSlot: number;
}

type Empty<T> = keyof T extends never ? { path?: T } : { path: T };
type Asked<N extends keyof Operations> = Empty<Operations[N]['path']> & { query?: Operations[N]['query'] };

export interface IndexerReader {
  /** Throws `IndexerFailed`, `IndexerTimeout`, `IndexerAnswer`, or what the indexer says (`BadCursor`, `BadFilter`, `NotFound`, ...). */
  get<N extends keyof Operations>(route: N, asked: Asked<N>): Promise<Answer<Operations[N]['answer']>>;
}

const PATIENCE_MS = 5_000;
const MAX_BYTES = 8 * 1024 * 1024;
const NAME = /^[A-Za-z]{1,40}$/;

/** Throws `InvalidIndexer` for an address that is none or carries a password. */
export function indexerReader(options: IndexerOptions): IndexerReader {
  const { patienceMs = PATIENCE_MS, maxBytes = MAX_BYTES, fetch: ask = fetch } = options;
  const base = checkBase(options.url);
  return {
    async get<N extends keyof Operations>(route: N, { path, query }: Asked<N>) {
      const url = addressOf(base, PATHS[route], path ?? {}, query ?? {});
      let response: Response;
      let text: string;
      try {
        response = await ask(url, {
          method: 'GET',
          headers: { accept: 'application/json' },
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
        });
        text = await textOf(response, maxBytes);
      } catch (error) {
        if (error instanceof TaggerClientError) throw error;
        const late = (error as Error).name === 'TimeoutError';
        throw new TaggerClientError(
          late ? 'IndexerTimeout' : 'IndexerFailed',
          `${base.host} ${late ? 'is too slow' : 'does not answer'}: try another indexer, or read the chain`,
          { cause: error },
        );
      }
      const found = parse(text, base.host);
      if (response.status !== 200) {
        const { error } = found as { error?: unknown };
        const name = typeof error === 'string' && NAME.test(error) ? error : 'IndexerFailed';
        throw new TaggerClientError(
          name,
          `${base.host} refuses with ${response.status} ${name}: see its /openapi.json`,
        );
      }
      const fits = fitting(SHAPES[route], found);
      if (fits === undefined)
        throw new TaggerClientError(
          'IndexerAnswer',
          `${base.host} answers ${route} with something else than its /openapi.json promises: try another indexer, or read the chain`,
        );
      const data = fits.value as Operations[N]['answer'];
      const slot = (name: string): number => {
        const told = Number(response.headers.get(name) ?? -1);
        return Number.isSafeInteger(told) ? told : -1;
      };
      return { data, slot: slot('x-tagger-slot'), finalizedSlot: slot('x-tagger-finalized-slot') };
    },
  };
}

function checkBase(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !/^https?:$/.test(url.protocol))
    throw new TaggerClientError(
      'InvalidIndexer',
      'this is no address of an indexer: use http or https, without a password',
    );
  return url;
}

function addressOf(base: URL, path: string, inPath: Record<string, unknown>, query: object): string {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(inPath[name])));
  const url = new URL(base.pathname.replace(/\/+$/, '') + place, base);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

async function textOf(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new TaggerClientError(
        'IndexerAnswer',
        `the answer has more than ${maxBytes} bytes: ask for a smaller page`,
      );
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parse(text: string, host: string): object {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null) return data;
  } catch {
    // Said below.
  }
  throw new TaggerClientError('IndexerAnswer', `${host} answers with something that is not JSON: is it an indexer?`);
}
