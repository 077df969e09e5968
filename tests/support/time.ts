/** Deadlines: chain time only moves with transactions and by what tests add, so both sides of an edge can be tried. */
import type { World } from './world.ts';
import { rpc } from './rpc.ts';

interface ChainNow {
  slot: number;
  unixTimestamp: number;
}

/** The chain's clock as programs see it. */
export const now = (world: World): Promise<ChainNow> => rpc<ChainNow>(world, 'tagger_getTime');

/** Moves chain time to exactly this unix second. Refuses to go back. */
export async function waitUntil(world: World, unixSeconds: bigint): Promise<void> {
  const { unixTimestamp } = await now(world);
  const seconds = Number(unixSeconds) - unixTimestamp;
  if (seconds < 0) throw new RangeError(`the chain is ${-seconds} seconds past ${unixSeconds}`);
  if (seconds > 0) await world.chain.advance({ seconds });
}

/** Marks the cluster as restarted at `slot` (default: the present one). Undo with slot 0. */
export async function restartCluster(world: World, slot?: number): Promise<void> {
  await rpc(world, 'tagger_setLastRestartSlot', slot ?? (await now(world)).slot);
}
