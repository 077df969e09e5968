/** Temporary folders that go when the tests end, however they end: by themselves, by a failure in a hook, or by a signal. */
import { rmSync } from 'node:fs';

/** What is done before each folder goes. */
const folders = new Map<string, () => void>();

function remove(): void {
  for (const [folder, before] of folders) {
    before();
    // A server that is told to stop may still write for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
  folders.clear();
}

function end(signal: NodeJS.Signals): void {
  remove();
  process.kill(process.pid, signal);
}

/** Has `folder` removed when this process ends, after `before`; returns it. */
export function cleanUp(folder: string, before: () => void = () => undefined): string {
  if (folders.size === 0 && process.listeners('exit').every((one) => one !== remove)) {
    process.once('exit', remove);
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  }
  folders.set(folder, before);
  return folder;
}
