/** `tagger demo`: the market on a file of real answers, on a local chain; then the same market to walk around in. */
import { existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readAnswers } from '../answersFile.ts';
import { guarded, print } from '../output.ts';
import { reportText } from '../replay/report.ts';
import { seedOption, shareOption, wholeOption } from '../options.ts';

const DEFAULT_FILE = fileURLToPath(new URL('../../../data/ZenCrowd_us.csv', import.meta.url));
const DATA = fileURLToPath(new URL('../../../.tagger/demo', import.meta.url));

interface Flags {
  answers: string;
  gold: number;
  seed: number;
  fresh: boolean;
  dataDir: string;
  app?: boolean;
  appPort: bigint;
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
    .option('--app', 'afterwards open the market in the web app (default where somebody sits at the terminal)')
    .option('--no-app', 'end after the report')
    .option('--app-port <number>', 'port of the web app', wholeOption, 5_180n)
    .option('--json', 'print one JSON object', false)
    .action((flags: Flags) =>
      guarded(flags.json, async () => {
        const path = resolve(process.env['INIT_CWD'] ?? '.', flags.answers);
        const file = readAnswers(path);
        const dataDir = `${resolve(flags.dataDir)}/${basename(path)}-${flags.gold}-${flags.seed}`;
        const open = flags.app ?? (process.stdout.isTTY && process.stdin.isTTY && !flags.json);
        const keepIn = open ? join(resolve(flags.dataDir), 'market') : undefined;
        if (flags.fresh) rmSync(dataDir, { recursive: true, force: true });
        // It brings a whole chain along: other commands start without it.
        const { runDemo } = await import('../replay/demo.ts');
        const report = await runDemo({
          file,
          fileName: basename(path),
          gold: flags.gold,
          seed: flags.seed,
          dataDir,
          keepIn,
          quiet: flags.json,
        });
        // A finished run has nothing to continue.
        rmSync(dataDir, { recursive: true, force: true });
        print(flags.json, report, reportText(report));
        if (keepIn !== undefined && existsSync(keepIn)) await visit(keepIn, Number(flags.appPort), flags.json);
      }),
    );
}

/** Until Ctrl+C; what visitors did is forgotten. */
async function visit(dir: string, port: number, json: boolean): Promise<void> {
  const { openHouse } = await import('../house/house.ts');
  const house = await openHouse(dir, port);
  const { url } = house;
  const told = [
    '',
    `The market as it was before everybody left is open at ${url}`,
    'Connect a wallet there: Requester, Annotator, Validator or Buyer. Two bots work beside you. Ctrl+C ends it.',
  ];
  print(json, { app: url }, told.join('\n'));
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await house.stop();
  rmSync(dir, { recursive: true, force: true });
}
