/** Labels as files, in the formats that tools for training read. */
import {
  labelStudioConfig,
  labelTable,
  toCoco,
  toConll,
  toCsv,
  toLabelStudio,
  toParquet,
  toVoc,
  toYolo,
  type Column,
  type Files,
  type LabelSet,
} from '@tagger/client/exports';
import { modalityIn } from '@tagger/client/published';
import type { LabelRow } from './labels.ts';
import type { Watched } from './watch.ts';

/** `true`: holds one label an item; the others hold shapes or spans, which tasks of one label do not have. */
export const FORMATS = {
  csv: true,
  jsonl: true,
  parquet: true,
  labelStudio: true,
  coco: false,
  yolo: false,
  voc: false,
  conll: false,
} as const;
export type Format = keyof typeof FORMATS;

export interface Download {
  name: string;
  blob: Blob;
}

/** Text beside a name in tables; files are named by what they hash to. */
const contentOf = ({ item }: LabelRow): string => (typeof item === 'object' ? item.sha256 : (item ?? ''));

export function columnsOf(rows: readonly LabelRow[], classes: readonly string[]): Column[] {
  const column = (name: string, type: Column['type'], pick: (row: LabelRow) => string | number | boolean): Column => ({
    name,
    type,
    values: rows.map(pick),
  });
  return [
    column('item', 'text', ({ name }) => name),
    column('place', 'integer', ({ place }) => place),
    column('content', 'text', contentOf),
    column('label', 'text', ({ label }) => label),
    column('code', 'integer', ({ code }) => code),
    column('confidence', 'number', ({ confidence }) => Number(confidence.toFixed(4))),
    column('final', 'boolean', ({ final }) => final),
    // By the code of the label: a manifest's fields have plain names.
    ...classes.map((_, code) => column(`votes_${code}`, 'integer', ({ votes }) => votes[code] ?? 0)),
  ];
}

/** The set other formats are made of. Items of one name are told apart by their place. */
export function setOf(rows: readonly LabelRow[], classes: readonly string[]): LabelSet {
  const seen = new Set<string>();
  return {
    classes: [...classes],
    items: rows.map(({ name, place, item, code }) => {
      const id = seen.has(name) ? `${name}-${place}` : name;
      seen.add(id);
      const file = typeof item === 'object' ? item : undefined;
      return {
        id,
        classLabel: code,
        ...(typeof item === 'string' && { text: item }),
        ...(file?.width !== undefined && { width: file.width, height: file.height }),
      };
    }),
  };
}

/** Throws what the export throws, for a format that can't hold such labels by name. */
export function download(format: Format, { task, rules }: Watched, rows: readonly LabelRow[]): Download {
  const classes = rules?.classes ?? [];
  const stem = `labels-${task.address.toBase58().slice(0, 8)}`;
  const file = (ending: string, type: string, ...parts: BlobPart[]): Download => ({
    name: `${stem}.${ending}`,
    blob: new Blob(parts, { type }),
  });
  const json = (value: unknown): string => JSON.stringify(value, null, 1);
  const set = (): LabelSet => setOf(rows, classes);
  switch (format) {
    case 'csv':
      return file('csv', 'text/csv', toCsv(columnsOf(rows, classes)));
    case 'jsonl':
      return file('jsonl', 'application/jsonl', linesOf(columnsOf(rows, classes), rows.length));
    case 'parquet':
      return file('parquet', 'application/vnd.apache.parquet', Uint8Array.from(toParquet(columnsOf(rows, classes))));
    case 'labelStudio': {
      const shown = rules === undefined ? 'text' : modalityIn(rules);
      const config = labelStudioConfig(set(), shown);
      return file('label-studio.json', 'application/json', json({ config, tasks: toLabelStudio(set(), shown) }));
    }
    case 'coco':
      return file('coco.json', 'application/json', json(toCoco(set())));
    case 'conll':
      return file('conll', 'text/plain', toConll(set()));
    case 'yolo':
      return file('yolo.json', 'application/json', json(bundle(toYolo(set()))));
    case 'voc':
      return file('voc.json', 'application/json', json(bundle(toVoc(set()))));
  }
}

const bundle = (files: Files): Record<string, string> => Object.fromEntries(files);

const linesOf = (columns: readonly Column[], count: number): string =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name, values }) => [name, values[at]]))),
  )
    .map((line) => `${line}\n`)
    .join('');

/** The same lines as they go into a dataset: the client's own table of labels. */
export const tableOf = (rows: readonly LabelRow[], classes: readonly string[]): Column[] =>
  labelTable(setOf(rows, classes));

/** Hands a file to the person. */
export function save({ name, blob }: Download): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the click is over; a later tick is safe in every browser.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
