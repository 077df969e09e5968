/** Instructions of reviews and appeals. A review lies on a page of its own. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import { configPda, memberPda, poolPda, seatPda } from '../pda.ts';
import type { CommitEntry, RevealEntry } from './hot.ts';
import { keeperAccounts, type Keeper } from './keeper.ts';

/** Some items of a panel as the program takes them: one bit each in words of 64, the first item in the lowest bit. */
export function itemMask(items: readonly number[], panelItems: number): bigint[] {
  const words = Array.from({ length: Math.ceil(panelItems / 64) }, () => 0n);
  for (const item of items) {
    if (!Number.isInteger(item) || item < 0 || item >= panelItems)
      throw new RangeError(`item ${item} is not one of the panel's ${panelItems}`);
    words[item >> 6] = (words[item >> 6] ?? 0n) | (1n << BigInt(item & 63));
  }
  return words;
}

/** Where a new review comes from: the panel on page `subject`, and the task's next page with its size. */
export interface NewReview {
  /** Pays the rent of the review's page and gets it back. */
  payer?: PublicKey;
  task: PublicKey;
  /** Page of the panel that is judged. */
  subject: PublicKey;
  panel: bigint;
  /** `pagePda(task, task.pagesMade)`. */
  page: PublicKey;
  /** `reviewPageBytes`. */
  bytes: number;
}

/** Anyone opens the audit of a panel that was drawn for one; payload panels always are. */
export function auditPanel(a: NewReview & { payer: PublicKey }): TransactionInstruction {
  const { payer, task, subject, page, bytes, panel } = a;
  return buildInstruction('auditPanel', { payer, config: configPda(), task, subject, page }, { bytes, number: panel });
}

/** The requester contests labels; `items` as of `itemMask`. */
export function contestItems(a: NewReview & { operator: PublicKey; items: bigint[] }): TransactionInstruction {
  const { operator, payer = operator, task, subject, page, bytes, panel, items } = a;
  return buildInstruction(
    'contestItems',
    { payer, operator, config: configPda(), task, subject, page },
    { bytes, number: panel, items },
  );
}

/** Who answered on the panel contests labels; `items` as of `itemMask`. The fees come out of his balance. */
export function contestScore(a: NewReview & { wallet: PublicKey; items: bigint[] }): TransactionInstruction {
  const { wallet, payer = wallet, task, subject, page, bytes, panel, items } = a;
  const own = { member: memberPda(wallet), seat: seatPda(task, wallet) };
  return buildInstruction(
    'contestScore',
    { payer, wallet, config: configPda(), ...own, task, subject, page },
    { bytes, number: panel, items },
  );
}

/** A panel of validators: the review's page and the round's number on it. */
export interface Round {
  page: PublicKey;
  panel: bigint;
}

/** Draws seats. `candidates` are wallets in the order of the draw (see `candidatesOf`), `pools` how many shards there are. */
export function drawSeats(
  a: Round & { task: PublicKey; pools: number; candidates: PublicKey[] },
): TransactionInstruction {
  const { task, page, panel, pools, candidates } = a;
  const remaining = [
    ...Array.from({ length: pools }, (_, at) => ({ pubkey: poolPda(at), isSigner: false, isWritable: true })),
    ...candidates.map((wallet) => ({ pubkey: seatPda(task, wallet), isSigner: false, isWritable: false })),
  ];
  return buildInstruction('drawSeats', { config: configPda(), task, page }, { number: panel }, remaining);
}

/** Gives a draw another block when the old one is forgotten or its epoch over. */
export function retargetDraw(a: Round): TransactionInstruction {
  return buildInstruction('retargetDraw', { page: a.page }, { number: a.panel });
}

/** Who votes: the validator's wallet, and its session key if that signs. */
export interface Voting {
  actor?: PublicKey;
  wallet: PublicKey;
  page: PublicKey;
}

const own = (a: Voting) => ({ actor: a.actor ?? a.wallet, member: memberPda(a.wallet), page: a.page });

export function commitVotes(a: Voting & { entries: CommitEntry[] }): TransactionInstruction {
  const entries = a.entries.map((entry) => ({ ...entry, commitment: [...entry.commitment] }));
  return buildInstruction('commitVotes', own(a), { entries });
}

export function revealVotes(a: Voting & { entries: RevealEntry[] }): TransactionInstruction {
  const entries = a.entries.map((entry) => ({ ...entry, salt: [...entry.salt], answers: [...entry.answers] }));
  return buildInstruction('revealVotes', own(a), { entries });
}

/** Closes commitments or reveals whose time is over; missing seats are drawn anew, once. */
export function expireVotes(a: Round): TransactionInstruction {
  return buildInstruction('expireVotes', { page: a.page }, { number: a.panel });
}

/** Counts the votes. */
export function settleCase(a: Round): TransactionInstruction {
  return buildInstruction('settleCase', { page: a.page }, { number: a.panel });
}

/** The requester appeals against round `panel`. */
export function appealItems(a: Round & { operator: PublicKey; task: PublicKey }): TransactionInstruction {
  const { operator, task, page, panel } = a;
  return buildInstruction('appealItems', { operator, task, page }, { number: panel });
}

/** Who answered on the judged panel appeals against round `panel`; the fees come out of his balance. */
export function appealScore(
  a: Round & { wallet: PublicKey; task: PublicKey; subject: PublicKey },
): TransactionInstruction {
  const { wallet, task, subject, page, panel } = a;
  const member = { member: memberPda(wallet), seat: seatPda(task, wallet) };
  return buildInstruction('appealScore', { wallet, ...member, subject, page }, { number: panel });
}

/** Ends a review; `panel` is its last round, `funders` the annotators who paid for rounds, in order. */
export function concludeCase(
  a: Round & { task: PublicKey; subject: PublicKey; funders: PublicKey[] },
): TransactionInstruction {
  const { task, subject, page, panel, funders } = a;
  const remaining = funders.map((wallet) => ({ pubkey: memberPda(wallet), isSigner: false, isWritable: true }));
  return buildInstruction('concludeCase', { task, subject, page }, { number: panel }, remaining);
}

/**
 * Anyone collects for one validator what ended reviews on one page owe him. `task` is the page's. A `keeper`, who is not that
 * validator, earns tips where his votes never came.
 */
export function collectVotes(a: {
  wallet: PublicKey;
  pool?: number;
  task: PublicKey;
  page: PublicKey;
  entries: { panel: bigint; slot: number }[];
  keeper?: Keeper | undefined;
}): TransactionInstruction {
  const { wallet, pool = 0, task, page, entries, keeper } = a;
  return buildInstruction(
    'collectVotes',
    { config: configPda(), member: memberPda(wallet), pool: poolPda(pool), page, seat: seatPda(task, wallet) },
    { entries },
    keeperAccounts(keeper),
  );
}
