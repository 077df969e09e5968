/** The indexer's program. Results go to standard output, logs as JSON to standard error. */
import { Command } from 'commander';
import { destination, pino, type Logger } from 'pino';
import { background, serve, type Serving } from './api/serve.ts';
import { readConfig, type Config } from './config.ts';
import type { Db } from './db/db.ts';
import { named } from './db/full.ts';
import { migrate } from './db/migrate.ts';
import { IndexerError } from './error.ts';
import { exportTask } from './export/export.ts';
import { serveHealth } from './health.ts';
import { Subscriptions } from './hooks/subscriptions.ts';
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
  let metrics: Metrics | undefined;
  const source = openSource(config, log, () => metrics?.nodeFailure());
  try {
    const applied = await migrate(db);
    if (applied.length > 0) log.info({ applied }, 'schema');
    const store = await Store.open(db, identityOf(await source.genesis()));
    const counted = (metrics = new Metrics({ store, head: () => source.head() }));
    let verified = Date.now();
    const whenIdle = async (): Promise<void> => {
      if (config.verifyMs === undefined || Date.now() - verified < config.verifyMs) return;
      const { differences, ...found } = await check(store, source);
      for (const difference of differences) log.error({ difference: describe(difference) }, 'differs from the chain');
      log.info({ ...found, differences: differences.length }, 'compared');
      counted.verdict(differences.length);
      verified = Date.now();
    };
    const indexer = new Indexer({ store, source, log, history: config.history, metrics: counted, whenIdle });
    const stop = (): void => {
      log.info('stopping');
      indexer.stop();
      void source.close();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    await work({ config, log, store, source, indexer, metrics: counted });
  } finally {
    await source.close();
    await db.close();
  }
}

/** Opens the database to read. */
async function withDb(work: (db: Db) => Promise<void>): Promise<void> {
  const db = await openDb(settings().config, { write: false });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

/** Subscriptions are rows nobody else writes, so a server's indexer may run meanwhile. */
function withHooks(work: (hooks: Subscriptions) => Promise<void>): Promise<void> {
  return withDb(async (db) => {
    await migrate(db);
    await work(new Subscriptions(db, { allow: settings().config.allowPrivate }));
  });
}

const json = (value: unknown): void =>
  print(JSON.stringify(value, (_, own: unknown) => (typeof own === 'bigint' ? own.toString() : own)));

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
  .option('--serve', 'answer over HTTP and tell webhooks meanwhile')
  .action((options: { serve?: boolean }) =>
    withIndex(async ({ config, log, store, indexer, metrics }) => {
      const { healthPort, healthLag } = config;
      const health = healthPort === undefined ? undefined : await serveHealth(metrics, healthPort, healthLag);
      log.info({ slot: store.slot, finalized: store.finalizedSlot, healthPort: health?.port }, 'running');
      let serving: Serving | undefined;
      const beside = options.serve === true ? background(config, store.db, log) : undefined;
      try {
        if (options.serve === true) serving = await serve(config, store.db, log, { write: true });
        await indexer.run();
      } finally {
        await serving?.stop();
        await beside?.stop();
        await health?.stop();
      }
      log.info({ slot: store.slot, finalized: store.finalizedSlot }, 'stopped');
    }),
  );

program
  .command('serve')
  .description(
    'answer over HTTP from a database another process writes (of a PostgreSQL server), or that nobody writes',
  )
  .action(async () => {
    const { config, log } = settings();
    const db = await openDb(config, { write: false });
    try {
      const serving = await serve(config, db, log, { write: false });
      await new Promise<void>((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
      await serving.stop();
    } finally {
      await db.close();
    }
  });

program
  .command('export')
  .description('write the final label events of a task as Parquet')
  .requiredOption('--task <address>', 'the task')
  .requiredOption('--out <folder>', 'where the files go')
  .action(async ({ task, out }: { task: string; out: string }) => {
    await withDb(async (db) => print(JSON.stringify(await exportTask(db, task, out))));
  });

const hook = program.command('hook').description('webhooks');
hook
  .command('add')
  .description('subscribe an address; prints the secret once')
  .requiredOption('--url <url>', 'https address')
  .option('--names <names>', 'calls it is told of, commas between them')
  .option('--task <address>', 'only of this task')
  .option('--dataset <address>', 'only of this dataset')
  .option('--wallet <address>', 'only of this wallet')
  .option('--after <seq>', 'begin behind this row of the feed')
  .option('--unconfirmed', 'also what is not final yet, and what is undone')
  .action(
    (options: Record<'url' | 'names' | 'task' | 'dataset' | 'wallet' | 'after', string> & { unconfirmed?: boolean }) =>
      withHooks(async (hooks) => {
        const { names, after, ...rest } = options as Partial<typeof options> & { url: string };
        json(
          await hooks.add({
            ...rest,
            names: names?.split(','),
            after: after === undefined ? undefined : BigInt(after),
          }),
        );
      }),
  );
hook
  .command('list')
  .description('who is subscribed, and up to where he was told')
  .action(() => withHooks(async (hooks) => (await hooks.list()).forEach(json)));
hook
  .command('remove <id>')
  .description('unsubscribe')
  .action((id: string) => withHooks((hooks) => hooks.remove(id)));
hook
  .command('replay <id>')
  .description('try what was given up once more')
  .action((id: string) => withHooks(async (hooks) => json({ again: await hooks.replay(id) })));

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
