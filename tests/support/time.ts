/** Deadlines: chain time only moves with transactions and by what tests add, so both sides of an edge can be tried. */
import { SYSVAR_CLOCK_PUBKEY } from '@solana/web3.js';
import type { World } from './world.ts';

interface ChainNow {
  slot: number;
  unixTimestamp: number;
}

/** The chain's clock as programs see it: the Clock sysvar, whose slot and unix second lie at bytes 0 and 32. */
export async function now(world: World): Promise<ChainNow> {
  const clock = await world.connection.getAccountInfo(SYSVAR_CLOCK_PUBKEY);
  if (clock === null) throw new Error('the chain has no Clock sysvar');
  return { slot: Number(clock.data.readBigUInt64LE(0)), unixTimestamp: Number(clock.data.readBigInt64LE(32)) };
}

/** Moves chain time to exactly this unix second. Refuses to go back. */
export async function waitUntil(world: World, unixSeconds: bigint): Promise<void> {
  const { unixTimestamp } = await now(world);
  const seconds = Number(unixSeconds) - unixTimestamp;
  if (seconds < 0) throw new RangeError(`the chain is ${-seconds} seconds past ${unixSeconds}`);
  if (seconds > 0) await world.chain.advanceTo(Number(unixSeconds));
}

/** Marks the cluster as restarted at `slot` (default: the present one). Undo with slot 0. */
export async function restartCluster(world: World, slot?: number): Promise<void> {
  await world.chain.setLastRestartSlot(slot ?? (await now(world)).slot);
}
