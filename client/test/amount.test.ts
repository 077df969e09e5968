import { expect } from 'chai';
import fc from 'fast-check';
import { formatTag, parseTag } from '@tagger/client';

describe('amounts of TAG', () => {
  it('reads and writes decimals exactly', () => {
    expect(parseTag('12.5')).to.equal(12_500_000n);
    expect(formatTag(12_500_000n)).to.equal('12.5');
    expect(formatTag(-1n)).to.equal('-0.000001');
    expect(parseTag('18446744073709.551615')).to.equal(0xffff_ffff_ffff_ffffn);
  });

  it('[attack 133] keeps every u64 through a round trip', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
        (amount) => parseTag(formatTag(amount)) === amount,
      ),
    );
  });

  it('refuses what is no plain amount', () => {
    for (const text of ['', '-1', '1e6', '1.0000001', '1,5', 'NaN', '0x10', '18446744073709.551616']) {
      expect(() => parseTag(text), text).to.throw(RangeError);
    }
  });
});
