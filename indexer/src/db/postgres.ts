/** A PostgreSQL server. */
import pg from 'pg';
import { IndexerError } from '../error.ts';
import { INT8, NUMERIC, Queue, readNumeric, type Db, type Queries, type Value } from './db.ts';

/** Number of the lock whoever writes to this database holds; any number would do, this one is ours. */
const WRITER_LOCK = 7_309_412_650_116;

/** Codes of PostgreSQL for a connection that broke, a server that stops or starts, and of Node for a socket that did. */
const CONNECTION_LOST = /^(08...|57P0[123]|EPIPE|ECONN[A-Z]+)$/;

export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (text: string) => BigInt(text);
    if (oid === NUMERIC) return readNumeric;
    return pg.types.getTypeParser(oid, format) as unknown;
  },
};

/**
 * Connects once. The connection that writes also holds the writer's lock, so a lost connection loses both together.
 * `write: false` reads only. Throws `WriterExists` when another indexer writes to this database.
 */
export async function openPostgres(url: string, { write = true } = {}): Promise<Db> {
  const client = new pg.Client({ connectionString: url, types, application_name: 'tagger-indexer' });
  let gone = false;
  client.on('error', () => (gone = true));
  client.on('end', () => (gone = true));
  await client.connect();
  /** The lock went with the connection, so nothing more is written on another one. */
  const said = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!gone && !CONNECTION_LOST.test(String((error as { code?: unknown }).code))) throw error;
      throw new IndexerError(
        'DatabaseLost',
        'the connection to the database broke: start again once the server is back; what is written is whole',
      );
    }
  };
  if (write) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1::bigint) as got', [
      WRITER_LOCK,
    ]);
    if (rows[0]?.got !== true) {
      await client.end();
      throw new IndexerError(
        'WriterExists',
        'another indexer writes to this database: stop it first, or give this one a database of its own',
      );
    }
  }
  const queue = new Queue();
  // Statements of a transaction may be asked for before the one before has ended.
  const turns = new Queue();
  const own: Queries = {
    query: <R>(sql: string, params: readonly Value[] = []): Promise<R[]> =>
      turns.run(() => said(async () => (await client.query(sql, [...params])).rows as R[])),
    exec: (sql) =>
      turns.run(() =>
        said(async () => {
          await client.query(sql);
        }),
      ),
  };
  return {
    kind: 'postgres',
    query: (sql, params) => queue.run(() => own.query(sql, params)),
    exec: (sql) => queue.run(() => own.exec(sql)),
    transaction: (work) =>
      queue.run(async () => {
        await own.exec('begin');
        try {
          const result = await work(own);
          await own.exec('commit');
          return result;
        } catch (error) {
          await client.query('rollback').catch(() => undefined);
          throw error;
        }
      }),
    close: () => queue.run(() => client.end()),
  };
}
