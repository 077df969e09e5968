import { expect } from 'chai';
import fc from 'fast-check';
import { sha256 } from '@noble/hashes/sha2';
import { RECORD_NODE, recordLeaf, RecordTree, verifyRecord, type PanelRecord } from '@tagger/client';
import { pairUp } from '../src/merklePairs.ts';

const aRecord = (panel: number): PanelRecord => ({
  page: 2,
  panel: BigInt(panel),
  firstItem: 10 * panel,
  labels: [1, 0, 1, 1, 0, 0, 0, 1, 1, 0],
  bits: 1,
  members: [
    { commitment: new Uint8Array(32).fill(panel), answered: 10 },
    { commitment: new Uint8Array(32), answered: 0 },
  ],
});

describe('records', () => {
  it('a level is made of pairs as the chain hashes them', () => {
    const nodes = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(
        fc.array(nodes, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 255 }),
        (pairs, prefix) => {
          const above = pairUp(Uint8Array.from(pairs.flatMap((pair) => [...pair])), prefix);
          const expected = pairs.flatMap((pair) => [...sha256(Uint8Array.of(prefix, ...pair))]);
          expect([...above]).to.deep.equal(expected);
        },
      ),
      { numRuns: 500 },
    );
    expect(RECORD_NODE).to.have.length(1);
    expect(() => new RecordTree([new Uint8Array(31)])).to.throw(RangeError);
  });

  it('every field of a record changes its leaf', () => {
    const base = aRecord(1);
    const [ann, ben] = base.members as [PanelRecord['members'][number], PanelRecord['members'][number]];
    const others: PanelRecord[] = [
      { ...base, page: 3 },
      { ...base, panel: 2n },
      { ...base, firstItem: 11 },
      { ...base, labels: [0, ...base.labels.slice(1)] },
      { ...base, labels: base.labels.slice(0, 9) },
      { ...base, members: [{ ...ann, answered: 9 }, ben] },
      { ...base, members: [ben, ann] },
      { ...base, members: [ann] },
    ];
    const leaves = [base, ...others].map((record) => Buffer.from(recordLeaf(record)).toString('hex'));
    expect(new Set(leaves).size).to.equal(leaves.length);
  });

  it('of any number of records each is proven by its path and none by another [attack 126]', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (count, one, other) => {
        const leaves = Array.from({ length: count }, (_, at) => recordLeaf(aRecord(at)));
        const tree = new RecordTree(leaves);
        const [mine, others] = [one % count, other % count];
        const proof = tree.proof(mine);
        expect(verifyRecord(tree.root, leaves[mine]!, proof)).to.equal(true);
        if (mine !== others) expect(verifyRecord(tree.root, leaves[others]!, proof)).to.equal(false);
        expect(verifyRecord(tree.root, leaves[mine]!, { ...proof, leaves: proof.leaves + 1n })).to.equal(false);
        if (count > 1)
          expect(verifyRecord(tree.root, leaves[mine]!, { ...proof, path: proof.path.slice(1) })).to.equal(false);
        expect(verifyRecord(tree.root, leaves[mine]!, { ...proof, path: [...proof.path, tree.root] })).to.equal(false);
      }),
    );
  });

  it('an inner node is no leaf, and a leaf no root [attack 126]', () => {
    const leaves = [0, 1, 2, 3].map((at) => recordLeaf(aRecord(at)));
    const tree = new RecordTree(leaves);
    const [, above] = tree.proof(0).path;
    // The node over leaves 2 and 3 as if it were the second of two leaves.
    expect(
      verifyRecord(tree.root, above!, { leaf: 1n, leaves: 2n, path: [new RecordTree(leaves.slice(0, 2)).root] }),
    ).to.equal(false);
    expect(() => tree.proof(4)).to.throw(RangeError);
    expect(new RecordTree([]).root).to.deep.equal(new Uint8Array(32));
  });
});
