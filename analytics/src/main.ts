/** `tagger-analytics`: makes the reports from Parquet files and writes them into a folder. */
import { Command, InvalidArgumentError } from 'commander';
import { Engine } from './engine.ts';
import { report, saveReport } from './report.ts';

const number = (text: string): number => {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError('a number, 0 or more');
  return value;
};

await new Command('tagger-analytics')
  .description('agreement, Dawid-Skene, members and records from label events')
  .argument('<events>', "Parquet files of label events, like 'events/*.parquet'")
  .requiredOption('--classes <number>', 'classes of the task', number)
  .requiredOption('--out <folder>', 'where report.json and the tables go')
  .option('--work <files>', 'Parquet files of work events, for records')
  .option('--smoothing <number>', 'observations added to every cell', number, 0.01)
  .option('--tolerance <number>', 'rise of the log-likelihood an answer that ends it', number, 1e-7)
  .option('--iterations <number>', 'of Dawid-Skene at most; 0 leaves it out', number, 100)
  .option('--memory <size>', 'upper bound of what is held in memory', '1GB')
  .option('--threads <number>', 'default: all cores', number)
  .option('--spill <folder>', 'where what does not fit in memory goes')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (events: string, flags: Flags) => {
    const engine = await Engine.open(flags);
    try {
      const progress = (iteration: number, now: number) =>
        process.stderr.write(`iteration ${iteration}: log-likelihood ${now}\n`);
      const made = await report(engine, { events, ...flags, progress });
      await saveReport(engine, made, flags.out);
      process.stdout.write(`${JSON.stringify(made)}\n`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    } finally {
      engine.close();
    }
  })
  .parseAsync();

interface Flags {
  classes: number;
  out: string;
  work?: string;
  smoothing: number;
  tolerance: number;
  iterations: number;
  memory: string;
  threads?: number;
  spill?: string;
}
