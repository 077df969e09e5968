/** What this device knows of a panel that is held. */
import type { Chain } from '../chain/door.ts';
import { placeOf, type HeldPanel } from './desk.ts';
import { draftOf, sealedOf, type Draft } from './kept.ts';

export interface Known {
  held: HeldPanel;
  draft: Draft | undefined;
  /** What may have been committed to, the newest last. */
  sealed: Uint8Array[];
}

export async function recall(chain: Chain, held: HeldPanel): Promise<Known> {
  const place = placeOf(chain, held);
  const [draft, sealed] = await Promise.all([draftOf(place, held.panel), sealedOf(place)]);
  return { held, draft, sealed };
}

/** The newest of what may have been committed to that is what the chain has. */
export function answersTo(chain: Chain, secret: Uint8Array, { held, sealed }: Known): Uint8Array | undefined {
  const { client } = chain;
  const { desk, page, panel, slot } = held;
  const salt = client.saltFor(secret, desk.task.address, page.index, panel.number);
  const place = {
    context: Uint8Array.from(page.context),
    page: page.index,
    panel: panel.number,
    wallet: desk.seat.wallet,
  };
  return sealed.findLast((answers) => {
    const hidden = client.commitment(place, answers, salt);
    return hidden.every((byte, place) => byte === slot.commitment[place]);
  });
}
