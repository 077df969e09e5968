/** The local Arweave endpoint: Turbo-style upload of data items, gateway-style reading, minimal GraphQL. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ChainError } from '../chain/errors.ts';
import { corsHeaders, refusal } from '../rpc/loopback.ts';
import { answerGraphql, type GraphqlRequest } from './graphql.ts';
import type { ItemStore, StoredItem } from './itemStore.ts';

const ID = /^[A-Za-z0-9_-]{43}$/;
const MANIFEST_TYPE = 'application/x.arweave-manifest+json';
const MAX_QUERY = 1024 * 1024;
const MAX_MANIFEST = 16 * 1024 * 1024;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  store: ItemStore;
}

export function createArweaveServer(store: ItemStore): Server {
  return createServer((request, response) => {
    const exchange = { request, response, store };
    route(exchange).catch((error: unknown) => replyError(exchange, error));
  });
}

async function route(exchange: Exchange): Promise<void> {
  const { request, response, store } = exchange;
  const headers = { ...corsHeaders(request), 'x-content-type-options': 'nosniff' };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const refused = refusal(request);
  if (refused !== undefined) return replyText(exchange, 403, refused);
  if (request.method === 'OPTIONS') return replyText(exchange, 204, '');
  const [first = '', second = '', ...rest] = pathOf(request);
  if (request.method === 'POST') {
    if (first === 'graphql') return graphql(exchange);
    if (first === 'tx' || (first === 'v1' && second === 'tx')) return upload(exchange);
    return replyText(exchange, 404, 'NotFound: post data items to /tx and queries to /graphql.');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return replyText(exchange, 405, 'MethodNotAllowed: use GET, HEAD or POST.');
  }
  if (first === '' || first === 'info') return replyJson(exchange, 200, info(store));
  if (first === 'health') return replyText(exchange, 200, 'ok');
  if (first === 'price') return replyText(exchange, 200, '0');
  const id = first === 'raw' || first === 'tx' ? second : first;
  const item = ID.test(id) ? store.get(id) : undefined;
  if (item === undefined) return replyText(exchange, 404, `NotFound: no item ${id} was uploaded here.`);
  if (first === 'raw') return sendData(exchange, item);
  if (first === 'tx') return transactionPart(exchange, item, rest[0]);
  if (contentType(item) === MANIFEST_TYPE) return manifest(exchange, item, [second, ...rest].join('/'));
  return sendData(exchange, item);
}

function pathOf(request: IncomingMessage): string[] {
  const path = (request.url ?? '/').split('?')[0] as string;
  return path.slice(1).split('/').map(decodePart);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function upload(exchange: Exchange): Promise<void> {
  const type = exchange.request.headers['content-type'] ?? 'application/octet-stream';
  if (!type.startsWith('application/octet-stream')) {
    return replyText(exchange, 400, 'NotADataItem: send the raw ANS-104 bytes as application/octet-stream.');
  }
  const item = await exchange.store.receive(exchange.request);
  replyJson(exchange, 200, {
    id: item.id,
    owner: item.ownerAddress,
    timestamp: item.receivedAt,
    winc: '0',
    dataCaches: ['localnet'],
    fastFinalityIndexes: ['localnet'],
    deadlineHeight: item.height + 200,
    version: '1.0.0',
  });
}

async function graphql(exchange: Exchange): Promise<void> {
  const length = Number(exchange.request.headers['content-length'] ?? 0);
  if (length > MAX_QUERY) return replyText(exchange, 413, `QueryTooLarge: a query has ${MAX_QUERY} bytes at most.`);
  const request = parseJson(await buffer(exchange.request)) as Partial<GraphqlRequest> | undefined;
  if (typeof request?.query !== 'string')
    return replyText(exchange, 400, 'InvalidQuery: send {"query": "..."} as JSON.');
  replyJson(exchange, 200, answerGraphql(exchange.store.items, { query: request.query, variables: request.variables }));
}

async function transactionPart(exchange: Exchange, item: StoredItem, part: string | undefined): Promise<void> {
  const text = (value: string): string => Buffer.from(value).toString('base64url');
  if (part === 'status') {
    return replyJson(exchange, 200, {
      block_height: item.height,
      block_indep_hash: item.id,
      number_of_confirmations: 100,
    });
  }
  if (part === 'data') {
    const data = await buffer(exchange.store.read(item));
    return replyText(exchange, 200, item.dataSize === 0 ? '' : data.toString('base64url'));
  }
  if (part !== undefined) return replyText(exchange, 404, 'NotFound: /tx/ID, /tx/ID/status and /tx/ID/data exist.');
  replyJson(exchange, 200, {
    format: 2,
    id: item.id,
    last_tx: item.anchor,
    owner: item.owner,
    tags: item.tags.map((t) => ({ name: text(t.name), value: text(t.value) })),
    target: item.target,
    quantity: '0',
    data: '',
    data_size: String(item.dataSize),
    data_root: '',
    reward: '0',
    signature: item.signature,
  });
}

/** Resolves `arweave/paths` manifests: the index for the bare id, else the path, else the fallback. */
async function manifest(exchange: Exchange, item: StoredItem, path: string): Promise<void> {
  const { store } = exchange;
  const json = item.dataSize > MAX_MANIFEST ? undefined : parseJson(await buffer(store.read(item)));
  const { paths, index, fallback } = (json ?? {}) as {
    paths?: Record<string, { id?: string }>;
    index?: { path?: string };
    fallback?: { id?: string };
  };
  const wanted = path === '' ? (index?.path ?? '') : path;
  const id = (paths !== undefined && Object.hasOwn(paths, wanted) ? paths[wanted]?.id : undefined) ?? fallback?.id;
  const target = id === undefined ? undefined : store.get(id);
  if (target === undefined) return replyText(exchange, 404, `NotFound: the manifest has no path "${wanted}".`);
  return sendData(exchange, target);
}

