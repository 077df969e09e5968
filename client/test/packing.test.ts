import { expect } from 'chai';
import fc from 'fast-check';
import { chunks, pack } from '@tagger/client';

const itself = (size: number): number => size;

describe('packing', () => {
  it('fills a part to the last byte and begins a new one for the next', () => {
    expect(pack([5, 5, 1, 9, 1, 1], itself, { size: 10 })).to.deep.equal([
      [5, 5],
      [1, 9],
      [1, 1],
    ]);
  });

  it('ends a part at its count though there is room', () => {
    expect(pack([1, 1, 1, 9, 5], itself, { size: 10, count: 2 })).to.deep.equal([[1, 1], [1, 9], [5]]);
  });

  it('gives an entry larger than the limit a part of its own, wherever it stands', () => {
    expect(pack([11, 2, 12, 3, 13], itself, { size: 10 })).to.deep.equal([[11], [2], [12], [3], [13]]);
  });

  it('makes no part of nothing', () => {
    expect(pack([], itself, { size: 10 })).to.deep.equal([]);
    expect(chunks([], 3)).to.deep.equal([]);
  });

  it('cuts by count alone', () => {
    expect(chunks([1, 2, 3, 4, 5, 6, 7], 3)).to.deep.equal([[1, 2, 3], [4, 5, 6], [7]]);
  });

  it('keeps order, loses nothing, breaks no limit and leaves no part that the next entry would have fitted', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    const limits = fc.record({ size: fc.integer({ min: 0, max: 50 }), count: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(sizes, limits, (entries, limit) => {
        const parts = pack(entries, itself, limit);
        const sum = (part: number[]): number => part.reduce((total, size) => total + size, 0);
        expect(parts.flat()).to.deep.equal(entries);
        parts.forEach((part, at) => {
          expect(part.length).to.be.within(1, limit.count);
          if (part.length > 1) expect(sum(part)).to.be.at.most(limit.size);
          const next = parts[at + 1]?.[0];
          if (next !== undefined && part.length < limit.count) expect(sum(part) + next).to.be.above(limit.size);
        });
      }),
    );
  });
});
