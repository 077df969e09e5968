import { expect } from 'chai';
import fc from 'fast-check';
import { CLAIM_MODE, returnCost } from '@tagger/client';

const TERMS = { bond: 1_000_000n, slashHoldBps: 500, holdSecs: 600, claimMode: CLAIM_MODE.selfChosen, private: 0 };

describe('what giving back a claim costs', () => {
  it('the seconds that have begun, rounded up, and a lapse from half of the hold on', () => {
    const at = (second: bigint) => returnCost(TERMS, 10_600n, 10_000n + second);
    expect(at(0n)).to.deep.equal({ slash: 84n, asLapse: false });
    expect(at(299n)).to.deep.equal({ slash: 25_000n, asLapse: false });
    expect(at(300n)).to.deep.equal({ slash: 25_084n, asLapse: true });
    expect(at(599n)).to.deep.equal({ slash: 50_000n, asLapse: true });
  });

  it('the whole slash where panels are assigned or items are private', () => {
    for (const change of [{ claimMode: CLAIM_MODE.assigned }, { private: 1 }])
      expect(returnCost({ ...TERMS, ...change }, 10_600n, 10_000n)).to.deep.equal({ slash: 50_000n, asLapse: true });
  });

  it('[attack 53] is never cheaper in pieces, never free and never above the slash', () => {
    const hold = fc.integer({ min: 60, max: 604_800 });
    fc.assert(
      fc.property(
        hold,
        fc.bigInt(10_000n, 10n ** 15n),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (holdSecs, bond, part) => {
          const terms = { ...TERMS, holdSecs, bond };
          const until = 1_000_000n + BigInt(holdSecs);
          const kept = BigInt(Math.floor(part * (holdSecs - 1)));
          const cost = (seconds: bigint): bigint => returnCost(terms, until, until - BigInt(holdSecs) + seconds).slash;
          const whole = (bond * 500n) / 10_000n;
          expect(cost(kept) > 0n && cost(kept) <= whole).to.equal(true);
          expect(cost(kept) + cost(BigInt(holdSecs) - 1n - kept) >= whole).to.equal(true);
        },
      ),
    );
  });
});
