/** Cranks: anyone may call them when their time has come. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import {
  configPda,
  escrowTokensPda,
  escrowVaultPda,
  memberPda,
  seatPda,
  stakeTokensPda,
  stakeVaultPda,
} from '../pda.ts';
import { keeperAccounts, type Keeper } from './keeper.ts';

/** Frees the seat of a member who let his hold pass. A `keeper`, who is not that member, earns the tip on what that costs. */
export function expireClaim(a: {
  wallet: PublicKey;
  task: PublicKey;
  page: PublicKey;
  panel: bigint;
  slot: number;
  keeper?: Keeper | undefined;
}): TransactionInstruction {
  const { wallet, task, page, panel, slot, keeper } = a;
  return buildInstruction(
    'expireClaim',
    { member: memberPda(wallet), seat: seatPda(task, wallet), page },
    { number: panel, slot },
    keeperAccounts(keeper),
  );
}

/** Frees a ticket nobody redeemed while the chain remembered its block. */
export function dropTicket(a: { wallet: PublicKey; task: PublicKey }): TransactionInstruction {
  const { wallet, task } = a;
  return buildInstruction('dropTicket', { member: memberPda(wallet), seat: seatPda(task, wallet), task }, {});
}

export function expireCommit(a: { page: PublicKey; panel: bigint }): TransactionInstruction {
  return buildInstruction('expireCommit', { page: a.page }, { number: a.panel });
}

export function expireReveal(a: { page: PublicKey; panel: bigint }): TransactionInstruction {
  return buildInstruction('expireReveal', { page: a.page }, { number: a.panel });
}

export function foldPage(a: { task: PublicKey; page: PublicKey }): TransactionInstruction {
  return buildInstruction('foldPage', { task: a.task, page: a.page }, {});
}

/** Gives the room of finished panels back and adds what they decided to the task's records. */
export function recyclePage(a: { task: PublicKey; page: PublicKey }): TransactionInstruction {
  return buildInstruction('recyclePage', { task: a.task, page: a.page }, {});
}

/** Sends a task's fees to the treasury and its slashes to where they belong. */
export function sweepTask(a: { task: PublicKey; treasury: PublicKey; tagMint: PublicKey }): TransactionInstruction {
  const vaults = {
    stakeVault: stakeVaultPda(),
    stakeTokens: stakeTokensPda(),
    escrowVault: escrowVaultPda(),
    escrowTokens: escrowTokensPda(),
  };
  return buildInstruction(
    'sweepTask',
    { config: configPda(), task: a.task, ...vaults, treasury: a.treasury, tagMint: a.tagMint },
    {},
  );
}

/** Pushes the balances of members who asked for it; each with the token account he chose. */
export function pushPayouts(a: { payees: { wallet: PublicKey; payout: PublicKey }[] }): TransactionInstruction {
  const remaining = a.payees.flatMap(({ wallet, payout }) => [
    { pubkey: memberPda(wallet), isSigner: false, isWritable: true },
    { pubkey: payout, isSigner: false, isWritable: true },
  ]);
  return buildInstruction(
    'pushPayouts',
    { config: configPda(), escrowVault: escrowVaultPda(), escrowTokens: escrowTokensPda() },
    {},
    remaining,
  );
}
