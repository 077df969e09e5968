/**
 * Tells subscribers. In order for each of them and at least once: a row counts as told only when that is written, so whoever kills this process
 * makes it say the last thing twice, never not at all. The message's id is the feed's number: receivers drop what they know.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Webhook } from 'standardwebhooks';
import { lastSeq, readFeed, type FeedRow } from '../api/feed.ts';
import type { Db } from '../db/db.ts';
import { poster, type Post, type TargetOptions } from './target.ts';

export interface DeliverOptions extends TargetOptions {
  db: Db;
  log?: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds between looks. */
  pollMs?: number;
  /** Default: the machine's clock, milliseconds. */
  clock?: () => number;
  /** Between 0 and 1. Default: `Math.random`. */
  random?: () => number;
  post?: Post;
}

const POLL_MS = 1_000;
/** Rows read in one go, and subscribers told at the same time. */
const PAGE = 50;
const AT_ONCE = 8;
/** Backing off: five seconds, doubled each time up to an hour, half of it left to chance; given up after a day. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
export const GIVE_UP_MS = 24 * 3_600_000;
/** The receiver says that it is gone for good. */
const GONE = 410;

/** Milliseconds until the next try after `attempts` failures; `chance` between 0 and 1. */
export function backoff(attempts: number, chance: number): number {
  const whole = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 30), LONGEST_RETRY_MS);
  return Math.round(whole / 2 + (whole / 2) * chance);
}

interface Hook {
  id: string;
  url: string;
  secret: string;
  names: string[] | null;
  task: string | null;
  dataset: string | null;
  wallet: string | null;
  unconfirmed: boolean;
  seq: bigint;
  attempts: number;
  failing_since: bigint | null;
}

export class Deliverer {
  private readonly stopped = new AbortController();
  private readonly post: Post;
  private readonly clock: () => number;

  constructor(private readonly options: DeliverOptions) {
    this.post = options.post ?? poster(options);
    this.clock = options.clock ?? Date.now;
  }

  /** Until `stop`. */
  async run(): Promise<void> {
    const { pollMs = POLL_MS } = this.options;
    while (!this.stopped.signal.aborted) {
      await this.turn();
      await sleep(pollMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** Ends `run` after the messages that are on their way. */
  stop(): void {
    this.stopped.abort();
  }

  /** One look: everybody who is not waiting is told what is new. */
  async turn(): Promise<void> {
    const due = await this.options.db.query<Hook>(
      `select id, url, secret, names, task, dataset, wallet, unconfirmed, seq, attempts, failing_since from webhook
       where not paused and (retry_at is null or retry_at <= $1) order by seq, id`,
      [BigInt(this.clock())],
    );
    const queue = [...due];
    const worker = async (): Promise<void> => {
      for (let hook = queue.shift(); hook !== undefined; hook = queue.shift()) {
        if (this.stopped.signal.aborted) return;
        await this.serve(hook);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  private async serve(hook: Hook): Promise<void> {
    const { db } = this.options;
    await this.again(hook);
    const filter = { ...hook, names: hook.names ?? undefined };
    for (let { seq } = hook; !this.stopped.signal.aborted;) {
      const last = await lastSeq(db);
      const found = await readFeed(db, filter, seq, PAGE);
      for (const row of found) {
        if (!(await this.tell(hook, row))) return;
        seq = BigInt(row.seq);
        if (this.stopped.signal.aborted) return;
      }
      if (found.length < PAGE) {
        // Nothing up to `last` is for him: it is not looked through again.
        if (last > seq) await this.told(hook, last);
        return;
      }
    }
  }

  /** Whether to go on with the next row: it was told, or given up. */
  private async tell(hook: Hook, row: FeedRow): Promise<boolean> {
    const { db, log, random = Math.random } = this.options;
    const failure = await this.send(hook, row);
    if (failure === undefined) {
      await this.told(hook, BigInt(row.seq));
      return true;
    }
    const now = BigInt(this.clock());
    const since = hook.failing_since ?? now;
    const attempts = hook.attempts + 1;
    if (failure === GONE) {
      await db.query('update webhook set paused = true where id = $1', [hook.id]);
      log?.warn({ webhook: hook.id }, 'the receiver is gone: paused');
      return false;
    }
    if (now - since < BigInt(GIVE_UP_MS)) {
      const retry = now + BigInt(backoff(attempts, random()));
      await db.query('update webhook set attempts = $2, failing_since = $3, retry_at = $4 where id = $1', [
        ...[hook.id, attempts, since, retry],
      ]);
      return false;
    }
    await db.transaction(async (tx) => {
      await tx.query(
        `insert into webhook_dead (webhook, seq, attempts, reason, died_at) values ($1, $2, $3, $4, $5)
         on conflict (webhook, seq) do nothing`,
        [hook.id, BigInt(row.seq), attempts, String(failure), now],
      );
      await tx.query('update webhook set seq = $2, attempts = 0, failing_since = null, retry_at = null where id = $1', [
        hook.id,
        BigInt(row.seq),
      ]);
    });
    Object.assign(hook, { attempts: 0, failing_since: null });
    log?.warn({ webhook: hook.id, seq: row.seq }, 'a message was given up');
    return true;
  }

  private async told(hook: Hook, seq: bigint): Promise<void> {
    await this.options.db.query(
      'update webhook set seq = $2, attempts = 0, failing_since = null, retry_at = null where id = $1',
      [hook.id, seq],
    );
    Object.assign(hook, { attempts: 0, failing_since: null });
  }

  /** Messages that were given up and are to be tried once more. */
  private async again(hook: Hook): Promise<void> {
    const { db } = this.options;
    for (;;) {
      const [one] = await db.query<{ seq: bigint }>(
        'select seq from webhook_dead where webhook = $1 and again order by seq limit 1',
        [hook.id],
      );
      if (one === undefined || this.stopped.signal.aborted) return;
      const [row] = await readFeed(db, { unconfirmed: true }, one.seq - 1n, 1);
      const failure = row === undefined ? undefined : await this.send(hook, row);
      await db.query(
        failure === undefined
          ? 'delete from webhook_dead where webhook = $1 and seq = $2'
          : 'update webhook_dead set again = false, attempts = attempts + 1 where webhook = $1 and seq = $2',
        [hook.id, one.seq],
      );
    }
  }

  /** What went wrong: a status, or the name of what happened on the way. Nothing a receiver says is kept. */
  private async send({ url, secret }: Hook, row: FeedRow): Promise<number | string | undefined> {
    const body = JSON.stringify({ type: `${row.name}.${row.state}`, data: row });
    const at = new Date(this.clock());
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'tagger-indexer',
      'webhook-id': row.seq,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(row.seq, at, body),
    };
    try {
      const status = await this.post(url, headers, body);
      return status >= 200 && status < 300 ? undefined : status;
    } catch (error) {
      const { name, code } = error as { name?: string; code?: unknown };
      return typeof code === 'string' ? code.slice(0, 40) : (name ?? 'Error').slice(0, 40);
    }
  }
}
