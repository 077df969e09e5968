/**
 * Labels of any kind in one shape, as payloads and measures of agreement (`@tagger/client/report`) have them. Coordinates are
 * whole pixels from the top left, right and bottom the first that no longer belong to a box; spans count characters (code
 * points), the end is the first after it.
 */
import { TaggerClientError } from '../clientError.ts';
import type { LabelledBox, Point } from '../report/shapes.ts';
import type { Span } from '../report/text.ts';

export type { LabelledBox, Point, Span };

export interface LabelledPolygon {
  label: number;
  /** Three corners or more. */
  points: Point[];
}

/** One item with what was decided about it. Labels are places in `LabelSet.classes`. */
export interface LabelledItem {
  /** Its name, e.g. of an image file. Unique in its set. */
  id: string;
  /** Pixels; needed for shapes. */
  width?: number;
  height?: number;
  /** The text spans are in. */
  text?: string;
  classLabel?: number;
  boxes?: LabelledBox[];
  polygons?: LabelledPolygon[];
  spans?: Span[];
  transcript?: string;
}

export interface LabelSet {
  classes: string[];
  items: LabelledItem[];
}

export const KINDS = ['classLabel', 'boxes', 'polygons', 'spans', 'transcript'] as const;
export type Kind = (typeof KINDS)[number];

const refuse = (name: string, message: string): never => {
  throw new TaggerClientError(name, message);
};

/**
 * Checks a set before it is written: labels are classes, shapes lie in their image, spans in their text, items have their own
 * names, and the format can hold every kind of label: nothing is left out in silence.
 * @throws TaggerClientError `FormatCannotHold`, `UnknownClass`, `BadClassName`, `ItemTwice`, `NoSize`, `ShapeOutside`,
 * `SpanOutside`.
 */
export function checkSet(set: LabelSet, format: string, kinds: readonly Kind[]): void {
  set.classes.forEach((name) => {
    // eslint-disable-next-line no-control-regex -- finding control characters is the point
    if (name.trim() === '' || name.length > 200 || /[\u0000-\u001f\u007f]/.test(name))
      refuse('BadClassName', `${JSON.stringify(name.slice(0, 60))} is no name of a class: use one line of text`);
  });
  const seen = new Set<string>();
  for (const item of set.items) {
    const { id } = item;
    if (seen.has(id)) refuse('ItemTwice', `there are two items ${JSON.stringify(id.slice(0, 60))}: name them apart`);
    seen.add(id);
    const other = KINDS.find((kind) => !kinds.includes(kind) && has(item, kind));
    if (other !== undefined)
      refuse('FormatCannotHold', `${format} can't hold the ${other} of ${id.slice(0, 60)}: use another format`);
    const labels = [
      item.classLabel,
      ...[item.boxes, item.polygons, item.spans].flatMap((of) => (of ?? []).map(({ label }) => label)),
    ];
    for (const label of labels)
      if (label !== undefined && set.classes[label] === undefined)
        refuse('UnknownClass', `${id.slice(0, 60)} has label ${label}, but there are ${set.classes.length} classes`);
    checkShapes(item);
    checkSpans(item);
  }
}

const has = (item: LabelledItem, kind: Kind): boolean => {
  const value = item[kind];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
};

/** Width and height. Throws `NoSize`. */
export function sizeOf({ id, width, height }: LabelledItem): { width: number; height: number } {
  const whole = (value: number | undefined): value is number => Number.isSafeInteger(value) && (value as number) > 0;
  if (whole(width) && whole(height)) return { width, height };
  throw new TaggerClientError('NoSize', `${id.slice(0, 60)} has shapes but no size: pass width and height in pixels`);
}

function checkShapes(item: LabelledItem): void {
  const { id, boxes = [], polygons = [] } = item;
  if (boxes.length + polygons.length === 0) return;
  const { width, height } = sizeOf(item);
  const inside = (x: number, y: number): boolean =>
    Number.isSafeInteger(x) && Number.isSafeInteger(y) && x >= 0 && y >= 0 && x <= width && y <= height;
  const fits =
    boxes.every((b) => inside(b.left, b.top) && inside(b.right, b.bottom) && b.left < b.right && b.top < b.bottom) &&
    polygons.every(({ points }) => points.length >= 3 && points.every(({ x, y }) => inside(x, y)));
  if (!fits) refuse('ShapeOutside', `a shape of ${id.slice(0, 60)} is empty or outside its image: correct it`);
}

function checkSpans({ id, text, spans = [] }: LabelledItem): void {
  if (spans.length === 0) return;
  const length = text === undefined ? 0 : [...text].length;
  const fits = spans.every(
    ({ start, end }) => Number.isSafeInteger(start) && start >= 0 && start < end && end <= length,
  );
  if (!fits) refuse('SpanOutside', `a span of ${id.slice(0, 60)} is empty or outside its text: correct it`);
}

/** A path inside the folder of the export. Throws `UnsafeName` for one that could leave it. */
export function itemPath(id: string): string {
  const safe = id.split('/').every((part) => part !== '' && !/^\.+$/.test(part) && !FORBIDDEN.test(part));
  if (!safe || id.length > 255)
    refuse('UnsafeName', `${JSON.stringify(id.slice(0, 60))} can't be the name of a file: rename the item`);
  return id;
}

// eslint-disable-next-line no-control-regex -- finding control characters is the point
const FORBIDDEN = /[\u0000-\u001f\u007f\\:*?"<>|]/;

/** The path without its last extension. */
export const stemOf = (path: string): string => path.replace(/(?<=[^/])\.[^./]*$/, '');

/** Files to write, by path. */
export type Files = Map<string, string>;

/** Adds a file; two items must not become one. Throws `ItemTwice`. */
export function addFile(files: Files, path: string, text: string): void {
  if (files.has(path)) refuse('ItemTwice', `two items become the file ${path.slice(0, 60)}: name them apart`);
  files.set(path, text);
}
