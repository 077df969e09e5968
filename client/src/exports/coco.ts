/** COCO detection and segmentation (cocodataset.org, "Data format"): one JSON for all images. */
import { checkSet, itemPath, sizeOf, type LabelSet, type Point } from './labels.ts';

export interface Coco {
  info: { description: string; version: string };
  images: { id: number; file_name: string; width: number; height: number }[];
  categories: { id: number; name: string; supercategory: string }[];
  annotations: {
    id: number;
    image_id: number;
    category_id: number;
    /** Left, top, width, height. */
    bbox: [number, number, number, number];
    area: number;
    /** Polygons as x, y, x, y; none for a box. */
    segmentation: number[][];
    iscrowd: 0;
  }[];
}

/** Boxes and polygons. Ids count from 1; category 1 is class 0. Throws what `checkSet` throws, `UnsafeName`. */
export function toCoco(set: LabelSet, description = 'Exported from Tagger'): Coco {
  checkSet(set, 'COCO', ['boxes', 'polygons']);
  const annotations: Coco['annotations'] = [];
  const add = (
    image: number,
    label: number,
    bbox: [number, number, number, number],
    area: number,
    outline: number[][],
  ) =>
    annotations.push({
      id: annotations.length + 1,
      image_id: image,
      category_id: label + 1,
      bbox,
      area,
      segmentation: outline,
      iscrowd: 0,
    });
  const images = set.items.map((item, at) => {
    for (const { label, left, top, right, bottom } of item.boxes ?? [])
      add(at + 1, label, [left, top, right - left, bottom - top], (right - left) * (bottom - top), []);
    for (const { label, points } of item.polygons ?? [])
      add(at + 1, label, boundsOf(points), areaOf(points), [points.flatMap(({ x, y }) => [x, y])]);
    return { id: at + 1, file_name: itemPath(item.id), ...sizeOf(item) };
  });
  const categories = set.classes.map((name, at) => ({ id: at + 1, name, supercategory: '' }));
  return { info: { description, version: '1.0' }, images, categories, annotations };
}

function boundsOf(points: readonly Point[]): [number, number, number, number] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [least(xs), least(ys)];
  return [left, top, -least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - top];
}

const least = (values: readonly number[]): number => values.reduce((a, b) => (b < a ? b : a));

/** Gauss's area formula; the corners in either direction. */
export function areaOf(points: readonly Point[]): number {
  const twice = points.reduce((sum, { x, y }, at) => {
    const next = points[(at + 1) % points.length]!;
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}
