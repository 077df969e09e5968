/** Opens the pages of a task and fills them with panels. */
import type { Connection, Keypair } from '@solana/web3.js';
import { listPages, pagesLeft, send, type PostingPlan } from '@tagger/client';
import type { Progress } from './progress.ts';

/** One page after the other; continues where an earlier run stopped. Throws what `pagesLeft` and `send` throw. */
export async function openPagesFor(
  { connection, wallet }: { connection: Connection; wallet: Keypair },
  plan: PostingPlan,
  bar?: Progress,
): Promise<void> {
  const left = pagesLeft(plan, await listPages(connection, { task: plan.task }));
  if (left.length > 0) bar?.phase('open panels', left.length);
  for (const instruction of left) {
    await send(connection, [instruction], [wallet]);
    bar?.step();
  }
}
