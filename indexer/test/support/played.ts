/** A market that was played and read into an index: what the interface, exports and webhooks are tried on. */
import { createWorld, type World } from '../../../tests/support/world.ts';
import type { Db } from '../../src/db/db.ts';
import { RpcSource } from '../../src/source/rpc.ts';
import { anIndex, type Index } from './index.ts';
import { playMarket, settleDown } from './market.ts';

export interface Played {
  world: World;
  index: Index;
  stop(): Promise<void>;
}

export async function played(db?: Db): Promise<Played> {
  const world = await createWorld();
  await playMarket(world);
  await settleDown(world);
  const index = await readInto(world, db);
  return {
    world,
    index,
    stop: async () => {
      await index.source.close();
      await index.db.close();
      await world.chain.stop();
    },
  };
}

/** Reads what a chain did, until all of it is final. */
export async function readInto(world: World, db?: Db): Promise<Index> {
  const index = await anIndex(new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20, retryMs: 5 }), db);
  const slot = async () => (await world.connection.getSlot()) - 1;
  await index.indexer.catchUp(await slot(), { final: true });
  await settleDown(world);
  await index.indexer.catchUp(await slot(), { final: true });
  return index;
}
