/** The HTTP side: on the loopback only, behind the operator's own TLS proxy. Small requests, short waits, nothing cached. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { TaggerClientError, translate } from '@tagger/client';
import {
  CERTIFICATE_PATH,
  KEY_PATH,
  NONCE_PATH,
  parseCertificate,
  REFUSALS,
  type NonceReply,
} from '@tagger/client/licence';
import type { Note } from './journal.ts';
import type { Limits } from './limits.ts';
import type { Nonces } from './nonces.ts';
import type { KeyReleases } from './release.ts';

export interface Serving {
  host: string;
  port: number;
  /** What holders call it: the only names a request may be addressed to, next to the loopback's own. */
  domain: string;
  /** Pages that may ask through a browser. */
  origins: readonly string[];
  /** The proxy in front tells the address of who asks, as the last entry of `X-Forwarded-For`. */
  behindProxy: boolean;
  genesisHash: string;
  keys: KeyReleases;
  nonces: Nonces;
  /** By address, and of all together. */
  perAddress: Limits;
  inAll: Limits;
  note: Note;
  now: () => number;
}

export const HEALTH_PATH = '/v1/health';
const MAX_BODY = 8_192;
const MAX_CONNECTIONS = 128;
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const HEADERS = {
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Status by the name of a refusal; refusals about the licence are 403, all else is ours: 500 without a word why. */
const STATUS: Record<string, number> = {
  BadCertificate: 400,
  BadRequest: 400,
  BadText: 400,
  InvalidKey: 400,
  LifeTooLong: 400,
  BadSignature: 401,
  NonceExpired: 401,
  NonceUnknown: 401,
  NonceUsed: 401,
  NotYetValid: 401,
  CertificateExpired: 401,
  SignInExpired: 401,
  ForeignHost: 403,
  ForeignOrigin: 403,
  OtherCluster: 403,
  OtherDomain: 403,
  OtherLicence: 403,
  OtherProgram: 403,
  OtherStatement: 403,
  NoMandate: 404,
  NoPath: 404,
  NotServed: 404,
  BodyTooLarge: 413,
  Cooldown: 429,
  TooMany: 429,
  Busy: 503,
  ChainStale: 503,
  ConnectionLost: 503,
  SnapshotMoved: 503,
};

export function serve(with_: Serving): Promise<Server> {
  const patience = {
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    // Node looks only so often whether one of them is over; its own 30 seconds would be the real limit.
    connectionsCheckingInterval: 1_000,
  };
  const server = createServer(patience, (request, response) => void answer(request, response, with_));
  server.timeout = 30_000;
  server.maxConnections = MAX_CONNECTIONS;
  server.maxHeadersCount = 40;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(with_.port, with_.host, () => resolve(server));
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, with_: Serving): Promise<void> {
  const cors = corsOf(request, with_);
  const reply = (status: number, value: unknown, more: Record<string, string> = {}): void => {
    response
      .writeHead(status, { ...HEADERS, ...cors, ...more })
      .end(status === 204 ? undefined : JSON.stringify(value));
  };
  try {
    checkOrigin(request, with_);
    if (request.method === 'OPTIONS') return reply(204, undefined);
    reply(200, await route(request, with_));
  } catch (error) {
    const { name, message } = translate(error);
    const status = STATUS[name] ?? (name in REFUSALS ? 403 : 500);
    with_.note('refused', { path: pathOf(request), error: name, status });
    if (status === 500) return reply(500, { error: 'Failed', message: 'the service failed: its operator can see why' });
    // Nobody waits for the rest of a body that is too long.
    if (status === 413) response.once('finish', () => request.destroy());
    const more = { ...(status === 429 && { 'retry-after': '60' }), ...(status === 413 && { connection: 'close' }) };
    reply(status, { error: name, message }, more);
  }
}

async function route(request: IncomingMessage, with_: Serving): Promise<unknown> {
  const path = pathOf(request);
  const { genesisHash, domain, nonces, keys, now } = with_;
  const which = `${request.method ?? ''} ${path}`;
  if (which === `GET ${HEALTH_PATH}`) return { ok: true };
  with_.inAll.take('all', Date.now() / 1000);
  with_.perAddress.take(addressOf(request, with_), Date.now() / 1000);
  if (which === `GET ${NONCE_PATH}`)
    return { nonce: nonces.issue(now()), domain, genesisHash, now: now() } satisfies NonceReply;
  if (which === `POST ${KEY_PATH}`) {
    const { text, signature } = fieldsOf(await bodyOf(request));
    return keys.key({ text, signature: Buffer.from(signature, 'base64') });
  }
  if (which === `POST ${CERTIFICATE_PATH}`) return keys.certificate(parseCertificate(await bodyOf(request)));
  throw refuse('NoPath', `ask for ${NONCE_PATH}, ${KEY_PATH} or ${CERTIFICATE_PATH}`);
}

const refuse = (name: string, message: string): TaggerClientError => new TaggerClientError(name, message);
const pathOf = ({ url = '/' }: IncomingMessage): string => url.slice(0, 100).split('?')[0] as string;

/** A page elsewhere could reach the loopback through its reader's browser, under any name (DNS rebinding). */
function checkOrigin({ headers }: IncomingMessage, { domain, origins }: Serving): void {
  const host = headers.host?.toLowerCase() ?? '';
  if (host !== domain && !LOOPBACK.test(host)) throw refuse('ForeignHost', `this service answers as ${domain} only`);
  if (headers.origin !== undefined && !origins.includes(headers.origin))
    throw refuse('ForeignOrigin', 'pages of this origin may not ask');
}

function corsOf({ headers }: IncomingMessage, { origins }: Serving): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    vary: 'origin',
  };
}

function addressOf({ headers, socket }: IncomingMessage, { behindProxy }: Serving): string {
  const said = behindProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : undefined;
  return (said === undefined || said === '' ? socket.remoteAddress : said)?.slice(0, 64) ?? 'unknown';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  if (!String(request.headers['content-type'] ?? '').startsWith('application/json'))
    throw refuse('BadRequest', 'send application/json');
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when it is too long: the sender is told so before the connection is closed.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw refuse('BodyTooLarge', `a request has at most ${MAX_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fieldsOf(body: string): { text: string; signature: string } {
  try {
    const { text, signature } = JSON.parse(body) as { text?: unknown; signature?: unknown };
    if (typeof text === 'string' && typeof signature === 'string') return { text, signature };
  } catch {
    // No JSON.
  }
  throw refuse('BadRequest', 'send {"text", "signature"}: the text as it was signed, the signature in base64');
}
