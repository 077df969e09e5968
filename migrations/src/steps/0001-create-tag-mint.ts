/** TAG: a classic SPL Token mint, 6 decimals, without freeze authority. */
import { createInitializeMint2Instruction, getMint, MINT_SIZE, TOKEN_PROGRAM_ID } from '@solana/spl-token';
import { SystemProgram, type Keypair, type PublicKey } from '@solana/web3.js';
import { send, TAG_DECIMALS } from '@tagger/client';
import type { MigrationContext, Step } from '../runner.ts';

/** Address of the mint, whether its key is at hand or not. */
export const mintAddress = (tagMint: Keypair | PublicKey): PublicKey =>
  'secretKey' in tagMint ? tagMint.publicKey : tagMint;

async function isDone({ connection, tagMint }: MigrationContext): Promise<boolean> {
  const address = mintAddress(tagMint);
  if ((await connection.getAccountInfo(address)) === null) return false;
  const mint = await getMint(connection, address);
  if (mint.decimals !== TAG_DECIMALS || mint.freezeAuthority !== null) {
    throw new Error(
      `${address.toBase58()} is a mint, but not TAG: TAG has ${TAG_DECIMALS} decimals and no freeze authority`,
    );
  }
  return true;
}

async function run({ connection, deployer, tagMint }: MigrationContext): Promise<void> {
  if (!('secretKey' in tagMint))
    throw new Error('the TAG mint does not exist and its key is not at hand: pass the key');
  const create = SystemProgram.createAccount({
    fromPubkey: deployer.publicKey,
    newAccountPubkey: tagMint.publicKey,
    lamports: await connection.getMinimumBalanceForRentExemption(MINT_SIZE),
    space: MINT_SIZE,
    programId: TOKEN_PROGRAM_ID,
  });
  const initialize = createInitializeMint2Instruction(tagMint.publicKey, TAG_DECIMALS, deployer.publicKey, null);
  await send(connection, [create, initialize], [deployer, tagMint]);
}

export const createTagMint: Step = { id: '0001', title: 'TAG mint', isDone, run };
