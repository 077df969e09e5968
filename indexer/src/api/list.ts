/** A page of a list, read along its order from where the last page ended. */
import type { Queries } from '../db/db.ts';
import { listHash, readCursor, writeCursor, type Key, type KeyType } from './cursor.ts';
import { all, rows, select, sql, type Columns, type Part, type Row } from './sql.ts';

export interface Order {
  /** Expressions the rows are ordered by; together they are unique. */
  by: readonly { column: string; type: KeyType }[];
  descending?: boolean;
}

export interface ListOf {
  /** Name, filters and order: a cursor is good for the same only. */
  of: unknown;
  columns: Columns;
  /** What stands behind `from`. */
  from: Part;
  where: readonly Part[];
  order: Order;
  cursor?: string;
  limit: number;
}

export interface Page {
  items: Row[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

const CAST: Readonly<Record<KeyType, string>> = { integer: 'bigint', numeric: 'numeric', text: 'text' };

/** Rows are as long as `columns`; each key of the order comes along as `key0`, `key1`, ... Throws `BadCursor`. */
export async function page(db: Queries, list: ListOf): Promise<Page> {
  const { by, descending = false } = list.order;
  const hash = listHash(list.of);
  const where = [...list.where];
  if (list.cursor !== undefined) {
    const keys = readCursor(
      hash,
      by.map(({ type }) => type),
      list.cursor,
    );
    const left = sql.raw(by.map(({ column }) => column).join(', '));
    const right = sql.join(keys.map((key, at) => sql`${key}::text::${sql.raw(CAST[by[at]!.type])}`));
    where.push(sql`(${left}) ${sql.raw(descending ? '<' : '>')} (${right})`);
  }
  const keys = Object.fromEntries(by.map(({ column }, at) => [`key${at}`, `(${column})::text`]));
  const order = sql.raw(by.map(({ column }) => `${column} ${descending ? 'desc' : 'asc'}`).join(', '));
  const found = await rows(
    db,
    sql`select ${select({ ...list.columns, ...keys })} from ${list.from} where ${all(where)} order by ${order} limit ${list.limit + 1}`,
  );
  const items = found.slice(0, list.limit);
  const last = items.at(-1);
  const more = found.length > list.limit && last !== undefined;
  return {
    items,
    next: more
      ? writeCursor(
          hash,
          Object.keys(keys).map((key) => last[key] as Key),
        )
      : null,
  };
}
