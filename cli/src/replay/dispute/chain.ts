/** Where the disputed batch lies on the chain, and letting time pass there. */
import type { PublicKey } from '@solana/web3.js';
import { fetchClock, fetchPage, pagePda, type Keyed, type PageView, type PanelView } from '@tagger/client';
import type { Dispute } from './run.ts';

/** Page of the disputed panel, the only one on it. */
export const subjectPage = (task: PublicKey): PublicKey => pagePda(task, 0);
/** Page of its review and appeal. */
export const reviewPage = (task: PublicKey): PublicKey => pagePda(task, 1);

export async function subjectView({ connection, task }: Dispute): Promise<{ page: Keyed<PageView>; panel: PanelView }> {
  const page = await fetchPage(connection, subjectPage(task));
  const [panel] = page?.panels ?? [];
  if (page === null || panel === undefined) throw new Error('the disputed panel is gone before it was paid');
  return { page, panel };
}

/** Chain time moves to this unix second, unless it is there. */
export async function passUntil(d: Dispute, until: bigint): Promise<void> {
  const missing = until - (await fetchClock(d.connection)).seconds;
  if (missing > 0n) await d.advance({ seconds: Number(missing) });
}
