/** The command line of the bots. */
import { Command } from 'commander';
import { TaggerClientError } from '@tagger/client';
import { BOTS } from './bots.ts';
import { run } from './kit/index.ts';

interface Flags {
  config?: string;
  keypair?: string;
  dryRun?: boolean;
  once?: boolean;
}

const program = new Command('tagger-bot').description('Bots for the market').showHelpAfterError();
for (const bot of BOTS)
  program
    .command(bot.name)
    .description(bot.about)
    .option('--config <file>', 'settings, JSON')
    .option('--keypair <file>', 'key file of the wallet, - for standard input')
    .option('--dry-run', 'simulate and say what would be sent; send nothing')
    .option('--once', 'end when nothing more is due')
    .action(async (flags: Flags) => {
      const stop = new AbortController();
      // A transaction under way is finished first.
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
      await run(bot, { ...flags, environment: process.env, stopping: stop.signal });
    });
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof TaggerClientError)) throw error;
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
}
// Sockets of a node that is gone would keep the process waiting.
process.exit(process.exitCode ?? 0);
