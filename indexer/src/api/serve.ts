/** The interface beside the index, or alone. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { IndexerError } from '../error.ts';
import { Deliverer } from '../hooks/deliver.ts';
import { webhookRoutes } from '../hooks/routes.ts';
import { Subscriptions } from '../hooks/subscriptions.ts';
import { openReaders, sharing } from './readers.ts';
import { createServer } from './server.ts';
import { Texts } from './texts.ts';

export interface Serving {
  /** Where it listens. */
  address: string;
  stop(): Promise<void>;
}

/** Milliseconds between looks for texts that are missing. */
const TEXTS_MS = 30_000;
const LEAST_TOKEN = 24;

/** The database is the writer's; a server is read through connections of their own. With `write` webhooks are managed too. */
export async function serve(config: Config, db: Db, log: Logger, { write }: { write: boolean }): Promise<Serving> {
  const { host, port, origins, perMinute, allowPrivate, database } = config;
  const readers = db.kind === 'postgres' ? openReaders(database) : sharing(db);
  const token = tokenOf(config);
  const app = await createServer({
    db: readers,
    log,
    origins,
    perMinute,
    more: (own) => {
      if (write && token !== undefined) webhookRoutes(own, new Subscriptions(db, { allow: allowPrivate }), token);
    },
  });
  const address = await app.listen({ host, port });
  log.info({ address }, 'serving');
  return {
    address,
    stop: async () => {
      await app.close();
      await readers.close();
    },
  };
}

/** What works beside the index in the process that writes: webhooks are told, texts fetched. */
export function background({ allowPrivate, gateways }: Config, db: Db, log: Logger): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const deliverer = new Deliverer({ db, log, allow: allowPrivate });
  const failed = (what: string) => (error: unknown) => log.error({ error: String(error) }, `${what} failed`);
  const repeat = async (work: () => Promise<unknown>, what: string, everyMs: number): Promise<void> => {
    while (!stopped.signal.aborted) {
      await work().catch(failed(what));
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const work = [repeat(() => deliverer.run(), 'telling webhooks', 1_000)];
  if (gateways.length > 0) {
    const texts = new Texts({ db, gateways, allow: allowPrivate });
    work.push(repeat(() => texts.fill(), 'reading texts', TEXTS_MS));
  }
  return {
    stop: async () => {
      stopped.abort();
      deliverer.stop();
      await Promise.all(work);
    },
  };
}

/** Throws `BadConfig` for a token that can be guessed; never shows it. */
function tokenOf({ adminTokenFile }: Config): string | undefined {
  const token = (
    adminTokenFile === undefined ? process.env['TAGGER_INDEXER_ADMIN_TOKEN'] : readToken(adminTokenFile)
  )?.trim();
  if (token === undefined || token === '') return undefined;
  if (token.length < LEAST_TOKEN)
    throw new IndexerError(
      'BadConfig',
      `the operator's token has fewer than ${LEAST_TOKEN} characters: make a longer one`,
    );
  return token;
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new IndexerError('BadConfig', `${file} can't be read: it should hold the operator's token`);
  }
}
