/** Whether an answer has the shape its route promises: what an indexer says is a stranger's word until it was looked at. */
import bs58 from 'bs58';

/** A kind of value by name, one of several, a list, one of some words, or an object by its fields (`?` after a name: it may be missing). */
export type Shape = Kind | { any: readonly Shape[] } | { list: Shape } | { of: readonly unknown[] } | Fields;
export type Kind = keyof typeof KINDS;
interface Fields {
  fields: Readonly<Record<string, Shape>>;
}

/** Rows of a list: indexers give at most 200 a page, and panels of a task in one list. */
const MOST_ROWS = 100_000;
const MOST_TEXT = 100_000;
/** Whole numbers of the chain have at most 128 bits. */
const MOST = 2n ** 127n;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MOST_TEXT;
const like = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value);

const KINDS = {
  address: (value: unknown) => isText(value) && /^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(value) && isKey(value),
  whole: (value: unknown) => isText(value) && /^-?[0-9]{1,39}$/.test(value) && inRange(BigInt(value)),
  hex: like(/^([0-9a-f]{2})*$/),
  id: like(/^[A-Za-z0-9_-]{43}$/),
  signature: like(/^[1-9A-HJ-NP-Za-km-z]{1,88}$/),
  name: like(/^[a-zA-Z]{1,40}$/),
  text: isText,
  integer: (value: unknown) => Number.isSafeInteger(value),
  number: (value: unknown) => Number.isFinite(value),
  boolean: (value: unknown) => typeof value === 'boolean',
  null: (value: unknown) => value === null,
};

const isKey = (text: string): boolean => bs58.decodeUnsafe(text)?.length === 32;
const inRange = (value: bigint): boolean => value >= -MOST && value < MOST;

/**
 * The value with the fields its shape names and no others, so that what an indexer adds reaches nobody.
 * Undefined where the shape does not fit.
 */
export function fitting(shape: Shape, value: unknown): { value: unknown } | undefined {
  if (typeof shape === 'string') return KINDS[shape](value) ? { value } : undefined;
  if ('of' in shape) return shape.of.includes(value) ? { value } : undefined;
  if ('any' in shape) return shape.any.map((one) => fitting(one, value)).find((found) => found !== undefined);
  if ('list' in shape) return listOf(shape.list, value);
  return objectOf(shape.fields, value);
}

function listOf(shape: Shape, value: unknown): { value: unknown[] } | undefined {
  if (!Array.isArray(value) || value.length > MOST_ROWS) return undefined;
  const rows: unknown[] = [];
  for (const row of value as unknown[]) {
    const found = fitting(shape, row);
    if (found === undefined) return undefined;
    rows.push(found.value);
  }
  return { value: rows };
}

function objectOf(fields: Fields['fields'], value: unknown): { value: object } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const made: Record<string, unknown> = {};
  for (const [field, shape] of Object.entries(fields)) {
    const name = field.replace('?', '');
    const own = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    if (own === undefined && field.endsWith('?')) continue;
    const found = fitting(shape, own);
    if (found === undefined) return undefined;
    made[name] = found.value;
  }
  return { value: made };
}
