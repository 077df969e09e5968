/** Values of a document, each checked for what it has to be. All throw `ManifestField` with the place. */
import { TaggerClientError } from '../clientError.ts';
import { walletText } from './address.ts';
import type { Document } from './document.ts';
import { nameText, proseText } from './plainText.ts';
import type { Json } from './strictJson.ts';

export const bad = (at: string, reason: string): TaggerClientError =>
  new TaggerClientError('ManifestField', `${at} ${reason}`);

export function record(value: Json | undefined, at: string): Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(at, 'must be an object');
  return value;
}
export function list(value: Json | undefined, at: string, most: number): Json[] {
  if (!Array.isArray(value)) throw bad(at, 'must be a list');
  if (value.length > most) throw bad(at, `has ${value.length} entries, at most ${most} are read`);
  return value;
}
export function text(value: Json | undefined, at: string): string {
  if (typeof value !== 'string') throw bad(at, 'must be text');
  return value;
}
export function matching(value: Json | undefined, at: string, pattern: RegExp, meaning: string): string {
  const found = text(value, at);
  if (found.length > 128 || !pattern.test(found)) throw bad(at, `must be ${meaning}`);
  return found;
}
export function whole(value: Json | undefined, at: string, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most)
    throw bad(at, `must be a whole number up to ${most}`);
  return value;
}
export function flag(value: Json | undefined, at: string): boolean {
  if (typeof value !== 'boolean') throw bad(at, 'must be true or false');
  return value;
}
export function oneOf<T extends string>(value: Json | undefined, at: string, choices: readonly T[]): T {
  const found = text(value, at);
  if (!(choices as readonly string[]).includes(found)) throw bad(at, `must be one of ${choices.join(', ')}`);
  return found as T;
}
const U64 = 0xffff_ffff_ffff_ffffn;
export function amount(value: Json | undefined, at: string): string {
  const found = matching(value, at, /^(?:0|[1-9]\d{0,19})$/, 'a whole number as text');
  if (BigInt(found) > U64) throw bad(at, 'must fit 64 bits');
  return found;
}
export const hash = (value: Json | undefined, at: string): string =>
  matching(value, at, /^[0-9a-f]{64}$/, '64 hex digits');
export const wallet = (value: Json | undefined, at: string): string => walletText(text(value, at));
export const name = (value: Json | undefined, at: string): string => exactly(text(value, at), at, nameText);
export const prose = (value: Json | undefined, at: string): string => proseText(text(value, at), at);

/** A name must be written as it is read, or two names would look alike. */
function exactly(found: string, at: string, normal: (text: string, what: string) => string): string {
  if (normal(found, at) !== found)
    throw bad(at, 'is not in its normal form: write it without compatibility characters and double spaces');
  return found;
}
