/** `indexer export`: a task's label events as Parquet. */
import { join } from 'node:path';
import type { Queries } from '../db/db.ts';
import { labelEvents, type LabelEvent } from './labels.ts';
import { writeParquet, type FileColumns } from './parquet.ts';

const LABELS: FileColumns<LabelEvent> = {
  seq: 'INT64',
  item: 'INT64',
  member: 'STRING',
  label: 'INT32',
  page: 'STRING',
  panel: 'INT64',
  decided: 'INT32',
  slot: 'INT64',
  signature: 'STRING',
};

export interface Exported {
  /** The file and how many events it has. */
  labels: { file: string; events: number };
}

/** Writes `labels.parquet` into `folder`. Final rows only. Throws `NoTask`, `NoLabels`. */
export async function exportTask(db: Queries, task: string, folder: string): Promise<Exported> {
  const file = join(folder, 'labels.parquet');
  return { labels: { file, events: await writeParquet(file, LABELS, labelEvents(db, task)) } };
}
