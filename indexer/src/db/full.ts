/** What a database says when its disk is full, under one name. */
import { IndexerError } from '../error.ts';

/** `disk_full` of PostgreSQL's error codes. */
const DISK_FULL = '53100';
const TEXT = /No space left on device|ENOSPC|errno: 51\b/i;

/** The same error, or `DiskFull` where that is the reason. */
export function named(error: unknown): unknown {
  if (error instanceof IndexerError) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const full = code === DISK_FULL || code === 'ENOSPC' || TEXT.test(String(message));
  if (!full) return error;
  return new IndexerError(
    'DiskFull',
    "the database's disk is full: make room and start again; what is written is whole, and the rest is read again",
  );
}
