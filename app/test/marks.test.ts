import { expect } from 'chai';
import { isRight, overlap } from '../src/lib/payload/compare.ts';
import {
  boxBetween,
  hit,
  marksOf,
  middle,
  moved,
  stretched,
  withCorner,
  withMarks,
  type Mark,
} from '../src/lib/payload/marks.ts';
import { piecesOf, trimmed, wordsOf } from '../src/lib/payload/words.ts';
import { toolProblems, withoutLabel } from '../src/lib/posting/tools.ts';

const FRAME = { width: 400, height: 300 };
const box = (left: number, top: number, right: number, bottom: number, label = 0): Mark => ({
  ...{ kind: 'box', label, left, top, right, bottom },
});

describe('marks', () => {
  it('are drawn, moved and stretched inside their picture, whatever is asked', () => {
    expect(boxBetween({ x: 500, y: -9 }, { x: 10.4, y: 20.6 }, 1, FRAME)).to.deep.equal(box(10, 0, 400, 21, 1));
    expect(boxBetween({ x: 5, y: 5 }, { x: 5.2, y: 90 }, 0, FRAME), 'no width').to.equal(undefined);
    expect(middle('box', 0, FRAME)).to.deep.equal(box(160, 120, 240, 180));
    expect(moved(box(10, 10, 50, 50), -99, 999, FRAME)).to.deep.equal(box(0, 260, 40, 300));
    expect(stretched(box(10, 10, 50, 50), -99, 999, FRAME)).to.deep.equal(box(10, 10, 11, 300));
    const outline = middle('polygon', 0, FRAME);
    const longer = withCorner(outline, 3);
    expect(longer.kind === 'polygon' && longer.points.at(-1)).to.deep.equal({ x: 160, y: 150 });
    const off = moved(longer, -999, 0, FRAME, 4);
    expect(off.kind === 'polygon' && off.points[4]).to.deep.equal({ x: 0, y: 150 });
    const region: Mark = { kind: 'region', label: 0, start: 100, end: 900 };
    expect(moved(region, 500, 0, { duration: 1_000 })).to.deep.include({ start: 200, end: 1_000 });
    expect(stretched(region, -5_000, 0, { duration: 1_000 })).to.deep.include({ start: 100, end: 101 });
  });

  it('go into an answer and out of it, and the smallest under the pointer is meant', () => {
    const marks = [box(0, 0, 300, 300), box(10, 10, 20, 20, 1), { kind: 'point', label: 2, x: 5, y: 6 } as const];
    const answer = withMarks({ rating: 3, polygons: [{ label: 0, points: [] }] }, marks);
    expect(Object.keys(answer).sort()).to.deep.equal(['boxes', 'points', 'rating']);
    expect(marksOf(answer)).to.deep.equal(marks);
    expect([
      hit(marks, { x: 12, y: 12 }, 0),
      hit(marks, { x: 200, y: 9 }, 0),
      hit(marks, { x: 390, y: 9 }, 0),
    ]).to.deep.equal([1, 0, -1]);
  });
});

describe('words', () => {
  it('are counted in characters, also behind those of two units', () => {
    expect(wordsOf('🙂 Grüße, Oslo')).to.deep.equal([
      { start: 0, end: 1 },
      { start: 2, end: 7 },
      { start: 7, end: 8 },
      { start: 9, end: 13 },
    ]);
    expect(trimmed([...'a  bc '], 6, 1)).to.deep.equal({ start: 3, end: 5 });
    expect(trimmed([...'   '], 0, 3)).to.equal(undefined);
  });

  it('are cut where spans begin and end, however they overlap', () => {
    const pieces = piecesOf(
      [...'abcdef'],
      [
        { start: 0, end: 4 },
        { start: 2, end: 6 },
        { start: 2, end: 3 },
      ],
      undefined,
    );
    expect(pieces.map(({ text, spans }) => [text, spans])).to.deep.equal([
      ['ab', [0]],
      ['c', [0, 1, 2]],
      ['d', [0, 1]],
      ['ef', [1]],
    ]);
  });
});

describe('what is practised', () => {
  it('is right where marks overlap by half, each once, with their label', () => {
    expect(overlap(box(0, 0, 100, 100), box(0, 0, 100, 50))).to.be.closeTo(0.5, 0.01);
    expect(overlap(box(0, 0, 10, 10), box(50, 50, 60, 60))).to.equal(0);
    const right = withMarks(FRAME, [box(0, 0, 100, 100), box(200, 200, 300, 300)]);
    const near = [box(5, 5, 100, 100), box(200, 210, 300, 300)];
    expect(isRight(withMarks(FRAME, [...near].reverse()), right)).to.equal(true);
    expect(isRight(withMarks(FRAME, near.slice(1)), right), 'one is missing').to.equal(false);
    expect(isRight(withMarks(FRAME, [...near, box(1, 1, 9, 9)]), right), 'one too many').to.equal(false);
    expect(isRight(withMarks(FRAME, [near[0]!, near[0]!]), right), 'the same twice').to.equal(false);
    expect(isRight(withMarks(FRAME, [near[0]!, { ...near[1]!, label: 1 }]), right), 'another label').to.equal(false);
    expect(isRight({ skipped: 'no' }, {})).to.equal(false);
    expect(isRight({ transcript: 'one, TWO' }, { transcript: 'One two.' })).to.equal(true);
    expect(isRight({ rating: 3, fields: ['x'] }, { rating: 3, fields: [''] })).to.equal(true);
    expect(isRight({ preferred: 'first' }, { preferred: 'second' })).to.equal(false);
  });
});

describe('designed tools', () => {
  const labels = ['a', 'b', 'c'].map((name) => ({ name, colour: '#000000' }));
  it('lose a label that is taken away, and say what is missing', () => {
    expect(withoutLabel([{ kind: 'box', labels: [0, 2] }, { kind: 'polygon' }], 0)).to.deep.equal([
      { kind: 'box', labels: [1] },
      { kind: 'polygon' },
    ]);
    expect(toolProblems({ tools: [{ kind: 'box' }], labels }, 'image')).to.deep.equal([]);
    expect(toolProblems({ tools: [{ kind: 'box' }], labels }, 'text')).to.have.length(1);
    expect(toolProblems({ tools: [{ kind: 'box' }], labels: [] }, 'image')).to.have.length(1);
    expect(toolProblems({ tools: [{ kind: 'span', labels: [] }], labels }, 'text')).to.have.length(1);
    expect(toolProblems({ tools: [{ kind: 'rating', min: 5, max: 5 }], labels }, 'text')).to.have.length(1);
    expect(
      toolProblems({ tools: [{ kind: 'form', fields: [{ name: 'a' }, { name: 'a ' }] }], labels }, 'text'),
    ).to.have.length(1);
  });
});
