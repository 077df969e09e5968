/** An index over any source, for tests. */
import { migrate } from '../../src/db/migrate.ts';
import type { Db } from '../../src/db/db.ts';
import { identityOf } from '../../src/identity.ts';
import { Indexer } from '../../src/indexer.ts';
import type { Source } from '../../src/source/source.ts';
import { Store } from '../../src/store/store.ts';
import { describe, verify } from '../../src/verify.ts';
import { emptyPglite } from './lite.ts';

const nothing = (): void => undefined;
type Log = ConstructorParameters<typeof Indexer>[0]['log'];
export const SILENT: Log = { info: nothing, warn: nothing, error: nothing };
/** A source that tells a thing once can't be asked again: a failure must end the test. */
export const STRICT: Log = {
  ...SILENT,
  warn: (fields: { error?: string }) => {
    if (fields.error !== undefined) throw new Error(fields.error);
  },
};

export interface Index {
  db: Db;
  store: Store;
  indexer: Indexer;
  source: Source;
}

/** Opens an index in `db`, by default an embedded one of its own. */
export async function anIndex(
  source: Source,
  db?: Db,
  log = SILENT,
  options: Partial<ConstructorParameters<typeof Indexer>[0]> = {},
): Promise<Index> {
  const own = db ?? (await emptyPglite());
  await migrate(own);
  const store = await Store.open(own, identityOf(await source.genesis()));
  return { db: own, store, source, indexer: new Indexer({ store, source, log, retryMs: 10, ...options }) };
}

/** What `verify` finds, one line each. */
export async function differences({ indexer, store, source }: Index): Promise<string[]> {
  return (await verify(indexer, store, source)).differences.map(describe);
}

/** Empties a database, so that another index can begin in it. */
export async function wipe(db: Db): Promise<void> {
  const tables = await db.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration'",
  );
  await db.exec(`truncate ${tables.map(({ tablename }) => tablename).join(', ')}`);
}
