import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import { buyerLeaf, buyerNode } from '@tagger/client';
import { AllowList } from '../src/dataset/allowList.ts';

describe('lists of buyers', () => {
  const wallets = Array.from({ length: 20 }, () => Keypair.generate().publicKey);

  it('of any length lead each wallet to the root, and no other', () => {
    for (let count = 1; count <= wallets.length; count += 1) {
      const list = new AllowList(wallets.slice(0, count));
      // As `Offer.allows` folds a path.
      const reach = (at: number, by = at): string =>
        Buffer.from(list.pathOf(wallets[at]!).reduce(buyerNode, buyerLeaf(wallets[by]!))).toString('hex');
      const root = Buffer.from(list.root).toString('hex');
      for (let at = 0; at < count; at += 1) expect(reach(at), `${at} of ${count}`).to.equal(root);
      if (count > 2) expect(reach(0, 2)).not.to.equal(root);
      if (count < wallets.length) expect(() => list.pathOf(wallets[count]!)).to.throw('not on the list');
    }
    expect(() => new AllowList([])).to.throw('empty');
  });
});
