/** One process at a time: a file beside what is locked holds the number of the process that has it. */
import { closeSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';

/** What this process holds. A number alone does not tell: in a container every run of a program may have number 1. */
const held = new Set<string>();

/**
 * Takes the lock at `path`; its directory shall be there. Returns how to give it back. A lock of a process that is gone is taken over, by
 * one of those who try. Throws what `inUse` makes of the holder's process number, and system errors as they are.
 */
export function lockFile(path: string, inUse: (holder: number) => Error): () => void {
  const name = resolve(path);
  if (held.has(name)) throw inUse(process.pid);
  const taken = take(name);
  if (taken !== undefined) replace(name, taken, inUse);
  held.add(name);
  return () => {
    rmSync(name, { force: true });
    held.delete(name);
  };
}

/** Who has it, or `undefined` when it is ours now. The number is in the file from its first moment: it is written elsewhere and linked. */
function take(path: string): number | undefined {
  const own = `${path}.${process.pid}`;
  rmSync(own, { force: true });
  const descriptor = openSync(own, 'wx', 0o600);
  try {
    writeSync(descriptor, String(process.pid));
    linkSync(own, path);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return holderOf(path);
  } finally {
    closeSync(descriptor);
    rmSync(own, { force: true });
  }
}

/** Only who has the lock of the lock removes one: else a second could remove what the first has just put there. */
function replace(path: string, seen: number, inUse: (holder: number) => Error): void {
  if (isAlive(seen)) throw inUse(seen);
  const other = take(`${path}.takeover`);
  if (other !== undefined) throw inUse(other);
  try {
    const holder = holderOf(path);
    if (isAlive(holder)) throw inUse(holder);
    rmSync(path, { force: true });
    const faster = take(path);
    if (faster !== undefined) throw inUse(faster);
  } finally {
    rmSync(`${path}.takeover`, { force: true });
  }
}

/** NaN when it was given back meanwhile. */
function holderOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN;
    throw error;
  }
}

/** Whether another process of this number runs. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
