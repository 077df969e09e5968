import { expect } from 'chai';
import fc from 'fast-check';
import { decideBuying, estimateAccuracy, wilson, type Estimate, type EstimateAnswer } from '@tagger/client/estimate';

const said = (item: number, member: string, label: number): EstimateAnswer => ({ item, member, label });

describe('how sure labels are', () => {
  it('one answer of a stranger is worth what the program thinks of him: 0.7, three that agree 0.93', () => {
    const one = estimateAccuracy({ items: 2, classes: 2 }, [said(0, 'Ann', 1)]);
    expect(one.labels).to.deep.equal([1, -1]);
    // It teaches a little about Ann as well: she agrees with herself.
    expect(one.confidence[0]).to.be.closeTo(0.7, 1e-9);
    expect(one.confidence[1]).to.equal(0);
    const fixed = estimateAccuracy(
      { items: 1, classes: 2 },
      ['Ann', 'Ben', 'Cyd'].map((who) => said(0, who, 0)),
    );
    expect(fixed.confidence[0]).to.be.within(0.927, 0.97);
  });

  it('known items tell Ann from Mallory, and are judged as if they were not known', () => {
    const known = Array.from({ length: 20 }, (_, item) => ({ item, label: item % 2 }));
    const answers = [
      ...known.flatMap(({ item, label }) => [said(item, 'Ann', label), said(item, 'Mallory', 1 - label)]),
      said(20, 'Ann', 1),
      said(20, 'Mallory', 0),
    ];
    const { labels, accuracy, measured } = estimateAccuracy({ items: 21, classes: 2 }, answers, known);
    expect(labels[20]).to.equal(1);
    expect(accuracy.get('Ann')).to.be.closeTo((2.8 + 21) / 25, 0.01);
    expect(accuracy.get('Mallory')).to.be.closeTo(2.8 / 25, 0.01);
    expect([measured.right, measured.of]).to.deep.equal([20, 20]);
    expect(measured.low).to.be.closeTo(0.881, 0.001);
  });

  it('refuses what is no item and no label', () => {
    for (const answer of [said(1, 'Ann', 0), said(0, 'Ann', 2), said(-1, 'Ann', 0), said(0.5, 'Ann', Number.NaN)])
      expect(() => estimateAccuracy({ items: 1, classes: 2 }, [answer])).to.throw('outside the task');
  });

  it('is what it says for any answers: chances, the same whatever the order', () => {
    const crowd = fc.array(
      fc.record({ item: fc.nat(5), member: fc.constantFrom('Ann', 'Ben', 'Cyd', 'Dan'), label: fc.nat(2) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        crowd,
        fc.array(fc.record({ item: fc.nat(5), label: fc.nat(2) }), { maxLength: 3 }),
        (answers, known) => {
          const size = { items: 6, classes: 3 };
          const found = estimateAccuracy(size, answers, known);
          expect(found.confidence.every((p) => p >= 0 && p <= 1)).to.equal(true);
          expect(found.expected).to.be.within(0, 1);
          const turned = estimateAccuracy(size, [...answers].reverse(), known);
          turned.confidence.forEach((p, item) => expect(p).to.be.closeTo(found.confidence[item]!, 1e-9));
        },
      ),
    );
  });

  it('Wilson: 9 of 10 lie between 0.65 and 0.98 with 90 % certainty; nothing lies anywhere', () => {
    const { low, high } = wilson(9, 10);
    expect(low).to.be.closeTo(0.652, 0.001);
    expect(high).to.be.closeTo(0.977, 0.001);
    expect(wilson(0, 0)).to.deep.equal({ low: 0, high: 1 });
  });
});

describe('whether more is bought', () => {
  const sure = (confidence: number[], measured = { right: 0, of: 0, low: 0, high: 1 }): Estimate => ({
    labels: confidence.map(() => 0),
    confidence,
    expected: confidence.reduce((sum, p) => sum + p, 0) / confidence.length,
    measured,
    accuracy: new Map(),
  });
  const goal = {
    target: 0.9,
    budget: 100n,
    cost: (items: number) => BigInt(items) * 10n,
    known: new Set<number>(),
    rounds: 2,
  };

  it('the least sure first, as far as the money goes', () => {
    expect(decideBuying(sure([0.99, 0.6, 0.8, 0.5]), goal)).to.deep.equal({ buy: [3, 1, 2] });
    expect(decideBuying(sure([0.99, 0.6, 0.8, 0.5]), { ...goal, budget: 29n })).to.deep.equal({ buy: [3, 1] });
    expect(decideBuying(sure([0.5, 0.5]), { ...goal, budget: 9n })).to.deep.equal({ stop: 'budget', unsure: [0, 1] });
    expect(decideBuying(sure([0.5, 0.5]), { ...goal, rounds: 0 })).to.deep.equal({ stop: 'rounds', unsure: [0, 1] });
  });

  it('enough is enough, also where single items stay unsure; not where known items contradict', () => {
    expect(decideBuying(sure([0.99, 0.99, 0.8]), goal)).to.deep.equal({ stop: 'target', unsure: [2] });
    const measured = { right: 50, of: 100, low: 0.42, high: 0.58 };
    expect(decideBuying(sure([0.99, 0.98, 0.97], measured), goal)).to.deep.equal({ buy: [2, 1] });
  });

  it('never buys what is known', () => {
    expect(decideBuying(sure([0, 0.5]), { ...goal, known: new Set([0]) })).to.deep.equal({ buy: [1] });
  });
});
