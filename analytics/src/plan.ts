/** Which queries make a report, in which order. Both engines read them from `sql/`. */
import { readFileSync } from 'node:fs';

export interface Step {
  /** What later queries call the result. */
  table: string;
  /** File in `sql/`, without its ending. */
  query: string;
}

export interface Plan {
  answers: Step[];
  agreement: Step[];
  dawidSkene: { start: Step[]; iteration: Step[]; end: Step[] };
  reputation: Step[];
}

const folder = new URL('../sql/', import.meta.url);

export const PLAN = JSON.parse(readFileSync(new URL('plan.json', folder), 'utf8')) as Plan;

/** Text of a query: one SELECT. */
export const queryText = (name: string): string => readFileSync(new URL(`${name}.sql`, folder), 'utf8');
