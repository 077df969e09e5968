/** The schema: numbered SQL files, applied in order, each once. */
import { readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IndexerError } from '../error.ts';
import type { Db } from './db.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));
const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** SHA-256 of the file: an applied migration must never change. */
  hash: string;
}

/** Migrations in order of their numbers; parts of the indexer number theirs apart. Throws `MigrationOrder` where a number is taken twice. */
export function readMigrations(folder = FOLDER): Migration[] {
  const files = readdirSync(folder).filter((file) => NAME.test(file));
  const taken = new Set<number>();
  return files.sort().map((name) => {
    const number = Number(NAME.exec(name)?.[1]);
    if (taken.has(number))
      throw new IndexerError('MigrationOrder', `${name} has a number another file has: give it the next free one`);
    taken.add(number);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { number, name, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}

/** Applies what is missing; returns the names. Throws `MigrationChanged`, and `SchemaNewer` when the database is ahead of this program. */
export async function migrate(db: Db, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  return db.transaction(async (tx) => {
    await tx.exec(
      'create table if not exists migration (number integer primary key, name text not null, hash text not null)',
    );
    // Two programs that start together: the second waits, then finds the work done.
    await tx.exec('lock table migration in exclusive mode');
    const applied = await tx.query<{ number: number; name: string; hash: string }>('select * from migration');
    for (const { number, name, hash } of applied) {
      const own = migrations.find((migration) => migration.number === number);
      if (own === undefined)
        throw new IndexerError('SchemaNewer', `the database has migration ${name}: use the indexer that wrote it`);
      if (own.hash !== hash)
        throw new IndexerError('MigrationChanged', `${name} was changed after it was applied: add a new file instead`);
    }
    const missing = migrations.filter(({ number }) => !applied.some((one) => one.number === number));
    for (const { number, name, hash, sql } of missing) {
      await tx.exec(sql);
      await tx.query('insert into migration values ($1, $2, $3)', [number, name, hash]);
    }
    return missing.map(({ name }) => name);
  });
}
