/** Errors that end a round: nothing can be sent, or it is not known what became of what was sent. */
import type { TaggerClientError } from '@tagger/client';

const FATAL = new Set([
  'CapReached',
  'StateNotWritten',
  'ConnectionLost',
  'NotConfirmed',
  'BlockhashNotFound',
  'NoEffect',
  'InsufficientFundsForFee',
  'AccountNotFound',
]);

/** Whatever else was to be done in this round is left; other errors concern one step alone. */
export const endsRound = ({ name }: TaggerClientError): boolean => FATAL.has(name);
