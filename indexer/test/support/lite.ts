/** Embedded databases for tests: each is a copy of one that was made once, as making one takes seconds. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../src/db/db.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openPglite } from '../../src/db/pglite.ts';
import { cleanUp } from './folders.ts';

let made: Promise<string> | undefined;
let count = 0;

/** A folder with an empty, migrated database beside which copies are made. */
async function template(): Promise<string> {
  const folder = cleanUp(mkdtempSync(join(tmpdir(), 'tagger-lite-')));
  const db = await openPglite(join(folder, 'template'));
  await migrate(db);
  await db.close();
  return folder;
}

/** Folder of an empty database. */
export async function databaseFolder(): Promise<string> {
  const folder = await (made ??= template());
  const own = join(folder, String((count += 1)));
  cpSync(join(folder, 'template'), own, { recursive: true });
  return own;
}

/** Opens an empty database; its files go when it is closed. */
export async function emptyPglite(): Promise<Db> {
  const own = await databaseFolder();
  const db = await openPglite(own);
  return {
    ...db,
    close: async () => {
      await db.close();
      rmSync(own, { recursive: true, force: true });
    },
  };
}
