/** Programs that run beside this one until it stops. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  /** The line it was waited for. */
  line: string;
  stop(): Promise<void>;
}

/** Starts a program and waits until a line of its output fits. Throws with the last of what it said when it ends before that. */
export async function startChild(command: string, args: string[], fits: RegExp): Promise<Child> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  const line = await new Promise<string>((found, failed) => {
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000);
      const match = said.split('\n').find((one) => fits.test(one));
      if (match !== undefined) found(match);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', failed);
    child.once('exit', () => failed(new Error(`${command} ended: ${said.slice(-2_000)}`)));
  });
  return {
    line,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
