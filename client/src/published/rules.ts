/**
 * What a requester publishes with a task: the rules annotators agree to by their hash, and the list of items these name. Both come
 * from strangers: they are read by a strict parser into exactly these fields, and no text in them is ever more than text.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { parseJson, type Json } from '../manifest/strictJson.ts';
import { MODALITIES, type Modality } from '../modality.ts';
import type { RoutingRules } from '../routing/facts.ts';
import { checkTools, toolsFrom, type Tool } from './answerDesign.ts';
import { practiceFrom, type Practice } from './practice.ts';

/** What the requester shows of good and bad work; text, whatever it says. */
export interface Example {
  /** The item, or words for it. */
  text: string;
  good: boolean;
  /** Why it is so, or which label it gets. */
  why: string;
}

export interface Rules extends RoutingRules {
  title: string;
  instructions: string;
  /** Labels in the order of their codes; of a payload task whatever its payloads may use. */
  classes: string[];
  /** SHA-256 of the items file, hexadecimal; of a private task, of the sealed list of its files. */
  itemsHash: string;
  /** Shown beside the instructions, at most `MOST_EXAMPLES`. */
  examples?: Example[];
  /** Of each class, `#rrggbb`; a hint, for whoever draws. */
  colours?: string[];
  /** Of a payload task: the key the requester reads with, 32 bytes, hexadecimal. Members agree to it by agreeing to the rules. */
  readerKey?: string;
  /** Of a payload task: what an answer consists of. Without it whatever its instructions say. */
  answer?: Tool[];
  /** Whether answers may be made with suggestions of models; without a word they may. */
  suggestions?: 'allowed' | 'none';
  /** To practise on before anything is signed. */
  practice?: Practice[];
}

/** Most that is read of a task's rules, bytes. */
export const MOST_RULES = 1024 * 1024;
export const MOST_EXAMPLES = 50;

export const encodeRules = (rules: Rules): Uint8Array => new TextEncoder().encode(JSON.stringify(rules));

/** `itemsHash` and `readerKey` in bytes, as `Rules` says. Rules of texts say nothing of it, so that their hash is what it was. */
export function makeRules(
  a: Omit<Rules, 'itemsHash' | 'readerKey'> & { itemsHash: Uint8Array; readerKey?: Uint8Array },
): Rules {
  const { title, instructions, classes, itemsHash, readerKey, languages, secondsPerItem, modality, examples, colours } =
    a;
  const { answer, suggestions, practice } = a;
  return {
    title,
    instructions,
    classes,
    itemsHash: bytesToHex(itemsHash),
    ...(readerKey && { readerKey: bytesToHex(readerKey) }),
    ...(languages && { languages }),
    ...(secondsPerItem !== undefined && { secondsPerItem }),
    ...(modality !== undefined && modality !== 'text' && { modality }),
    ...(examples && examples.length > 0 && { examples: examples.map(({ text, good, why }) => ({ text, good, why })) }),
    ...(colours && colours.length > 0 && { colours }),
    ...(answer && { answer }),
    ...(suggestions && { suggestions }),
    ...(practice && practice.length > 0 && { practice }),
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

function examplesFrom(value: Json): Example[] {
  if (!Array.isArray(value) || value.length > MOST_EXAMPLES)
    return bad(`examples are no list of ${MOST_EXAMPLES} at most`);
  return value.map((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return bad('an example is no object');
    const { good } = one;
    if (typeof good !== 'boolean') return bad('an example is neither good nor bad');
    return { text: text(one['text'], 'an example'), good, why: text(one['why'], 'the reason of an example') };
  });
}

function coloursFrom(value: Json): string[] {
  const list = texts(value, 'colours');
  return list.every((one) => /^#[0-9a-f]{6}$/.test(one)) ? list : bad('a colour is none');
}

/** Fields nobody knows are left out. Throws `BadRules` and what `parseJson` throws. */
export function decodeRules(bytes: Uint8Array): Rules {
  const value = parseJson(bytes, { bytes: MOST_RULES, text: MOST_RULES });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('they are no object');
  const { readerKey, languages, secondsPerItem, modality, examples, colours } = value;
  const { answer, suggestions, practice } = value;
  if (suggestions !== undefined && suggestions !== 'allowed' && suggestions !== 'none')
    return bad('suggestions are neither allowed nor none');
  const classes = texts(value['classes'], 'classes');
  const kind = modality === undefined ? 'text' : modalityFrom(modality);
  const tools = answer === undefined ? undefined : toolsFrom(answer, classes.length);
  if (tools !== undefined) checkTools(tools, kind);
  if (secondsPerItem !== undefined && typeof secondsPerItem !== 'number') return bad('secondsPerItem is no number');
  return {
    title: text(value['title'], 'the title'),
    instructions: text(value['instructions'], 'instructions'),
    classes,
    itemsHash: hash(value['itemsHash'], 'itemsHash'),
    // What it is good for is asked by whoever needs it.
    ...(readerKey !== undefined && { readerKey: text(readerKey, 'readerKey') }),
    ...(languages !== undefined && { languages: texts(languages, 'languages') }),
    ...(secondsPerItem !== undefined && { secondsPerItem }),
    ...(modality !== undefined && { modality: kind }),
    ...(examples !== undefined && { examples: examplesFrom(examples) }),
    ...(colours !== undefined && { colours: coloursFrom(colours) }),
    ...(tools && { answer: tools }),
    ...(suggestions !== undefined && { suggestions }),
    ...(practice !== undefined && { practice: practiceFrom(practice, classes) }),
  };
}

/** `itemsHash` in bytes. */
export const itemsHashOf = (rules: Rules): Uint8Array => hexToBytes(rules.itemsHash);
