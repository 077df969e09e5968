/** Boxes and polygons: intersection over union, and which box is which. */
import type { Engine } from './engine.ts';
import { choice, i32 } from './numbers.ts';
import { scoreOf, type Score } from './score.ts';

/** Whole coordinates; right and bottom are the first that no longer belong to the box. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A box and its class, a whole number from 0 to 2^31 - 1. */
export interface LabelledBox extends Box {
  label: number;
}

/** A corner, in whole coordinates of at most 2^30 - 1 either way. */
export interface Point {
  x: number;
  y: number;
}

export const MATCH_METHODS = ['greedy', 'optimal'] as const;

export interface MatchOptions {
  /** IoU from which a pair can match, above 0, at most 1. Default 0.5. */
  threshold?: number;
  /** `optimal` (default): as many pairs as possible, then the best. `greedy`: the best pair first. */
  method?: (typeof MATCH_METHODS)[number];
}

/** How the boxes of an answer fit those of a reference. */
export interface Matching extends Score {
  /** Mean IoU of the pairs; without any 1 when both sides are empty, else 0. */
  meanIou: number;
  /** Places in the two lists. */
  pairs: { reference: number; answer: number; iou: number }[];
}

const flat = ({ left, top, right, bottom }: Box): number[] => [left, top, right, bottom];
const labelled = (boxes: readonly LabelledBox[]): Int32Array => i32(boxes.flatMap((box) => [...flat(box), box.label]));
const corners = (polygon: readonly Point[]): Int32Array => i32(polygon.flatMap(({ x, y }) => [x, y]));

export const shapes = (engine: Engine) => ({
  /** Common area divided by the area of both together. Throws `EmptyBox`. */
  boxIou(a: Box, b: Box): number {
    return engine.call('box_iou', [i32([...flat(a), ...flat(b)])], [], Float64Array, 1)[0] as number;
  },

  /** One-to-one matching of boxes of the same label. Throws `EmptyBox`, `TooManyBoxes` (512 a side), `Threshold`. */
  matchBoxes(reference: readonly LabelledBox[], answer: readonly LabelledBox[], options: MatchOptions = {}): Matching {
    const { threshold = 0.5, method = 'optimal' } = options;
    const room = 7 + 3 * Math.min(reference.length, answer.length);
    const out = engine.call(
      'match_boxes',
      [labelled(reference), labelled(answer)],
      [threshold, choice(MATCH_METHODS, method)],
      Float64Array,
      room,
    );
    const pairs = Array.from({ length: (out.length - 7) / 3 }, (_, pair) => {
      const [reference, answer, iou] = out.subarray(7 + 3 * pair) as unknown as [number, number, number];
      return { reference, answer, iou };
    });
    return { ...scoreOf(out), meanIou: out[6] as number, pairs };
  },

  /**
   * The same for simple polygons of 3 to 1,024 corners, convex or not. Throws `Vertices`, `Coordinate`, `NotSimple`,
   * `TooManyCrossings`.
   */
  polygonIou(a: readonly Point[], b: readonly Point[]): number {
    return engine.call('polygon_iou', [corners(a), corners(b)], [], Float64Array, 1)[0] as number;
  },
});
