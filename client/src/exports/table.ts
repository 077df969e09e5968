/** Labels as a table: a line for each label, the same columns in CSV and Parquet. */
import { checkSet, KINDS, type LabelSet } from './labels.ts';

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean';
export type Value = string | number | boolean | null;

export interface Column {
  name: string;
  type: ColumnType;
  /** As many in each column. */
  values: Value[];
}

/** What the columns of `labelTable` mean; also for the fields of a manifest. */
export const LABEL_COLUMNS = [
  { name: 'item', type: 'text', description: 'Name of the item' },
  { name: 'kind', type: 'text', description: 'class, box, polygon, span or transcript' },
  { name: 'label', type: 'text', description: 'Name of the class' },
  { name: 'code', type: 'integer', description: 'Number of the class, from 0' },
  { name: 'left', type: 'integer', description: 'First column of a box, pixels' },
  { name: 'top', type: 'integer', description: 'First row of a box, pixels' },
  { name: 'right', type: 'integer', description: 'First column after a box, pixels' },
  { name: 'bottom', type: 'integer', description: 'First row after a box, pixels' },
  { name: 'points', type: 'text', description: 'Corners of a polygon, "x y x y ...", pixels' },
  { name: 'start', type: 'integer', description: 'First character of a span' },
  { name: 'end', type: 'integer', description: 'First character after a span' },
  { name: 'text', type: 'text', description: 'Text of a span, or a transcript' },
] as const satisfies readonly { name: string; type: ColumnType; description: string }[];

type Line = Partial<Record<(typeof LABEL_COLUMNS)[number]['name'], Value>>;

/** Columns that hold something. Throws what `checkSet` throws. */
export function labelTable(set: LabelSet): Column[] {
  checkSet(set, 'the table', KINDS);
  const lines: Line[] = set.items.flatMap((item): Line[] => {
    const { id, classLabel, boxes = [], polygons = [], spans = [], transcript } = item;
    const named = (kind: string, code: number): Line => ({ item: id, kind, label: set.classes[code]!, code });
    const characters = spans.length === 0 ? [] : [...(item.text ?? '')];
    return [
      ...(classLabel === undefined ? [] : [named('class', classLabel)]),
      ...boxes.map(({ label, left, top, right, bottom }) => ({ ...named('box', label), left, top, right, bottom })),
      ...polygons.map(({ label, points }) => ({
        ...named('polygon', label),
        points: points.map(({ x, y }) => `${x} ${y}`).join(' '),
      })),
      ...spans.map(({ label, start, end }) => ({
        ...named('span', label),
        start,
        end,
        text: characters.slice(start, end).join(''),
      })),
      ...(transcript === undefined ? [] : [{ item: id, kind: 'transcript', text: transcript }]),
    ];
  });
  return LABEL_COLUMNS.map(({ name, type }) => ({
    name,
    type,
    values: lines.map((line) => line[name] ?? null),
  })).filter(({ name, values }) => name === 'item' || name === 'kind' || values.some((value) => value !== null));
}

/** Number of lines. Throws a RangeError for columns of different lengths. */
export function linesOf(columns: readonly Column[]): number {
  const lines = columns[0]?.values.length ?? 0;
  if (columns.some(({ values }) => values.length !== lines)) throw new RangeError('columns have different lengths');
  return lines;
}