/** The type its author declared, if it can stand in a header. It is never guessed from the bytes. */
function contentType(item: StoredItem): string {
  const declared = item.tags.find((t) => t.name.toLowerCase() === 'content-type')?.value ?? '';
  return /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w."-]+)*$/.test(declared) ? declared : 'application/octet-stream';
}

function sendData({ request, response, store }: Exchange, item: StoredItem): Promise<void> {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range === null ? 0 : Number(range[1]);
  const end = Math.min(range?.[2] ? Number(range[2]) : item.dataSize - 1, item.dataSize - 1);
  const headers: Record<string, string | number> = {
    'content-type': contentType(item),
    'accept-ranges': 'bytes',
    etag: `"${item.id}"`,
    'cache-control': 'public, max-age=31536000, immutable',
    // Uploaded pages may come from anybody; they must not run scripts on the origin of the localnet.
    'content-security-policy': 'sandbox',
  };
  if (range !== null && start > end) {
    response.writeHead(416, { 'content-range': `bytes */${item.dataSize}` }).end();
    return Promise.resolve();
  }
  if (range !== null) headers['content-range'] = `bytes ${start}-${end}/${item.dataSize}`;
  headers['content-length'] = item.dataSize === 0 ? 0 : end - start + 1;
  response.writeHead(range === null ? 200 : 206, headers);
  if (request.method === 'HEAD' || item.dataSize === 0) {
    response.end();
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const stream = store.read(item, start, end);
    stream.on('error', reject);
    response.on('close', () => {
      stream.destroy();
      resolve();
    });
    stream.pipe(response);
  });
}

function info(store: ItemStore): unknown {
  const height = store.items.length;
  return {
    network: 'tagger.localnet',
    version: 1,
    release: 1,
    height,
    current: '',
    blocks: height,
    peers: 0,
    queue_length: 0,
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function replyText({ request, response }: Exchange, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function replyJson({ request, response }: Exchange, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function replyError(exchange: Exchange, error: unknown): void {
  const { request, response } = exchange;
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const known = error instanceof ChainError;
  const status = !known ? 500 : error.name === 'ItemTooLarge' ? 413 : 400;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  response.setHeader('connection', 'close');
  replyText(exchange, status, text);
  request.unpipe();
  request.resume();
}
