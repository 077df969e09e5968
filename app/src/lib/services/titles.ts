/** Rules of several tasks, those that can be read. */
import type { Keyed, TaskAccount } from '@tagger/client';
import type { Rules } from '@tagger/client/published';
import type { Chain } from '../chain/door.ts';
import { rulesOf } from './taskPage.ts';

/** By the task's address, with those that were known before. */
export async function titlesOf(
  chain: Chain,
  tasks: readonly Keyed<TaskAccount>[],
  known: ReadonlyMap<string, Rules>,
): Promise<ReadonlyMap<string, Rules>> {
  const found = await Promise.all(
    tasks.map(async (task): Promise<[string, Rules | undefined]> => {
      const address = task.address.toBase58();
      return [address, known.get(address) ?? (await rulesOf(chain, task)).rules];
    }),
  );
  const read = found.filter((one): one is [string, Rules] => one[1] !== undefined);
  return new Map([...known, ...read]);
}
