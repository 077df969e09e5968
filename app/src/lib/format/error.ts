/** What went wrong, as a sentence that says what to do. Errors of the program and of the client bring theirs along. */
import { text } from '../text/index.ts';

/** Wallets say so in many ways. */
const REFUSED = /user rejected|rejected the request|declined|cancelled/i;

export function sentence(error: unknown): string {
  if (!(error instanceof Error)) return text.errors.unknown;
  if (REFUSED.test(error.message)) return text.errors.refused;
  return error.message === '' ? text.errors.unknown : error.message;
}
