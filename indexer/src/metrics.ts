/** What a running indexer counts, for Prometheus. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Step } from './source/source.ts';
import type { Store } from './store/store.ts';

/** State of the index at the moment it is asked. */
interface Subject {
  store: Pick<Store, 'slot' | 'finalizedSlot' | 'failed' | 'openedSlot'>;
  /** Newest confirmed slot of the node; throws where the node does not answer. */
  head(): Promise<number>;
}

/** Milliseconds a node is given to say its slot: whoever asks for health or figures does not wait longer. */
const PATIENCE_MS = 2_000;

export class Metrics {
  private readonly registry = new Registry();
  private readonly transactions: Counter;
  private readonly forks: Counter;
  private readonly failures: Counter;
  private readonly nodeFailures: Counter;
  private readonly differences: Gauge;
  private verified: number | undefined;
  private asked: Promise<number> | undefined;

  /** `patienceMs`: see `PATIENCE_MS`. */
  constructor(
    private readonly subject: Subject,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    const registers = [this.registry];
    const { store } = subject;
    const gauge = (name: string, help: string, read: () => number | Promise<number>): Gauge =>
      new Gauge({
        name: `tagger_indexer_${name}`,
        help,
        registers,
        async collect() {
          this.set(await read());
        },
      });
    const counter = (name: string, help: string): Counter =>
      new Counter({ name: `tagger_indexer_${name}`, help, registers });
    gauge('slot', 'Every transaction up to this slot is written', () => store.slot);
    gauge('finalized_slot', 'Every transaction up to this slot is written for good', () => store.finalizedSlot);
    gauge('lag_slots', 'Slots the index is behind the node; -1 where the node does not answer', () => this.lag());
    gauge('failed_transactions', 'Transactions in final slots that failed', () => store.failed);
    gauge('opened_slot', 'Slot the history begins at; -1 where it is whole', () => store.openedSlot ?? -1);
    this.transactions = counter('transactions_total', 'Transactions written by this process, repeated ones too');
    this.forks = counter('forks_undone_total', 'How often confirmed slots were undone');
    this.failures = counter('failures_total', 'How often a node or the chain made it look again');
    this.nodeFailures = counter(
      'node_failures_total',
      'Requests a node answered with an error, too late or not at all',
    );
    this.differences = new Gauge({
      name: 'tagger_indexer_verify_differences',
      help: 'Differences the last comparison with the chain found; none before the first',
      registers,
    });
    this.differences.remove();
  }

  /** Slots behind the node; -1 where it does not answer in time. A source asks its nodes until one does. */
  async lag(): Promise<number> {
    const late = new AbortController();
    const never = sleep(this.patienceMs, undefined, { signal: late.signal }).then(() => undefined);
    try {
      const head = await Promise.race([(this.asked ??= this.head()), never]);
      // The newest slot of a node is written once the next has begun.
      return head === undefined ? -1 : Math.max(0, head - 1 - this.subject.store.slot);
    } catch {
      return -1;
    } finally {
      never.catch(() => undefined);
      late.abort();
    }
  }

  /** One question at a time, however many ask while no node answers. */
  private head(): Promise<number> {
    return this.subject.head().finally(() => (this.asked = undefined));
  }

  step(step: Step): void {
    if (step.kind === 'undone') this.forks.inc();
    if (step.kind === 'slots') this.transactions.inc(step.batches.reduce((n, one) => n + one.transactions.length, 0));
  }

  failure(): void {
    this.failures.inc();
  }

  /** A node failed; the next one is asked, or the same again. */
  nodeFailure(): void {
    this.nodeFailures.inc();
  }

  /** Every transaction up to this slot is written; up to the second for good. */
  get slot(): number {
    return this.subject.store.slot;
  }

  get finalizedSlot(): number {
    return this.subject.store.finalizedSlot;
  }

  verdict(differences: number): void {
    this.verified = differences;
    this.differences.set(differences);
  }

  /** Differences of the last comparison; `undefined` before the first. */
  get lastVerdict(): number | undefined {
    return this.verified;
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
