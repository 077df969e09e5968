/** One process per data directory. The local network stands on nothing of ours, so this is not the client's `lockFile`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ChainError } from '../chain/errors.ts';

/** What this process holds. A number alone does not tell: in a container every run may have number 1. */
const held = new Set<string>();

/** Takes the directory (made if missing). Returns how to give it back. A lock left by a dead process is taken over. */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = resolve(directory, 'lock');
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch {
    const holder = Number(readFileSync(path, 'utf8'));
    if (held.has(path) || (holder !== process.pid && isAlive(holder))) {
      const text = `${directory} is used by process ${holder}; stop it or choose another data directory.`;
      throw new ChainError('DataDirectoryInUse', text);
    }
    writeFileSync(path, String(process.pid));
  }
  held.add(path);
  return () => {
    rmSync(path, { force: true });
    held.delete(path);
  };
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
