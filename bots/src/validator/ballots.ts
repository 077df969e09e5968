/** Ballots, written down before they are hidden and kept until they are shown. One seat gets one ballot, whatever a model says later. */
import { z } from 'zod';
import type { Ledger } from '../kit/index.ts';

const NAME = 'ballots';
const BALLOT = z.strictObject({ votes: z.array(z.number().int().min(0).max(255)), at: z.number().int() });

export class Ballots {
  private readonly kept: Map<string, z.output<typeof BALLOT>>;
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.kept = new Map(Object.entries(z.record(z.string(), BALLOT).parse(ledger.recall(NAME) ?? {})));
  }

  get(seat: string): readonly number[] | undefined {
    return this.kept.get(seat)?.votes;
  }

  /** On disk before it returns. Errors: `StateNotWritten`. */
  keep(seat: string, votes: readonly number[], seconds: bigint): void {
    this.kept.set(seat, { votes: [...votes], at: Number(seconds) });
    this.write();
  }

  /** Forgets what was shown, and what is older than any review. */
  tidy(shown: readonly string[], before: bigint): void {
    const old = [...this.kept].filter(([, { at }]) => BigInt(at) < before).map(([seat]) => seat);
    const gone = [...shown, ...old].filter((seat) => this.kept.delete(seat));
    if (gone.length > 0) this.write();
  }

  private write(): void {
    this.ledger.remember(NAME, Object.fromEntries(this.kept));
  }
}
