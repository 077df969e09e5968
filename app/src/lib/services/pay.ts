/** What work is worth to somebody. */
import type { TaskView } from './taskPage.ts';

/** Base units an hour with the quality of the wallet's record, a stranger's without one; `undefined` where no time is named. */
export function hourOf({ task, rules, quality }: Pick<TaskView, 'task' | 'rules' | 'quality'>): bigint | undefined {
  const { secondsPerItem } = rules ?? {};
  if (secondsPerItem === undefined || !(secondsPerItem > 0)) return undefined;
  const full = (task.terms.price * BigInt(quality)) / 10_000n;
  return (full * 3_600_000n) / BigInt(Math.max(1, Math.round(secondsPerItem * 1_000)));
}
