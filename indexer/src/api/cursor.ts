/** Cursors: the place in a list as text nobody needs to read. They hold values of the list's order, so new rows move nothing. */
import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';

const MOST = 600;
/** 64-bit numbers and addresses are kept as text; what a key can be. */
export type Key = string | number;

const bad = (): Refusal =>
  new Refusal(
    'BadCursor',
    'this cursor is not of this list: begin without one, and keep filters and order while paging',
  );

/** Whose cursor it is: the list with its filters and order. */
export const listHash = (list: unknown): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 11);

export const writeCursor = (list: string, keys: readonly Key[]): string =>
  Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');

/** What a key must look like before it becomes a parameter. */
export type KeyType = 'integer' | 'numeric' | 'text';

const INTEGER = /^-?\d{1,18}$/;
const NUMERIC = /^-?\d{1,39}$/;
const TEXT = /^[1-9A-HJ-NP-Za-km-z]{1,88}$/;
const FORM: Readonly<Record<KeyType, RegExp>> = { integer: INTEGER, numeric: NUMERIC, text: TEXT };

/** Throws `BadCursor`. */
export function readCursor(list: string, types: readonly KeyType[], cursor: string): string[] {
  if (cursor.length > MOST) throw bad();
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw bad();
  }
  if (!Array.isArray(keys) || keys.length !== types.length + 1 || keys[0] !== list) throw bad();
  return types.map((type, at) => {
    const key: unknown = keys[at + 1];
    if (typeof key !== 'string' || !FORM[type].test(key)) throw bad();
    return key;
  });
}
