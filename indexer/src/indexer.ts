/** Runs an index: takes what the source tells, keeps the accounts fresh, survives whatever the nodes do. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Source, Step } from './source/source.ts';
import type { Store } from './store/store.ts';
import { IndexerError } from './error.ts';
import type { Metrics } from './metrics.ts';

export interface IndexerOptions {
  store: Store;
  source: Source;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Accounts read again in one go. */
  refreshBatch?: number;
  /** Milliseconds waited after a failure that another look may mend. */
  retryMs?: number;
  /**
   * `whole` refuses a node without the program's whole history, `any` (default) begins with the accounts where it is not there, `accounts`
   * begins with them in any case.
   */
  history?: 'whole' | 'any' | 'accounts';
  metrics?: Pick<Metrics, 'step' | 'failure'>;
  /** Called between steps when there is nothing to write; the next look waits for it. */
  whenIdle?: () => Promise<void>;
}

/** What no other look mends: a person has to decide. */
const FATAL = new Set([
  'ProgramNewer',
  'FinalityBroken',
  'HistoryMissing',
  'OtherCluster',
  'OtherInterface',
  'RpcRefused',
  'DirectoryInUse',
  'DiskFull',
  'DatabaseLost',
]);

export class Indexer {
  private readonly stopped = new AbortController();
  private refreshed = false;
  private readonly refreshBatch: number;

  constructor(private readonly options: IndexerOptions) {
    this.refreshBatch = options.refreshBatch ?? 500;
    options.source.stage?.(options.store.staging);
  }

  /** Runs until `stop`. Throws what a person has to decide. */
  async run(): Promise<void> {
    await this.until(() => false);
  }

  /**
   * Runs until everything up to `slot` is written and every account read since (with `final`, until it is final too). With `patienceMs` not
   * longer than that.
   */
  async catchUp(slot: number, { final = false, patienceMs = Infinity } = {}): Promise<void> {
    const { store } = this.options;
    const end = Date.now() + patienceMs;
    await this.until(async () => {
      if (Date.now() > end) return true;
      const reached = store.slot >= slot && (!final || store.finalizedSlot >= slot);
      return reached && this.refreshed && (await store.stale(1)).length === 0;
    });
  }

  /** Ends `run` after the step at hand. */
  stop(): void {
    this.stopped.abort();
  }

  private async until(done: () => boolean | Promise<boolean>): Promise<void> {
    const { store, source, log, retryMs = 500, history = 'any', metrics, whenIdle } = this.options;
    let begin = history === 'accounts';
    while (!this.stopped.signal.aborted) {
      try {
        if (begin && store.slot < 0) await this.begin();
        for await (const step of source.follow(() => store.progress(), this.stopped.signal)) {
          await this.take(step);
          if (step.kind !== 'slots' || step.batches.length === 0) await this.refresh();
          if (step.kind === 'idle') await whenIdle?.();
          if (await done()) return;
        }
      } catch (error) {
        if (this.stopped.signal.aborted) return;
        if (error instanceof IndexerError && error.name === 'HistoryMissing' && history === 'any') {
          log.warn({ reason: error.message }, 'the history is not whole: beginning with the accounts');
          begin = true;
          continue;
        }
        if (error instanceof IndexerError && FATAL.has(error.name)) throw error;
        if (!(error instanceof IndexerError) && isDatabase(error)) throw error;
        metrics?.failure();
        log.warn({ error: String(error) }, 'looking again');
        await sleep(retryMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      }
    }
  }

  /** Opens the books from the accounts at a slot that is final. */
  private async begin(): Promise<void> {
    const { store, source, log } = this.options;
    const opening = await source.opening();
    await store.open(opening);
    log.info({ slot: opening.slot, accounts: opening.accounts.length }, 'begun with the accounts');
  }

  private async take(step: Step): Promise<void> {
    const { store, log, metrics } = this.options;
    metrics?.step(step);
    switch (step.kind) {
      case 'slots':
        await store.apply(step.batches, step.upTo, step.final, step.failed);
        break;
      case 'final':
        await store.finalize(step.slot, step.failed);
        break;
      case 'undone':
        log.warn({ slot: step.slot }, 'a fork won: undoing');
        await store.undo(step.slot);
        break;
      case 'idle':
    }
  }

  /** Reads accounts again that may have changed; all of them the first time. */
  private async refresh(): Promise<void> {
    const { store, source } = this.options;
    if (!this.refreshed) {
      await this.readAll();
      this.refreshed = true;
    }
    let before = '';
    for (;;) {
      const stale = await store.stale(this.refreshBatch);
      const now = JSON.stringify(stale);
      // The chain has not moved since: what is still stale is read at the next look.
      if (stale.length === 0 || now === before) return;
      before = now;
      const since = Math.max(...stale.map(({ slot }) => slot));
      await store.writeAccounts(
        await source.accounts(
          stale.map(({ address }) => address),
          since,
        ),
      );
    }
  }

  /** Every account of the program, then those that are gone. */
  private async readAll(): Promise<void> {
    const { store, source } = this.options;
    const since = Math.max(0, store.slot);
    const found = new Set<string>();
    for await (const page of source.snapshot(since)) {
      for (const { address } of page.accounts) found.add(address);
      await store.writeAccounts(page);
    }
    await store.forgetAccounts(found, since);
    // The embedded database gathers no statistics by itself; whoever reads wants them.
    await store.db.exec('analyze');
  }
}

/** Errors of the database carry a five-character state; they are not mended by asking a node again. */
function isDatabase(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}
