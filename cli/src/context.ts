/** Options every command on a cluster shares, and what they become. */
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { Connection, Keypair } from '@solana/web3.js';
import { fetchConfig, TaggerClientError, type ConfigAccount, type Keyed, type SendOptions } from '@tagger/client';

export interface ClusterFlags {
  url: string;
  keypair: string;
  json: boolean;
  dryRun: boolean;
}

export interface Context {
  connection: Connection;
  wallet: Keypair;
  send: SendOptions;
}

/** `command` with `--url`, `--keypair`, `--json` and `--dry-run`. */
export function onCluster(command: Command): Command {
  return command
    .addOption(new Option('--url <url>', 'RPC address').env('TAGGER_URL').default('http://127.0.0.1:8899'))
    .addOption(
      new Option('--keypair <file>', 'key file of the wallet that signs and pays, "-" reads standard input')
        .env('TAGGER_KEYPAIR')
        .default(`${process.env['HOME'] ?? '.'}/.config/solana/id.json`),
    )
    .option('--json', 'print one JSON object', false)
    .option('--dry-run', 'simulate only: nothing is sent', false);
}

/** A Solana key file: 64 numbers in a JSON array. */
export function readKeypair(file: string): Keypair {
  if (file !== '-' && !existsSync(file))
    throw new TaggerClientError('KeyMissing', `there is no key file ${file}: pass --keypair`);
  try {
    const numbers = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as number[];
    return Keypair.fromSecretKey(Uint8Array.from(numbers));
  } catch {
    // The content is a secret: it is never part of a message.
    throw new TaggerClientError('KeyUnreadable', `${file} is no key file: it must hold 64 numbers in a JSON array`);
  }
}

export function contextOf(flags: ClusterFlags): Context {
  return {
    connection: new Connection(flags.url, 'confirmed'),
    wallet: readKeypair(flags.keypair),
    send: { dryRun: flags.dryRun },
  };
}

export async function needConfig(connection: Connection): Promise<Keyed<ConfigAccount>> {
  const config = await fetchConfig(connection);
  if (config === null)
    throw new TaggerClientError('NoConfig', 'this cluster has no Tagger config: run `tagger config init` first');
  return config;
}
