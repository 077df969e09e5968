/** Shard 0 of the validators' pool, opened by the admin and grown to its full size by the deployer. */
import type { Keypair } from '@solana/web3.js';
import { fetchConfig, fetchPool, growPool, openPool, send } from '@tagger/client';
import type { MigrationContext, Step } from '../runner.ts';

const FIRST = 0;
/** Parts of a pool's account paid for in one transaction. */
const PARTS = 4;

async function isDone({ connection }: MigrationContext): Promise<boolean> {
  return (await fetchPool(connection, FIRST))?.ready === 1;
}

function adminOf({ deployer, admin, adminKey }: MigrationContext): Keypair {
  const found = [deployer, adminKey].find((key) => key?.publicKey.equals(admin));
  if (found === undefined)
    throw new Error(`only the admin ${admin.toBase58()} may open the validators' pool: run this again with that key`);
  return found;
}

async function run(context: MigrationContext): Promise<void> {
  const { connection, deployer } = context;
  if ((await fetchConfig(connection))?.pools === FIRST) {
    const admin = adminOf(context);
    const instruction = openPool({ admin: admin.publicKey, payer: deployer.publicKey, index: FIRST });
    await send(connection, [instruction], [deployer, admin]);
  }
  const grow = growPool({ payer: deployer.publicKey, index: FIRST });
  for (let missing = await missingParts(context); missing > 0; missing = await missingParts(context)) {
    await send(
      connection,
      Array.from({ length: Math.min(PARTS, missing) }, () => grow),
      [deployer],
    );
  }
}

async function missingParts({ connection }: MigrationContext): Promise<number> {
  return (await fetchPool(connection, FIRST))?.missingParts ?? 0;
}

export const openValidatorsPool: Step = { id: '0004', title: "validators' pool", isDone, run };
