/** What answers say about the members of a task, gathered for one review. */
import type { PublicKey } from '@solana/web3.js';
import { listPages, type Keyed, type PageView } from '@tagger/client';
import {
  copies,
  copyGroups,
  crowdOf,
  goldOf,
  memberEvidence,
  pacesOf,
  secondsPerItem,
  type MemberEvidence,
  type Pair,
  type Share,
} from '@tagger/client/evidence';
import { Ledger } from '@tagger/client/provenance';
import type { Connection } from '@solana/web3.js';
import type { Doubts } from './decide.ts';

export interface EvidenceOptions {
  leastShared: number;
  alpha: number;
  /** Below it answers are taken to be made without looking; 0 for never. */
  leastSecondsPerItem: number;
  /** Read the events of the judged page for the pace. */
  pace: boolean;
}

/** One member, by seat, in numbers that go into the log. */
export interface Profile extends Omit<MemberEvidence, 'worker'> {
  seat: number;
  gold: Share | undefined;
  /** Median. */
  secondsPerItem: number | undefined;
  tooFast: boolean;
}

export interface TaskEvidence {
  profiles: Profile[];
  /** Suspicious pairs, by seat. */
  pairs: Pair[];
  doubts: Doubts;
}

/** Reads a task's pages, and the history of the judged one. */
export async function gather(
  connection: Connection,
  task: PublicKey,
  subject: PublicKey,
  options: EvidenceOptions,
): Promise<TaskEvidence> {
  const pages = await listPages(connection, { task });
  const judged = pages.find(({ address }) => address.equals(subject));
  const history = options.pace && judged !== undefined ? await new Ledger(connection).of(subject) : [];
  const itemsOf = (panel: bigint): number => judged?.panels.find(({ number }) => number === panel)?.items ?? 0;
  return evidenceOf(pages, secondsPerItem(pacesOf(history), itemsOf), options);
}

/** The same from what was read. */
export function evidenceOf(
  pages: readonly Keyed<PageView>[],
  paces: ReadonlyMap<number, number>,
  { leastShared, alpha, leastSecondsPerItem }: EvidenceOptions,
): TaskEvidence {
  const crowd = crowdOf(pages);
  const gold = goldOf(pages);
  const seatOf = (worker: number): number => crowd.seats[worker] ?? -1;
  const pairs = copies(crowd, { leastShared, alpha })
    .filter(({ suspicious }) => suspicious)
    .map((pair) => ({ ...pair, a: seatOf(pair.a), b: seatOf(pair.b) }));
  const profiles = memberEvidence(crowd).map(({ worker, ...rest }): Profile => {
    const seat = seatOf(worker);
    const pace = paces.get(seat);
    const tooFast = pace !== undefined && pace < leastSecondsPerItem;
    return { ...rest, seat, gold: gold.get(seat), secondsPerItem: pace, tooFast };
  });
  // Pace alone takes nobody's voice away: who prepares his answers is fast, and gold shows what they are worth.
  const empty = new Set(
    profiles
      .filter(({ empty: nothing, tooFast, gold: known }) => nothing || (tooFast && failed(known)))
      .map(({ seat }) => seat),
  );
  return { profiles, pairs, doubts: { groups: copyGroups(pairs), empty } };
}

/** Fewer than half of the gold right, surely. */
const failed = (gold: Share | undefined): boolean => gold !== undefined && gold.high < 0.5;
