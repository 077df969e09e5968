/** The answers of one panel of a payload task as one document, with what models had to do with them. */
import { TaggerClientError } from '../clientError.ts';
import { checkSet, KINDS, type LabelledItem, type LabelSet } from '../exports/labels.ts';
import type { Json } from '../manifest/strictJson.ts';
import { checkRecord, objectOf, type AssistRecord } from './assisted.ts';

const KIND = 'tagger:answers:v1';

/** A stretch of sound in milliseconds. */
export interface Region {
  label: number;
  start: number;
  end: number;
}

export interface AnsweredItem extends LabelledItem {
  /** Milliseconds of sound; needed for regions. */
  duration?: number;
  regions?: Region[];
}

export interface AnswerFile extends AssistRecord {
  classes: string[];
  /** In the order of the panel: entries of `assisted` count them from 0. */
  items: AnsweredItem[];
}

/** What goes into `sealPayload`. Throws what `checkSet` throws, `RegionOutside`, `BadAssistRecord`, `BadSuggestion`. */
export function encodeAnswerFile(file: AnswerFile): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify({ kind: KIND, ...file }));
  decodeAnswerFile(bytes);
  return bytes;
}

/** Throws what `parseJson` and `checkSet` throw, `BadAnswerFile`, `RegionOutside`, `BadAssistRecord`, `BadSuggestion`. */
export function decodeAnswerFile(bytes: Uint8Array): AnswerFile {
  const { kind, classes, items, models, assisted, ...more } = objectOf(bytes);
  if (kind !== KIND || Object.keys(more).length > 0) return bad('this is no file of answers');
  if (!Array.isArray(classes) || !classes.every((name) => typeof name === 'string')) return bad('it names no classes');
  if (!Array.isArray(items)) return bad('it has no items');
  const set: LabelSet & { items: AnsweredItem[] } = { classes, items: items.map(itemOf) };
  checkSet(set, 'a file of answers', KINDS);
  for (const item of set.items) checkRegions(item, classes.length);
  return { ...set, ...checkRecord(models, assisted, items.length) };
}

const bad = (reason: string): never => {
  throw new TaggerClientError('BadAnswerFile', `${reason}: write it with encodeAnswerFile`);
};

const NUMBER = (value: Json): boolean => typeof value === 'number';
const TEXT = (value: Json): boolean => typeof value === 'string';
const shape =
  (fields: Record<string, (value: Json) => boolean>) =>
  (value: Json): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === Object.keys(fields).length &&
    Object.entries(fields).every(([key, fits]) => Object.hasOwn(value, key) && fits(value[key]!));
const list =
  (fits: (value: Json) => boolean) =>
  (value: Json): boolean =>
    Array.isArray(value) && value.every(fits);
const STRETCH = list(shape({ label: NUMBER, start: NUMBER, end: NUMBER }));

const FIELDS: Record<keyof AnsweredItem, (value: Json) => boolean> = {
  id: TEXT,
  width: NUMBER,
  height: NUMBER,
  text: TEXT,
  duration: NUMBER,
  classLabel: NUMBER,
  boxes: list(shape({ label: NUMBER, left: NUMBER, top: NUMBER, right: NUMBER, bottom: NUMBER })),
  polygons: list(shape({ label: NUMBER, points: list(shape({ x: NUMBER, y: NUMBER })) })),
  spans: STRETCH,
  regions: STRETCH,
  transcript: TEXT,
};

function itemOf(value: Json): AnsweredItem {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('an item is no object');
  const fits = (key: string, field: Json): boolean =>
    Object.hasOwn(FIELDS, key) && FIELDS[key as keyof AnsweredItem](field);
  const wrong = Object.entries(value).find(([key, field]) => !fits(key, field));
  if (wrong !== undefined) return bad(`an item has a field ${JSON.stringify(wrong[0].slice(0, 40))} of another shape`);
  return typeof value.id === 'string' ? (value as unknown as AnsweredItem) : bad('an item has no name');
}

function checkRegions({ id, duration, regions = [] }: AnsweredItem, classes: number): void {
  const fits = ({ label, start, end }: Region): boolean =>
    [label, start, end, duration].every(Number.isSafeInteger) &&
    label >= 0 &&
    label < classes &&
    start >= 0 &&
    start < end &&
    end <= (duration as number);
  if (!regions.every(fits))
    throw new TaggerClientError(
      'RegionOutside',
      `a region of ${id.slice(0, 60)} is empty, outside its sound or of no class: correct it`,
    );
}
