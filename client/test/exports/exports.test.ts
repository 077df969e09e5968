import { expect } from 'chai';
import fc from 'fast-check';
import {
  areaOf,
  checkSet,
  KINDS,
  labelStudioConfig,
  labelTable,
  TaggerClientError,
  toCoco,
  toConll,
  toCsv,
  tokens,
  toLabelStudio,
  toParquet,
  toVoc,
  toYolo,
  type LabelSet,
} from '@tagger/client/exports';
import { CLASSES, EVERYTHING, IMAGES, OUTLINES, TEXTS } from './support.ts';

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof TaggerClientError) return error.name;
    throw error;
  }
  return 'nothing';
};

describe('COCO', () => {
  it('has boxes by corner and size, outlines with their area, and ids from 1', () => {
    const { images, categories, annotations } = toCoco(IMAGES);
    expect(images.map(({ id, file_name }) => [id, file_name])).to.deep.equal([
      [1, 'pets/a.jpg'],
      [2, 'b.png'],
      [3, 'empty.png'],
    ]);
    expect(categories.map(({ id, name }) => [id, name])).to.deep.equal(CLASSES.map((name, at) => [at + 1, name]));
    expect(
      annotations.map(({ image_id, category_id, bbox, area }) => [image_id, category_id, bbox, area]),
    ).to.deep.equal([
      [1, 1, [0, 0, 64, 48], 3_072],
      [1, 2, [320, 240, 320, 240], 76_800],
      [2, 1, [10, 10, 1, 1], 1],
    ]);
    const [, outline] = toCoco(OUTLINES).annotations;
    expect(outline).to.deep.include({ bbox: [10, 10, 20, 20], area: 200, segmentation: [[10, 10, 30, 10, 10, 30]] });
  });

  it('measures the area of any simple polygon in either direction', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 4 },
      { x: 0, y: 4 },
    ];
    expect([areaOf(square), areaOf([...square].reverse())]).to.deep.equal([16, 16]);
  });
});

describe('YOLO', () => {
  it('has the centre and size of each box as shares, and a file for an image without any', () => {
    const files = toYolo(IMAGES);
    expect(files.get('labels/pets/a.txt')).to.equal('0 0.05 0.05 0.1 0.1\n1 0.75 0.75 0.5 0.5\n');
    expect(files.get('labels/b.txt')).to.equal('0 0.105 0.21 0.01 0.02\n');
    expect(files.get('labels/empty.txt')).to.equal('');
    expect(files.get('data.yaml')).to.equal(
      'path: .\ntrain: images\nval: images\nnames:\n  0: "cat"\n  1: "dog & \\"friend\\" <b>"\n  2: "=SUM(A1)"\n',
    );
  });

  it('writes every shape as an outline as soon as there is one', () => {
    expect(toYolo(OUTLINES).get('labels/c.txt')).to.equal('1 0.5 0.5 1 0.5 1 1 0.5 1\n0 0.1 0.2 0.3 0.2 0.1 0.6\n');
  });

  it('refuses two images that become one file', () => {
    const image = { width: 1, height: 1 };
    const set = {
      classes: ['x'],
      items: [
        { id: 'a.jpg', ...image },
        { id: 'a.png', ...image },
      ],
    };
    expect(refusalOf(() => toYolo(set))).to.equal('ItemTwice');
    expect(refusalOf(() => toVoc(set))).to.equal('ItemTwice');
  });
});

describe('Pascal VOC', () => {
  it('counts pixels from 1, and the last belongs to the box', () => {
    const text = toVoc(IMAGES).get('Annotations/pets/a.xml') ?? '';
    expect(text).to.include('<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>64</xmax><ymax>48</ymax></bndbox>');
    expect(text).to.include('<name>dog &amp; &quot;friend&quot; &lt;b&gt;</name>');
    expect(text).to.include('<size><width>640</width><height>480</height><depth>3</depth></size>');
  });
});

