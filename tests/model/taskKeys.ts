/** Private items: the moments at which a key that has not come is late. */
import { PublicKey } from '@solana/web3.js';
import { awaitsKey, decodeSeatKey } from '@tagger/client';
import { nextDeadline, type Wait } from './explorer.ts';
import type { State } from './machine.ts';
import { viewOf } from './view.ts';

/** The next second at which a window ends or somebody begins to be late. */
export function waitsForKeys(state: State): Wait[] {
  const { page, seat } = viewOf(state);
  const moments = [nextDeadline(state)];
  const waiting = seat
    .map(({ address, account }) => decodeSeatKey(new PublicKey(address), account))
    .filter((key) => awaitsKey(key));
  for (const { view } of page) {
    const half = BigInt(Math.floor(view.terms.holdSecs / 2));
    for (const { slots } of waiting.length > 0 ? view.panels : [])
      for (const slot of slots) if (slot.state === 'claimed') moments.push(slot.heldUntil - half);
    for (const { openedAt } of waiting) moments.push(openedAt + half);
  }
  const later = moments.filter((at) => at !== undefined && at > state.now) as bigint[];
  return later.length === 0 ? [] : [{ name: 'the next deadline', now: later.reduce((a, b) => (a < b ? a : b)) }];
}
