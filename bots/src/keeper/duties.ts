/** Turns what a scout found into steps: reviews and audits need more than one account to be asked. */
import type { Connection, PublicKey } from '@solana/web3.js';
import {
  auditPanel,
  dueOnReview,
  PageTimes,
  prepareAudit,
  TaggerClientError,
  type DueStep,
  type InstructionName,
  type Keeper,
  type Moment,
  type ReviewStep,
} from '@tagger/client';
import type { Found } from './scout.ts';

const NAMES: Record<ReviewStep['what'], InstructionName> = {
  draw: 'drawSeats',
  retarget: 'retargetDraw',
  expire: 'expireVotes',
  count: 'settleCase',
  conclude: 'concludeCase',
  collect: 'collectVotes',
};

/** The steps of a review's page, tips for `keeper`, or when to ask again. */
export async function reviewDuties(
  connection: Connection,
  page: PublicKey,
  keeper?: Keeper,
): Promise<{ steps: DueStep[]; next?: Moment }> {
  const { steps, waits } = await dueOnReview(connection, page, keeper);
  const next =
    waits === undefined ? undefined : waits.for === 'block' ? { slot: waits.slot } : { seconds: waits.until };
  const named = steps.map(({ what, panel, instruction }, at): DueStep => ({
    what: NAMES[what],
    key: [NAMES[what], page.toBase58(), panel, at].join(' '),
    build: () => instruction,
  }));
  return { steps: named, ...(next !== undefined && { next }) };
}

const MOST_ANSWERS = 100_000;

/** Opens the audits the lot fell on; each panel is asked once, and its answer is kept. */
export class Audits {
  private readonly settled = new Set<string>();

  /** Forgets answers when there are very many: asking again costs a few reads. */
  tidy(): void {
    if (this.settled.size > MOST_ANSWERS) this.settled.clear();
  }

  /** One step at a time: every audit takes the task's next page. */
  async duties(connection: Connection, { address, bytes, lots = [] }: Found): Promise<DueStep[]> {
    const { task } = new PageTimes(bytes);
    for (const { panel, phaseSlot } of lots) {
      const key = ['auditPanel', address.toBase58(), panel, phaseSlot].join(' ');
      if (this.settled.has(key)) continue;
      const prepared = await prepareAudit(connection, { task, subject: address, panel }).catch((error: unknown) => {
        if (!(error instanceof TaggerClientError)) throw error;
        // The node shows a slot before its hash.
        if (error.name === 'SeedNotReady') return null;
        if (['SeedGone', 'NotAudited', 'NoSuchPanel', 'NoTask'].includes(error.name)) return undefined;
        throw error;
      });
      if (prepared === null) continue;
      if (prepared === undefined) {
        this.settled.add(key);
        continue;
      }
      return [{ what: 'auditPanel', key, build: (caller) => auditPanel({ ...prepared, payer: caller }) }];
    }
    return [];
  }
}
