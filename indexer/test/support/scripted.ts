/** A source that tells what a test writes down: in any order, twice, with gaps, on forks. */
import type { AccountsAt, Opening, Progress, Source, Step } from '../../src/source/source.ts';
import type { Recorded } from './recorded.ts';

/** Settled state is read some slots after the last transaction. */
const LATER = 3;

export class Scripted implements Source {
  /** Told once each, then nothing but that the chain goes on. */
  private readonly steps: Step[];
  private readonly accountsNow: Map<string, Recorded['accounts'][number]>;
  private readonly end: number;

  constructor(recorded: Recorded, steps: readonly Step[]) {
    this.steps = [...steps];
    this.accountsNow = new Map(recorded.accounts.map((one) => [one.address, one]));
    this.end = recorded.slot;
  }

  genesis(): Promise<string> {
    return Promise.resolve('a recorded chain');
  }

  async *follow(progress: () => Progress | Promise<Progress>, signal: AbortSignal): AsyncIterable<Step> {
    for (let step = this.steps.shift(); step !== undefined; step = this.steps.shift()) {
      if (signal.aborted) return;
      yield step;
    }
    const { slot } = await progress();
    yield { kind: 'slots', batches: [], upTo: Math.max(slot, this.end + LATER), final: false };
    yield { kind: 'final', slot: this.end + LATER };
    for (;;) {
      if (signal.aborted) return;
      yield { kind: 'idle' };
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  accounts(addresses: readonly string[]): Promise<AccountsAt> {
    const accounts = addresses.map((address) => this.accountsNow.get(address) ?? { address, account: undefined });
    return Promise.resolve({ slot: this.end + LATER - 1, accounts });
  }

  async *snapshot(): AsyncIterable<AccountsAt> {
    yield await this.accounts([...this.accountsNow.keys()]);
  }

  head(): Promise<number> {
    return Promise.resolve(this.end);
  }

  opening(): Promise<Opening> {
    const accounts = [...this.accountsNow.values()];
    return Promise.resolve({ slot: this.end, signature: undefined, accounts });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** All of a history as it was, finalized or only confirmed. */
export const asItWas = ({ batches, slot }: Recorded, final: boolean): Step[] => [
  { kind: 'slots', batches, upTo: slot, final },
];

/** One step a slot. */
export const slotBySlot = ({ batches }: Recorded): Step[] =>
  batches.map((batch) => ({ kind: 'slots', batches: [batch], upTo: batch.slot, final: false }));
