/** Answers in a CSV: `worker,item,label,gold[,seconds]`, no header. A wrong row is refused with its line. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { TaggerClientError } from '@tagger/client';

export interface Row {
  worker: string;
  item: string;
  label: string;
  gold: string;
}

export interface AnswersFile {
  /** The first answer of each worker to each item, in the order of the file. */
  rows: Row[];
  /** Rows that repeat a worker-item pair; the first counted. */
  repeated: number;
  workers: string[];
  items: string[];
  /** Sorted: as numbers when all are, else as text. A label's code is its place here. */
  classes: string[];
  /** Gold label of each item. */
  gold: Map<string, string>;
}

const MAX_CLASSES = 16;

/** Reads a file. Throws `BadCsv` with file, line and what to change. */
export function readAnswers(file: string): AnswersFile {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(readFileSync(file), {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
    }) as unknown as typeof records;
  } catch (error) {
    throw new TaggerClientError('BadCsv', `${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const bad = (line: number, what: string): TaggerClientError =>
    new TaggerClientError('BadCsv', `${file}, line ${line}: ${what}`);
  const seen = new Set<string>();
  const rows: Row[] = [];
  const gold = new Map<string, string>();
  for (const { record, info } of records) {
    const line = info.lines;
    if (record.length !== 4 && record.length !== 5)
      throw bad(line, `${record.length} fields; write worker,item,label,gold and optionally seconds`);
    const [worker, item, label, truth] = record.map((field) => field.trim()) as [string, string, string, string];
    const empty = ['worker', 'item', 'label', 'gold'].find((_, at) => record[at]?.trim() === '');
    if (empty !== undefined) throw bad(line, `the ${empty} is empty`);
    if ((gold.get(item) ?? truth) !== truth)
      throw bad(line, `item "${item}" has gold "${truth}" here and "${gold.get(item)}" above`);
    gold.set(item, truth);
    const pair = JSON.stringify([worker, item]);
    if (seen.has(pair)) continue;
    seen.add(pair);
    rows.push({ worker, item, label, gold: truth });
  }
  if (rows.length === 0) throw new TaggerClientError('BadCsv', `${file}: there is no row`);
  const classes = sortLabels([...new Set(rows.flatMap((row) => [row.label, row.gold]))]);
  if (classes.length > MAX_CLASSES)
    throw new TaggerClientError('BadCsv', `${file}: ${classes.length} classes; at most ${MAX_CLASSES} can be weighted`);
  if (classes.length < 2) throw new TaggerClientError('BadCsv', `${file}: only one class; there is nothing to decide`);
  return {
    rows,
    repeated: records.length - rows.length,
    workers: [...new Set(rows.map((row) => row.worker))],
    items: [...gold.keys()],
    classes,
    gold,
  };
}

function sortLabels(labels: string[]): string[] {
  const numeric = labels.every((label) => /^-?\d+$/.test(label));
  return numeric ? labels.sort((a, b) => Number(a) - Number(b)) : labels.sort();
}
