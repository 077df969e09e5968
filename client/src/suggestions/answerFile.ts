/** The answers of one panel of a payload task as one document, with what models had to do with them. */
import { TaggerClientError } from '../clientError.ts';
import { checkSet, KINDS, sizeOf, type LabelledItem } from '../exports/labels.ts';
import type { Json } from '../manifest/strictJson.ts';
import { checkRecord, objectOf, type AssistRecord } from './assisted.ts';
import { MOST_CORNERS, MOST_TRANSCRIPT } from './values.ts';

/** Written where nothing of `MORE` is in it, so that who knows only the first version can read it. */
const FIRST = 'tagger:answers:v1';
const SECOND = 'tagger:answers:v2';

/** Marks of all kinds on one item. */
export const MOST_MARKS = 2_000;
/** UTF-16 units of a field of a form, and of a reason to leave an item out. */
export const MOST_FIELD = 20_000;
const MOST_REASON = 200;
const MOST_FORM = 20;

/** A stretch of sound in milliseconds. */
export interface Region {
  label: number;
  start: number;
  end: number;
}

/** Whole pixels from the top left. */
export interface LabelledPoint {
  label: number;
  x: number;
  y: number;
}

export const PREFERENCES = ['first', 'second', 'same'] as const;
export type Preference = (typeof PREFERENCES)[number];

export interface AnsweredItem extends LabelledItem {
  /** Milliseconds of sound; needed for regions. */
  duration?: number;
  regions?: Region[];
  points?: LabelledPoint[];
  rating?: number;
  /** Which half of a pair is better. */
  preferred?: Preference;
  /** What was written into a form, in the order of its fields; empty where nothing was. */
  fields?: string[];
  /** Why the item is left out: it has no other answer then. */
  skipped?: string;
}

/** What the first version did not have. */
const MORE = ['points', 'rating', 'preferred', 'fields', 'skipped'] as const;

export interface AnswerFile extends AssistRecord {
  classes: string[];
  /** In the order of the panel: entries of `assisted` count them from 0. */
  items: AnsweredItem[];
}

/** What goes into `sealPayload`. Throws what `decodeAnswerFile` throws. */
export function encodeAnswerFile(file: AnswerFile): Uint8Array {
  const more = file.items.some((item) => MORE.some((field) => item[field] !== undefined));
  const bytes = new TextEncoder().encode(JSON.stringify({ kind: more ? SECOND : FIRST, ...file }));
  decodeAnswerFile(bytes);
  return bytes;
}

/** Throws what `parseJson` and `checkSet` throw, `BadAnswerFile`, `RegionOutside`, `BadAssistRecord`, `BadSuggestion`. */
export function decodeAnswerFile(bytes: Uint8Array): AnswerFile {
  const { kind, classes, items, models, assisted, ...more } = objectOf(bytes);
  if ((kind !== FIRST && kind !== SECOND) || Object.keys(more).length > 0) return bad('this is no file of answers');
  if (!Array.isArray(classes) || !classes.every((name) => typeof name === 'string')) return bad('it names no classes');
  if (!Array.isArray(items)) return bad('it has no items');
  const set: AnswerSet = { classes, items: items.map(itemOf) };
  if (kind === FIRST && set.items.some((item) => MORE.some((field) => item[field] !== undefined)))
    return bad('it says what the first version does not know');
  checkAll(set);
  return { ...set, ...checkRecord(models, assisted, items.length) };
}

/** One item with its answer, held against itself and the classes. Throws what `decodeAnswerFile` throws. */
export function answeredItem(value: Json, classes: readonly string[]): AnsweredItem {
  const item = itemOf(value);
  checkAll({ classes: [...classes], items: [item] });
  return item;
}

type AnswerSet = Pick<AnswerFile, 'classes' | 'items'>;

function checkAll(set: AnswerSet): void {
  checkSet(set, 'a file of answers', KINDS);
  for (const item of set.items) {
    checkRegions(item, set.classes.length);
    checkMore(item, set.classes.length);
  }
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
  points: list(shape({ label: NUMBER, x: NUMBER, y: NUMBER })),
  rating: NUMBER,
  preferred: TEXT,
  fields: list(TEXT),
  skipped: TEXT,
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

function checkMore(item: AnsweredItem, classes: number): void {
  const { points = [], rating, preferred, fields = [], skipped, transcript = '' } = item;
  const marks = [item.boxes, item.polygons, item.points, item.spans, item.regions];
  if (marks.reduce((sum, some) => sum + (some?.length ?? 0), 0) > MOST_MARKS)
    bad(`an item has more than ${MOST_MARKS} marks`);
  if (item.polygons?.some(({ points: corners }) => corners.length > MOST_CORNERS) === true)
    bad(`a polygon has more than ${MOST_CORNERS} corners`);
  if (transcript.length > MOST_TRANSCRIPT) bad(`a transcript has more than ${MOST_TRANSCRIPT} characters`);
  if (points.length > 0) {
    const { width, height } = sizeOf(item);
    const within = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= most;
    const fits = points.every(({ label, x, y }) => within(label, classes - 1) && within(x, width) && within(y, height));
    if (!fits) bad('a point is outside its image or of no class');
  }
  if (rating !== undefined && !Number.isSafeInteger(rating)) bad('a rating is no whole number');
  if (preferred !== undefined && !PREFERENCES.includes(preferred)) bad('a preference is none');
  if (fields.length > MOST_FORM || fields.some((field) => field.length > MOST_FIELD)) bad('a form is too long');
  if (skipped !== undefined && (skipped.trim() === '' || skipped.length > MOST_REASON)) bad('a reason is none');
}
