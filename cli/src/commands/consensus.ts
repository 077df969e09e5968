/** `tagger consensus`: the native build of the chain's engine over any CSV of answers. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { guarded } from '../output.ts';
import { runNative } from '../native.ts';
import { seedOption, shareOption } from '../options.ts';

interface Flags {
  method: string;
  gold: number;
  tau: number;
  seed: number;
  json: boolean;
}

export function addConsensus(program: Command): void {
  program
    .command('consensus <file>')
    .description('labels, accuracy and labels used for a CSV of worker,item,label,gold')
    .option('--method <method>', 'majority or weighted', 'weighted')
    .option('--gold <share>', 'share of items used as gold', shareOption, 0.1)
    .option('--tau <share>', 'posterior at which an item is not asked again', shareOption, 0.95)
    .option('--seed <number>', 'which items are gold, in which order answers come', seedOption, 1)
    .option('--json', 'print one JSON object', false)
    .action((file: string, flags: Flags) =>
      guarded(flags.json, async () => {
        const path = resolve(process.env['INIT_CWD'] ?? '.', file);
        const weighted =
          flags.method === 'weighted'
            ? ['--gold', `${flags.gold}`, '--tau', `${flags.tau}`, '--seed', `${flags.seed}`]
            : [];
        process.stdout.write(
          runNative('tagger-consensus', [
            path,
            '--method',
            flags.method,
            ...weighted,
            ...(flags.json ? ['--json'] : []),
          ]),
        );
        await Promise.resolve();
      }),
    );
}
