/** Whether an answer somebody practises is right: marks need not be the same to the pixel. Pure. */
import type { ItemAnswer } from '@tagger/client/published';
import { boundsOf, marksOf, type Mark, type Point } from './marks.ts';

/** Overlap by which two marks count as the same, as is usual for detection. */
const OVERLAP = 0.5;
/** How far a point may be off, as a share of the longer side. */
const OFF = 0.03;
/** Points a side by which outlines are compared. */
const GRID = 64;

/** Overlap of two marks of one kind, 0 to 1: their common part as a share of both together. */
export function overlap(a: Mark, b: Mark): number {
  if ((a.kind === 'span' || a.kind === 'region') && (b.kind === 'span' || b.kind === 'region')) {
    const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
    return common <= 0 ? 0 : common / (a.end - a.start + b.end - b.start - common);
  }
  const [x, y] = [boundsOf(a), boundsOf(b)];
  const [left, top] = [Math.min(x[0], y[0]), Math.min(x[1], y[1])];
  const [wide, high] = [Math.max(x[2], y[2]) - left, Math.max(x[3], y[3]) - top];
  let [both, either] = [0, 0];
  for (let row = 0; row < GRID; row += 1)
    for (let column = 0; column < GRID; column += 1) {
      const point = { x: left + ((column + 0.5) * wide) / GRID, y: top + ((row + 0.5) * high) / GRID };
      const [inA, inB] = [inside(a, point), inside(b, point)];
      both += Number(inA && inB);
      either += Number(inA || inB);
    }
  return either === 0 ? 0 : both / either;
}

/** By the number of edges to the right of it (even and odd). */
function inside(mark: Mark, { x, y }: Point): boolean {
  const [left, top, right, bottom] = boundsOf(mark);
  if (mark.kind !== 'polygon') return x >= left && x < right && y >= top && y < bottom;
  let odd = false;
  mark.points.forEach((from, at) => {
    const to = mark.points[(at + 1) % mark.points.length]!;
    if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) odd = !odd;
  });
  return odd;
}

function alike(a: Mark, b: Mark, side: number): boolean {
  if (a.kind !== b.kind || a.label !== b.label) return false;
  if (a.kind === 'point' && b.kind === 'point') return Math.hypot(a.x - b.x, a.y - b.y) <= OFF * side;
  return overlap(a, b) >= OVERLAP;
}

/** Each right mark is there once, and nothing else. */
function sameMarks(given: readonly Mark[], right: readonly Mark[], side: number): boolean {
  if (given.length !== right.length) return false;
  const left = [...given];
  return right.every((mark) => {
    const best = left
      .map((one, at) => ({ at, share: alike(one, mark, side) ? (mark.kind === 'point' ? 1 : overlap(one, mark)) : -1 }))
      .reduce((a, b) => (b.share > a.share ? b : a), { at: -1, share: -1 });
    if (best.at < 0) return false;
    left.splice(best.at, 1);
    return true;
  });
}

/** Words alone: neither letters' size nor punctuation decide. */
const folded = (text = ''): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Whether everything the right answer says is said. What it says nothing of, a note in a form, can't be wrong. */
export function isRight(given: ItemAnswer, right: ItemAnswer): boolean {
  const side = Math.max(right.width ?? 0, right.height ?? 0);
  return (
    given.skipped === undefined &&
    sameMarks(marksOf(given), marksOf(right), side) &&
    (right.classLabel === undefined || given.classLabel === right.classLabel) &&
    (right.rating === undefined || given.rating === right.rating) &&
    (right.preferred === undefined || given.preferred === right.preferred) &&
    (right.transcript === undefined || folded(given.transcript) === folded(right.transcript)) &&
    (right.fields ?? []).every((field, at) => folded(field) === '' || folded(given.fields?.[at]) === folded(field))
  );
}
