import { PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { dutiesOf, fundersOf, isOver, placeOf, saltFor, sheetCommitment, type PageView } from '@tagger/client';

const key = (byte: number): PublicKey => new PublicKey(new Uint8Array(32).fill(byte));

describe('salts', () => {
  it('differ for every secret, task, page and panel, and come again', () => {
    const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
    const salts = [
      saltFor(secret(1), key(1), 1, 1n),
      saltFor(secret(2), key(1), 1, 1n),
      saltFor(secret(1), key(2), 1, 1n),
      saltFor(secret(1), key(1), 2, 1n),
      saltFor(secret(1), key(1), 1, 2n),
    ].map((salt) => Buffer.from(salt).toString('hex'));
    expect(new Set(salts).size).to.equal(5);
    expect(Buffer.from(saltFor(secret(1), key(1), 1, 1n)).toString('hex')).to.equal(salts[0]);
  });
});

describe('deadlines', () => {
  const phase = { until: 100n, phaseSlot: 10n };
  const at = (seconds: bigint, lastRestart = 0n) => ({ slot: 0n, seconds, lastRestart });

  it('are over at their second, and later by the grace after a restart since the phase began', () => {
    expect([isOver(phase, 50, at(99n)), isOver(phase, 50, at(100n))]).to.deep.equal([false, true]);
    expect(isOver(phase, 50, at(149n, 10n)), 'restarted before').to.equal(true);
    expect([isOver(phase, 50, at(149n, 11n)), isOver(phase, 50, at(150n, 11n))]).to.deep.equal([false, true]);
  });
});

const slot = (seat: number, state: string) => ({ seat, state, index: 0 });
const round = (number: bigint, phase: string, slots: object[], paid: object = {}) => ({
  number,
  phase,
  slots,
  case: { reason: 'requester', funder: key(1), parent: number === 0n ? undefined : number - 1n, ...paid },
});
const page = (...panels: object[]): PageView =>
  ({ panels, terms: { bits: 1 }, index: 3, context: new Array<number>(32).fill(7) }) as unknown as PageView;

describe('duties of a validator', () => {
  it('name what his seat waits for, and leave out what he was paid for', () => {
    const reviewed = page(
      round(0n, 'settled', [slot(5, 'revealed'), slot(6, 'collected')]),
      round(1n, 'reveal', [slot(7, 'committed'), slot(8, 'missed'), slot(0, 'empty')]),
    );
    const todo = (place: number) => dutiesOf(reviewed, place).map((duty) => [duty.round.number, duty.todo]);
    expect([5, 6, 7, 8, 0].map(todo)).to.deep.equal([[[0n, undefined]], [], [[1n, 'reveal']], [[1n, undefined]], []]);
  });

  it('know a place in the pool from none', () => {
    expect([0, 1, (2 << 16) + 1].map((poolPlace) => placeOf({ poolPlace }))).to.deep.equal([undefined, 0, 2 << 16]);
  });
});

describe('a ballot', () => {
  it('is bound to its votes, place, wallet and salt', () => {
    const sheet = { wallet: key(1), panel: 0n, slot: 0, votes: [0, 1], salt: new Uint8Array(32).fill(9) };
    const other = { ...page(), index: 4 };
    const all = [
      sheetCommitment(page(), sheet),
      sheetCommitment(page(), { ...sheet, votes: [1, 1] }),
      sheetCommitment(page(), { ...sheet, panel: 1n }),
      sheetCommitment(page(), { ...sheet, wallet: key(2) }),
      sheetCommitment(page(), { ...sheet, salt: new Uint8Array(32).fill(8) }),
      sheetCommitment(other, sheet),
    ].map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(new Set(all).size).to.equal(all.length);
  });
});

describe('funders of a review', () => {
  it('are the annotators who paid for rounds, in their order', () => {
    const annotator = (byte: number) => ({ reason: 'annotator', funder: key(byte) });
    const all = page(
      round(0n, 'appealed', [], annotator(2)),
      round(1n, 'appealed', []),
      round(2n, 'challenge', [], annotator(3)),
    );
    expect(fundersOf(all, 2n).map((wallet) => wallet.toBase58())).to.deep.equal(
      [key(2), key(3)].map((k) => k.toBase58()),
    );
    expect(fundersOf(all, 1n)).to.have.length(1);
  });
});
