/** Our exports read by other people's readers: COCO's own library, pyarrow, and Python's for XML and CSV. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { labelTable, toCoco, toCsv, toParquet, toVoc, type LabelSet } from '@tagger/client/exports';
import { CLASSES, EVERYTHING, IMAGES, OUTLINES } from '../test/exports/support.ts';

interface Found {
  coco: { images: string[]; classes: string[]; boxes: number[][]; pixels: number[] };
  voc: { file: string; size: number[]; objects: [string, ...number[]][] }[];
  parquet: { types: string[]; rows: Record<string, unknown>[] };
  csv: string[][];
}

describe('exports, as others read them', () => {
  let folder: string;
  let found: Found;
  const shapes: LabelSet = { classes: CLASSES, items: [...IMAGES.items, ...OUTLINES.items] };

  before(() => {
    const environment = process.env['TAGGER_CROISSANT'];
    if (environment === undefined) throw new Error('TAGGER_CROISSANT is not set: run client/conformance/run.sh');
    folder = mkdtempSync(join(tmpdir(), 'tagger-formats-'));
    const write = (path: string, content: string | Uint8Array): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    };
    write('coco.json', JSON.stringify(toCoco(shapes)));
    for (const [path, text] of toVoc(IMAGES)) write(path, text);
    write('labels.parquet', toParquet(labelTable(EVERYTHING)));
    write('labels.csv', toCsv(labelTable(EVERYTHING)));
    const script = fileURLToPath(new URL('formats.py', import.meta.url));
    found = JSON.parse(execFileSync(join(environment, 'bin/python'), [script, folder], { encoding: 'utf8' })) as Found;
  });
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it('COCO: the library finds images, classes, boxes, and draws the outline', () => {
    expect(found.coco.images).to.deep.equal(['pets/a.jpg', 'b.png', 'empty.png', 'c.png']);
    expect(found.coco.classes).to.deep.equal(CLASSES);
    expect(found.coco.boxes).to.deep.equal([
      [0, 0, 64, 48],
      [320, 240, 320, 240],
      [10, 10, 1, 1],
      [50, 25, 50, 25],
      [10, 10, 20, 20],
    ]);
    // 200 pixels of area; whether one on the slope belongs to it is for the library to say.
    expect(found.coco.pixels[0]).to.be.within(180, 220);
  });

  it('Pascal VOC: the same boxes come back', () => {
    const images = new Map(found.voc.map((image) => [image.file, image]));
    expect([...images.keys()].sort()).to.deep.equal(['b.png', 'empty.png', 'pets/a.jpg']);
    for (const { id, width, height, boxes = [] } of IMAGES.items) {
      const { size, objects } = images.get(id)!;
      expect(size).to.deep.equal([width, height]);
      const back = objects.map(([name, left, top, right, bottom]) => ({
        label: CLASSES.indexOf(name),
        left: left! - 1,
        top: top! - 1,
        right,
        bottom,
      }));
      expect(back).to.deep.equal(boxes);
    }
  });

  it('Parquet: every value comes back with its type, and text as it was', () => {
    const columns = labelTable(EVERYTHING);
    const types = columns.map(({ type }) => (type === 'integer' ? 'int64' : 'string'));
    expect(found.parquet.types).to.deep.equal(types);
    const rows = columns[0]!.values.map((_, at) =>
      Object.fromEntries(columns.map(({ name, values }) => [name, values[at]])),
    );
    expect(found.parquet.rows).to.deep.equal(rows);
  });

  it('CSV: every field comes back, what a spreadsheet would run with an apostrophe before it [attack 152]', () => {
    const columns = labelTable(EVERYTHING);
    const fields = columns[0]!.values.map((_, at) =>
      columns.map(({ values }) => String(values[at] ?? '').replace(/^(?=[=@])/, "'")),
    );
    expect(found.csv).to.deep.equal([columns.map(({ name }) => name), ...fields]);
  });
});
