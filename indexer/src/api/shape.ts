/** Schemas of what goes in and out, and rows of the database in their form. */
import { Type, type Static, type TSchema } from 'typebox';

/** What goes out. 64-bit numbers are decimal text, whatever their size: JSON readers round them above 2^53. */
export const U64 = Type.String({ pattern: '^-?[0-9]{1,39}$', description: 'Whole number as decimal text' });
/** The same, saying what it is. */
export const u64 = (description: string) => ({ ...U64, description });
export const Whole = Type.Integer();
export const Flag = Type.Boolean();
export const Text = Type.String();
export const Address = Type.String({ pattern: '^[1-9A-HJ-NP-Za-km-z]{32,44}$', description: 'Address, base58' });
export const Signature = Type.String({ pattern: '^[1-9A-HJ-NP-Za-km-z]{1,88}$', description: 'Signature, base58' });
export const Hex = Type.String({
  pattern: '^([0-9a-f]{2})*$',
  description: 'Bytes in hexadecimal',
  contentEncoding: 'base16',
});
export const ItemId = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'Arweave id',
  contentEncoding: 'base64url',
});
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const listOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    next: Type.Union([Type.String(), Type.Null()], { description: '`cursor` of the next page; null at the end' }),
  });

export const Failure = Type.Object({
  error: Type.String({ description: 'What programs compare' }),
  message: Type.String({ description: 'What to do' }),
});

interface Plain {
  type?: string;
  properties?: Record<string, Plain>;
  items?: Plain;
  anyOf?: Plain[];
  contentEncoding?: 'base16' | 'base64url';
}

/** A row in the form its schema says: whole numbers as text or number, bytes as text, nothing that the schema does not name. */
export function shaped<T extends TSchema>(schema: T, value: unknown): Static<T> {
  return shape(schema, value) as Static<T>;
}

function shape(schema: Plain, value: unknown): unknown {
  if (schema.anyOf !== undefined)
    return value === null || value === undefined ? null : shape(schema.anyOf[0] as Plain, value);
  switch (schema.type) {
    case 'object':
      if (schema.properties === undefined) return value;
      return Object.fromEntries(
        Object.entries(schema.properties).map(([name, own]) => [
          name,
          shape(own, (value as Record<string, unknown>)[name]),
        ]),
      );
    case 'array':
      return (value as unknown[]).map((one) => shape(schema.items as Plain, one));
    case 'integer':
      return Number(value);
    case 'boolean':
      return value === true || (typeof value === 'number' && value !== 0);
    case 'string':
      if (value instanceof Uint8Array)
        return Buffer.from(value).toString(schema.contentEncoding === 'base64url' ? 'base64url' : 'hex');
      return typeof value === 'string' ? value : String(value);
    default:
      return value;
  }
}

// What comes in.

/** Control characters, and those that turn the writing direction around, mean nothing in a search. */
const WORDS = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]*$';
export const Words = Type.String({ minLength: 1, maxLength: 200, pattern: WORDS, description: 'Words to be found' });
export const Name = Type.String({ pattern: '^[a-zA-Z]{1,40}$' });
export const Names = Type.String({
  pattern: '^[a-zA-Z]{1,40}(,[a-zA-Z]{1,40}){0,31}$',
  description: 'Names of calls, commas between them',
});
/** A number a filter compares with; 64 bits. */
export const Amount = Type.String({ pattern: '^(0|[1-9][0-9]{0,19})$', description: 'Whole number as decimal text' });
export const Sequence = Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description: 'Number of a row of the feed' });
export const Paging = {
  cursor: Type.Optional(
    Type.String({ maxLength: 600, pattern: '^[A-Za-z0-9_-]+$', description: '`next` of the last page' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
