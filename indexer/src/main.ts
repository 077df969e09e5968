/** The indexer's program. Results go to standard output, logs as JSON to standard error. */
import { Command } from 'commander';
import { destination, pino, type Logger } from 'pino';
import { readConfig, type Config } from './config.ts';
import { named } from './db/full.ts';
import { migrate } from './db/migrate.ts';
import { IndexerError } from './error.ts';
import { serveHealth } from './health.ts';
import { identityOf } from './identity.ts';
import { Indexer } from './indexer.ts';
import { Metrics } from './metrics.ts';
import { openDb, openSource } from './open.ts';
import { status } from './status.ts';
import { Store } from './store/store.ts';
import { check, describe, verify } from './verify.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function settings(): { config: Config; log: Logger } {
  const config = readConfig(program.opts<{ config?: string }>().config);
  return { config, log: pino({ level: config.logLevel }, destination({ dest: 2, sync: true })) };
}

/** Opens database, source and index; closes them when `work` ends. Signals stop it gracefully. */
async function withIndex(work: (parts: Parts) => Promise<void>): Promise<void> {
  const { config, log } = settings();
  const db = await openDb(config);
  const source = openSource(config, log);
  try {
    const applied = await migrate(db);
    if (applied.length > 0) log.info({ applied }, 'schema');
    const store = await Store.open(db, identityOf(await source.genesis()));
    const metrics = new Metrics({ store, head: () => source.head() });
    let verified = Date.now();
    const whenIdle = async (): Promise<void> => {
      if (config.verifyMs === undefined || Date.now() - verified < config.verifyMs) return;
      const { differences, ...found } = await check(store, source);
      for (const difference of differences) log.error({ difference: describe(difference) }, 'differs from the chain');
      log.info({ ...found, differences: differences.length }, 'compared');
      metrics.verdict(differences.length);
      verified = Date.now();
    };
    const indexer = new Indexer({ store, source, log, history: config.history, metrics, whenIdle });
    const stop = (): void => {
      log.info('stopping');
      indexer.stop();
      void source.close();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    await work({ config, log, store, source, indexer, metrics });
  } finally {
    await source.close();
    await db.close();
  }
}

interface Parts {
  config: Config;
  log: Logger;
  store: Store;
  source: ReturnType<typeof openSource>;
  indexer: Indexer;
  metrics: Metrics;
}

const program = new Command('indexer')
  .description('Reads the chain into PostgreSQL, embedded or on a server')
  .option('--config <file>', 'settings as JSON; environment variables go above it');

program
  .command('run')
  .description('catch up, then follow the chain until stopped')
  .action(() =>
    withIndex(async ({ config, log, store, indexer, metrics }) => {
      const { healthPort, healthLag } = config;
      const health = healthPort === undefined ? undefined : await serveHealth(metrics, healthPort, healthLag);
      log.info({ slot: store.slot, finalized: store.finalizedSlot, healthPort: health?.port }, 'running');
      try {
        await indexer.run();
      } finally {
        await health?.stop();
      }
      log.info({ slot: store.slot, finalized: store.finalizedSlot }, 'stopped');
    }),
  );

program
  .command('verify')
  .description('catch up, then compare every account and every book with the chain; exits 1 on a difference')
  .action(() =>
    withIndex(async ({ indexer, store, source }) => {
      const { differences, ...found } = await verify(indexer, store, source);
      for (const difference of differences) print(describe(difference));
      print(JSON.stringify({ ...found, differences: differences.length }));
      if (differences.length > 0) process.exitCode = 1;
    }),
  );

program
  .command('migrate')
  .description('bring the schema up to date')
  .action(async () => {
    const db = await openDb(settings().config);
    try {
      for (const name of await migrate(db)) print(name);
    } finally {
      await db.close();
    }
  });

program
  .command('status')
  .description('how far the index is')
  .action(async () => {
    const db = await openDb(settings().config, { write: false });
    try {
      print(
        JSON.stringify(await status(db), (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
      );
    } finally {
      await db.close();
    }
  });

try {
  await program.parseAsync();
} catch (raised) {
  const error = named(raised);
  const known = error instanceof IndexerError;
  process.stderr.write(`${known ? `${error.name}: ${error.message}` : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
// Sockets of nodes that do not answer must not keep a stopped process alive.
process.exit();
