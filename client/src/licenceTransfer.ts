/** A licence sent as any wallet sends it. */
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createTransferCheckedWithTransferHookInstruction,
  TOKEN_2022_PROGRAM_ID,
} from '@solana/spl-token';
import type { Connection, PublicKey, TransactionInstruction } from '@solana/web3.js';
import { licenceTokens } from './instructions/dataset.ts';

/**
 * Opens the receiver's account of the licence, if need be, and sends it there. The hook lets it pass once `transferLicense`
 * has named this receiver. What the hook needs is read from the chain.
 */
export async function sendLicence(
  connection: Connection,
  { mint, from, to }: { mint: PublicKey; from: PublicKey; to: PublicKey },
): Promise<TransactionInstruction[]> {
  const [source, destination] = [licenceTokens(mint, from), licenceTokens(mint, to)];
  return [
    createAssociatedTokenAccountIdempotentInstruction(from, destination, to, mint, TOKEN_2022_PROGRAM_ID),
    await createTransferCheckedWithTransferHookInstruction(
      connection,
      source,
      mint,
      destination,
      from,
      1n,
      0,
      [],
      'confirmed',
      TOKEN_2022_PROGRAM_ID,
    ),
  ];
}
