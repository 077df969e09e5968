/** `tagger config init`: runs the migrations on a cluster. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { migrate, readParameters, STEPS, treasuryAddress } from '@tagger/migrations';
import { contextOf, onCluster, readKeypair, type ClusterFlags } from '../context.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';

interface Flags extends ClusterFlags {
  cluster: string;
  mint: PublicKey | undefined;
  mintKeypair: string | undefined;
  admin: PublicKey | undefined;
  guardian: PublicKey | undefined;
  treasuryOwner: PublicKey | undefined;
}

export function addConfig(program: Command): void {
  const config = program.command('config').description("the program's config");
  onCluster(
    config
      .command('init')
      .description(
        "create the TAG mint, the treasury, config, vaults and the validators' pool; running it again changes nothing",
      ),
  )
    .requiredOption('--cluster <name>', 'parameters from migrations/clusters/<name>.json')
    .option('--mint <address>', 'an existing TAG mint', keyOption)
    .option('--mint-keypair <file>', 'key file of the TAG mint to create')
    .option('--admin <address>', 'default: the wallet', keyOption)
    .option('--guardian <address>', 'default: the wallet', keyOption)
    .option('--treasury-owner <address>', 'default: the wallet', keyOption)
    .action((flags: Flags) => guarded(flags.json, () => init(flags)));
}

async function init(flags: Flags): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const tagMint = flags.mint ?? (flags.mintKeypair === undefined ? undefined : readKeypair(flags.mintKeypair));
  if (tagMint === undefined) throw new Error('name the TAG mint: --mint or --mint-keypair');
  const context = {
    connection,
    deployer: wallet,
    tagMint,
    admin: flags.admin ?? wallet.publicKey,
    guardian: flags.guardian ?? wallet.publicKey,
    treasuryOwner: flags.treasuryOwner ?? wallet.publicKey,
    parameters: readParameters(flags.cluster),
  };
  const steps = await migrate(STEPS, context, { dryRun: flags.dryRun });
  const treasury = treasuryAddress(context).toBase58();
  const says = { before: 'was done', now: 'done', planned: 'would run' };
  print(
    flags.json,
    { steps, treasury },
    [...steps.map((step) => `${step.id} ${step.title}: ${says[step.done]}`), `treasury ${treasury}`].join('\n'),
  );
}
