/** When something becomes due: a second of the chain's clock, a slot, or whichever comes first of both. */
import type { PublicKey, TransactionInstruction } from '@solana/web3.js';
import type { InstructionName } from '../build.ts';
import type { ChainClock } from '../clock.ts';
import type { Keeper } from '../instructions/keeper.ts';

/** Due from this unix second on, or from this slot on; with both, from the earlier one on. */
export interface Moment {
  seconds?: bigint;
  slot?: bigint;
}

/** Something anyone may send now. It may still be refused when somebody else was faster. */
export interface DueStep {
  /** Name of its instruction. */
  what: InstructionName;
  /** The same for everybody who sees it: what, where, and which part. */
  key: string;
  /**
   * `caller` pays and signs where the instruction asks for anybody; `keeper` is named where the step pays a tip, unless it is his
   * own silence. Errors: `NoSuchSeat`.
   */
  build(caller: PublicKey, keeper?: Keeper): TransactionInstruction;
}

/** What anyone may send about an account now, in order, and when to ask again if nobody touches it until then. */
export interface Due {
  steps: DueStep[];
  next?: Moment;
}

const least = (a: bigint | undefined, b: bigint | undefined): bigint | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

/** The keeper to name where `silent` is slashed: nobody is tipped for his own silence. */
export const keeperFor = (silent: PublicKey, keeper: Keeper | undefined): Keeper | undefined =>
  keeper?.wallet.equals(silent) === true ? undefined : keeper;

/** The earlier of two moments. */
export function earlier(a: Moment | undefined, b: Moment | undefined): Moment | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [seconds, slot] = [least(a.seconds, b.seconds), least(a.slot, b.slot)];
  return { ...(seconds !== undefined && { seconds }), ...(slot !== undefined && { slot }) };
}

/** Whether a moment has come. */
export const hasCome = ({ seconds, slot }: Moment, clock: ChainClock): boolean =>
  (seconds !== undefined && clock.seconds >= seconds) || (slot !== undefined && clock.slot >= slot);

/** The second at which a deadline of a phase that began at `phaseSlot` is over; a restart since then adds the grace. */
export const deadline = (until: bigint, phaseSlot: bigint, graceSecs: number, { lastRestart }: ChainClock): bigint =>
  lastRestart > phaseSlot ? until + BigInt(graceSecs) : until;

/** Collects steps and the next moment of one account. */
export class Findings implements Due {
  readonly steps: DueStep[] = [];
  next?: Moment;
  private readonly clock: ChainClock;

  constructor(clock: ChainClock) {
    this.clock = clock;
  }

  /** The step is due from this second on. */
  from(seconds: bigint, step: DueStep): void {
    if (this.clock.seconds >= seconds) this.steps.push(step);
    else this.ask({ seconds });
  }

  /** Ask again at this moment. */
  ask(at: Moment): void {
    const found = earlier(this.next, at);
    if (found !== undefined) this.next = found;
  }
}
