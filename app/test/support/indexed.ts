/** An index of a site's chain, at an address that is known before the chain begins. */
import type { FastifyInstance } from 'fastify';
import { createServer } from '../../../indexer/src/api/server.ts';
import type { Index } from '../../../indexer/test/support/index.ts';
import { settleDown } from '../../../indexer/test/support/market.ts';
import { readInto } from '../../../indexer/test/support/played.ts';
import type { World } from '../../../tests/support/world.ts';
import { aLiar } from './hostileServer.ts';

export interface Indexed {
  url: string;
  /** Reads the chain to its end; what was read is told from then on. */
  reads(world: World): Promise<void>;
  /** Answers nothing any more, until it reads again. */
  falls(): void;
  stop(): Promise<void>;
}

export async function anIndexOfASite(): Promise<Indexed> {
  const server = await aLiar();
  let index: Index | undefined;
  let app: FastifyInstance | undefined;
  const falls = (): void => server.does((response) => void response.writeHead(503).end('{}'));
  return {
    url: server.url,
    falls,
    reads: async (world) => {
      await settleDown(world);
      await index?.source.close();
      index = await readInto(world, index?.db);
      const { db } = index;
      app ??= await createServer({ db, perMinute: 0, origins: ['*'] });
      const own = app;
      server.does(
        (response, request) =>
          void own.inject({ url: request.url ?? '/', headers: { origin: 'http://site.example' } }).then((answer) => {
            response.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(answer.rawPayload);
          }),
      );
    },
    stop: async () => {
      await server.stop();
      await app?.close();
      await index?.source.close();
      await index?.db.close();
    },
  };
}
