import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { commitment, newSalt, type CommitmentPlace } from '@tagger/client';

const place: CommitmentPlace = {
  context: new Uint8Array(32).fill(1),
  page: 2,
  panel: 3n,
  wallet: new PublicKey(new Uint8Array(32).fill(4)),
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('commitments', () => {
  it('[attack 67] change with every field', () => {
    const salt = new Uint8Array(32).fill(5);
    const answers = Uint8Array.of(6, 7);
    const base = hex(commitment(place, answers, salt));
    const others = [
      commitment({ ...place, context: new Uint8Array(32).fill(9) }, answers, salt),
      commitment({ ...place, page: 9 }, answers, salt),
      commitment({ ...place, panel: 9n }, answers, salt),
      commitment({ ...place, wallet: new PublicKey(new Uint8Array(32).fill(9)) }, answers, salt),
      commitment(place, Uint8Array.of(6, 9), salt),
      commitment(place, Uint8Array.of(6, 7, 0), salt),
      commitment(place, answers, new Uint8Array(32).fill(9)),
    ];
    expect(new Set([base, ...others.map(hex)]).size).to.equal(8);
  });

  it('[attack 68] salts are 32 random bytes and zeros are refused', () => {
    const salts = new Set(Array.from({ length: 1_000 }, () => hex(newSalt())));
    expect(salts.size).to.equal(1_000);
    expect(() => commitment(place, Uint8Array.of(1), new Uint8Array(32))).to.throw('not zeros');
    expect(() => commitment(place, Uint8Array.of(1), new Uint8Array(31).fill(1))).to.throw('32 random bytes');
  });
});
