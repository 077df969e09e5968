import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import {
  auditedItems,
  DRAW,
  drawPoint,
  itemMask,
  leafAt,
  parseSlotHashes,
  reviewCost,
  seatsOfRound,
  seedAt,
  targetAfter,
  REVIEWS,
} from '@tagger/client';

const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const PAGE = new PublicKey(bytes(9));

describe('draws', () => {
  it('asks for a block eight slots ahead, or in the next epoch when this one leaves no room', () => {
    const epoch = BigInt(DRAW.epochSlots);
    const room = BigInt(DRAW.room);
    expect(targetAfter(0n)).to.equal(8n);
    expect(targetAfter(epoch - room - 9n)).to.equal(epoch - room - 1n);
    expect(targetAfter(epoch - room - 8n)).to.equal(epoch + 8n);
    expect(targetAfter(epoch - 1n)).to.equal(epoch + 7n);
  });

  it('[attack 81] [attack 82] takes the first block at or after the slot, never one that may be forgotten', () => {
    const hashes = [20n, 17n, 14n, 10n].map((slot) => ({ slot, hash: bytes(Number(slot)) }));
    expect(seedAt(14n, hashes, 21n)).to.deep.equal(bytes(14));
    expect(seedAt(15n, hashes, 21n)).to.deep.equal(bytes(17));
    expect(seedAt(21n, hashes, 21n)).to.equal(undefined);
    expect(seedAt(20n, hashes, 531n)).to.deep.equal(bytes(20));
    expect(seedAt(20n, hashes, 532n)).to.equal(undefined);
  });

  it('reads the sysvar', () => {
    const data = Buffer.alloc(8 + 3 * 40);
    data.writeBigUInt64LE(2n, 0);
    data.writeBigUInt64LE(7n, 8);
    data.fill(7, 16, 48);
    data.writeBigUInt64LE(5n, 48);
    data.fill(5, 56, 88);
    expect(parseSlotHashes(data)).to.deep.equal([
      { slot: 7n, hash: bytes(7) },
      { slot: 5n, hash: bytes(5) },
    ]);
  });

  it('every point belongs to the leaf that owns it', () => {
    const tree = new Uint32Array(2 * DRAW.poolPlaces);
    for (const [leaf, weight] of [
      [0, 3],
      [5, 1],
      [1_023, 2],
    ] as const) {
      for (let node = DRAW.poolPlaces + leaf; node > 0; node = node >> 1) tree[node] = (tree[node] ?? 0) + weight;
    }
    expect([0, 1, 2, 3, 4, 5].map((point) => leafAt(tree, point))).to.deep.equal([0, 0, 0, 5, 1_023, 1_023]);
  });

  it('[attack 85] points depend on everything they should, and nobody weighs nothing', () => {
    const total = 2n ** 32n - 1n;
    const point = (seed: number, page: number, panel: bigint, n: number) =>
      drawPoint(bytes(seed), new PublicKey(bytes(page)), panel, n, total);
    const all = [point(1, 2, 3n, 4), point(9, 2, 3n, 4), point(1, 9, 3n, 4), point(1, 2, 9n, 4), point(1, 2, 3n, 9)];
    expect(new Set(all).size).to.equal(5);
    expect(drawPoint(bytes(1), PAGE, 0n, 0, 0n)).to.equal(undefined);
    expect(drawPoint(bytes(1), PAGE, 0n, 0, 1n)).to.equal(0n);
  });

  it('an audit looks at items in a row, around the end if need be, or at all of them', () => {
    const subject = { page: PAGE, panel: 0n, items: 10 };
    const terms = { auditItems: 4, auditBps: 10_000, payload: false };
    for (const value of [1, 2, 3, 4, 5, 6]) {
      const items = auditedItems(subject, terms, bytes(value))!;
      expect(items).to.have.length(4);
      const gaps = items.filter((item, at) => at > 0 && item !== (items[at - 1] ?? 0) + 1).length;
      expect(gaps === 0 || (gaps === 1 && items[0] === 0 && items[3] === 9)).to.equal(true);
    }
    expect(auditedItems(subject, { ...terms, auditItems: 64 }, bytes(1))).to.have.length(10);
    expect(auditedItems(subject, { ...terms, auditBps: 0 }, bytes(1))).to.equal(undefined);
    expect(auditedItems(subject, { ...terms, auditBps: 0, payload: true }, bytes(1))).to.have.length(4);
  });
});

describe('reviews', () => {
  it('masks items and refuses those that are not there', () => {
    expect(itemMask([0, 3, 64], 70)).to.deep.equal([9n, 1n]);
    expect(() => itemMask([70], 70)).to.throw(RangeError);
    expect(() => itemMask([-1], 70)).to.throw(RangeError);
  });

  it('rounds grow to 2k + 1, and cost a fee for each vote', () => {
    expect([0, 1, 2].map((round) => seatsOfRound(3, round))).to.deep.equal([3, 7, 15]);
    expect([0, 1].map((round) => reviewCost(REVIEWS, 10, round))).to.deep.equal([60_000n, 140_000n]);
  });
});
