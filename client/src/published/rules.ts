/**
 * What a requester publishes with a task: the rules annotators agree to by their hash, and the list of items these name. Both come
 * from strangers: they are read by a strict parser into exactly these fields, and no text in them is ever more than text.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { parseJson, type Json } from '../manifest/strictJson.ts';
import { MODALITIES, type Modality } from '../modality.ts';
import type { RoutingRules } from '../routing/facts.ts';

export interface Rules extends RoutingRules {
  title: string;
  instructions: string;
  /** Labels in the order of their codes; of a payload task whatever its payloads may use. */
  classes: string[];
  /** SHA-256 of the items file, hexadecimal; of a private task, of the sealed list of its files. */
  itemsHash: string;
  /** Of a payload task: the key the requester reads with, 32 bytes, hexadecimal. Members agree to it by agreeing to the rules. */
  readerKey?: string;
}

/** Most that is read of a task's rules, bytes. */
export const MOST_RULES = 1024 * 1024;

export const encodeRules = (rules: Rules): Uint8Array => new TextEncoder().encode(JSON.stringify(rules));

/** `itemsHash` and `readerKey` in bytes, as `Rules` says. Rules of texts say nothing of it, so that their hash is what it was. */
export function makeRules(
  a: Omit<Rules, 'itemsHash' | 'readerKey'> & { itemsHash: Uint8Array; readerKey?: Uint8Array },
): Rules {
  const { title, instructions, classes, itemsHash, readerKey, languages, secondsPerItem, modality } = a;
  return {
    title,
    instructions,
    classes,
    itemsHash: bytesToHex(itemsHash),
    ...(readerKey && { readerKey: bytesToHex(readerKey) }),
    ...(languages && { languages }),
    ...(secondsPerItem !== undefined && { secondsPerItem }),
    ...(modality !== undefined && modality !== 'text' && { modality }),
  };
}

/** What all items of a task are. */
export const modalityIn = ({ modality = 'text' }: Pick<Rules, 'modality'>): Modality => modality;

const bad = (what: string): never => {
  throw new TaggerClientError('BadRules', `the rules of this task are no rules, ${what}: do not work for it`);
};

const text = (value: Json | undefined, what: string): string =>
  typeof value === 'string' ? value : bad(`${what} is no text`);

const texts = (value: Json | undefined, what: string): string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : bad(`${what} is no list of texts`);

const hash = (value: Json | undefined, what: string): string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : bad(`${what} is no hash`);

function modalityFrom(value: Json): Modality {
  const known = MODALITIES.find((name) => name === value);
  return known ?? bad(`its modality is none of ${MODALITIES.join(', ')}`);
}

/** Fields nobody knows are left out. Throws `BadRules` and what `parseJson` throws. */
export function decodeRules(bytes: Uint8Array): Rules {
  const value = parseJson(bytes, { bytes: MOST_RULES, text: MOST_RULES });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('they are no object');
  const { readerKey, languages, secondsPerItem, modality } = value;
  if (secondsPerItem !== undefined && typeof secondsPerItem !== 'number') return bad('secondsPerItem is no number');
  return {
    title: text(value['title'], 'the title'),
    instructions: text(value['instructions'], 'instructions'),
    classes: texts(value['classes'], 'classes'),
    itemsHash: hash(value['itemsHash'], 'itemsHash'),
    // What it is good for is asked by whoever needs it.
    ...(readerKey !== undefined && { readerKey: text(readerKey, 'readerKey') }),
    ...(languages !== undefined && { languages: texts(languages, 'languages') }),
    ...(secondsPerItem !== undefined && { secondsPerItem }),
    ...(modality !== undefined && { modality: modalityFrom(modality) }),
  };
}

/** `itemsHash` in bytes. */
export const itemsHashOf = (rules: Rules): Uint8Array => hexToBytes(rules.itemsHash);
