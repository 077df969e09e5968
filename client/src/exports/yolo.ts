/** YOLO as Ultralytics reads it: a text file for each image, coordinates as shares of the image, and `data.yaml`. */
import { addFile, checkSet, itemPath, sizeOf, stemOf, type Files, type LabelSet, type Point } from './labels.ts';

/**
 * `labels/NAME.txt` for each item and `data.yaml`; images belong into `images/`. A line is `class x y width height` about the
 * centre. As soon as one item has a polygon all lines are outlines, `class x y x y ...`, because a reader that sees one takes
 * every line of a file for one. Throws what `checkSet` throws, `UnsafeName`, `ItemTwice`.
 */
export function toYolo(set: LabelSet): Files {
  checkSet(set, 'YOLO', ['boxes', 'polygons']);
  const outlines = set.items.some(({ polygons = [] }) => polygons.length > 0);
  const files: Files = new Map();
  for (const item of set.items) {
    const { boxes = [], polygons = [] } = item;
    const { width, height } = sizeOf(item);
    const share = (points: readonly Point[]): string =>
      points.map(({ x, y }) => `${decimal(x / width)} ${decimal(y / height)}`).join(' ');
    const lines = [
      ...boxes.map(({ label, left, top, right, bottom }) => {
        const corners = [
          { x: left, y: top },
          { x: right, y: top },
          { x: right, y: bottom },
          { x: left, y: bottom },
        ];
        if (outlines) return `${label} ${share(corners)}`;
        const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
        return `${label} ${share([centre, { x: right - left, y: bottom - top }])}`;
      }),
      ...polygons.map(({ label, points }) => `${label} ${share(points)}`),
    ];
    addFile(files, `labels/${stemOf(itemPath(item.id))}.txt`, lines.map((line) => `${line}\n`).join(''));
  }
  // A JSON string is a YAML string, whatever it holds.
  const names = set.classes.map((name, at) => `  ${at}: ${JSON.stringify(name)}\n`).join('');
  files.set('data.yaml', `path: .\ntrain: images\nval: images\nnames:\n${names}`);
  return files;
}

/** Up to eight decimals: a pixel of an image 10 million wide. */
const decimal = (value: number): string => value.toFixed(8).replace(/\.?0+$/, '');
