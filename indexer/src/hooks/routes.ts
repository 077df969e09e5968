/** Subscriptions over HTTP, for whoever has the operator's token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { Refusal } from '../api/refusal.ts';
import { Address, shaped, U64, Whole, orNull } from '../api/shape.ts';
import type { Subscriptions } from './subscriptions.ts';

const strict = { additionalProperties: false };
const Body = Type.Object(
  {
    url: Type.String({ maxLength: 2_000 }),
    names: Type.Optional(Type.Array(Type.String({ pattern: '^[a-zA-Z]{1,40}$' }), { minItems: 1, maxItems: 32 })),
    task: Type.Optional(Address),
    dataset: Type.Optional(Address),
    wallet: Type.Optional(Address),
    unconfirmed: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$' })),
    secret: Type.Optional(Type.String({ maxLength: 120 })),
  },
  strict,
);
const Subscribed = Type.Object({
  id: Type.String(),
  url: Type.String(),
  names: orNull(Type.Array(Type.String())),
  task: orNull(Address),
  dataset: orNull(Address),
  wallet: orNull(Address),
  unconfirmed: Type.Boolean(),
  seq: U64,
  attempts: Whole,
  paused: Type.Boolean(),
  dead: Whole,
});
const Created = Type.Object({ ...Subscribed.properties, secret: Type.String() });
const One = Type.Object({ id: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }, strict);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Adds the routes. A browser sends no token by itself, so no page can act for the operator [attack 146]. */
export function webhookRoutes(app: FastifyInstance, subscriptions: Subscriptions, token: string): void {
  const wanted = digest(`Bearer ${token}`);
  void app.register((own, _, done) => {
    own.addHook('onRequest', (request, __, next) => {
      const given = digest(request.headers.authorization ?? '');
      next(
        timingSafeEqual(given, wanted) ? undefined : new Refusal('NotAllowed', "send the operator's token as Bearer"),
      );
    });
    own.get('/admin/webhooks', { schema: { hide: true } }, async () => ({
      items: (await subscriptions.list()).map((one) => shaped(Subscribed, one)),
    }));
    own.post('/admin/webhooks', { schema: { hide: true, body: Body } }, async (request, reply) => {
      const { after, ...wantedOne } = request.body as Static<typeof Body>;
      const created = await subscriptions.add({ ...wantedOne, after: after === undefined ? undefined : BigInt(after) });
      return reply.code(201).send(shaped(Created, created));
    });
    own.delete('/admin/webhooks/:id', { schema: { hide: true, params: One } }, async (request, reply) => {
      await subscriptions.remove((request.params as Static<typeof One>).id);
      return reply.code(204).send();
    });
    own.post('/admin/webhooks/:id/replay', { schema: { hide: true, params: One } }, async (request) => ({
      again: await subscriptions.replay((request.params as Static<typeof One>).id),
    }));
    done();
  });
}
