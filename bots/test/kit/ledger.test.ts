import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Ledger } from '@tagger/bots';

const WHO = { bot: 'keeper', wallet: 'Bo' };
const CAPS = { lamportsADay: 10_000n, lamportsInAll: 25_000n, tagADay: 5n, tagInAll: 8n };
const DAY = 86_400n;

describe('what a bot spends', () => {
  let dir: string;
  let path: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tagger-ledger-'));
    path = join(dir, 'state.json');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const spend = (ledger: Ledger, signature: string, lamports: bigint, seconds: bigint, tag = 0n): void =>
    ledger.reserve({ signature, lastValidBlockHeight: 9, lamports, tag }, seconds);
  const nameOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return (error as Error).name;
    }
    return 'nothing';
  };

  it('stays below each cap, by the chain’s days, and over restarts', () => {
    let ledger = Ledger.open(path, WHO, CAPS);
    spend(ledger, 'a', 6_000n, 3n * DAY, 5n);
    expect(nameOf(() => spend(ledger, 'b', 4_001n, 3n * DAY + 9n))).to.equal('CapReached');
    expect(nameOf(() => spend(ledger, 'b', 0n, 3n * DAY + 9n, 1n))).to.equal('CapReached');
    ledger.close();
    ledger = Ledger.open(path, WHO, CAPS);
    expect(nameOf(() => spend(ledger, 'b', 4_001n, 3n * DAY + 9n))).to.equal('CapReached');
    // A clock that goes back does not begin a day anew.
    expect(nameOf(() => spend(ledger, 'b', 4_001n, 2n * DAY))).to.equal('CapReached');
    spend(ledger, 'b', 4_000n, 3n * DAY + 9n);
    spend(ledger, 'c', 10_000n, 4n * DAY, 3n);
    expect(nameOf(() => spend(ledger, 'd', 5_001n, 5n * DAY))).to.equal('CapReached');
    expect(nameOf(() => spend(ledger, 'd', 0n, 5n * DAY, 1n))).to.equal('CapReached');
    spend(ledger, 'd', 5_000n, 5n * DAY);
    expect(ledger.inAll).to.deep.equal({ lamports: 25_000n, tag: 8n });
    // One that never landed gives back what was written down for it, and can't do so twice.
    ledger.settle('d', false);
    ledger.settle('d', false);
    ledger.settle('a', true);
    expect(ledger.inAll).to.deep.equal({ lamports: 20_000n, tag: 8n });
    expect(ledger.open.map(({ signature }) => signature)).to.deep.equal(['b', 'c']);
    ledger.close();
  });

  it('stops when the disk is full, by name, and goes on when there is room', () => {
    const ledger = Ledger.open(path, WHO, CAPS);
    spend(ledger, 'a', 1_000n, DAY);
    const before = readFileSync(path, 'utf8');
    symlinkSync('/dev/full', `${path}.new`);
    expect(nameOf(() => spend(ledger, 'b', 1_000n, DAY))).to.equal('StateNotWritten');
    expect(nameOf(() => ledger.remember('cursor', 7))).to.equal('StateNotWritten');
    // Nothing was counted, and what was there is whole.
    expect(ledger.inAll.lamports).to.equal(1_000n);
    expect(readFileSync(path, 'utf8')).to.equal(before);
    unlinkSync(`${path}.new`);
    spend(ledger, 'b', 1_000n, DAY);
    ledger.remember('cursor', { slot: 7 });
    ledger.close();
    const again = Ledger.open(path, WHO, CAPS);
    expect(again.recall('cursor')).to.deep.equal({ slot: 7 });
    expect(again.inAll.lamports).to.equal(2_000n);
    again.close();
  });

  it('is not begun anew from a damaged file, nor shared by two bots', () => {
    const ledger = Ledger.open(path, WHO, CAPS);
    expect(nameOf(() => Ledger.open(path, WHO, CAPS))).to.equal('StateInUse');
    ledger.close();
    expect(nameOf(() => Ledger.open(path, { ...WHO, wallet: 'Al' }, CAPS))).to.equal('BadState');
    // Whoever held it was killed.
    writeFileSync(`${path}.lock`, '4194303');
    Ledger.open(path, WHO, CAPS).close();
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
    expect(nameOf(() => Ledger.open(path, WHO, CAPS))).to.equal('BadState');
  });
});
