/** Many rows in one statement: each column is one text parameter, an array PostgreSQL takes apart with `unnest`. */
import type { Queries, Value } from './db.ts';

/** Column types rows are written with. */
export type ColumnType =
  | 'text'
  | 'boolean'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'numeric'
  | 'bytea'
  | 'jsonb'
  /** Values joined by spaces, none of which holds one. */
  | 'text[]';

export type Columns = Readonly<Record<string, ColumnType>>;
export type Row = readonly (Value | undefined)[];

const QUOTED = new Set<ColumnType>(['text', 'jsonb', 'text[]']);
const SPECIAL = /["\\]/g;

function element(value: Value | undefined, type: ColumnType): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string' && QUOTED.has(type)) return `"${value.replace(SPECIAL, '\\$&')}"`;
  if (value instanceof Uint8Array)
    return `"${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}"`;
  return String(value);
}

/** What `unnest` reads and how it becomes the column. */
function source(name: string, type: ColumnType): { array: string; value: string } {
  if (type === 'bytea') return { array: 'text[]', value: `decode(x.${name}, 'hex')` };
  if (type === 'jsonb') return { array: 'text[]', value: `x.${name}::jsonb` };
  if (type === 'text[]') return { array: 'text[]', value: `string_to_array(x.${name}, ' ')` };
  return { array: `${type}[]`, value: `x.${name}` };
}

/** Rows as parameters and the select that reads them: `select <values> from unnest(...) as x(...)`. */
export function rowsOf(columns: Columns, rows: readonly Row[]): { select: string; params: string[] } {
  const names = Object.keys(columns);
  const parts = names.map((name) => source(name, columns[name] as ColumnType));
  const arrays = parts.map(({ array }, at) => `($${at + 1}::text)::${array}`);
  const params = names.map((name, at) => {
    const type = columns[name] as ColumnType;
    let text = '{';
    rows.forEach((row, number) => (text += (number === 0 ? '' : ',') + element(row[at], type)));
    return text + '}';
  });
  const values = parts.map(({ value }, at) => `${value} as ${names[at]}`);
  return { select: `select ${values.join(', ')} from unnest(${arrays.join(', ')}) as x(${names.join(', ')})`, params };
}

/** Inserts rows; `tail` says what to do about those that are there (`on conflict ...`). */
export async function insert(
  db: Queries,
  table: string,
  columns: Columns,
  rows: readonly Row[],
  tail = '',
): Promise<void> {
  if (rows.length === 0) return;
  const { select, params } = rowsOf(columns, rows);
  await db.query(`insert into ${table} (${Object.keys(columns).join(', ')}) ${select} ${tail}`, params);
}

/** Texts as one parameter for `= any(($1::text)::text[])`. */
export const textArray = (values: Iterable<string>): string =>
  `{${[...values].map((value) => element(value, 'text')).join(',')}}`;
