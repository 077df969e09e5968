/** Instructions of validators and their pool. Amounts in base units of TAG. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import { configPda, memberPda, poolPda, seatPda } from '../pda.ts';

/**
 * Opens the next shard of the pool; `index` is `Config.pools`. Anyone opens the first, the admin all others. The account
 * then grows with `growPool`.
 */
export function openPool(a: { caller: PublicKey; payer?: PublicKey; index: number }): TransactionInstruction {
  const { caller, payer = caller, index } = a;
  return buildInstruction('openPool', { payer, caller, config: configPda(), pool: poolPda(index) }, {});
}

/** Pays for the next part of a shard's account; repeat until `Pool.ready` is 1. */
export function growPool(a: { payer: PublicKey; index: number }): TransactionInstruction {
  return buildInstruction('growPool', { payer: a.payer, pool: poolPda(a.index) }, {});
}

/** Becomes a validator with `bond` of active stake, or adds to the bond. Counts in draws from the next epoch on. */
export function joinPool(a: { wallet: PublicKey; pool?: number; bond: bigint }): TransactionInstruction {
  const { wallet, pool = 0, bond } = a;
  return buildInstruction(
    'joinPool',
    { wallet, config: configPda(), member: memberPda(wallet), pool: poolPda(pool) },
    { bond },
  );
}

/** A validator opens a seat in a task that promised validators a part of its dataset's revenue: his votes count from then on. */
export function openValidatorSeat(a: {
  wallet: PublicKey;
  payer?: PublicKey;
  task: PublicKey;
}): TransactionInstruction {
  const { wallet, payer = wallet, task } = a;
  return buildInstruction(
    'openValidatorSeat',
    { payer, wallet, config: configPda(), task, member: memberPda(wallet), seat: seatPda(task, wallet) },
    {},
  );
}

/** Stops being drawn from the next epoch on. */
export function leavePool(a: { wallet: PublicKey; pool?: number }): TransactionInstruction {
  const { wallet, pool = 0 } = a;
  return buildInstruction('leavePool', { wallet, member: memberPda(wallet), pool: poolPda(pool) }, {});
}

/** Anyone brings a validator's weight up to date with bond and record. */
export function weighValidator(a: { wallet: PublicKey; pool?: number }): TransactionInstruction {
  const { wallet, pool = 0 } = a;
  return buildInstruction(
    'weighValidator',
    { config: configPda(), member: memberPda(wallet), pool: poolPda(pool) },
    {},
  );
}

/** Anyone takes a validator who left, and owes nothing any more, out of the pool; his bond is active stake again. */
export function removeValidator(a: { wallet: PublicKey; pool?: number }): TransactionInstruction {
  const { wallet, pool = 0 } = a;
  return buildInstruction('removeValidator', { member: memberPda(wallet), pool: poolPda(pool) }, {});
}