describe('CoNLL', () => {
  it('tags tokens B, I and O, counts characters, and makes one word of a class', () => {
    expect(toConll(TEXTS)).to.equal(
      '\u{1f600}\tO\nAda\tB-person\nLovelace\tI-person\nlived\tO\nin\tO\nLondon\tB-some_place\n.\tO\n\nNobody\tO\n',
    );
  });

  it('places each token where it is, in characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const characters = [...text];
        for (const { text: token, start, end } of tokens(text))
          expect(characters.slice(start, end).join('')).to.equal(token);
      }),
    );
  });

  it('begins a new span right behind another of the same class', () => {
    const spans = [
      { label: 0, start: 0, end: 1 },
      { label: 0, start: 2, end: 3 },
    ];
    expect(toConll({ classes: ['x'], items: [{ id: 'a', text: 'a b', spans }] })).to.equal('a\tB-x\nb\tB-x\n');
  });

  it('refuses spans that overlap or cut a token, an item without text, and classes that become one tag', () => {
    const set = (spans: [number, number][], classes = ['x']): LabelSet => ({
      classes,
      items: [{ id: 'a', text: 'one two', spans: spans.map(([start, end]) => ({ label: 0, start, end })) }],
    });
    expect(
      refusalOf(() =>
        toConll(
          set([
            [0, 7],
            [4, 7],
          ]),
        ),
      ),
    ).to.equal('SpansOverlap');
    expect(refusalOf(() => toConll(set([[0, 2]])))).to.equal('SpanCutsToken');
    expect(refusalOf(() => toConll(set([[1, 3]])))).to.equal('SpanCutsToken');
    expect(refusalOf(() => toConll({ classes: ['x'], items: [{ id: 'a' }] }))).to.equal('NoText');
    expect(refusalOf(() => toConll(set([], ['a b', 'a_b'])))).to.equal('BadClassName');
  });
});

describe('Label Studio', () => {
  it('has per cents of the image, characters of the text, choices and transcripts', () => {
    const [first, outlines, text, recording] = toLabelStudio(EVERYTHING, 'image');
    const values = (task: typeof first) => task!.annotations[0]!.result.map(({ type, value }) => [type, value]);
    expect(values(first)).to.deep.equal([['choices', { choices: ['=SUM(A1)'] }]]);
    expect(values(outlines)).to.deep.equal([
      ['rectanglelabels', { x: 50, y: 50, width: 50, height: 50, rotation: 0, rectanglelabels: [CLASSES[1]] }],
      [
        'polygonlabels',
        {
          points: [
            [10, 20],
            [30, 20],
            [10, 60],
          ],
          closed: true,
          polygonlabels: ['cat'],
        },
      ],
    ]);
    expect(values(text)).to.deep.equal([['labels', { start: 2, end: 5, text: 'Ada', labels: [CLASSES[1]] }]]);
    expect(values(recording)).to.deep.equal([['textarea', { text: ['@echo -1, "quoted"\nsecond line'] }]]);
    expect(first!.data).to.deep.equal({ item: 'first.jpg', image: 'first.jpg' });
  });

  it('comes with a configuration that has every control the tasks name', () => {
    const config = labelStudioConfig(EVERYTHING, 'image');
    for (const { from_name } of toLabelStudio(EVERYTHING, 'image').flatMap(({ annotations }) => annotations[0]!.result))
      expect(config).to.include(`name="${from_name}" toName="image"`);
    expect(config).to.include('<Choice value="dog &amp; &quot;friend&quot; &lt;b&gt;"/>');
    expect(labelStudioConfig(TEXTS, 'text')).not.to.include('RectangleLabels');
  });
});

describe('CSV [attack 152]', () => {
  const one = (value: string): string =>
    toCsv([{ name: 'x', type: 'text', values: [value] }]).slice('x\r\n'.length, -2);

  it('puts an apostrophe before what a spreadsheet would run', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '\uff1d1+1', '\n=cmd'])
      expect(one(formula).replace(/^"/, ''), formula).to.match(/^'/);
    expect(one("=cmd|' /C calc'!A0")).to.equal("'=cmd|' /C calc'!A0");
    expect(one('=HYPERLINK("http://evil.example","x")')).to.equal('"\'=HYPERLINK(""http://evil.example"",""x"")"');
  });

  it('in the names of columns too, and leaves numbers and other text alone', () => {
    const columns = [
      { name: '=x', type: 'text' as const, values: ['cat', 'a-b', null] },
      { name: 'n', type: 'number' as const, values: [-1.5, 2, null] },
    ];
    expect(toCsv(columns)).to.equal("'=x,n\r\ncat,-1.5\r\na-b,2\r\n,\r\n");
  });

  it('never writes a cell that begins with a sign of a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '\t', '"', ',', '\n', 'a') }), (text) => {
        const field = one(text);
        const value = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        expect(/^\s*[=+\-@\t\r]/.test(value), JSON.stringify(text)).to.equal(false);
        expect(value.replace(/^'/, '')).to.equal(text.replace(/^'/, ''));
      }),
    );
  });

  it('refuses a null character', () => expect(refusalOf(() => one('a\0b'))).to.equal('NullCharacter'));
});

