/** The chain's clock as programs see it, and deadlines as the program reads them (`clock.rs`). */
import { PublicKey, SYSVAR_CLOCK_PUBKEY, type Connection } from '@solana/web3.js';
import { clockOf } from './clockBytes.ts';
import { TaggerClientError } from './errors.ts';

const LAST_RESTART_SLOT = new PublicKey('SysvarLastRestartS1ot1111111111111111111111');

export interface ChainClock {
  slot: bigint;
  /** Unix seconds. */
  seconds: bigint;
  /** Slot of the last cluster restart, 0 when there was none. */
  lastRestart: bigint;
}

/** Errors: `ConnectionLost` when the node shows no clock. */
export async function fetchClock(connection: Connection): Promise<ChainClock> {
  const [clock, restart] = await connection.getMultipleAccountsInfo([SYSVAR_CLOCK_PUBKEY, LAST_RESTART_SLOT]);
  if (clock == null) throw new TaggerClientError('ConnectionLost', 'the node shows no Clock sysvar: try another');
  return {
    ...clockOf(clock.data),
    lastRestart: restart == null ? 0n : restart.data.readBigUInt64LE(0),
  };
}

/** Whether the deadline of a phase that began at `phaseSlot` is over; a restart since then adds `graceSecs`. */
export function isOver(
  phase: { until: bigint; phaseSlot: bigint },
  graceSecs: number,
  { seconds, lastRestart }: ChainClock,
): boolean {
  const grace = lastRestart > phase.phaseSlot ? BigInt(graceSecs) : 0n;
  return seconds >= phase.until + grace;
}
