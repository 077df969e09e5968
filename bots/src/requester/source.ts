/** What the requester wants labelled, with what he knows of it. */
import { TaggerClientError } from '@tagger/client';
import { readGiven, type Given } from '../items.ts';

export interface Source extends Omit<Given, 'rows'> {
  /** Labels the requester knows, by item. */
  known: Map<number, number>;
}

/** Reads items (`readGiven`); a column `label` of a CSV file is known and becomes gold. Errors: `BadItems` with the file and row. */
export function readSource(path: string, classes: readonly string[]): Source {
  const { rows = [], ...given } = readGiven(path);
  const known = new Map<number, number>();
  rows.forEach(({ label }, at) => {
    if (label === undefined || label === '') return;
    const code = classes.indexOf(label);
    if (code < 0)
      throw new TaggerClientError(
        'BadItems',
        `${path}, row ${at + 2}: ${JSON.stringify(label)} is none of the classes ${classes.join(', ')}`,
      );
    known.set(at, code);
  });
  return { ...given, known };
}
