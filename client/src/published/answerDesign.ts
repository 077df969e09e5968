/** What the answer to an item of a payload task consists of, as the rules publish it: one tool for each kind of mark. */
import { TaggerClientError } from '../clientError.ts';
import type { Json } from '../manifest/strictJson.ts';
import type { Modality } from '../modality.ts';

/** Marks that carry a label, and the modality they belong to. */
export const MARK_KINDS = {
  box: 'image',
  polygon: 'image',
  point: 'image',
  span: 'text',
  region: 'audio',
} as const satisfies Readonly<Record<string, Modality>>;
export type MarkKind = keyof typeof MARK_KINDS;

export interface FormField {
  name: string;
  /** Several lines may be written. */
  long?: boolean;
  /** May stay empty. */
  optional?: boolean;
}

/** `labels`: places in the rules' `classes` this tool uses, all of them without. */
export type Tool =
  | { kind: MarkKind | 'choice'; labels?: number[] }
  | { kind: 'transcript' }
  /** Whole numbers from `min` to `max`, both among them. */
  | { kind: 'rating'; min: number; max: number }
  /** Which half of the item is better: see `pairOf`. */
  | { kind: 'pairwise' }
  | { kind: 'form'; fields: FormField[] };
export type ToolKind = Tool['kind'];

export const MOST_FIELDS = 20;
/** UTF-16 units of the name of a form field. */
export const MOST_FIELD_NAME = 200;
const MOST_RATING = 1_000;
const KINDS: readonly string[] = [...Object.keys(MARK_KINDS), 'choice', 'transcript', 'rating', 'pairwise', 'form'];

const bad = (what: string): never => {
  throw new TaggerClientError('BadRules', `the rules of this task are no rules, ${what}: do not work for it`);
};

const objectOf = (value: Json, what: string): { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : bad(`${what} is no object`);

/**
 * The tools of an answer, each kind once. Unlike the rest of the rules nothing unknown is passed over: who does not know a kind
 * would answer half. Throws `BadRules`.
 */
export function toolsFrom(value: Json, classes: number): Tool[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > KINDS.length)
    return bad(`answer is no list of 1 to ${KINDS.length} tools`);
  const tools = value.map((one) => toolFrom(objectOf(one, 'a tool'), classes));
  const twice = tools.find(({ kind }, at) => tools.findIndex((other) => other.kind === kind) !== at);
  return twice === undefined ? tools : bad(`answer has the tool ${twice.kind} twice`);
}

function toolFrom(tool: { [key: string]: Json }, classes: number): Tool {
  const kind = KINDS.find((name) => name === tool['kind']) as ToolKind | undefined;
  const only = (...keys: string[]): void => {
    const strange = Object.keys(tool).find((key) => key !== 'kind' && !keys.includes(key));
    if (strange !== undefined) bad(`a tool has a field ${JSON.stringify(strange.slice(0, 40))} nobody knows`);
  };
  switch (kind) {
    case undefined:
      return bad(`a tool is none of ${KINDS.join(', ')}`);
    case 'transcript':
    case 'pairwise':
      only();
      return { kind };
    case 'rating':
      only('min', 'max');
      return { kind, ...scaleFrom(tool) };
    case 'form':
      only('fields');
      return { kind, fields: fieldsFrom(tool['fields']) };
    default:
      only('labels');
      if (tool['labels'] === undefined) return classes > 0 ? { kind } : bad(`${kind} needs classes`);
      return { kind, labels: labelsFrom(tool['labels'], classes) };
  }
}

function scaleFrom({ min, max }: { [key: string]: Json }): { min: number; max: number } {
  const whole = (value: Json | undefined): value is number =>
    typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MOST_RATING;
  return whole(min) && whole(max) && min < max ? { min, max } : bad('the scale of a rating is none');
}

function labelsFrom(value: Json, classes: number): number[] {
  const fits = (one: Json): one is number =>
    typeof one === 'number' && Number.isInteger(one) && one >= 0 && one < classes;
  if (!Array.isArray(value) || value.length === 0 || value.length > classes || !value.every(fits))
    return bad('labels of a tool are no places in the classes');
  return new Set(value).size === value.length ? value : bad('a tool has a label twice');
}

function fieldsFrom(value: Json | undefined): FormField[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_FIELDS)
    return bad(`a form has 1 to ${MOST_FIELDS} fields`);
  const fields = value.map((one): FormField => {
    const { name, long, optional, ...more } = objectOf(one, 'a field of the form');
    if (Object.keys(more).length > 0) return bad('a field of the form says something nobody knows');
    if (typeof name !== 'string' || name.trim() === '' || name.length > MOST_FIELD_NAME)
      return bad('a field of the form has no name');
    const flag = (given: Json | undefined): boolean =>
      given === undefined || typeof given === 'boolean' ? given === true : bad('a field of the form is neither');
    return { name, ...(flag(long) && { long: true }), ...(flag(optional) && { optional: true }) };
  });
  return new Set(fields.map(({ name }) => name)).size === fields.length ? fields : bad('two fields have one name');
}

/** Throws `BadRules` where a tool does not belong to the items of the task. */
export function checkTools(tools: readonly Tool[], modality: Modality): void {
  for (const { kind } of tools) {
    const of = kind in MARK_KINDS ? MARK_KINDS[kind as MarkKind] : undefined;
    if (of !== undefined && of !== modality) bad(`${kind} is not for ${modality}`);
  }
}

/** Places in `classes` a tool uses. */
export const labelsOfTool = (tool: Tool, classes: readonly string[]): number[] =>
  'labels' in tool && tool.labels !== undefined ? tool.labels : classes.map((_, at) => at);

/** Two texts to compare and what is asked about them. */
export interface Pair {
  question: string;
  first: string;
  second: string;
}

/**
 * The halves of an item of a pairwise task (docs/payload-answers.md): a JSON object with the texts `a` and `b`, and `question` if
 * there is one, and nothing else. `undefined` for a text that is no pair: it is shown as it is.
 */
export function pairOf(text: string): Pair | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const { a, b, question = '', ...more } = JSON.parse(text) as Record<string, unknown>;
    if (typeof a !== 'string' || typeof b !== 'string' || typeof question !== 'string') return undefined;
    return Object.keys(more).length === 0 ? { question, first: a, second: b } : undefined;
  } catch {
    return undefined;
  }
}
