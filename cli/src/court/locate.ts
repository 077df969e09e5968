/** Finds what review commands name: the page of a review, the panel it is about, and the task. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { fetchTask, pagePda, TaggerClientError, type Keyed, type TaskAccount } from '@tagger/client';

export { locateReview as locate, type Located } from '@tagger/client';

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
