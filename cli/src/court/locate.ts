/** Finds what review commands name: the page of a review, the panel it is about, and the task. */
import type { Connection, PublicKey } from '@solana/web3.js';
import {
  fetchPage,
  fetchTask,
  isCourt,
  pagePda,
  TaggerClientError,
  type CourtView,
  type Keyed,
  type PageView,
  type PanelView,
  type TaskAccount,
} from '@tagger/client';

export interface Located {
  page: Keyed<PageView>;
  rounds: CourtView[];
  last: CourtView;
  task: Keyed<TaskAccount>;
  /** The judged panel; `undefined` once its place is used again. */
  subject: PanelView | undefined;
}

/** A review by the address of its page. Throws `NoSuchReview`. */
export async function locate(connection: Connection, address: PublicKey): Promise<Located> {
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

/** A task, or `NoTask`. */
export async function needTask(connection: Connection, address: PublicKey): Promise<Keyed<TaskAccount>> {
  const task = await fetchTask(connection, address);
  if (task === null) throw new TaggerClientError('NoTask', `there is no task ${address.toBase58()} on this cluster`);
  return task;
}

/** A panel of a task by the index of its page and its number there, as `review list --task` prints them. */
export const subjectOf = (task: PublicKey, { page, panel }: { page: bigint; panel: bigint }) => ({
  task,
  subject: pagePda(task, Number(page)),
  panel,
});
