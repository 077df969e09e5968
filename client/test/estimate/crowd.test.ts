import { expect } from 'chai';
import { expectedAccuracy } from '@tagger/client/estimate';

describe('what to expect of a crowd', () => {
  it('three of two classes who are right 7 times in 10: 0.7³ + 3 · 0.7² · 0.3', () => {
    expect(expectedAccuracy({ seats: 3, classes: 2, accuracy: 0.7 })).to.be.closeTo(0.784, 1e-12);
  });

  it('one alone is as good as he is, and two decide nothing more', () => {
    for (const classes of [2, 3, 10]) {
      expect(expectedAccuracy({ seats: 1, classes, accuracy: 0.6 })).to.be.closeTo(0.6, 1e-12);
      expect(expectedAccuracy({ seats: 2, classes, accuracy: 0.6 })).to.be.closeTo(0.6, 1e-12);
    }
  });

  it('many classes scatter the errors: counted by hand for three seats and three classes', () => {
    // Right alone against two different wrong ones wins a third of 3 · 0.5 · 0.5² / 2.
    const byHand = 0.5 ** 3 + 3 * 0.5 ** 2 * 0.5 + (3 * 0.5 * 0.5 ** 2 * 0.5) / 3;
    expect(expectedAccuracy({ seats: 3, classes: 3, accuracy: 0.5 })).to.be.closeTo(byHand, 1e-12);
  });

  it('guessing stays guessing, for the most seats and classes too', () => {
    expect(expectedAccuracy({ seats: 16, classes: 255, accuracy: 1 / 255 })).to.be.closeTo(1 / 255, 1e-9);
    expect(expectedAccuracy({ seats: 16, classes: 2, accuracy: 1 })).to.equal(1);
  });
});
