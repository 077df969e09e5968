/** The first shard of the validators' pool. Shards the admin added later are left alone. */
import { decodePool, growPool, openPool, POOL_GROWTHS, poolPda, send, type PoolView } from '@tagger/client';
import { created } from '../presence.ts';
import type { MigrationContext, Step } from '../runner.ts';

const FIRST = 0;

async function firstShard({ connection }: MigrationContext): Promise<PoolView | null> {
  const info = await created(connection, poolPda(FIRST));
  return info === null ? null : decodePool(info);
}

async function isDone(context: MigrationContext): Promise<boolean> {
  return (await firstShard(context))?.ready === 1;
}

/** Anyone may have opened the shard, and paid for some of its parts, before. */
async function run(context: MigrationContext): Promise<void> {
  const { connection, deployer } = context;
  const caller = deployer.publicKey;
  const shard = await firstShard(context);
  const opening = shard === null ? [openPool({ caller, index: FIRST })] : [];
  const growing = Array.from({ length: shard?.missingParts ?? POOL_GROWTHS }, () =>
    growPool({ payer: caller, index: FIRST }),
  );
  await send(connection, [...opening, ...growing], [deployer]);
}

export const openValidatorsPool: Step = { id: '0006', title: "validators' pool", isDone, run };
