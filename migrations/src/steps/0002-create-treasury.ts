/** The token account that receives fees. */
import { createAssociatedTokenAccountIdempotentInstruction, getAssociatedTokenAddressSync } from '@solana/spl-token';
import { send } from '@tagger/client';
import type { PublicKey } from '@solana/web3.js';
import type { MigrationContext, Step } from '../runner.ts';
import { mintAddress } from './0001-create-tag-mint.ts';

/** Associated token account of the treasury's owner. */
export const treasuryAddress = ({ tagMint, treasuryOwner }: MigrationContext): PublicKey =>
  getAssociatedTokenAddressSync(mintAddress(tagMint), treasuryOwner, true);

async function isDone(context: MigrationContext): Promise<boolean> {
  return (await context.connection.getAccountInfo(treasuryAddress(context))) !== null;
}

async function run(context: MigrationContext): Promise<void> {
  const { connection, deployer, tagMint, treasuryOwner } = context;
  const create = createAssociatedTokenAccountIdempotentInstruction(
    deployer.publicKey,
    treasuryAddress(context),
    treasuryOwner,
    mintAddress(tagMint),
  );
  await send(connection, [create], [deployer]);
}

export const createTreasury: Step = { id: '0002', title: 'treasury account', isDone, run };
