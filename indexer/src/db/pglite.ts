/** PostgreSQL inside this process, its files in a directory. */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { BYTEA, INT8, NUMERIC, Queue, readNumeric, type Db, type Queries, type Value } from './db.ts';
import { lockDirectory } from './lock.ts';

const parsers = {
  [INT8]: (text: string): bigint => BigInt(text),
  [NUMERIC]: readNumeric,
  [BYTEA]: (text: string): Uint8Array => Buffer.from(text.slice(2), 'hex'),
};

/** Opens or makes the database in `directory`; without one it lives in memory. Throws `DirectoryInUse`. */
export async function openPglite(directory?: string): Promise<Db> {
  const release = directory === undefined ? undefined : lockDirectory(directory);
  let lite: PGlite;
  try {
    // Not the directory itself: the lock lies beside the database, not in it.
    lite = await PGlite.create({ dataDir: directory === undefined ? undefined : join(directory, 'pglite'), parsers });
  } catch (error) {
    release?.();
    throw error;
  }
  const queue = new Queue();
  const queries = (on: Pick<PGlite, 'query' | 'exec'>): Queries => ({
    query: async <R>(sql: string, params: readonly Value[] = []): Promise<R[]> =>
      (await on.query<R>(sql, [...params])).rows,
    exec: async (sql) => {
      await on.exec(sql);
    },
  });
  const own = queries(lite);
  return {
    kind: 'pglite',
    query: (sql, params) => queue.run(() => own.query(sql, params)),
    exec: (sql) => queue.run(() => own.exec(sql)),
    transaction: (work) => queue.run(() => lite.transaction((tx) => work(queries(tx)))),
    close: () =>
      queue.run(async () => {
        await lite.close();
        release?.();
      }),
  };
}
