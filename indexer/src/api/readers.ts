/** Connections of a server that answer requests while the writer writes. They can't write, and no statement runs for long. */
import pg from 'pg';
import type { Db, Queries, Value } from '../db/db.ts';
import { types } from '../db/postgres.ts';

export interface Readers extends Queries {
  close(): Promise<void>;
}

/** Milliseconds a statement may take. */
const PATIENCE_MS = 5_000;

export function openReaders(url: string, most = 8): Readers {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: most,
    application_name: 'tagger-api',
    options: `-c default_transaction_read_only=on -c statement_timeout=${PATIENCE_MS}`,
  });
  // An idle connection that breaks is replaced by the pool.
  pool.on('error', () => undefined);
  return {
    query: async <R>(sql: string, params: readonly Value[] = []): Promise<R[]> =>
      (await pool.query(sql, [...params])).rows as R[],
    exec: async (sql) => {
      await pool.query(sql);
    },
    close: () => pool.end(),
  };
}

/** The embedded database has one user: readers wait in the writer's queue. */
export const sharing = (db: Db): Readers => ({
  query: (sql, params) => db.query(sql, params),
  exec: (sql) => db.exec(sql),
  close: () => Promise.resolve(),
});
