/** Runs the command line as a person would: another process, real arguments, exit codes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/tagger', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a command; `kill` ends the whole process group at once. */
export function start(args: string[]): { child: ChildProcess; kill(): void; finished: Promise<Finished> } {
  const child = spawn(BIN, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: process.cwd() },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const finished = new Promise<Finished>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return { child, kill: () => process.kill(-(child.pid as number), 'SIGKILL'), finished };
}

export const tagger = (...args: string[]): Promise<Finished> => start(args).finished;
