/** What the interface refuses: `{ error, message }` with a status. `error` is what programs compare. */
import { IndexerError } from '../error.ts';

const STATUS = {
  BadFilter: 400,
  BadCursor: 400,
  BadUrl: 400,
  NotAllowed: 401,
  NotFound: 404,
  BadRequest: 400,
  TooLarge: 413,
  TooManyRequests: 429,
  TooManyStreams: 503,
  NotReady: 503,
} as const;

export class Refusal extends IndexerError {
  readonly status: number;
  constructor(name: keyof typeof STATUS, message: string) {
    super(name, message);
    this.status = STATUS[name];
  }
}

export const missing = (what: string): Refusal => new Refusal('NotFound', `there is no such ${what} in this index`);
