/** Commands that need active stake bring what is missing from the wallet's TAG account, in their own transaction. */
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import type { Connection, PublicKey, TransactionInstruction } from '@solana/web3.js';
import { createMember, fetchMember, stake } from '@tagger/client';
import { needConfig } from './context.ts';

export interface MissingStake {
  /** Become a member, if need be, and stake; to be put before what needs the stake. */
  instructions: TransactionInstruction[];
  /** Base units that are staked newly. */
  staked: bigint;
}

/** What a wallet lacks until it has `amount` base units of active stake. */
export async function stakeMissing(connection: Connection, wallet: PublicKey, amount: bigint): Promise<MissingStake> {
  const { tagMint } = await needConfig(connection);
  const member = await fetchMember(connection, wallet);
  const missing = amount - (member?.stakeActive ?? 0n);
  const from = getAssociatedTokenAddressSync(tagMint, wallet);
  return {
    instructions: [
      ...(member === null ? [createMember({ wallet })] : []),
      ...(missing > 0n ? [stake({ wallet, from, tagMint, amount: missing })] : []),
    ],
    staked: missing > 0n ? missing : 0n,
  };
}
