/** Plain panels, everybody in one wave at the base price, and what a panel sets aside. */
import { FULL_BPS, LATE_KEY_BPS } from './constants.ts';
import { NO_REVIEWS, type ReviewTerms, type TaskTerms } from './instructions/requester.ts';
import type { PanelSpec } from './types.ts';

export function oneWave(firstItem: number, items: number, seats: number): PanelSpec {
  return { firstItem, items, difficultyBps: FULL_BPS, seatsFirst: seats, seatsStep: 0, seatsMax: seats };
}

/**
 * Base units such a panel sets aside when it opens: for every seat the full reward and the fee on it, each fee rounded
 * up, and the money of an audit; where items are private also what a late key costs. As `rules/pay.rs` and `open_panels`
 * of the program have it.
 */
export function reserveOf(
  panel: PanelSpec,
  terms: Pick<TaskTerms, 'price'> & Partial<ReviewTerms>,
  feeBps: number,
  isPrivate = false,
): bigint {
  const reward = terms.price * BigInt(panel.items);
  const full = BigInt(FULL_BPS);
  const fee = (reward * BigInt(feeBps) + full - 1n) / full;
  const { reviewFee, reviewSeats, auditItems } = { ...NO_REVIEWS, ...terms };
  const audit = reviewFee * BigInt(reviewSeats * Math.min(panel.items, auditItems));
  const late = isPrivate ? (reward * BigInt(LATE_KEY_BPS)) / full : 0n;
  return (reward + fee + late) * BigInt(panel.seatsMax) + audit;
}
