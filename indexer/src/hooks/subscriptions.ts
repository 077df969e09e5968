/** Subscriptions: who is told what. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../db/db.ts';
import { Refusal } from '../api/refusal.ts';
import { lastSeq, type FeedFilter } from '../api/feed.ts';
import { checkTarget, type TargetOptions } from './target.ts';

export interface NewSubscription extends FeedFilter {
  url: string;
  /** Begins behind this row of the feed. Default: with what comes. */
  after?: bigint;
  /** `whsec_` and base64 of 24 to 64 bytes. Default: made here. */
  secret?: string;
}

export interface Subscription {
  id: string;
  url: string;
  names: string[] | null;
  task: string | null;
  dataset: string | null;
  wallet: string | null;
  unconfirmed: boolean;
  /** Last row told or given up. */
  seq: bigint;
  attempts: number;
  paused: boolean;
  /** Messages given up. */
  dead: bigint;
}

/** With the secret, which is told once. */
export type Created = Subscription & { secret: string };

const SECRET_BYTES = 32;
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
export const MOST_SUBSCRIPTIONS = 1_000;

/** Columns of a subscription without its secret. */
const OPEN = `w.id, w.url, w.names, w.task, w.dataset, w.wallet, w.unconfirmed, w.seq, w.attempts, w.paused,
  (select count(*) from webhook_dead d where d.webhook = w.id) as dead`;

export class Subscriptions {
  constructor(
    private readonly db: Db,
    private readonly options: TargetOptions = {},
  ) {}

  /** Throws `BadRequest` for an address nothing is sent to, a secret that is none, and one subscription too many. */
  async add(wanted: NewSubscription): Promise<Created> {
    const { names, task = null, dataset = null, wallet = null, unconfirmed = false } = wanted;
    checkTarget(wanted.url, this.options);
    const secret = wanted.secret ?? `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    if (!SECRET.test(secret))
      throw new Refusal('BadRequest', 'a secret is whsec_ and 24 to 64 bytes in base64: leave it out to get one');
    const [count] = await this.db.query<{ n: bigint }>('select count(*) as n from webhook');
    if ((count?.n ?? 0n) >= BigInt(MOST_SUBSCRIPTIONS))
      throw new Refusal('BadRequest', `there are ${MOST_SUBSCRIPTIONS} subscriptions: remove one first`);
    const id = randomUUID();
    const seq = wanted.after ?? (await lastSeq(this.db));
    await this.db.query(
      `insert into webhook (id, url, secret, names, task, dataset, wallet, unconfirmed, seq, created_at)
       values ($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        wanted.url,
        secret,
        names === undefined ? null : JSON.stringify(names),
        ...[task, dataset, wallet, unconfirmed, seq, BigInt(Date.now())],
      ],
    );
    return { ...(await this.get(id)), secret };
  }

  list(): Promise<Subscription[]> {
    return this.db.query<Subscription>(`select ${OPEN} from webhook w order by w.created_at, w.id`);
  }

  /** Throws `NotFound`. */
  async get(id: string): Promise<Subscription> {
    const [found] = await this.db.query<Subscription>(`select ${OPEN} from webhook w where w.id = $1`, [id]);
    return found ?? none();
  }

  async remove(id: string): Promise<void> {
    const gone = await this.db.query('delete from webhook where id = $1 returning id', [id]);
    if (gone.length === 0) none();
  }

  /** What was given up is tried once more, and a paused subscription goes on. Returns how many messages that are. */
  async replay(id: string): Promise<number> {
    await this.get(id);
    await this.db.query('update webhook set paused = false, retry_at = null where id = $1', [id]);
    const again = await this.db.query('update webhook_dead set again = true where webhook = $1 returning seq', [id]);
    return again.length;
  }
}

const none = (): never => {
  throw new Refusal('NotFound', 'there is no such subscription: list them first');
};
