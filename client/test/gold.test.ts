import { expect } from 'chai';
import { GoldTree, packGold, priorCosts } from '@tagger/client';

const panel = (firstItem: number) => ({
  firstItem,
  entries: [
    { offset: 4, label: 1 },
    { offset: 1, label: 0 },
  ],
  salt: new Uint8Array(32).fill(firstItem + 1),
});

describe('gold', () => {
  it('packs entries sorted by offset', () => {
    expect([
      ...packGold([
        { offset: 300, label: 2 },
        { offset: 1, label: 0 },
      ]),
    ]).to.deep.equal([1, 0, 0, 44, 1, 2]);
  });

  it('opens each panel with a proof of its depth, and none that has no gold', () => {
    const tree = new GoldTree([0, 10, 20, 30, 40].map(panel), 50);
    expect(tree.root).to.have.length(32);
    expect(tree.open(0)?.proof).to.have.length(6);
    expect(tree.open(40)?.proof).to.have.length(6);
    expect(tree.open(50)).to.equal(undefined);
    expect(() => new GoldTree([], 50)).to.throw('at least one');
    expect(() => new GoldTree([panel(3), panel(3)], 50)).to.throw('same item');
    expect(() => new GoldTree([panel(50)], 50)).to.throw('outside the task');
  });

  it('turns gold counts into the costs of a prior', () => {
    expect(priorCosts([9, 9])).to.deep.equal([0, 0]);
    expect(priorCosts([99, 9])).to.deep.equal([0, 74]);
    expect(priorCosts([1_000_000, 0])).to.deep.equal([0, 96]);
  });
});
