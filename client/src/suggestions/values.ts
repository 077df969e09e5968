/**
 * What a model suggests, in the shapes of answers (`@tagger/client/exports`): classes are places in the task's list, pixels
 * count from the top left, spans in code points, regions in milliseconds; an end is the first that no longer belongs.
 */
import { TaggerClientError } from '../clientError.ts';

/** A model, by what was really loaded. */
export interface ModelRef {
  id: string;
  version: string;
  /** SHA-256 of its weights, hexadecimal. */
  sha256: string;
}

export type SuggestionValue =
  | { kind: 'classLabel'; label: number }
  | { kind: 'box'; label: number; left: number; top: number; right: number; bottom: number }
  | { kind: 'polygon'; label: number; points: { x: number; y: number }[] }
  | { kind: 'span'; label: number; start: number; end: number }
  | { kind: 'transcript'; text: string }
  | { kind: 'region'; label: number; start: number; end: number };

export interface Suggestion {
  value: SuggestionValue;
  /** 0 to 1, as sure as the model says it is: no probability unless its own documents say so. */
  score: number;
  model: ModelRef;
}

/** What a suggestion has to lie in. A side that is missing lets nothing of its kind through. */
export interface Frame {
  /** How many classes the task has. */
  classes: number;
  /** Pixels. */
  width?: number;
  height?: number;
  /** Code points of the text. */
  characters?: number;
  /** Milliseconds of sound. */
  milliseconds?: number;
}

export const MOST_SUGGESTIONS = 2_000;
/** Corners of a polygon, as many as the measures of agreement take. */
export const MOST_CORNERS = 1_024;
/** UTF-16 units of a transcript. */
export const MOST_TRANSCRIPT = 200_000;

const refuse = (reason: string): never => {
  throw new TaggerClientError('BadSuggestion', `the model's output is refused, nothing of it was used: ${reason}`);
};

type Fields = Record<string, unknown>;

/** Exactly these fields of a plain object. */
function fieldsOf(value: unknown, what: string, keys: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(`${what} is no object`);
  const found = Object.keys(value);
  const other = found.find((key) => !keys.includes(key));
  if (other !== undefined) return refuse(`${what} has a field ${JSON.stringify(other.slice(0, 40))} nobody knows`);
  const missing = keys.find((key) => !found.includes(key));
  return missing === undefined ? (value as Fields) : refuse(`${what} has no ${missing}`);
}

function whole(value: unknown, what: string, most: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > most)
    return refuse(`${what} is no whole number from 0 to ${most}`);
  return value;
}

const label = ({ label: value }: Fields, { classes }: Frame): number => whole(value, 'a label', classes - 1);

function stretch(fields: Fields, most: number | undefined, what: string): { start: number; end: number } {
  if (most === undefined) return refuse(`a ${what} does not belong to this kind of item`);
  const [start, end] = [whole(fields.start, 'a start', most), whole(fields.end, 'an end', most)];
  return start < end ? { start, end } : refuse(`a ${what} is empty`);
}

function sizeOf({ width, height }: Frame): { width: number; height: number } {
  return width === undefined || height === undefined ? refuse('a shape, but the item is no image') : { width, height };
}

/** The value made anew from checked fields, so that nothing else travels with it. Throws `BadSuggestion`. */
export function checkValue(value: unknown, frame: Frame): SuggestionValue {
  const kind = (value as Fields | null)?.kind;
  const fields = (...keys: string[]): Fields => fieldsOf(value, `a ${String(kind).slice(0, 20)}`, ['kind', ...keys]);
  switch (kind) {
    case 'classLabel':
      return { kind, label: label(fields('label'), frame) };
    case 'box': {
      const found = fields('label', 'left', 'top', 'right', 'bottom');
      const { width, height } = sizeOf(frame);
      const [left, right] = [whole(found.left, 'left', width), whole(found.right, 'right', width)];
      const [top, bottom] = [whole(found.top, 'top', height), whole(found.bottom, 'bottom', height)];
      if (left >= right || top >= bottom) return refuse('a box is empty');
      return { kind, label: label(found, frame), left, top, right, bottom };
    }
    case 'polygon': {
      const found = fields('label', 'points');
      const { width, height } = sizeOf(frame);
      const { points } = found;
      if (!Array.isArray(points) || points.length < 3 || points.length > MOST_CORNERS)
        return refuse(`a polygon has 3 to ${MOST_CORNERS} corners`);
      const corners = points.map((point: unknown) => {
        const { x, y } = fieldsOf(point, 'a corner', ['x', 'y']);
        return { x: whole(x, 'x', width), y: whole(y, 'y', height) };
      });
      return { kind, label: label(found, frame), points: corners };
    }
    case 'span': {
      const found = fields('label', 'start', 'end');
      return { kind, label: label(found, frame), ...stretch(found, frame.characters, kind) };
    }
    case 'region': {
      const found = fields('label', 'start', 'end');
      return { kind, label: label(found, frame), ...stretch(found, frame.milliseconds, kind) };
    }
    case 'transcript': {
      const { text } = fields('text');
      if (typeof text !== 'string' || text.length > MOST_TRANSCRIPT)
        return refuse(`a transcript is text of at most ${MOST_TRANSCRIPT} characters`);
      return { kind, text };
    }
    default:
      return refuse('a kind of suggestion nobody knows');
  }
}

export function checkScore(score: unknown): number {
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) return refuse('a score is a number from 0 to 1');
  return score;
}

const NAME = /^[\w@./:+ -]{1,120}$/;

/** Throws `BadSuggestion` for a model without a name, a version or a hash. */
export function checkModel(model: unknown): ModelRef {
  const { id, version, sha256 } = fieldsOf(model, 'a model', ['id', 'version', 'sha256']);
  for (const text of [id, version])
    if (typeof text !== 'string' || !NAME.test(text)) return refuse('a model has an id and a version of one line');
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
    return refuse('a model has the hash of its weights');
  return { id: id as string, version: version as string, sha256 };
}

/**
 * Everything that came out of a model, checked against a fixed shape and against its item. One bad suggestion refuses all:
 * a model that writes one impossible box is not believed about the others. Throws `BadSuggestion`.
 */
export function checkSuggestions(values: unknown, frame: Frame, model: ModelRef): Suggestion[] {
  if (!Array.isArray(values) || values.length > MOST_SUGGESTIONS)
    return refuse(`it is no list of at most ${MOST_SUGGESTIONS} suggestions`);
  const known = checkModel(model);
  return values.map((one: unknown) => {
    const { value, score } = fieldsOf(one, 'a suggestion', ['value', 'score']);
    return { value: checkValue(value, frame), score: checkScore(score), model: known };
  });
}
