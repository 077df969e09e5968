/** The rules of voting. Rules that a vote changed later are left alone. */
import { decodeAccount, governancePda, initializeGovernance, send } from '@tagger/client';
import { created } from '../presence.ts';
import type { MigrationContext, Step } from '../runner.ts';

async function isDone({ connection }: MigrationContext): Promise<boolean> {
  const info = await created(connection, governancePda());
  if (info === null) return false;
  decodeAccount('governance', info);
  return true;
}

async function run({ connection, deployer, parameters }: MigrationContext): Promise<void> {
  const instruction = initializeGovernance({
    upgradeAuthority: deployer.publicKey,
    params: parameters.governance,
  });
  await send(connection, [instruction], [deployer]);
}

export const initializeVoting: Step = { id: '0004', title: 'rules of voting', isDone, run };
