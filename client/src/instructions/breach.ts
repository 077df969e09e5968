/** Accusations: a licence is said to be broken, and validators judge. Each returns one instruction and sends nothing. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import { reviewPageBytes } from '../panel.ts';
import { configPda, escrowTokensPda, escrowVaultPda, licensePda, memberPda, pagePda } from '../pda.ts';
import type { Terms } from '../types.ts';
import type { Round } from './review.ts';

/** What validators say about a breach. */
export const BREACH = { none: 0, broken: 1 } as const;

export interface AccuseLicense {
  publisher: PublicKey;
  payer?: PublicKey;
  dataset: PublicKey;
  mint: PublicKey;
  /** A task of the publisher's, opened for this: its rules name the evidence. Its escrow pays validators and the bond. */
  task: PublicKey;
  /** The task's. */
  terms: Terms;
}

/** Accuses the holder of a licence of a breach; the rounds lie on the task's first page. */
export function accuseLicense(a: AccuseLicense): TransactionInstruction {
  const { publisher, payer = publisher, dataset, mint, task, terms } = a;
  return buildInstruction(
    'accuseLicense',
    { payer, publisher, config: configPda(), dataset, license: licensePda(mint), task, page: pagePda(task, 0) },
    { bytes: reviewPageBytes(terms, 1, 1) },
  );
}

export interface DefendLicense extends Round {
  holder: PublicKey;
  mint: PublicKey;
  from: PublicKey;
  tagMint: PublicKey;
}

/** The accused holder appeals against a verdict, and pays for it out of his tokens. */
export function defendLicense(a: DefendLicense): TransactionInstruction {
  const { holder, mint, page, panel, from, tagMint } = a;
  const vault = { escrowVault: escrowVaultPda(), escrowTokens: escrowTokensPda() };
  const accounts = { holder, config: configPda(), license: licensePda(mint), page, ...vault, from, tagMint };
  return buildInstruction('defendLicense', accounts, { number: panel });
}

/** Anyone ends an accusation. `license` is what the case is about, `accused` stands in the task. */
export function concludeAccusation(
  a: Round & { task: PublicKey; license: PublicKey; accused: PublicKey },
): TransactionInstruction {
  const { task, license, accused, page, panel } = a;
  return buildInstruction('concludeAccusation', { task, license, member: memberPda(accused), page }, { number: panel });
}
