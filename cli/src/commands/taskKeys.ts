/** `tagger task keys`: the requester's key service for one private task. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError, translate } from '@tagger/client';
import { deliverTaskKeys, type KeyRound } from '@tagger/client/private';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { needTask } from '../court/locate.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { sharedText, shareWith, taskKeySharer, type Shared } from '../payload/share.ts';
import { itemsSecretIn, keptOf } from '../private/kept.ts';
import { readSecret } from '../private/secretFile.ts';

interface KeysFlags extends ClusterFlags {
  secret?: string;
  arweave: string;
  serve: boolean;
  every: bigint;
}

const DAY = 86_400n;

export function addTaskKeys(task: Command): void {
  onCluster(
    task
      .command('keys <task>')
      .description("deliver the key of a private task's items to members who wait for it and to drawn validators"),
  )
    .option(
      '--secret <file>',
      'the secret of the items under a passphrase, which TAGGER_PASSPHRASE holds (default: where `task open` keeps it)',
    )
    .option('--arweave <url>', 'where keys for drawn validators are posted', LOCAL_ARWEAVE)
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
  const context = contextOf(flags);
  const { connection, wallet, send } = context;
  const secret = await readSecret(flags.secret ?? itemsSecretIn(keptOf(task)));
  for (let rounds = 0; ;) {
    try {
      const round = await deliverTaskKeys(connection, { task, secret, payer: wallet, send });
      rounds += 1;
      // Said at once: whoever watches the service sees a delivery although Arweave is slow.
      if (flags.serve && round.delivered.length + round.failed.length > 0) tell(round, [], flags);
      const shared = await sharedBy(context, task, secret, flags).catch((error: unknown) => {
        if (!flags.serve) tell(round, [], flags);
        throw error;
      });
      if (!flags.serve) tell(round, shared, flags);
      else if (shared.length > 0) tell({ delivered: [], failed: [] }, shared, flags);
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

/** The same key for validators who were drawn to judge labels of the task. */
const sharedBy = async (context: Context, task: PublicKey, secret: Uint8Array, flags: KeysFlags): Promise<Shared[]> =>
  shareWith(context, flags, await needTask(context.connection, task), taskKeySharer(secret));

function tell({ delivered, failed }: KeyRound, shared: Shared[], { json, dryRun }: KeysFlags): void {
  const wallets = delivered.map((wallet) => wallet.toBase58());
  const missed = failed.map(({ wallet, error }) => ({ wallet: wallet.toBase58(), error: translate(error).name }));
  const lines = [
    ...wallets.map((wallet) => `${dryRun ? 'would deliver' : 'delivered'} the key to ${wallet}`),
    ...missed.map(({ wallet, error }) => `not to ${wallet}: ${error}`),
    ...shared.map((round) => sharedText(round, dryRun)),
  ];
  print(
    json,
    { delivered: wallets, failed: missed, shared },
    lines.length > 0 ? lines.join('\n') : 'nobody waits for a key',
  );
}
