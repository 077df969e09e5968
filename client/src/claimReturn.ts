/** What a claim that is given back costs: `Terms::kept_secs` and `rules::pay::share_of_time` of the program. */
import { FULL_BPS } from './constants.ts';
import { CLAIM_MODE } from './instructions/requester.ts';
import type { Terms } from './types.ts';

/**
 * What giving back a claim costs at chain second `now`, base units of stake: the part of the slash of a lapsed hold that matches the
 * seconds it was kept, each that was begun; all of it where panels are assigned or items are private. `heldUntil` is the slot's;
 * a hold that the end of its window cut short is counted from where a whole one would have begun. `asLapse`: his record
 * suffers as by a lapse. After a restart of the cluster add the task's grace to `heldUntil`.
 */
export function returnCost(
  terms: Pick<Terms, 'bond' | 'slashHoldBps' | 'holdSecs' | 'claimMode' | 'private'>,
  heldUntil: bigint,
  now: bigint,
): { slash: bigint; asLapse: boolean } {
  const hold = BigInt(terms.holdSecs);
  const whole = (terms.bond * BigInt(terms.slashHoldBps)) / BigInt(FULL_BPS);
  const begun = hold - (heldUntil - now) + 1n;
  const bounded = begun < 1n ? 1n : begun > hold ? hold : begun;
  const kept = terms.claimMode === CLAIM_MODE.assigned || terms.private !== 0 ? hold : bounded;
  return { slash: (whole * kept + hold - 1n) / hold, asLapse: kept > hold / 2n };
}