describe('tables', () => {
  it('have a line for each label and no empty column', () => {
    const columns = labelTable(EVERYTHING);
    const lines = columns[0]!.values.map((_, at) => columns.map(({ values }) => values[at]));
    expect(columns.map(({ name }) => name)).to.deep.equal(
      'item kind label code left top right bottom points start end text'.split(' '),
    );
    expect(lines.map((line) => line.filter((value) => value !== null))).to.deep.equal([
      ['first.jpg', 'class', '=SUM(A1)', 2],
      ['c.png', 'box', CLASSES[1], 1, 50, 25, 100, 50],
      ['c.png', 'polygon', 'cat', 0, '10 10 30 10 10 30'],
      ['t1', 'span', CLASSES[1], 1, 2, 5, 'Ada'],
      ['r.wav', 'transcript', '@echo -1, "quoted"\nsecond line'],
    ]);
    expect(labelTable({ classes: ['x'], items: [{ id: 'a', classLabel: 0 }] }).map(({ name }) => name)).to.deep.equal([
      'item',
      'kind',
      'label',
      'code',
    ]);
  });

  it('become Parquet, whose first and last bytes say so', () => {
    const bytes = Buffer.from(toParquet(labelTable(EVERYTHING)));
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).to.deep.equal(['PAR1', 'PAR1']);
    const uneven = [
      { name: 'a', type: 'text' as const, values: ['x'] },
      { name: 'b', type: 'text' as const, values: [] },
    ];
    expect(() => toParquet(uneven)).to.throw(RangeError);
  });
});

describe('sets that can not be written', () => {
  const image = { id: 'a.jpg', width: 10, height: 10 };
  const one = (change: object): LabelSet => ({ classes: ['x'], items: [{ ...image, ...change }] });
  const box = { label: 0, left: 0, top: 0, right: 10, bottom: 10 };

  it('are refused by name', () => {
    const check = (set: LabelSet): string => refusalOf(() => checkSet(set, 'it', KINDS));
    expect(check(one({ boxes: [box] }))).to.equal('nothing');
    expect(check(one({ boxes: [{ ...box, label: 1 }] }))).to.equal('UnknownClass');
    expect(check(one({ classLabel: -1 }))).to.equal('UnknownClass');
    expect(check(one({ boxes: [{ ...box, right: 11 }] }))).to.equal('ShapeOutside');
    expect(check(one({ boxes: [{ ...box, right: 0 }] }))).to.equal('ShapeOutside');
    expect(check(one({ boxes: [{ ...box, left: 0.5 }] }))).to.equal('ShapeOutside');
    expect(check(one({ boxes: [box], width: undefined }))).to.equal('NoSize');
    expect(check(one({ polygons: [{ label: 0, points: [{ x: 0, y: 0 }] }] }))).to.equal('ShapeOutside');
    expect(check(one({ text: '\u{1f600}', spans: [{ label: 0, start: 0, end: 2 }] }))).to.equal('SpanOutside');
    expect(check({ classes: ['x'], items: [image, image] })).to.equal('ItemTwice');
    expect(check({ classes: ['a\nb'], items: [] })).to.equal('BadClassName');
  });

  it('are refused by formats that would leave something out', () => {
    expect(refusalOf(() => toCoco(EVERYTHING))).to.equal('FormatCannotHold');
    expect(refusalOf(() => toYolo(one({ transcript: '' })))).to.equal('FormatCannotHold');
    expect(refusalOf(() => toVoc(OUTLINES))).to.equal('FormatCannotHold');
    expect(refusalOf(() => toConll(IMAGES))).to.equal('FormatCannotHold');
  });

  it('never write outside their folder', () => {
    for (const id of ['../a.jpg', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\u0000b', '', 'x/.'])
      expect(
        refusalOf(() => toYolo({ classes: ['x'], items: [{ ...image, id }] })),
        id,
      ).to.equal('UnsafeName');
  });
});
