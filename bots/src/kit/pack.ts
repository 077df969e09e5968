/** Fills transactions with instructions, each transaction as far as it goes. */
import { ComputeBudgetProgram, PublicKey, TransactionMessage, type TransactionInstruction } from '@solana/web3.js';

const TRANSACTION_BYTES = 1_232;
/** One signature and its count. */
const SIGNATURES = 65;
/** Accounts one transaction may lock. */
const MAX_ACCOUNTS = 64;

/** An instruction and whatever the caller wants back with it. */
export interface Packed<T> {
  item: T;
  instruction: TransactionInstruction;
}

/** Whether these instructions fit into one transaction that `payer` alone signs, beside its compute budget. */
export function fits(payer: PublicKey, instructions: readonly TransactionInstruction[]): boolean {
  const budget = [
    ComputeBudgetProgram.setComputeUnitLimit({ units: 1_400_000 }),
    ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1 }),
  ];
  const message = new TransactionMessage({
    payerKey: payer,
    recentBlockhash: PublicKey.default.toBase58(),
    instructions: [...budget, ...instructions],
  });
  try {
    const compiled = message.compileToV0Message();
    return (
      compiled.staticAccountKeys.length <= MAX_ACCOUNTS && compiled.serialize().length + SIGNATURES <= TRANSACTION_BYTES
    );
  } catch {
    // The compiler refuses to write beyond its buffer.
    return false;
  }
}

/** Parts that each fit into a transaction, in order; at most `most` in each. One too large for any has a part of its own. */
export function pack<T>(payer: PublicKey, all: readonly Packed<T>[], most: number): Packed<T>[][] {
  const parts: Packed<T>[][] = [];
  for (const entry of all) {
    const part = parts.at(-1);
    const room = part !== undefined && part.length < most;
    if (
      room &&
      fits(
        payer,
        [...part, entry].map(({ instruction }) => instruction),
      )
    )
      part.push(entry);
    else parts.push([entry]);
  }
  return parts;
}
