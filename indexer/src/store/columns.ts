/** Columns of the tables that mirror accounts, from the interface. */
import { CAMEL_IDL } from '@tagger/client';
import type { ColumnType } from '../db/bulk.ts';
import { toJson, type Field, type Fields } from '../chain/layout.ts';

type IdlType = string | { array: [IdlType, number] } | { vec: IdlType } | { defined: { name: string } };

const PLAIN: Record<string, ColumnType> = {
  bool: 'boolean',
  u8: 'smallint',
  u16: 'integer',
  u32: 'bigint',
  i32: 'integer',
  // Above bigint from 2^63 on.
  u64: 'numeric',
  pubkey: 'text',
};
/** Structs whose fields are columns of their own; others are JSON. */
const FLAT = new Set(['terms', 'params', 'contents', 'ticket', 'rules']);
/** Room the program keeps for later. `reservedFunds` is money. */
const ROOM = /^reserved(Tail|Shares)?$/;

export interface Column {
  name: string;
  type: ColumnType;
  /** Names of the fields that lead to the value. */
  path: string[];
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function typeOf(type: IdlType): ColumnType {
  if (typeof type === 'string') return PLAIN[type] ?? 'jsonb';
  return 'array' in type && type.array[0] === 'u8' ? 'bytea' : 'jsonb';
}

function columnsOfStruct(struct: string, path: readonly string[]): Column[] {
  const definition = CAMEL_IDL.types?.find(({ name }) => name === struct);
  if (definition?.type.kind !== 'struct') throw new Error(`the interface has no struct ${struct}`);
  return ((definition.type.fields ?? []) as { name: string; type: IdlType }[]).flatMap(({ name, type }) => {
    if (ROOM.test(name)) return [];
    const own = [...path, name];
    if (typeof type === 'object' && 'defined' in type && FLAT.has(name)) return columnsOfStruct(type.defined.name, own);
    return [{ name: own.map(snake).join('_'), type: typeOf(type), path: own }];
  });
}

/** Kinds of account and their columns, in the interface's order. */
export const MIRRORED: ReadonlyMap<string, readonly Column[]> = new Map(
  (CAMEL_IDL.accounts ?? []).map(({ name }) => [name, columnsOfStruct(name, [])]),
);

/** The value of a column. */
export function valueOf({ path, type }: Column, fields: Fields) {
  let value: Field = fields;
  for (const name of path) value = (value as Fields)[name] as Field;
  return type === 'jsonb' ? toJson(value) : (value as string | number | bigint | boolean | Uint8Array);
}

/** The statements that make the tables; what the second migration holds. */
export function mirrorSql(): string {
  const sql: Partial<Record<ColumnType, string>> = { numeric: 'numeric(20)' };
  return [...MIRRORED]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, columns]) => {
      const lines = columns.map(({ name, type }) => `  ${name} ${sql[type] ?? type} not null`);
      return `create table ${kind} (\n  address text primary key,\n  read_slot bigint not null,\n${lines.join(',\n')}\n);\n`;
    })
    .join('\n');
}
