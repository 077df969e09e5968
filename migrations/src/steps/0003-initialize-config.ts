/** The program's config and vaults. Parameters that changed later by governance are left alone. */
import bs58 from 'bs58';
import { fetchConfig, initializeConfig, send } from '@tagger/client';
import type { MigrationContext, Step } from '../runner.ts';
import { mintAddress } from './0001-create-tag-mint.ts';
import { treasuryAddress } from './0002-create-treasury.ts';

async function isDone({ connection, tagMint }: MigrationContext): Promise<boolean> {
  const config = await fetchConfig(connection);
  if (config === null) return false;
  if (!config.tagMint.equals(mintAddress(tagMint))) {
    throw new Error(`the program is configured for the mint ${config.tagMint.toBase58()}: pass that one`);
  }
  return true;
}

async function run(context: MigrationContext): Promise<void> {
  const { connection, deployer, tagMint, admin, guardian, parameters } = context;
  const instruction = initializeConfig({
    upgradeAuthority: deployer.publicKey,
    tagMint: mintAddress(tagMint),
    treasury: treasuryAddress(context),
    admin,
    guardian,
    cluster: bs58.decode(await connection.getGenesisHash()),
    params: parameters.params,
  });
  await send(connection, [instruction], [deployer]);
}

export const initializeProgram: Step = { id: '0003', title: 'config and vaults', isDone, run };
