import { expect } from 'chai';
import fc from 'fast-check';
import { bitsFor, packLabels, skipCode, unpackLabels, type Bits } from '@tagger/client';

describe('packed answers', () => {
  it('puts the first item into the lowest bits', () => {
    expect([...packLabels([1, 0, 1, 1], 1)]).to.deep.equal([0b1101]);
    expect([...packLabels([3, 0, 2], 2)]).to.deep.equal([0b100011]);
    expect([...packLabels([15, 1], 4)]).to.deep.equal([0x1f]);
  });

  it('gives back what was packed, for every width', () => {
    const cases = fc
      .constantFrom<Bits>(1, 2, 4, 8)
      .chain((bits) =>
        fc.tuple(fc.constant(bits), fc.array(fc.nat((1 << bits) - 1), { minLength: 1, maxLength: 300 })),
      );
    fc.assert(
      fc.property(cases, ([bits, labels]) => {
        expect(unpackLabels(packLabels(labels, bits), labels.length, bits)).to.deep.equal(labels);
      }),
    );
  });

  it('names the item whose label does not fit', () => {
    expect(() => packLabels([0, 1, 2], 1)).to.throw('label 2 of item 2 does not fit 1 bit');
  });

  it('knows how many bits classes need, with and without a code to skip', () => {
    expect([
      bitsFor(2),
      bitsFor(2, true),
      bitsFor(3, true),
      bitsFor(4, true),
      bitsFor(16),
      bitsFor(16, true),
    ]).to.deep.equal([1, 2, 2, 4, 4, 8]);
    expect(skipCode(2, 3)).to.equal(3);
    expect(() => skipCode(1, 2)).to.throw('no code left');
    expect(() => bitsFor(300)).to.throw('256');
  });
});
