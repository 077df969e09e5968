/** How the values of a sample's columns are spread, where there are few of them. */
import type { Manifest } from '@tagger/client/manifest';

export interface Column {
  name: string;
  rows: number;
  /** Value and how often, the most frequent first. */
  values: [string, number][];
}

/** More values than this are no picture. */
const MOST_VALUES = 12;
const MOST_COLUMNS = 4;

export function columnsOf({ files }: Manifest): Column[] {
  const tables = files.flatMap(({ records }) => (records === undefined ? [] : [records]));
  const found = tables.flatMap(({ fields, preview }) =>
    fields.map(({ name }): Column => {
      const counts = new Map<string, number>();
      for (const row of preview) {
        const value = String(row[name] ?? '');
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return { name, rows: preview.length, values: [...counts].sort((a, b) => b[1] - a[1]) };
    }),
  );
  // A column whose values are all different tells nothing as a picture.
  return found
    .filter(({ rows, values }) => rows > 1 && values.length <= MOST_VALUES && values.length < rows)
    .slice(0, MOST_COLUMNS);
}
