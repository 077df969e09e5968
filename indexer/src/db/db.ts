/** The database as the indexer sees it: the same SQL on the embedded PGlite and on a PostgreSQL server. */

import { named } from './full.ts';

/** A value of a column. Integers of 64 bits and whole numerics are `bigint`, whatever their size. */
export type Value = string | number | bigint | boolean | null | Uint8Array;

export interface Queries {
  /** Rows of one statement; parameters are `$1`, `$2`, ... */
  query<R = Record<string, unknown>>(sql: string, params?: readonly Value[]): Promise<R[]>;
  /** Any number of statements without parameters. */
  exec(sql: string): Promise<void>;
}

export interface Db extends Queries {
  readonly kind: 'pglite' | 'postgres';
  /**
   * Everything `work` writes, or nothing. There is one connection, and transactions follow one another: there is one writer.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Whole numbers as `bigint`; what has a fraction stays text. */
export const readNumeric = (text: string): bigint | string => (/^-?\d+$/.test(text) ? BigInt(text) : text);

/** Type numbers of PostgreSQL (`pg_type.oid`). */
export const INT8 = 20;
export const NUMERIC = 1700;
export const BYTEA = 17;

/** Runs one piece of work after another, whoever asks; a failed one does not stop the next. */
export class Queue {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const wrapped = (): Promise<T> =>
      work().catch((error: unknown) => {
        throw named(error) as Error;
      });
    const next = this.last.then(wrapped, wrapped);
    this.last = next.catch(() => undefined);
    return next;
  }
}
