/** The HTTP interface: reads the index, changes nothing but webhooks. */
import { createHash } from 'node:crypto';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { Queries } from '../db/db.ts';
import { Refusal } from './refusal.ts';
import type { Context, Route } from './route.ts';
import { DATASETS } from './routes/datasets.ts';
import { FEEDS } from './routes/feed.ts';
import { MEMBERS } from './routes/members.ts';
import { PROGRAM } from './routes/program.ts';
import { rest } from './routes/rest.ts';
import { TASKS } from './routes/tasks.ts';
import { VOTES } from './routes/votes.ts';
import { Failure } from './shape.ts';
import { Streams, type StreamOptions } from './stream.ts';

export interface ServerOptions {
  db: Queries;
  log?: Pick<Logger, 'error'>;
  /** Origins whose pages may read; `*` for all. None by default. */
  origins?: readonly string[];
  /** Requests a minute from one address; 0 for as many as come. */
  perMinute?: number;
  streams?: Partial<StreamOptions>;
  /** Unix seconds. Default: the machine's clock. */
  now?: () => number;
  /** Further routes: webhooks. */
  more?: (app: FastifyInstance) => void;
}

const PER_MINUTE = 1_200;
const STREAMS: StreamOptions = { most: 64, pollMs: 1_000, heartbeatMs: 15_000 };
/** Bytes of a body; only webhooks have one. */
const MOST_BODY = 16 * 1024;
const MOST_URL = 4 * 1024;

/** Headers of every answer: it is data, never a page, and nobody frames or sniffs it. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

export const ROUTES = (): Route[] => [...TASKS, ...MEMBERS, ...VOTES, ...DATASETS, ...PROGRAM, ...rest(), ...FEEDS];

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { db, log, origins = [], perMinute = PER_MINUTE, now = () => Math.floor(Date.now() / 1_000) } = options;
  const app = fastify({
    logger: false,
    bodyLimit: MOST_BODY,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // Unknown filters are refused: a filter that is not applied answers another question.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (error, request, reply) => {
      void refuse(log, error, request, reply);
    },
  });
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(log, error, request, reply));
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(HEADERS);
    if (request.raw.url !== undefined && request.raw.url.length > MOST_URL)
      throw new Refusal('BadUrl', `an address has at most ${MOST_URL} characters: name fewer filters`);
    done();
  });
  await app.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET'],
    allowedHeaders: ['last-event-id', 'if-none-match'],
    exposedHeaders: ['etag', 'x-tagger-slot', 'x-tagger-finalized-slot'],
  });
  if (perMinute > 0)
    await app.register(rateLimit, {
      max: perMinute,
      timeWindow: '1 minute',
      errorResponseBuilder: (_, { after }) => new Refusal('TooManyRequests', `that is too fast: try again in ${after}`),
    });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tagger indexer',
        version: '1',
        description:
          'Lists, earnings, prices and the change feed. 64-bit numbers are decimal text. `x-tagger-slot` and `x-tagger-finalized-slot` say how far the index was.',
      },
    },
    hideUntagged: true,
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(log, new Refusal('NotFound', 'there is nothing at this address: see /openapi.json'), request, reply),
  );
  meter(app, db, options);
  const context: Context = { db, now };
  await app.register((own, _, done) => {
    own.addHook('onSend', (request, reply, payload, done) => done(null, tag(request, reply, payload)));
    const reached = reachedOf(db);
    own.addHook('preHandler', async (_, reply) => {
      void reply.headers(await reached());
    });
    for (const route of ROUTES()) add(own, route, context);
    done();
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  options.more?.(app);
  return app;
}

/** Milliseconds the word of how far the index is may be old: half a slot. Clients compare it by the minute. */
const REACHED_MS = 200;

