/** What an instruction that opens a review needs, read from the chain. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { TaggerClientError } from './errors.ts';
import { fetchPage, fetchTask } from './fetch.ts';
import { itemMask, type NewReview } from './instructions/review.ts';
import { reviewPageBytes } from './panel.ts';
import { pagePda } from './pda.ts';

/**
 * A review of some items of a panel (by their number in it), on the task's next page. Spread it into `contestItems`,
 * `contestScore` or `auditPanel`. Build it anew when it is refused: somebody else may have taken the page.
 *
 * Errors: `NoTask`, `NoSuchPanel`; a `RangeError` for an item the panel does not have.
 */
export async function prepareReview(
  connection: Connection,
  a: { task: PublicKey; subject: PublicKey; panel: bigint; items: readonly number[] },
): Promise<NewReview & { items: bigint[]; index: number }> {
  const { task: address, subject, panel } = a;
  const [task, page] = await Promise.all([fetchTask(connection, address), fetchPage(connection, subject)]);
  if (task === null) throw new TaggerClientError('NoTask', `there is no task ${address.toBase58()} on this cluster`);
  const judged = page?.panels.find((candidate) => candidate.number === panel);
  if (page == null || judged === undefined)
    throw new TaggerClientError('NoSuchPanel', `the page has no live panel with the number ${panel}: read it again`);
  return {
    task: address,
    subject,
    panel,
    page: pagePda(address, task.pagesMade),
    bytes: reviewPageBytes(page.terms, judged.items, a.items.length),
    items: itemMask(a.items, judged.items),
    index: task.pagesMade,
  };
}
