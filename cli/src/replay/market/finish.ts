/** The task ends and its pages close: from then on its records have a root. */
import { cancelTask, closePage, fetchTask, listPages, send } from '@tagger/client';
import type { Market } from './run.ts';

export async function finishTask({ connection, task, requester, progress }: Market): Promise<void> {
  const me = requester.wallet;
  const found = await fetchTask(connection, task);
  if (found?.cancelled === 0) await send(connection, [cancelTask({ requester: me.publicKey, task })], [me]);
  const pages = await listPages(connection, { task });
  progress.phase('market: close the task', pages.length);
  for (const { address: page, rentPayer } of pages) {
    await send(connection, [closePage({ caller: me.publicKey, task, page, rentPayer })], [me]);
    progress.step();
  }
}
