/** Marks of an answer in one list, and what moving and stretching does to them. Pure; every mark stays inside its item. */
import type { ItemAnswer, MarkKind } from '@tagger/client/published';

export type Point = { x: number; y: number };
export type Mark =
  | { kind: 'box'; label: number; left: number; top: number; right: number; bottom: number }
  | { kind: 'polygon'; label: number; points: Point[] }
  | ({ kind: 'point'; label: number } & Point)
  /** Characters (code points) of a span, milliseconds of a region; the end is the first that no longer belongs. */
  | { kind: 'span' | 'region'; label: number; start: number; end: number };

/** What marks lie in: pixels of a picture, characters of a text, milliseconds of a sound. */
export interface Frame {
  width?: number;
  height?: number;
  text?: string;
  duration?: number;
}

const FIELD = { box: 'boxes', polygon: 'polygons', point: 'points', span: 'spans', region: 'regions' } as const;
const KINDS = Object.keys(FIELD) as MarkKind[];

export const marksOf = (answer: ItemAnswer | undefined): Mark[] =>
  KINDS.flatMap((kind) => (answer?.[FIELD[kind]] ?? []).map((one) => ({ kind, ...one }) as Mark));

/** The answer with these marks and no others. */
export function withMarks(answer: ItemAnswer, marks: readonly Mark[]): ItemAnswer {
  const next: ItemAnswer = { ...answer };
  for (const kind of KINDS) {
    const own = marks.filter((mark) => mark.kind === kind).map(({ kind: _, ...mark }) => mark);
    if (own.length === 0) delete next[FIELD[kind]];
    else Object.assign(next, { [FIELD[kind]]: own });
  }
  return next;
}

const between = (value: number, most: number, least = 0): number =>
  Math.min(Math.max(Math.round(value), least), Math.max(least, most));

/** How far something from `low` to `high` may go so that it stays between 0 and `most`. */
const stay = (by: number, low: number, high: number, most: number): number =>
  Math.round(Math.min(Math.max(by, -low), most - high));

export const lengthOf = ({ text, duration = 0 }: Frame): number => (text === undefined ? duration : [...text].length);

export function boxBetween(a: Point, b: Point, label: number, { width = 0, height = 0 }: Frame): Mark | undefined {
  const [left, right] = [between(Math.min(a.x, b.x), width), between(Math.max(a.x, b.x), width)];
  const [top, bottom] = [between(Math.min(a.y, b.y), height), between(Math.max(a.y, b.y), height)];
  return left < right && top < bottom ? { kind: 'box', label, left, top, right, bottom } : undefined;
}

/** A mark in the middle of a picture, a fifth of its sides. */
export function middle(kind: 'box' | 'polygon' | 'point', label: number, { width = 0, height = 0 }: Frame): Mark {
  const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
  if (kind === 'point') return { kind, label, x, y };
  const [half, tall] = [Math.max(1, Math.round(width / 10)), Math.max(1, Math.round(height / 10))];
  const [left, right] = [between(x - half, width), between(x + half, width)];
  const [top, bottom] = [between(y - tall, height), between(y + tall, height)];
  if (kind === 'box') return { kind, label, left, top, right, bottom };
  const corner = (cx: number, cy: number): Point => ({ x: cx, y: cy });
  return { kind, label, points: [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)] };
}

/** The mark so much further, as far as its item goes; with `corner` only that corner of an outline. */
export function moved(mark: Mark, dx: number, dy: number, frame: Frame, corner?: number): Mark {
  const { width = 0, height = 0 } = frame;
  switch (mark.kind) {
    case 'box': {
      const [x, y] = [stay(dx, mark.left, mark.right, width), stay(dy, mark.top, mark.bottom, height)];
      return { ...mark, left: mark.left + x, right: mark.right + x, top: mark.top + y, bottom: mark.bottom + y };
    }
    case 'point':
      return { ...mark, x: between(mark.x + dx, width), y: between(mark.y + dy, height) };
    case 'polygon': {
      if (corner !== undefined)
        return {
          ...mark,
          points: mark.points.map((point, at) =>
            at === corner ? { x: between(point.x + dx, width), y: between(point.y + dy, height) } : point,
          ),
        };
      const [xs, ys] = [mark.points.map(({ x }) => x), mark.points.map(({ y }) => y)];
      const [x, y] = [
        stay(dx, Math.min(...xs), Math.max(...xs), width),
        stay(dy, Math.min(...ys), Math.max(...ys), height),
      ];
      return { ...mark, points: mark.points.map((point) => ({ x: point.x + x, y: point.y + y })) };
    }
    default: {
      const by = stay(dx, mark.start, mark.end, lengthOf(frame));
      return { ...mark, start: mark.start + by, end: mark.end + by };
    }
  }
}

/** The mark with its right and lower edge, or its end, so much further; never smaller than one. */
export function stretched(mark: Mark, dx: number, dy: number, frame: Frame): Mark {
  const { width = 0, height = 0 } = frame;
  switch (mark.kind) {
    case 'box':
      return {
        ...mark,
        right: between(mark.right + dx, width, mark.left + 1),
        bottom: between(mark.bottom + dy, height, mark.top + 1),
      };
    case 'span':
    case 'region':
      return { ...mark, end: between(mark.end + dx, lengthOf(frame), mark.start + 1) };
    default:
      return mark;
  }
}

/** An outline with one more corner, in the middle of the edge after this one. */
export function withCorner(mark: Mark, after: number): Mark {
  if (mark.kind !== 'polygon') return mark;
  const [a, b] = [mark.points[after], mark.points[(after + 1) % mark.points.length]];
  if (a === undefined || b === undefined) return mark;
  const half = { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
  return { ...mark, points: [...mark.points.slice(0, after + 1), half, ...mark.points.slice(after + 1)] };
}

/** Left, top, right and bottom of a shape. */
export function boundsOf(mark: Mark): [number, number, number, number] {
  if (mark.kind === 'box') return [mark.left, mark.top, mark.right, mark.bottom];
  if (mark.kind === 'point') return [mark.x, mark.y, mark.x, mark.y];
  if (mark.kind !== 'polygon') return [mark.start, 0, mark.end, 0];
  const [xs, ys] = [mark.points.map(({ x }) => x), mark.points.map(({ y }) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Place of the smallest shape at a point; `near` is how far beside it still counts, pixels. -1 for none. */
export function hit(marks: readonly Mark[], { x, y }: Point, near: number): number {
  let [found, least] = [-1, Infinity];
  marks.forEach((mark, at) => {
    const [left, top, right, bottom] = boundsOf(mark);
    const size = (right - left) * (bottom - top);
    const inside = x >= left - near && x <= right + near && y >= top - near && y <= bottom + near;
    if (inside && size < least) [found, least] = [at, size];
  });
  return found;
}
