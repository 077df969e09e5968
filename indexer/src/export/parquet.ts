/** Parquet files that are written as rows come: no more than a group of rows is held. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileWriter, ParquetWriter, schemaFromColumnData, type BasicType } from 'hyparquet-writer';

export type FileColumns<R> = { readonly [K in keyof R & string]: BasicType };

/** Rows of a group. */
const GROUP = 65_536;

/** Writes the file whole or not at all; returns how many rows it has. */
export async function writeParquet<R extends object>(
  path: string,
  columns: FileColumns<R>,
  parts: AsyncIterable<readonly R[]>,
): Promise<number> {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const names = Object.keys(columns) as (keyof R & string)[];
  const sources = (rows: readonly R[]) =>
    names.map((name) => ({ name, type: columns[name], data: rows.map((row) => row[name]) }));
  let count = 0;
  let held: R[] = [];
  try {
    const file = new ParquetWriter({
      writer: fileWriter(unfinished),
      schema: schemaFromColumnData({ columnData: sources([]) }),
      createdBy: 'tagger',
    });
    const flush = async (): Promise<void> => {
      if (held.length === 0) return;
      await file.write({ columnData: sources(held), rowGroupSize: GROUP });
      count += held.length;
      held = [];
    };
    for await (const rows of parts)
      for (const row of rows) {
        held.push(row);
        if (held.length === GROUP) await flush();
      }
    await flush();
    await file.finish();
    renameSync(unfinished, path);
    return count;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
