/** An index over any source, for tests. */
import { migrate } from '../../src/db/migrate.ts';
import { openPglite } from '../../src/db/pglite.ts';
import type { Db } from '../../src/db/db.ts';
import { identityOf } from '../../src/identity.ts';
import { Indexer } from '../../src/indexer.ts';
import type { Source } from '../../src/source/source.ts';
import { Store } from '../../src/store/store.ts';
import { describe, verify } from '../../src/verify.ts';

const nothing = (): void => undefined;
export const SILENT = { info: nothing, warn: nothing, error: nothing };

export interface Index {
  db: Db;
  store: Store;
  indexer: Indexer;
  source: Source;
}

/** Opens an index in `db`, by default an embedded one in memory. */
export async function anIndex(source: Source, db?: Db): Promise<Index> {
  const own = db ?? (await openPglite());
  await migrate(own);
  const store = await Store.open(own, identityOf(await source.genesis()));
  return { db: own, store, source, indexer: new Indexer({ store, source, log: SILENT, retryMs: 10 }) };
}

/** What `verify` finds, one line each. */
export async function differences({ indexer, store, source }: Index): Promise<string[]> {
  return (await verify(indexer, store, source)).differences.map(describe);
}
