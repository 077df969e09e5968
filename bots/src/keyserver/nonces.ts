/**
 * Nonces without a store of those handed out: each carries its time and a mark that only this process makes. So a flood of requests for
 * nonces fills nothing, and what was signed before a restart counts for nothing after it. Those used are kept until they expire.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { TaggerClientError } from '@tagger/client';

const [RANDOM, TIME, MARK] = [16, 6, 16];
const MAX_USED = 20_000;

export class Nonces {
  private readonly key = randomBytes(32);
  /** Until when each is remembered, oldest first. */
  private readonly used = new Map<string, number>();

  /** `lifeSecs` of each, and the most that are remembered. */
  constructor(
    private readonly lifeSecs: number,
    private readonly room = MAX_USED,
  ) {}

  private mark(body: Uint8Array): Buffer {
    return createHmac('sha256', this.key).update(body).digest().subarray(0, MARK);
  }

  /** `now` in unix seconds. */
  issue(now: number): string {
    const body = Buffer.concat([randomBytes(RANDOM), Buffer.alloc(TIME)]);
    body.writeUIntBE(now, RANDOM, TIME);
    return Buffer.concat([body, this.mark(body)]).toString('base64url');
  }

  /** Uses one up. Throws `NonceUnknown`, `NonceExpired`, `NonceUsed`, and `Busy` when too many are remembered. */
  take(nonce: string, now: number): void {
    const bytes = Buffer.from(nonce, 'base64url');
    const body = bytes.subarray(0, RANDOM + TIME);
    const whole = bytes.length === RANDOM + TIME + MARK && bytes.toString('base64url') === nonce;
    if (!whole || !timingSafeEqual(bytes.subarray(RANDOM + TIME), this.mark(body)))
      throw refuse('NonceUnknown', 'this nonce was not made by this service since it started: ask for a new one');
    const until = body.readUIntBE(RANDOM, TIME) + this.lifeSecs;
    if (now >= until) throw refuse('NonceExpired', 'this nonce has expired: ask for a new one');
    this.forget(now);
    if (this.used.has(nonce)) throw refuse('NonceUsed', 'this request was answered before: sign a new one');
    // Never forgets one early to make room: it could be used a second time.
    if (this.used.size >= this.room) throw refuse('Busy', 'too many requests: try again in a few minutes');
    this.used.set(nonce, until);
  }

  private forget(now: number): void {
    for (const [nonce, until] of this.used) {
      if (until <= now) this.used.delete(nonce);
      // They are kept in the order of use; a few that expire earlier wait for those before them.
      else break;
    }
  }

  get remembered(): number {
    return this.used.size;
  }
}

const refuse = (name: string, message: string): TaggerClientError => new TaggerClientError(name, message);
