/** `npm run bench:large -w analytics -- ANSWERS MEMORY [ITERATIONS]`: the SQL over sets that don't fit, with bounded memory. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, report } from '../src/index.ts';
import { writeLabels } from './labels.ts';

const [answers = '100000000', memory = '2GB', iterations = '3', spill = tmpdir()] = process.argv.slice(2);
const CLASSES = 2;
const dir = mkdtempSync(join(spill, 'tagger-analytics-large-'));
try {
  const events = join(dir, 'events.parquet');
  await writeLabels({ answers: Number(answers), classes: CLASSES, members: 20_000 }, events, memory);
  const engine = await Engine.open({ memory, spill: dir });
  const start = performance.now();
  const ends: number[] = [];
  const made = await report(engine, {
    events,
    classes: CLASSES,
    iterations: Number(iterations),
    progress: (iteration) => {
      ends.push(performance.now());
      process.stderr.write(`iteration ${iteration}: ${((ends.at(-1)! - start) / 1_000).toFixed(0)} s\n`);
    },
  });
  engine.close();
  const each = (ends.at(-1)! - ends[0]!) / (ends.length - 1) / 1_000;
  console.log(`| labels | Parquet, MB | bound, DuckDB | most memory of the process, MB | first iteration done after, s | further iteration, s |
| --- | --- | --- | --- | --- | --- |
| ${made.answers.toLocaleString('en')} | ${(statSync(events).size / 1e6).toFixed(0)} | ${memory} | ${(process.resourceUsage().maxRSS / 1_000).toFixed(0)} | ${((ends[0]! - start) / 1_000).toFixed(0)} | ${each.toFixed(0)} |`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
