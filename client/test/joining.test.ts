import { expect } from 'chai';
import { bondsFor, stakeNeeded } from '@tagger/client';

describe('what a seat takes', () => {
  it('a stranger stakes what is asked of everybody, even where the bond is smaller', () => {
    const needed = stakeNeeded({ active: 0n, locked: 0n }, { bond: 2n, least: 0n, leastInAll: 10n });
    expect(needed).to.equal(10n);
  });

  it('who has stake locked elsewhere needs free stake for the bond, and no more in all', () => {
    const terms = { bond: 5n, least: 3n, leastInAll: 10n };
    expect(stakeNeeded({ active: 1n, locked: 20n }, terms)).to.equal(4n);
    expect(stakeNeeded({ active: 7n, locked: 20n }, terms)).to.equal(0n);
  });

  it('a task that wants free stake beside the bond gets it', () => {
    expect(stakeNeeded({ active: 2n, locked: 0n }, { bond: 1n, least: 8n, leastInAll: 1n })).to.equal(6n);
  });

  it('a seat has bonds for whole panels, and for any number where none is asked', () => {
    expect(bondsFor({ bondFree: 29n }, 10n)).to.equal(2);
    expect(bondsFor({ bondFree: 0n }, 0n)).to.equal(Number.MAX_SAFE_INTEGER);
  });
});
