/** How long people took: from the claim of a panel to the commitment, as the events of its page tell it. */
import type { Landed } from '../provenance/history.ts';

/** One panel answered by one seat. */
export interface Pace {
  seat: number;
  panel: bigint;
  /** Slots between claim and commitment: what the chain itself counts. */
  slots: number;
  /** Seconds by the blocks' times; `undefined` where the node forgot them. */
  seconds: number | undefined;
}

const [CLAIMED, COMMITTED] = [0, 1];

/**
 * From everything that happened to a page, oldest first (`Ledger.of` of `@tagger/client/provenance`). Claims nobody committed to
 * are left out; of several claims of a panel by one seat the last before the commitment counts. Whoever made his answers
 * before he claimed looks fast: it is a hint, not a proof.
 */
export function pacesOf(history: readonly Pick<Landed, 'slot' | 'time' | 'events'>[]): Pace[] {
  const claims = new Map<string, { slot: number; time: number | null }>();
  const paces: Pace[] = [];
  for (const { slot, time, events } of history)
    for (const event of events) {
      if (event.name !== 'seatActed') continue;
      const { seat, act, panels } = event.data;
      for (const panel of panels) {
        const key = `${seat}/${panel}`;
        if (act === CLAIMED) claims.set(key, { slot, time });
        const claim = claims.get(key);
        if (act !== COMMITTED || claim === undefined) continue;
        const seconds = time === null || claim.time === null ? undefined : time - claim.time;
        paces.push({ seat, panel, slots: slot - claim.slot, seconds });
        claims.delete(key);
      }
    }
  return paces;
}

/** Median seconds an item of each seat; `items` of a panel, 0 where nobody knows. Seats without a known time are left out. */
export function secondsPerItem(paces: readonly Pace[], items: (panel: bigint) => number): Map<number, number> {
  const bySeat = new Map<number, number[]>();
  for (const { seat, panel, seconds } of paces) {
    const count = items(panel);
    if (seconds === undefined || count === 0) continue;
    bySeat.set(seat, [...(bySeat.get(seat) ?? []), seconds / count]);
  }
  return new Map([...bySeat].map(([seat, list]) => [seat, median(list)]));
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