/** How far the index is, as headers; asked once for all requests of a moment. It is asked before the rows are, never after. */
function reachedOf(db: Queries): () => Promise<Record<string, string>> {
  let held: { at: number; headers: Promise<Record<string, string>> } | undefined;
  return () => {
    if (held !== undefined && performance.now() - held.at < REACHED_MS) return held.headers;
    const headers = db
      .query<{ slot: bigint; finalized: bigint }>('select slot, finalized_slot as finalized from state')
      .then(([state]) => ({
        'x-tagger-slot': String(state?.slot ?? -1),
        'x-tagger-finalized-slot': String(state?.finalized ?? -1),
      }));
    const own = { at: performance.now(), headers };
    held = own;
    headers.catch(() => {
      if (held === own) held = undefined;
    });
    return headers;
  };
}

function add(app: FastifyInstance, route: Route, context: Context): void {
  app.get(
    route.path,
    {
      schema: {
        operationId: route.name,
        summary: route.summary,
        tags: [route.tag],
        params: route.params,
        querystring: route.query,
        response: { 200: route.answer, '4xx': Failure, 503: Failure },
      },
    },
    async ({ params, query }) => {
      // Ajv makes `1e400` infinite and finds it within any bounds.
      for (const value of Object.values({ ...(params as object), ...(query as object) }))
        if (typeof value === 'number' && !Number.isFinite(value))
          throw new Refusal('BadFilter', 'a number in this address is too large: see /openapi.json');
      return route.handle({ params, query }, context);
    },
  );
}

/** An answer that is the same as the last one is not sent again. */
function tag(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (typeof payload !== 'string' || reply.statusCode !== 200) return payload;
  const etag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ etag, 'cache-control': 'no-cache' });
  const known = request.headers['if-none-match'];
  if (known !== '*' && !known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) return payload;
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}

/** Everything that goes wrong, as `{ error, message }`. What the database or a bug says stays in the log. */
function refuse(
  log: ServerOptions['log'],
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const say = (status: number, name: string, message: string): FastifyReply =>
    reply.code(status).type('application/json; charset=utf-8').send({ error: name, message });
  if (error instanceof Refusal) return say(error.status, error.name, error.message);
  if (error.validation !== undefined) {
    const [first] = error.validation;
    const where =
      (first?.instancePath ?? '').slice(1) ||
      String((first?.params['additionalProperty'] as string | undefined) ?? 'it');
    const name = error.validationContext === 'body' ? 'BadRequest' : 'BadFilter';
    const what = JSON.stringify(where.slice(0, 60)).slice(1, -1);
    return say(400, name, `${what} ${first?.message ?? 'is wrong'}: see /openapi.json`);
  }
  if (error.code === 'FST_ERR_BAD_URL' || error.code === 'FST_ERR_MAX_PARAM_LENGTH')
    return say(400, 'BadUrl', 'this address is not written as addresses are: see /openapi.json');
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return say(413, 'TooLarge', `a body has at most ${MOST_BODY} bytes`);
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500)
    return say(status, 'BadRequest', 'this request is not understood: see /openapi.json');
  log?.error({ error: String(error.stack ?? error), route: request.routeOptions?.url }, 'a request failed');
  return say(500, 'Failed', 'the index could not answer: try again, and tell its operator');
}

function meter(app: FastifyInstance, db: Queries, options: ServerOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'tagger_indexer_' });
  const took = new Histogram({
    name: 'tagger_indexer_request_seconds',
    help: 'Seconds until an answer was sent',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const streams = new Streams(db, { ...STREAMS, ...options.streams });
  const listening = new Gauge({
    name: 'tagger_indexer_streams',
    help: 'Clients that listen to the feed',
    registers: [registry],
  });
  const slot = new Gauge({
    name: 'tagger_indexer_slot',
    help: 'Slot the index has reached',
    labelNames: ['state'],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    // The pattern, not the address: what is asked for must not become a label.
    took.observe({ route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
  streams.register(app);
  app.addHook('preClose', (done) => {
    streams.stop();
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    const [state] = await db.query<{ slot: bigint; finalized: bigint }>(
      'select slot, finalized_slot as finalized from state',
    );
    listening.set(streams.clients);
    slot.set({ state: 'confirmed' }, Number(state?.slot ?? -1));
    slot.set({ state: 'finalized' }, Number(state?.finalized ?? -1));
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
