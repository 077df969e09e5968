/** `tagger task keys`: the requester's key service for one private task. */
import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError, translate } from '@tagger/client';
import { importIdentity } from '@tagger/client/keys';
import { deliverTaskKeys, type KeyRound } from '@tagger/client/private';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';

interface KeysFlags extends ClusterFlags {
  secret: string;
  serve: boolean;
  every: bigint;
}

/** A file under a passphrase is a few hundred bytes. */
const MAX_FILE_BYTES = 64 * 1024;
const DAY = 86_400n;

export function addTaskKeys(task: Command): void {
  onCluster(
    task.command('keys <task>').description("deliver the key of a private task's items to members who wait for it"),
  )
    .requiredOption('--secret <file>', 'the secret of the items under a passphrase, which TAGGER_PASSPHRASE holds')
    .option('--serve', 'go on until the task is closed', false)
    .option('--every <seconds>', 'pause between two looks', wholeOption, 10n)
    .action((address: string, flags: KeysFlags) => guarded(flags.json, () => keys(keyOption(address), flags)));
}

async function keys(task: PublicKey, flags: KeysFlags): Promise<void> {
  if (flags.every < 1n || flags.every > DAY)
    throw new TaggerClientError(
      'BadPause',
      '--every takes 1 to 86400 seconds; shorter than half of a hold, or keys come late',
    );
  const { connection, wallet, send } = contextOf(flags);
  const secret = await secretIn(flags.secret);
  for (let rounds = 0; ;) {
    try {
      const round = await deliverTaskKeys(connection, { task, secret, payer: wallet, send });
      rounds += 1;
      if (!flags.serve || round.delivered.length + round.failed.length > 0) tell(round, flags);
    } catch (error) {
      // What the chain cannot answer now it may answer later; what is wrong with the task or the secret stays wrong.
      const { name, message } = translate(error);
      if (name === 'NoTask' && rounds > 0) return;
      if (!flags.serve || ['NotPrivate', 'OtherSecret', 'NoTask'].includes(name)) throw error;
      process.stderr.write(`${name}: ${message}\n`);
    }
    if (!flags.serve) return;
    await new Promise((resolve) => setTimeout(resolve, Number(flags.every) * 1_000));
  }
}

/** Throws `SecretMissing` and what `importIdentity` throws. Neither file nor passphrase is part of a message. */
async function secretIn(file: string): Promise<Uint8Array> {
  const passphrase = process.env['TAGGER_PASSPHRASE'] ?? '';
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > MAX_FILE_BYTES || passphrase === '')
    throw new TaggerClientError(
      'SecretMissing',
      `there is no secret in ${file}, or TAGGER_PASSPHRASE is not set: both are needed`,
    );
  return (await importIdentity(readFileSync(file), passphrase)).secret;
}

function tell({ delivered, failed }: KeyRound, { json, dryRun }: KeysFlags): void {
  const wallets = delivered.map((wallet) => wallet.toBase58());
  const missed = failed.map(({ wallet, error }) => ({ wallet: wallet.toBase58(), error: translate(error).name }));
  const lines = [
    ...wallets.map((wallet) => `${dryRun ? 'would deliver' : 'delivered'} the key to ${wallet}`),
    ...missed.map(({ wallet, error }) => `not to ${wallet}: ${error}`),
  ];
  print(json, { delivered: wallets, failed: missed }, lines.length > 0 ? lines.join('\n') : 'nobody waits for a key');
}
