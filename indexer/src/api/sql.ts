/**
 * Statements of the interface. Kysely's `sql` puts every value into a parameter and only text of this program into the statement;
 * whatever comes from a request is a value.
 */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type RawBuilder,
} from 'kysely';
import type { Queries, Value } from '../db/db.ts';

export { sql };
export type Part = RawBuilder<unknown>;

/** Writes statements, runs none: they go through our own connection. */
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export type Row = Record<string, unknown>;

export async function rows<R = Row>(db: Queries, statement: Part): Promise<R[]> {
  const { sql: text, parameters } = statement.compile(writer);
  return db.query<R>(text, parameters as Value[]);
}

/** `a and b and ...`; `true` for none. */
export const all = (conditions: readonly Part[]): Part =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** Columns by the names they get: `{ price: 't.terms_price' }`. Names and expressions are written in this program. */
export type Columns = Readonly<Record<string, string>>;

export const select = (columns: Columns): Part =>
  sql.raw(
    Object.entries(columns)
      .map(([name, expression]) => `${expression} as "${name}"`)
      .join(', '),
  );
