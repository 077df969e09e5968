/** What can be finished, decided before anything is claimed: there is no instruction that gives a claim back. */
import type { ChainClock, PageView, PanelView } from '@tagger/client';

export interface Pace {
  /** Measured; `undefined` before the first item. */
  secondsPerItem: number | undefined;
  /** So many times the measured time must fit. */
  margin: number;
  leastHoldSecs: number;
  leastRevealSecs: number;
}

/** Why a panel can't be finished for sure, in a word for the metric; `undefined` when it can. */
export type Obstacle = 'hold' | 'commit' | 'reveal' | 'end';

/**
 * Whether the windows of a panel leave the time it takes to make all its answers again, `margin` times, and an outage of
 * `leastHoldSecs`. Answers are made before the claim: this is what a bot needs that loses them.
 */
export function obstacle(
  panel: Pick<PanelView, 'items' | 'until'>,
  { terms, endsAt }: Pick<PageView, 'terms' | 'endsAt'>,
  { seconds }: Pick<ChainClock, 'seconds'>,
  pace: Pace,
): Obstacle | undefined {
  const work = Math.ceil(panel.items * (pace.secondsPerItem ?? 0) * pace.margin);
  const needed = Math.max(pace.leastHoldSecs, work);
  if (terms.holdSecs < needed) return 'hold';
  // Zero while nobody has claimed: then the window begins with the claim.
  const left = panel.until === 0n ? BigInt(terms.commitSecs) : panel.until - seconds;
  if (left < BigInt(needed)) return 'commit';
  if (terms.revealSecs < pace.leastRevealSecs) return 'reveal';
  return endsAt - seconds < BigInt(needed) ? 'end' : undefined;
}

/**
 * Base units to lock when joining: bonds for so many panels, as far as both caps allow. `undefined` when not even one fits.
 */
export function bondToLock(
  panels: number,
  bond: bigint,
  caps: { most: bigint; mostInAll: bigint; locked: bigint },
): bigint | undefined {
  if (bond === 0n) return 0n;
  const rest = caps.mostInAll - caps.locked;
  const room = caps.most < rest ? caps.most : rest;
  const count = room < bond ? 0n : room / bond;
  if (count === 0n) return undefined;
  return (count < BigInt(panels) ? count : BigInt(Math.max(panels, 1))) * bond;
}
