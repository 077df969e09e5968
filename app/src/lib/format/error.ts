/** What went wrong, as a sentence that says what to do. Errors of the program and of the client bring theirs along. */
import { text } from '../text/index.ts';

/** Wallets say so in many ways. */
const REFUSED = /user rejected|rejected the request|declined|cancelled/i;

/** Nodes and wallets write what they like. */
const LONGEST = 600;

export function sentence(error: unknown): string {
  const message: unknown = error instanceof Error ? error.message : undefined;
  if (typeof message !== 'string' || message === '') return text.errors.unknown;
  if (REFUSED.test(message)) return text.errors.refused;
  return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}
