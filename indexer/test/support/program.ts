/** The indexer's program as its users start it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/indexer', import.meta.url));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  kill(signal: NodeJS.Signals): void;
  /** Calls back with everything written to standard error so far, whenever there is more. */
  watch(listener: (stderr: string) => void): void;
  finished: Promise<Run>;
}

export function start(args: readonly string[], environment: Record<string, string>): Running {
  const child = spawn(PROGRAM, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  let listener: (stderr: string) => void = () => undefined;
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
    listener(stderr);
  });
  const finished = new Promise<Run>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { kill: (signal) => void child.kill(signal), watch: (next) => (listener = next), finished };
}

export const run = (args: readonly string[], environment: Record<string, string>): Promise<Run> =>
  start(args, environment).finished;
