/** The list of domains with its first names. Domains that a vote appended or retired later are left alone. */
import { decodeAccount, domainsPda, initializeDomains, send } from '@tagger/client';
import { created } from '../presence.ts';
import type { MigrationContext, Step } from '../runner.ts';

async function isDone({ connection }: MigrationContext): Promise<boolean> {
  const info = await created(connection, domainsPda());
  if (info === null) return false;
  decodeAccount('domains', info);
  return true;
}

async function run({ connection, deployer }: MigrationContext): Promise<void> {
  await send(connection, [initializeDomains({ payer: deployer.publicKey })], [deployer]);
}

export const createDomains: Step = { id: '0005', title: 'list of domains', isDone, run };
