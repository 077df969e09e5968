/** How often somebody may ask: a bucket of tokens for each, that fills again. Bounded, however many there are. */
import { TaggerClientError } from '@tagger/client';

export interface Rate {
  /** So many at once. */
  burst: number;
  /** And one more each so many seconds. */
  everySecs: number;
}

export class Limits {
  /** By name: tokens, and when that was, unix seconds with fractions. */
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly rate: Rate,
    private readonly room = 10_000,
  ) {}

  /** Takes a token. Throws `TooMany` when there is none, and `Busy` when there are too many names. */
  take(name: string, now: number): void {
    const { burst, everySecs } = this.rate;
    const known = this.buckets.get(name);
    if (known === undefined && this.buckets.size >= this.room) this.drop(now);
    const tokens = known === undefined ? burst : Math.min(burst, known.tokens + (now - known.at) / everySecs);
    if (tokens < 1)
      throw new TaggerClientError(
        'TooMany',
        `too many requests: try again in ${Math.ceil((1 - tokens) * everySecs)} seconds`,
      );
    this.buckets.set(name, { tokens: tokens - 1, at: now });
  }

  /** Full buckets are as good as none. Those in use are never dropped: their owners could begin anew. */
  private drop(now: number): void {
    const { burst, everySecs } = this.rate;
    for (const [name, { tokens, at }] of this.buckets)
      if (tokens + (now - at) / everySecs >= burst) this.buckets.delete(name);
    if (this.buckets.size >= this.room)
      throw new TaggerClientError('Busy', 'too many requests: try again in a few minutes');
  }

  get names(): number {
    return this.buckets.size;
  }
}
