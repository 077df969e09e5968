/**
 * Label Studio's regions and ours, both ways (labelstud.io, "Label Studio JSON format of annotated tasks"): its shapes are in
 * per cent of the image, its spans in code points, its audio regions in seconds.
 */
import type { Json } from '@tagger/client/manifest';
import type { SuggestionValue } from '@tagger/client/suggestions';
import { failure, type Finding, type Modality } from '../predictor.ts';
import type { Extent } from '../limits.ts';

type Shape = { [key: string]: Json };

/** A finding, and outlines, which no shipped model has. */
export type Found = Finding | { kind: 'polygon'; word: string; score: number; points: { x: number; y: number }[] };

const bad = (reason: string): never => {
  throw failure('BadBackendAnswer', `the backend’s answer is refused: ${reason}`);
};
const shape = (value: Json | undefined, what: string): Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : bad(`${what} is no object`);
const list = (value: Json | undefined, what: string): Json[] =>
  Array.isArray(value) ? value : bad(`${what} is no list`);
const number = (value: Json | undefined, what: string): number =>
  typeof value === 'number' ? value : bad(`${what} is no number`);
const words = (value: Json | undefined, what: string): string[] => {
  const found = list(value, what);
  return found.every((word) => typeof word === 'string') ? found : bad(`${what} are no words`);
};

const MOST_RESULTS = 2_000;

/** The version and the regions for one task, from an answer of `/predict`. Throws `BadBackendAnswer`. */
export function fromPredict(answer: Json, modality: Modality, extent: Extent): { version?: string; found: Found[] } {
  const { results, model_version: whole } = shape(answer, 'the answer');
  const [first, ...more] = list(results, 'results');
  if (more.length > 0) return bad('it has predictions for more tasks than were sent');
  const told = typeof whole === 'string' ? whole : undefined;
  if (first === undefined || first === null) return { version: told, found: [] };
  // Some backends wrap several models' predictions of a task in a list: the first is theirs to choose.
  const { result, score, model_version: own } = shape(Array.isArray(first) ? first[0] : first, 'a prediction');
  const regions = list(result, 'a result');
  if (regions.length > MOST_RESULTS) return bad(`it has over ${MOST_RESULTS} regions`);
  const overall = typeof score === 'number' ? score : undefined;
  const version = typeof own === 'string' ? own : told;
  return { version, found: regions.flatMap((region) => fromRegion(region, overall, modality, extent)) };
}

function fromRegion(region: Json, overall: number | undefined, modality: Modality, extent: Extent): Found[] {
  const { type, value: held, score: own } = shape(region, 'a region');
  const value = shape(held, 'a value');
  // A backend that says nothing about how sure it is gets no confidence from us.
  const score = typeof own === 'number' ? own : (overall ?? 0);
  if (!(score >= 0 && score <= 1)) return bad('a score is not from 0 to 1');
  switch (type) {
    case 'choices':
      return words(value.choices, 'choices').map((word) => ({ kind: 'classLabel', word, score }));
    case 'rectanglelabels':
      if (typeof value.rotation === 'number' && value.rotation !== 0)
        return bad('a box is turned, which no answer can be');
      return words(value.rectanglelabels, 'labels').map((word) => ({
        kind: 'box',
        word,
        score,
        ...boxOf(value, extent),
      }));
    case 'polygonlabels':
      return words(value.polygonlabels, 'labels').map((word) => ({
        kind: 'polygon',
        word,
        score,
        points: list(value.points, 'points').map((point) => cornerOf(point, extent)),
      }));
    case 'labels': {
      const kind = modality === 'audio' ? 'region' : 'span';
      const unit = modality === 'audio' ? 1000 : 1;
      const [start, end] = [number(value.start, 'start') * unit, number(value.end, 'end') * unit];
      return words(value.labels, 'labels').map((word) => ({
        kind,
        word,
        score,
        start: Math.round(start),
        end: Math.round(end),
      }));
    }
    case 'textarea': {
      const lines = typeof value.text === 'string' ? [value.text] : words(value.text, 'text');
      return [{ kind: 'transcript', text: lines.join('\n'), score }];
    }
    default:
      return bad(`regions of type ${JSON.stringify(type ?? '').slice(0, 40)} have no place in our answers`);
  }
}

const pixels = (share: number, most: number | undefined): number => Math.round((share * (most ?? 0)) / 100);

function boxOf(value: Shape, { width, height }: Extent): { left: number; top: number; right: number; bottom: number } {
  const [x, y] = [number(value.x, 'x'), number(value.y, 'y')];
  const [wide, high] = [number(value.width, 'width'), number(value.height, 'height')];
  return {
    left: pixels(x, width),
    top: pixels(y, height),
    right: pixels(x + wide, width),
    bottom: pixels(y + high, height),
  };
}

function cornerOf(point: Json, { width, height }: Extent): { x: number; y: number } {
  const [x, y, ...more] = list(point, 'a corner');
  if (more.length > 0) return bad('a corner has more than two numbers');
  return { x: pixels(number(x, 'x'), width), y: pixels(number(y, 'y'), height) };
}

/** One of ours as Label Studio would send it. `shown` is the tag it lies on. */
export function toRegion(
  value: SuggestionValue,
  score: number,
  classes: readonly string[],
  shown: string,
  extent: Extent,
): Shape {
  const named = 'label' in value ? [classes[value.label] ?? bad('a label is no class')] : [];
  const add = (type: string, from: string, held: Shape): Shape => ({
    type,
    from_name: from,
    to_name: shown,
    value: held,
    score,
  });
  const [wide, high] = [
    (x: number) => (100 * x) / (extent.width ?? 0),
    (y: number) => (100 * y) / (extent.height ?? 0),
  ];
  switch (value.kind) {
    case 'classLabel':
      return add('choices', 'classLabel', { choices: named });
    case 'box': {
      const { left, top, right, bottom } = value;
      const place = { x: wide(left), y: high(top), width: wide(right - left), height: high(bottom - top), rotation: 0 };
      return add('rectanglelabels', 'boxes', { ...place, rectanglelabels: named });
    }
    case 'polygon':
      return add('polygonlabels', 'polygons', {
        points: value.points.map(({ x, y }) => [wide(x), high(y)]),
        closed: true,
        polygonlabels: named,
      });
    case 'span':
      return add('labels', 'spans', { start: value.start, end: value.end, labels: named });
    case 'region':
      return add('labels', 'regions', { start: value.start / 1000, end: value.end / 1000, labels: named });
    case 'transcript':
      return add('textarea', 'transcript', { text: [value.text] });
  }
}
