/** What answers alone say about those who gave them. Nothing of it is a proof. */
import type { Assisted } from '@tagger/client/suggestions';
import type { Bits } from '@tagger/client';
import type { Share } from '@tagger/client/evidence';
import type { Chain } from '../chain/door.ts';
import type { Case } from './case.ts';

/** One who answered on the judged panel. */
export interface Profile {
  /** `Seat.index`. */
  seat: number;
  /** Answers in the whole task, as far as its pages still hold them. */
  answers: number;
  agreement: Share;
  /** Opened known answers, where the task has some. */
  gold: Share | undefined;
  /** Bits in his answers, and bits they tell about what the others say. */
  entropy: number;
  information: number;
  /** So many answers tell so little that he hardly looked. */
  empty: boolean;
  /** Median; `undefined` where no node remembers. */
  secondsPerItem: number | undefined;
  /** Others of the task whose answers agree with his more than their accuracies allow. */
  copies: number[];
}

/** Items two members must share before their agreement is looked at, and the chance of naming an honest pair. */
const COPIES = { leastShared: 20, alpha: 0.01 };

/** One for each who answered on the judged panel. The pace comes from the node's own history: one that keeps none shows none. */
export async function evidenceOf({ client, connection }: Chain, { task, last, subject }: Case): Promise<Profile[]> {
  if (subject === undefined) return [];
  const [found, { Ledger }] = await Promise.all([
    import('@tagger/client/evidence'),
    import('@tagger/client/provenance'),
  ]);
  const pages = await client.listPages(connection, { task: task.address });
  const judged = pages.find(({ address }) => address.equals(last.case.subjectPage));
  const crowd = found.crowdOf(pages);
  const gold = found.goldOf(pages);
  const seatOf = (worker: number): number => crowd.seats[worker] ?? -1;
  const pairs = found.copies(crowd, COPIES).filter(({ suspicious }) => suspicious);
  const itemsOf = (panel: bigint): number => judged?.panels.find(({ number }) => number === panel)?.items ?? 0;
  const history = await new Ledger(connection).of(last.case.subjectPage).catch(() => []);
  const paces = found.secondsPerItem(found.pacesOf(history), itemsOf);
  const here = subject.slots.filter(({ state }) => state !== 'empty').map(({ seat }) => seat);
  return found
    .memberEvidence(crowd)
    .map(({ worker, answers, agreement, entropy, information, empty }): Profile => {
      const seat = seatOf(worker);
      const copies = pairs.flatMap(({ a, b }) => (a === worker ? [seatOf(b)] : b === worker ? [seatOf(a)] : []));
      const secondsPerItem = paces.get(seat);
      return { seat, answers, agreement, gold: gold.get(seat), entropy, information, empty, secondsPerItem, copies };
    })
    .filter(({ seat }) => here.includes(seat));
}

/** What somebody did with a model's suggestion for an item, by his own word. */
export type Assist = Pick<Assisted, 'outcome' | 'score'>;

/** By slot of the judged panel and place in it. Empty where nobody posted anything. */
export async function assistedOf(
  { client, connection, storage }: Chain,
  { task, last, subject }: Case,
): Promise<ReadonlyMap<string, Assist>> {
  const out = new Map<string, Assist>();
  if (subject === undefined) return out;
  const [{ findSidecar }, { sha256 }] = await Promise.all([
    import('@tagger/client/suggestions/sidecar'),
    import('@noble/hashes/sha2'),
  ]);
  const seats = await client.listSeats(connection, { task: task.address });
  await Promise.all(
    subject.slots.map(async ({ index, seat }) => {
      const labels = subject.answers[index];
      const wallet = seats.find((one) => one.index === seat)?.wallet;
      if (labels === undefined || wallet === undefined) return;
      const session = (await client.fetchMember(connection, wallet))?.session;
      const about = {
        page: last.case.subjectPage,
        panel: subject.number,
        answers: sha256(client.packLabels(labels, task.terms.bits as Bits)),
      };
      const found = await findSidecar(storage, about, session === undefined ? [wallet] : [wallet, session]);
      for (const { item, kind, outcome, score } of found?.assisted ?? [])
        if (kind === 'classLabel') out.set(`${index} ${item}`, { outcome, score });
    }),
  );
  return out;
}
