/** TAG: a classic SPL Token mint, 6 decimals, without freeze authority. */
import { createInitializeMint2Instruction, MINT_SIZE, TOKEN_PROGRAM_ID, unpackMint } from '@solana/spl-token';
import { SystemProgram, type AccountInfo, type Keypair, type PublicKey } from '@solana/web3.js';
import { send, TAG_DECIMALS, TaggerClientError } from '@tagger/client';
import type { MigrationContext, Step } from '../runner.ts';

/** Address of the mint, whether its key is at hand or not. */
export const mintAddress = (tagMint: Keypair | PublicKey): PublicKey =>
  'secretKey' in tagMint ? tagMint.publicKey : tagMint;

/** Throws `BadTagMint` when something else than TAG is at the address. */
async function isDone({ connection, tagMint }: MigrationContext): Promise<boolean> {
  const address = mintAddress(tagMint);
  const info = await connection.getAccountInfo(address);
  if (info === null) return false;
  if (!isTag(address, info))
    throw new TaggerClientError(
      'BadTagMint',
      `${address.toBase58()} is not TAG, a classic SPL Token mint with ${TAG_DECIMALS} decimals and no freeze authority: pass the TAG mint, or the key of a new one`,
    );
  return true;
}

function isTag(address: PublicKey, info: AccountInfo<Buffer>): boolean {
  if (!info.owner.equals(TOKEN_PROGRAM_ID) || info.data.length !== MINT_SIZE) return false;
  const mint = unpackMint(address, info);
  return mint.isInitialized && mint.decimals === TAG_DECIMALS && mint.freezeAuthority === null;
}

async function run({ connection, deployer, tagMint }: MigrationContext): Promise<void> {
  if (!('secretKey' in tagMint))
    throw new TaggerClientError(
      'MintKeyMissing',
      `there is no mint at ${tagMint.toBase58()} and its key is not at hand: pass the key to create it`,
    );
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
