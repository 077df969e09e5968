/** Parquet, compressed with Snappy, as `hyparquet-writer` writes it. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { linesOf, type Column, type ColumnType } from './table.ts';

const TYPES = { text: 'STRING', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' } as const satisfies Record<
  ColumnType,
  string
>;

/** Every column may be empty; integers have 64 bits. Throws a RangeError for an integer that is none. */
export function toParquet(columns: readonly Column[]): Uint8Array {
  linesOf(columns);
  const columnData = columns.map(({ name, type, values }) => ({
    name,
    type: TYPES[type],
    data: type === 'integer' ? values.map((value) => (value === null ? null : BigInt(value as number))) : [...values],
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'tagger' }));
}
