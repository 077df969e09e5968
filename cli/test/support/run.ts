/** Runs the command line as a person would: another process, real arguments, exit codes. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/tagger', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  /** Ends the whole process group at once. */
  kill(): void;
  /** Asks it to end, as an operator does. */
  terminate(): void;
  /** Calls back with everything on standard error so far, each time there is more. */
  watch(seen: (stderr: string) => void): void;
  finished: Promise<Finished>;
  /** Standard output so far. */
  printed(): string;
}

export function start(args: string[]): Running {
  const child = spawn(BIN, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: process.cwd() },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  let watcher: (stderr: string) => void = () => undefined;
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
    watcher(stderr);
  });
  const finished = new Promise<Finished>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return {
    kill: () => process.kill(-(child.pid as number), 'SIGKILL'),
    terminate: () => process.kill(-(child.pid as number), 'SIGTERM'),
    watch: (seen) => (watcher = seen),
    finished,
    printed: () => stdout,
  };
}

export const tagger = (...args: string[]): Promise<Finished> => start(args).finished;
