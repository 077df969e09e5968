/** The sponsor's address on the loopback, behind the operator's own TLS proxy: small requests, nothing cached. */
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { SIGN_PATH, SPONSOR_PATH, TaggerClientError, translate, type SponsorFacts } from '@tagger/client';
import type { Logger } from '../kit/index.ts';

export interface Serving {
  port: number;
  /** Pages that may ask through a browser; `*` for all. */
  origins: readonly string[];
  /** Requests an address may make in a minute. */
  requestsAMinute: number;
  /** The proxy in front names who asks. */
  behindProxy: boolean;
  facts: SponsorFacts;
  log: Logger;
  /** Checks and signs; base58. Throws what is to be answered. */
  sign(transaction: Uint8Array): Promise<string>;
}

/** Refusals of what was asked; anything else is the service's own trouble. */
const STATUS: Record<string, number> = {
  BadTransaction: 400,
  OtherPayer: 400,
  NotSigned: 401,
  NotPaidFor: 403,
  SponsorMisused: 403,
  PriorityTooHigh: 403,
  ManyWallets: 403,
  ManyTasks: 403,
  NoWallet: 403,
  TooExpensive: 403,
  AllowanceSpent: 429,
  CapReached: 503,
  StateNotWritten: 503,
  ConnectionLost: 503,
};
const BASE64 = /^[A-Za-z0-9+/]{1,1700}={0,2}$/;

export async function serve(with_: Serving): Promise<{ server: FastifyInstance; port: number }> {
  const server = Fastify({ bodyLimit: 4_096, requestTimeout: 10_000, trustProxy: with_.behindProxy, logger: false });
  await server.register(cors, {
    origin: with_.origins.includes('*') ? '*' : [...with_.origins],
    methods: ['GET', 'POST'],
  });
  await server.register(rateLimit, { max: with_.requestsAMinute, timeWindow: 60_000, cache: 10_000 });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    done();
  });
  server.setErrorHandler((thrown, _request, reply) => {
    const status = (thrown as { statusCode?: number }).statusCode;
    if (status !== undefined && status < 500) {
      const error = status === 429 ? 'TooMany' : 'BadRequest';
      return reply.code(status).send({ error, message: (thrown as Error).message });
    }
    const error = thrown instanceof TaggerClientError ? thrown : translate(thrown);
    // What the program says of a transaction is the asker's to mend.
    const code = STATUS[error.name] ?? (error.name === 'Unexpected' ? 500 : 400);
    with_.log.info({ refused: error.name, status: code }, 'not signed');
    if (code === 500) {
      with_.log.error({ err: thrown }, 'the service failed');
      return reply.code(500).send({ error: 'Failed', message: 'the service failed: its operator can see why' });
    }
    return reply.code(code).send({ error: error.name, message: error.message });
  });
  server.get(SPONSOR_PATH, () => with_.facts);
  server.post<{ Body: { transaction: string } }>(
    SIGN_PATH,
    {
      schema: {
        body: {
          type: 'object',
          required: ['transaction'],
          additionalProperties: false,
          properties: { transaction: { type: 'string', pattern: BASE64.source } },
        },
      },
    },
    async ({ body }) => ({ signature: await with_.sign(Buffer.from(body.transaction, 'base64')) }),
  );
  const address = await server.listen({ host: '127.0.0.1', port: with_.port });
  return { server, port: Number(new URL(address).port) };
}
