/** Where a passphrase comes from: a file, the environment, or the terminal without showing it. Never the command line. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { TaggerClientError } from '@tagger/client';

/** Throws `NoPassphrase` where there is neither file, variable nor terminal. */
export async function passphraseOf(file: string | undefined, variable: string, what: string): Promise<string> {
  if (file !== undefined) return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  const given = process.env[variable];
  if (given !== undefined) {
    // Programs this one starts need not see it.
    delete process.env[variable];
    return given;
  }
  if (!process.stdin.isTTY)
    throw new TaggerClientError('NoPassphrase', `name a file with the ${what}, or set ${variable}`);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(`${what}: `);
  return new Promise((resolve) =>
    terminal.question('', (answer) => {
      terminal.close();
      process.stderr.write('\n');
      resolve(answer);
    }),
  );
}
