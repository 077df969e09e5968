/** The hot path: what runs for every batch of answers. Several panels of one page go into one instruction. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import { configPda, memberPda, seatPda } from '../pda.ts';
import { keeperAccounts, type Keeper } from './keeper.ts';

/** Who acts where. `actor` is the wallet or its session key. */
export interface Acting {
  actor?: PublicKey;
  wallet: PublicKey;
  task: PublicKey;
  page: PublicKey;
}

const own = (a: Acting) => ({
  actor: a.actor ?? a.wallet,
  member: memberPda(a.wallet),
  seat: seatPda(a.task, a.wallet),
  page: a.page,
});

/** Takes free slots on panels of the member's choice, where the task lets him choose. */
export function claim(a: Acting & { panels: bigint[] }): TransactionInstruction {
  return buildInstruction('claim', { ...own(a), config: configPda() }, { panels: a.panels });
}

/** Asks for `count` panels (1 to 8) of a page where the task assigns them: see `ticket.ts`. */
export function takeTicket(a: Acting & { count: number }): TransactionInstruction {
  return buildInstruction('takeTicket', { ...own(a), config: configPda() }, { count: a.count });
}

/** Anyone gives a member the panels his ticket got; `page` is the ticket's. */
export function redeemTicket(a: { wallet: PublicKey; task: PublicKey; page: PublicKey }): TransactionInstruction {
  return buildInstruction('redeemTicket', { seat: seatPda(a.task, a.wallet), page: a.page }, {});
}

/** One commitment: the panel, the slot the claim got, the 32 bytes. */
export interface CommitEntry {
  panel: bigint;
  slot: number;
  commitment: Uint8Array;
}

export function commit(a: Acting & { entries: CommitEntry[] }): TransactionInstruction {
  const entries = a.entries.map((entry) => ({ ...entry, commitment: [...entry.commitment] }));
  return buildInstruction('commit', own(a), { entries });
}

/** One reveal: packed answers and the salt that was committed to. */
export interface RevealEntry {
  panel: bigint;
  slot: number;
  salt: Uint8Array;
  answers: Uint8Array;
}

export function reveal(a: Acting & { entries: RevealEntry[] }): TransactionInstruction {
  const entries = a.entries.map((entry) => ({ ...entry, salt: [...entry.salt], answers: [...entry.answers] }));
  return buildInstruction('reveal', own(a), { entries });
}

/** Anyone settles panels whose reveals are closed or whose gold window is over. */
export function settle(a: { page: PublicKey; panels: bigint[] }): TransactionInstruction {
  return buildInstruction('settle', { page: a.page }, { panels: a.panels });
}

/** Anyone collects for one member what settled panels owe him. A `keeper`, who is not that member, earns tips where he never revealed. */
export function collect(a: {
  wallet: PublicKey;
  task: PublicKey;
  page: PublicKey;
  entries: { panel: bigint; slot: number }[];
  keeper?: Keeper | undefined;
}): TransactionInstruction {
  const { wallet, task, page, entries, keeper } = a;
  return buildInstruction(
    'collect',
    { member: memberPda(wallet), seat: seatPda(task, wallet), page },
    { entries },
    keeperAccounts(keeper),
  );
}

/**
 * A member gives a claim back before its hold is over. It costs the part of a lapsed hold's slash that matches the time he kept the
 * slot (`returnCost`); from half of the hold on it counts as a lapse in his record, too.
 */
export function returnClaim(a: Acting & { panel: bigint; slot: number }): TransactionInstruction {
  return buildInstruction('returnClaim', own(a), { number: a.panel, slot: a.slot });
}
