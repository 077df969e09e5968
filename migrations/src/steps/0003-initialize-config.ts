/** The program's config and vaults. Parameters, guardian and treasury that governance changed later are left alone. */
import bs58 from 'bs58';
import { configPda, decodeAccount, initializeConfig, send, TaggerClientError } from '@tagger/client';
import { created } from '../presence.ts';
import type { MigrationContext, Step } from '../runner.ts';
import { mintAddress } from './0001-create-tag-mint.ts';
import { treasuryAddress } from './0002-create-treasury.ts';

/** Throws `OtherMint` or `OtherAdmin` when the program was configured for another one than the context names. */
async function isDone({ connection, tagMint, admin }: MigrationContext): Promise<boolean> {
  const info = await created(connection, configPda());
  if (info === null) return false;
  const config = decodeAccount('config', info);
  if (!config.tagMint.equals(mintAddress(tagMint)))
    throw new TaggerClientError(
      'OtherMint',
      `the program is configured for the mint ${config.tagMint.toBase58()}: pass that one`,
    );
  if (!config.admin.equals(admin))
    throw new TaggerClientError(
      'OtherAdmin',
      `the program's admin is ${config.admin.toBase58()}: pass that one, or let him hand over first`,
    );
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
