/** Panels as the command line opens them: everybody in one wave, at the base price. */
import { FULL_BPS, type PanelSpec } from '@tagger/client';

export function oneWave(firstItem: number, items: number, seats: number): PanelSpec {
  return { firstItem, items, difficultyBps: FULL_BPS, seatsFirst: seats, seatsStep: 0, seatsMax: seats };
}

/**
 * Base units such a panel sets aside when it opens: for every seat the full reward and the fee on it, each fee rounded
 * up, as `rules/pay.rs` of the program has it. `price` in base units an item and seat.
 */
export function reserveOf(panel: PanelSpec, price: bigint, feeBps: number): bigint {
  const reward = price * BigInt(panel.items);
  const full = BigInt(FULL_BPS);
  const fee = (reward * BigInt(feeBps) + full - 1n) / full;
  return (reward + fee) * BigInt(panel.seatsMax);
}
