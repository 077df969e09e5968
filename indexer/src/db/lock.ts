/** One process per data directory: two would destroy the embedded database. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '@tagger/client/storage/node';
import { IndexerError } from '../error.ts';

/** Takes the directory (made if missing). Returns how to give it back. Throws `DirectoryInUse`. */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  return lockFile(
    join(directory, 'lock'),
    (holder) =>
      new IndexerError(
        'DirectoryInUse',
        `${directory} is used by process ${holder}: stop it, choose another directory, or use a PostgreSQL server`,
      ),
  );
}
