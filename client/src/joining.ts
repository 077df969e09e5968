/** What a seat in a task takes: bonds for panels, and the stake they come from. */
import type { SeatAccount } from './types.ts';

/** Panels a seat has bonds for. */
export function bondsFor(seat: Pick<SeatAccount, 'bondFree'>, bond: bigint): number {
  if (bond === 0n) return Number.MAX_SAFE_INTEGER;
  return Number(seat.bondFree / bond);
}

/**
 * Base units to stake before `bond` of them can be locked: the bond must be free, joining asks for `least` free ones besides what
 * is locked elsewhere, and the program for `leastInAll` of everybody.
 */
export function stakeNeeded(
  have: { active: bigint; locked: bigint },
  { bond, least, leastInAll }: { bond: bigint; least: bigint; leastInAll: bigint },
): bigint {
  const short = (want: bigint, of: bigint): bigint => (want > of ? want - of : 0n);
  const free = short(bond > least ? bond : least, have.active);
  const inAll = short(leastInAll, have.active + have.locked);
  return free > inAll ? free : inAll;
}
