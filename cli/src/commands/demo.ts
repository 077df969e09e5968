/** `tagger demo`: the market on a file of real answers, on a local chain. */
import { rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readAnswers } from '../answersFile.ts';
import { guarded, print } from '../output.ts';
import { reportText } from '../replay/report.ts';
import { seedOption, shareOption } from '../options.ts';

const DEFAULT_FILE = fileURLToPath(new URL('../../../data/ZenCrowd_us.csv', import.meta.url));
const DATA = fileURLToPath(new URL('../../../.tagger/demo', import.meta.url));

interface Flags {
  answers: string;
  gold: number;
  seed: number;
  fresh: boolean;
  dataDir: string;
  json: boolean;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('replay real answers through a local chain: stake, claim, commit, reveal, settle, pay')
    .option('--answers <file>', 'CSV of worker,item,label,gold', DEFAULT_FILE)
    .option('--gold <share>', 'share of items the requester knows and checks with', shareOption, 0.1)
    .option('--seed <number>', 'which items are gold', seedOption, 1)
    .option('--data-dir <dir>', 'where a stopped run is kept', DATA)
    .option('--fresh', 'forget a stopped run instead of continuing it', false)
    .option('--json', 'print one JSON object', false)
    .action((flags: Flags) =>
      guarded(flags.json, async () => {
        const path = resolve(process.env['INIT_CWD'] ?? '.', flags.answers);
        const file = readAnswers(path);
        const dataDir = `${resolve(flags.dataDir)}/${basename(path)}-${flags.gold}-${flags.seed}`;
        if (flags.fresh) rmSync(dataDir, { recursive: true, force: true });
        // It brings a whole chain along: other commands start without it.
        const { runDemo } = await import('../replay/demo.ts');
        const report = await runDemo({
          file,
          fileName: basename(path),
          gold: flags.gold,
          seed: flags.seed,
          dataDir,
          quiet: flags.json,
        });
        // A finished run has nothing to continue.
        rmSync(dataDir, { recursive: true, force: true });
        print(flags.json, report, reportText(report));
      }),
    );
}
