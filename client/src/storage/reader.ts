/** Reads items through several gateways, each byte hashed again. */
import { sha256 } from '@noble/hashes/sha2';
import { transport as platform } from '#transport';
import { TaggerClientError } from '../clientError.ts';
import { safeContentType } from './contentType.ts';
import { DEFAULT_PATIENCE, request, type Patience, type Transport } from './gateway.ts';
import { checkId } from './id.ts';
import { queryGateways } from './query.ts';
import { streamOf } from './source.ts';
import type { Expected, Payload, Reader } from './storage.ts';

export interface ReaderOptions {
  /**
   * Addresses of gateways, tried in this order: `https://host` is asked for `/raw/ID`; one that serves items elsewhere
   * is written with its place, `http://127.0.0.1:1984/{id}`.
   */
  gateways: readonly string[];
  /** Default: the platform's own. */
  transport?: Transport;
  /** Default: `DEFAULT_PATIENCE`. */
  patience?: Patience;
}

/** What went wrong with gateways, worst first: this decides the name of the error when none served. */
const SEVERITY = [
  'PayloadTampered',
  'PayloadTooLarge',
  'GatewayRedirect',
  'PrivateAddress',
  'GatewayTimeout',
  'GatewayFailed',
  'PayloadMissing',
];

type Chunks = AsyncGenerator<Uint8Array, void, undefined>;

/** Throws `NoGateway` for an empty list and `InvalidGateway` for what is no http address. */
export function reader(options: ReaderOptions): Reader {
  const { transport = platform, patience = DEFAULT_PATIENCE } = options;
  const gateways = options.gateways.map(checkGateway);
  if (gateways.length === 0) throw new TaggerClientError('NoGateway', 'name at least one Arweave gateway');

  /** Tries the gateways in turn until `use` is content with one. */
  async function firstOf<T>(id: string, expected: Expected, use: (chunks: Chunks) => Promise<T>): Promise<T> {
    checkId(id);
    checkExpected(expected);
    const failures: TaggerClientError[] = [];
    for (const gateway of gateways) {
      const url = itemUrl(gateway, id);
      const maxBytes = expected.size ?? expected.maxBytes;
      try {
        return await use(verified(request({ transport, patience, url, maxBytes }), expected, new URL(url).host));
      } catch (error) {
        if (!(error instanceof TaggerClientError)) throw error;
        failures.push(error);
      }
    }
    throw worst(failures);
  }

  return {
    get: (id, expected) =>
      firstOf(id, expected, async (chunks): Promise<Payload> => {
        const parts: Uint8Array[] = [];
        for await (const chunk of chunks) parts.push(chunk);
        return { bytes: joined(parts), contentType: safeContentType(expected.contentType) };
      }),
    stream: (id, expected) =>
      firstOf(id, expected, async (chunks) => {
        const first = await chunks.next();
        return streamOf(first.done === true ? chunks : startingWith(first.value, chunks));
      }),
    copy: (id, expected, open) =>
      firstOf(id, expected, async (chunks) => {
        const sink = open().getWriter();
        try {
          for await (const chunk of chunks) {
            await sink.ready;
            await sink.write(chunk);
          }
          await sink.close();
        } catch (error) {
          await sink.abort(error).catch(() => undefined);
          throw error;
        }
      }),
    query: (query, limit) => queryGateways({ gateways: gateways.map(originOf), transport, patience }, query, limit),
  };
}

/** Passes chunks on and compares size and hash at the end. */
async function* verified(chunks: Chunks, expected: Expected, host: string): Chunks {
  const hash = sha256.create();
  let size = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
    yield chunk;
  }
  const digest = hash.digest();
  if ((expected.size ?? size) !== size || !digest.every((byte, at) => byte === expected.sha256[at]))
    throw new TaggerClientError(
      'PayloadTampered',
      `${host} served other bytes than were committed to: try another gateway`,
    );
}

async function* startingWith(first: Uint8Array, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function checkExpected({ sha256: hash, maxBytes, size }: Expected): void {
  if (hash.length !== 32) throw new RangeError('sha256 has 32 bytes');
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) throw new RangeError('maxBytes is a number of bytes');
  if (size !== undefined && size > maxBytes)
    throw new TaggerClientError('PayloadTooLarge', `the item has ${size} bytes: raise the limit of ${maxBytes}`);
}

function worst(failures: readonly TaggerClientError[]): TaggerClientError {
  const ranked = [...failures].sort((a, b) => SEVERITY.indexOf(a.name) - SEVERITY.indexOf(b.name));
  const first = ranked[0] as TaggerClientError;
  if (failures.length === 1) return first;
  const all = failures.map((failure) => failure.message).join('; ');
  return new TaggerClientError(first.name, `no gateway served the item: ${all}`, { cause: first });
}

function checkGateway(gateway: string): string {
  const url = URL.canParse(gateway) ? new URL(gateway) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new TaggerClientError('InvalidGateway', `"${gateway}" is no gateway: use an http or https address`);
  return gateway.includes('{id}') ? gateway : `${gateway.replace(/\/+$/, '')}/raw/{id}`;
}

const itemUrl = (gateway: string, id: string): string => gateway.replace('{id}', id);
const originOf = (gateway: string): string => new URL(gateway).origin;
