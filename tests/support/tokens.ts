/** Mints and token accounts that are not TAG, or not where they should be. */
import {
  ACCOUNT_SIZE,
  createInitializeAccount3Instruction,
  createInitializeMint2Instruction,
  createMintToInstruction,
  MINT_SIZE,
  TOKEN_PROGRAM_ID,
} from '@solana/spl-token';
import { Keypair, SystemProgram, type PublicKey } from '@solana/web3.js';
import { send } from '@tagger/client';
import type { World } from './world.ts';

/** A mint of 6 decimals whose authority is the deployer, possibly with a freeze authority or of another token program. */
export async function aMint(
  world: World,
  freeze: PublicKey | null = null,
  program = TOKEN_PROGRAM_ID,
): Promise<PublicKey> {
  const mint = Keypair.generate();
  const fromPubkey = world.deployer.publicKey;
  const lamports = await world.connection.getMinimumBalanceForRentExemption(MINT_SIZE);
  const create = SystemProgram.createAccount({
    fromPubkey,
    newAccountPubkey: mint.publicKey,
    lamports,
    space: MINT_SIZE,
    programId: program,
  });
  await send(
    world.connection,
    [create, createInitializeMint2Instruction(mint.publicKey, 6, fromPubkey, freeze, program)],
    [world.deployer, mint],
  );
  return mint.publicKey;
}

/** A token account at a fresh address with `amount` base units; the deployer's unless `owner` says otherwise. */
export async function aTokenAccount(
  world: World,
  mint: PublicKey,
  owner: PublicKey = world.deployer.publicKey,
  amount = 0n,
): Promise<PublicKey> {
  const account = Keypair.generate();
  const fromPubkey = world.deployer.publicKey;
  const lamports = await world.connection.getMinimumBalanceForRentExemption(ACCOUNT_SIZE);
  const instructions = [
    SystemProgram.createAccount({
      fromPubkey,
      newAccountPubkey: account.publicKey,
      lamports,
      space: ACCOUNT_SIZE,
      programId: TOKEN_PROGRAM_ID,
    }),
    createInitializeAccount3Instruction(account.publicKey, mint, owner),
    ...(amount > 0n ? [createMintToInstruction(mint, account.publicKey, fromPubkey, amount)] : []),
  ];
  await send(world.connection, instructions, [world.deployer, account]);
  return account.publicKey;
}
