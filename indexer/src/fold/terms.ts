/** Terms of a task, which outlive its account. */
import type { Row } from '../db/bulk.ts';
import { toJson, type Fields } from '../chain/layout.ts';

export const TERMS = {
  task: 'text',
  born: 'bigint',
  method: 'smallint',
  bits: 'smallint',
  classes: 'integer',
  domain: 'smallint',
  price: 'numeric',
  item_count: 'bigint',
  terms: 'jsonb',
} as const;

const FIELDS = ['method', 'bits', 'classes', 'domain', 'price', 'itemCount'];

export const termsRow = (task: string, born: bigint, terms: Fields): Row => [
  task,
  born,
  ...FIELDS.map((field) => terms[field] as number | bigint),
  toJson(terms),
];
