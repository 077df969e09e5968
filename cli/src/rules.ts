/** The rules of a task as published: what annotators agree to, and the hash of the list of items they refer to. */
import { sha256 } from '@noble/hashes/sha2';

export interface Rules {
  title: string;
  instructions: string;
  /** Labels in the order of their codes. */
  classes: string[];
  /** SHA-256 of the items file, hexadecimal. */
  itemsHash: string;
}

export const encodeItems = (items: readonly string[]): Uint8Array => new TextEncoder().encode(JSON.stringify(items));
export const decodeItems = (bytes: Uint8Array): string[] => JSON.parse(new TextDecoder().decode(bytes)) as string[];
export const encodeRules = (rules: Rules): Uint8Array => new TextEncoder().encode(JSON.stringify(rules));
export const decodeRules = (bytes: Uint8Array): Rules => JSON.parse(new TextDecoder().decode(bytes)) as Rules;

export function makeRules(title: string, instructions: string, classes: string[], items: readonly string[]): Rules {
  return { title, instructions, classes, itemsHash: Buffer.from(sha256(encodeItems(items))).toString('hex') };
}
