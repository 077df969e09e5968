/** A wallet's own tasks, from the chain itself: money must be as it is now. */
import type { Keyed, PageView, TaskAccount } from '@tagger/client';
import { readRules } from '@tagger/client/published';
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';

export interface MyTask {
  task: Keyed<TaskAccount>;
  title: string | undefined;
  state: 'running' | 'ending' | 'over' | 'cancelled';
  /** Panels whose labels are decided, and all that were opened. */
  decided: number;
  panels: number;
  /** Base units: earned by people with fees, and what can be taken back. */
  spent: bigint;
  free: bigint;
  /** Panels that wait for his known answers. */
  gold: number;
}

export interface MyTasks {
  tasks: MyTask[];
  /** Chain time, unix seconds. */
  seconds: bigint;
}

const UNDECIDED = new Set(['commit', 'reveal', 'revealed', 'gold']);

/** Those that run first, then by their end, the latest first. */
export async function myTasks(chain: Chain, wallet: PublicKey): Promise<MyTasks> {
  const { client, connection } = chain;
  const [tasks, { seconds }] = await Promise.all([
    client.listTasks(connection, { requester: wallet }),
    client.fetchClock(connection),
  ]);
  const mine = await Promise.all(
    tasks.map(async (task) => {
      const [pages, rules] = await Promise.all([
        client.listPages(connection, { task: task.address }),
        readRules(chain.storage, task).catch(() => undefined),
      ]);
      return summary(task, pages, rules?.title, seconds);
    }),
  );
  const order = (one: MyTask): number => (one.state === 'running' ? 0 : 1);
  mine.sort((a, b) => order(a) - order(b) || (a.task.endsAt < b.task.endsAt ? 1 : -1));
  return { tasks: mine, seconds };
}

function summary(task: Keyed<TaskAccount>, pages: PageView[], title: string | undefined, seconds: bigint): MyTask {
  const panels = pages.flatMap((page) => page.panels).filter(({ kind }) => kind === 0);
  const gone = Number(task.records.leaves);
  const sum = (pick: (page: PageView) => bigint): bigint => pages.reduce((total, page) => total + pick(page), 0n);
  const over = task.cancelled !== 0 || task.endsAt <= seconds;
  return {
    task,
    title,
    state: task.cancelled !== 0 ? 'cancelled' : !over ? 'running' : task.pages > 0 ? 'ending' : 'over',
    decided: gone + panels.filter(({ phase }) => !UNDECIDED.has(phase)).length,
    panels: gone + panels.length,
    spent: task.paid + task.fees + sum(({ paid, credited, fees }) => paid + credited + fees),
    free: task.escrow + sum(({ free }) => free),
    gold: panels.filter(({ phase }) => phase === 'gold').length,
  };
}
