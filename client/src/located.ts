/** What a review is about: its page, the panel it judges, and the task. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { TaggerClientError } from './errors.ts';
import { fetchPage, fetchTask, type Keyed } from './fetch.ts';
import type { CourtView, PageView, PanelView } from './panel.ts';
import { isCourt } from './review.ts';
import type { TaskAccount } from './types.ts';

export interface Located {
  page: Keyed<PageView>;
  rounds: CourtView[];
  last: CourtView;
  task: Keyed<TaskAccount>;
  /** The judged panel; `undefined` once its place is used again. */
  subject: PanelView | undefined;
}

/** A review by the address of its page. Throws `NoSuchReview`. */
export async function locateReview(connection: Connection, address: PublicKey): Promise<Located> {
  const page = await fetchPage(connection, address);
  const rounds = page?.panels.filter(isCourt) ?? [];
  const last = rounds.at(-1);
  if (page == null || last === undefined)
    throw new TaggerClientError(
      'NoSuchReview',
      `${address.toBase58()} is no page of a live review: see \`review list\``,
    );
  const [task, judged] = await Promise.all([
    fetchTask(connection, page.task),
    fetchPage(connection, last.case.subjectPage),
  ]);
  if (task === null) throw new TaggerClientError('NoTask', 'the task of this review is closed');
  return { page, rounds, last, task, subject: judged?.panels.find(({ number }) => number === last.case.subject) };
}
