/** What somebody earned, where it is now, and what he lost. */
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { desksOf, heldPanels, type Desk, type Standing } from '../work/desk.ts';
import { titlesOf } from './titles.ts';

export interface Sums {
  /** Base units: decided, but not in the balance yet. */
  pending: bigint;
  /** Earned, ever. */
  paid: bigint;
  /** Ready to be withdrawn. */
  balance: bigint;
  /** Stake behind seats. */
  locked: bigint;
  /** Stake lost, ever. */
  slashed: bigint;
}

/** One task, as long as the seat in it is open. */
export interface TaskEarnings {
  task: string;
  title: string | undefined;
  answered: bigint;
  accepted: bigint;
  /** Base units. */
  pending: bigint;
  paid: bigint;
  locked: bigint;
  slashed: bigint;
}

export interface Earnings {
  sums: Sums;
  tasks: TaskEarnings[];
  /** By what it was for, and by day; where there is an indexer. Final amounts and those that may still be undone, together. */
  reasons: { reason: string; amount: bigint }[];
  days: { day: number; amount: bigint }[];
}

const DECIDED: readonly Standing[] = ['contestable', 'judged', 'owed'];

/** Of a wallet that is no member: nothing. Throws what reading the chain throws; an indexer that is away is no trouble. */
export async function earningsOf(chain: Chain, wallet: PublicKey): Promise<Earnings> {
  const { client, connection } = chain;
  const [member, desks, clock, indexed] = await Promise.all([
    client.fetchMember(connection, wallet),
    desksOf(chain, wallet),
    client.fetchClock(connection),
    fromIndex(chain, wallet.toBase58()),
  ]);
  const titles = await titlesOf(
    chain,
    desks.map(({ task }) => task),
    new Map(),
  );
  const tasks = desks.map((desk): TaskEarnings => {
    const { seat } = desk;
    const task = desk.task.address.toBase58();
    const decided = heldPanels(chain, desk, clock).filter(({ standing }) => DECIDED.includes(standing));
    return {
      task,
      title: titles.get(task)?.title,
      answered: seat.answered,
      accepted: seat.accepted,
      pending: decided.reduce((sum, { slot }) => sum + slot.reward, 0n),
      paid: seat.earned,
      locked: lockedIn(desk),
      slashed: seat.slashed,
    };
  });
  const sums = {
    pending: tasks.reduce((sum, { pending }) => sum + pending, 0n),
    paid: member?.earned ?? 0n,
    balance: member?.balance ?? 0n,
    locked: member?.stakeLocked ?? 0n,
    slashed: member?.slashed ?? 0n,
  };
  return { sums, tasks, ...indexed };
}

const lockedIn = ({ seat }: Desk): bigint => seat.bondFree + seat.bondHeld;

async function fromIndex({ index }: Chain, wallet: string): Promise<Pick<Earnings, 'reasons' | 'days'>> {
  if (index === undefined) return { reasons: [], days: [] };
  const both = ({ finalized, pending }: { finalized: string; pending: string }): bigint =>
    BigInt(finalized) + BigInt(pending);
  try {
    const [all, days] = await Promise.all([
      index.get('getEarnings', { path: { wallet } }),
      index.get('listEarningsByDay', { path: { wallet }, query: { limit: 100 } }),
    ]);
    return {
      reasons: all.data.byReason.map((row) => ({ reason: row.reason, amount: both(row) })),
      days: days.data.items.map((row) => ({ day: row.day, amount: both(row) })),
    };
  } catch {
    return { reasons: [], days: [] };
  }
}

/** The list for a spreadsheet, amounts in TAG. What a stranger wrote runs nowhere: see `toCsv`. */
export async function earningsCsv(tasks: readonly TaskEarnings[], tag: (base: bigint) => string): Promise<string> {
  const { toCsv } = await import('@tagger/client/exports');
  const column = (name: string, value: (row: TaskEarnings) => string) => ({
    name,
    type: 'text' as const,
    values: tasks.map(value),
  });
  return toCsv([
    column('task', ({ task }) => task),
    column('title', ({ title }) => title ?? ''),
    column('answered', ({ answered }) => String(answered)),
    column('accepted', ({ accepted }) => String(accepted)),
    column('pending', ({ pending }) => tag(pending)),
    column('paid', ({ paid }) => tag(paid)),
    column('locked', ({ locked }) => tag(locked)),
    column('slashed', ({ slashed }) => tag(slashed)),
  ]);
}
