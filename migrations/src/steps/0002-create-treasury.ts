/** The token account that receives fees. */
import {
  createAssociatedTokenAccountIdempotentInstruction,
  getAssociatedTokenAddressSync,
  unpackAccount,
} from '@solana/spl-token';
import { send, TaggerClientError } from '@tagger/client';
import type { PublicKey } from '@solana/web3.js';
import { created } from '../presence.ts';
import type { MigrationContext, Step } from '../runner.ts';
import { mintAddress } from './0001-create-tag-mint.ts';

/** Associated token account of the treasury's owner. */
export const treasuryAddress = ({ tagMint, treasuryOwner }: MigrationContext): PublicKey =>
  getAssociatedTokenAddressSync(mintAddress(tagMint), treasuryOwner, true);

/** Throws `TreasuryGivenAway` when the account at the owner's address belongs to somebody else by now. */
async function isDone(context: MigrationContext): Promise<boolean> {
  const address = treasuryAddress(context);
  const info = await created(context.connection, address);
  if (info === null) return false;
  const { owner } = unpackAccount(address, info);
  if (!owner.equals(context.treasuryOwner))
    throw new TaggerClientError(
      'TreasuryGivenAway',
      `the treasury account ${address.toBase58()} belongs to ${owner.toBase58()} by now: pass another owner of the treasury`,
    );
  return true;
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
