import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import {
  CLAIM_MODE,
  DRAW,
  pagePda,
  pickOf,
  redeemTicket,
  ticketDueOf,
  ticketState,
  ticketWords,
  type SeatAccount,
  type Ticket,
} from '@tagger/client';

const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const [TASK, WALLET] = [new PublicKey(bytes(7)), new PublicKey(bytes(8))];
const ticket = (target: bigint): Ticket => ({
  target,
  first: 0n,
  page: 3,
  number: 1,
  count: 2,
  live: 9,
  reserved: [0, 0, 0, 0, 0, 0],
});

describe('tickets', () => {
  it('wait for their block, can be redeemed while it is remembered, and lapse then', () => {
    const at = (slot: bigint): string => ticketState(ticket(100n), slot);
    const forgotten = 100n + BigInt(DRAW.remembered);
    expect([99n, 100n, 101n, forgotten - 1n, forgotten].map(at)).to.deep.equal([
      'waiting',
      'waiting',
      'ready',
      'ready',
      'lapsed',
    ]);
    expect(ticketState(ticket(0n), 5_000n)).to.equal('none');
  });

  it('say what is due: nothing, a slot to wait for, redeem on their page, or drop', () => {
    const due = (target: bigint, slot: bigint) =>
      ticketDueOf({ task: TASK, wallet: WALLET, ticket: ticket(target) } as SeatAccount, slot);
    expect(due(0n, 50n)).to.equal(undefined);
    expect(due(100n, 50n)).to.deep.equal({ wallet: WALLET, waits: 100n });
    const page = pagePda(TASK, 3);
    const { what, instruction } = due(100n, 101n)!;
    expect(what).to.equal('redeem');
    expect(instruction).to.deep.equal(redeemTicket({ wallet: WALLET, task: TASK, page }));
    expect(due(100n, 700n)?.what).to.equal('drop');
  });

  it('have a digest for each place: domain, block, seat, number and place, as sixteen words', () => {
    const words = ticketWords(bytes(1), new PublicKey(bytes(2)), 3, 4);
    expect(words).to.deep.equal([
      38_486, 29_653, 26_023, 28_466, 3_425, 28_966, 15_414, 28_626, 35_350, 39_908, 48_847, 44_891, 29_520, 32_654,
      54_382, 22_711,
    ]);
    expect(ticketWords(bytes(1), new PublicKey(bytes(2)), 3, 5)).not.to.deep.equal(words);
  });

  it('pick one of so many, the last one too', () => {
    expect([0, 21_845, 21_846, 43_690, 43_691, 65_535].map((word) => pickOf(word, 3))).to.deep.equal([
      0, 0, 1, 1, 2, 2,
    ]);
    expect(pickOf(65_535, 64)).to.equal(63);
    expect(pickOf(12_345, 0)).to.equal(0);
  });

  it('are the other way to take seats', () => {
    expect(CLAIM_MODE).to.deep.equal({ selfChosen: 0, assigned: 1 });
  });
});
