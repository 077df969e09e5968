/**
 * Sends steps, many in a transaction. Everything is simulated first, so that a lost race costs nothing; a step that is refused
 * is taken out and the others go.
 */
import { createHash } from 'node:crypto';
import type { TransactionInstruction } from '@solana/web3.js';
import { TAG_DECIMALS, TaggerClientError, translate, type ChainClock, type DueStep, type Keeper } from '@tagger/client';
import { endsRound, pack, type Effect, type Kit, type Packed } from '../kit/index.ts';

export interface Work {
  step: DueStep;
  /** The account it is about, by address. */
  about: string;
}

/** What became of a step. */
export type Outcome = 'pushed' | 'refused' | 'unprofitable';

export interface PushSettings {
  /** Steps of one transaction. */
  maxSteps: number;
  /** Transactions under way at once. */
  lanes: number;
  /** Highest fee for each lamport earned; `undefined` for a public good. */
  feesToTips?: number | undefined;
  /** What one TAG of tips counts, lamports. */
  lamportsPerTag: number;
}

/** Base units of one TAG. */
const TAG = 10 ** TAG_DECIMALS;

/** The transaction asks for too much; its steps may be fine one by one. */
const TOO_MUCH = new Set([
  'ComputationalBudgetExceeded',
  'ProgramFailedToComplete',
  'OutOfCompute',
  'MaxAccountsDataAllocationsExceeded',
]);

export class Pusher {
  private readonly kit: Kit;
  private readonly settings: PushSettings;
  private readonly outcome: (work: Work, what: Outcome, error?: TaggerClientError) => void;
  private readonly landed: (instructions: readonly TransactionInstruction[], effect: Effect | undefined) => void;

  constructor(kit: Kit, settings: PushSettings, on: { outcome: Pusher['outcome']; landed: Pusher['landed'] }) {
    this.kit = kit;
    this.settings = settings;
    this.outcome = on.outcome;
    this.landed = on.landed;
  }

  /** Pushes what can be pushed, tips for `keeper`. Errors: the fatal ones; then the rest was not tried. */
  async push(all: readonly Work[], clock: ChainClock, keeper?: Keeper): Promise<void> {
    const payer = this.kit.wallet.publicKey;
    const built: Packed<Work>[] = [];
    for (const work of inOrderOf(payer.toBase58(), all)) {
      try {
        built.push({ item: work, instruction: work.step.build(payer, keeper) });
      } catch (thrown) {
        this.outcome(work, 'refused', translate(thrown));
      }
    }
    const parts = pack(payer, built, this.settings.maxSteps);
    const lane = async (): Promise<void> => {
      for (;;) {
        if (this.kit.stopping.aborted) return;
        const part = parts.shift();
        if (part === undefined) return;
        await this.send(part, clock);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.settings.lanes }, lane));
    const failed = lanes.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  private async send(part: readonly Packed<Work>[], clock: ChainClock): Promise<void> {
    if (part.length === 0) return;
    const instructions = part.map(({ instruction }) => instruction);
    let effect: Effect | undefined;
    try {
      await this.kit.wallet.push(instructions, clock, (found) => {
        effect = found;
        this.checkProfit(found);
      });
    } catch (thrown) {
      return this.refused(part, translate(thrown), clock);
    }
    part.forEach(({ item }) => this.outcome(item, 'pushed'));
    this.landed(instructions, effect);
  }

  private async refused(part: readonly Packed<Work>[], error: TaggerClientError, clock: ChainClock): Promise<void> {
    if (endsRound(error)) throw error;
    const at = error.instruction;
    const culprit = at === undefined ? undefined : part[at];
    const split = TOO_MUCH.has(error.name) || error.name === 'NotProfitable' || culprit === undefined;
    if (split && part.length > 1) {
      const middle = Math.ceil(part.length / 2);
      await this.send(part.slice(0, middle), clock);
      return this.send(part.slice(middle), clock);
    }
    const one = culprit ?? part[0];
    if (one === undefined) return;
    this.outcome(one.item, error.name === 'NotProfitable' ? 'unprofitable' : 'refused', error);
    await this.send(
      part.filter((entry) => entry !== one),
      clock,
    );
  }

  private checkProfit({ fee, lamports, tips }: Effect): void {
    const { feesToTips, lamportsPerTag } = this.settings;
    if (feesToTips === undefined) return;
    const earned = Number(fee - lamports) + (Number(tips) / TAG) * lamportsPerTag;
    if (earned <= 0 || Number(fee) > feesToTips * earned)
      throw new TaggerClientError(
        'NotProfitable',
        `the fee is ${fee} lamports and what comes in is worth ${earned}: raise feesToTips, or leave it out to push for nothing`,
      );
  }
}

/** What this keeper begins with: the same for it each time, another for every other, so that two rarely send the same. */
export function inOrderOf(keeper: string, all: readonly Work[]): Work[] {
  const place = new Map<string, string>();
  for (const { about } of all)
    if (!place.has(about)) place.set(about, createHash('sha256').update(`${keeper} ${about}`).digest('hex'));
  // Steps of one account stay in their order: sorting is stable.
  return [...all].sort((a, b) => {
    const [first, second] = [place.get(a.about) as string, place.get(b.about) as string];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

/** Seconds this keeper leaves a step to others, less than `spread`; the same each time it is asked. */
export function headStart(keeper: string, key: string, spread: number): bigint {
  if (spread === 0) return 0n;
  const digest = createHash('sha256').update(`${keeper} ${key}`).digest();
  return BigInt(digest.readUInt32LE(0) % (spread + 1));
}
