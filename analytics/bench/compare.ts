/** `npm run bench -w analytics`: a million labels by the native crates, by DuckDB and by crowd-kit, in one run. */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Engine, report } from '../src/index.ts';
import { writeLabels } from './labels.ts';

const ANSWERS = 1_000_000;
const CLASSES = 4;
const MEMBERS = 2_000;
const RUNS = 5;

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const release = join(process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'), 'release');
const json = (file: string, args: string[], stdin?: string): Record<string, number> =>
  JSON.parse(
    execFileSync(file, args, {
      stdio: [stdin === undefined ? 'ignore' : openSync(stdin, 'r'), 'pipe', 'ignore'],
    }).toString(),
  ) as Record<string, number>;
const fastest = (runs: number, once: () => number): number => Math.min(...Array.from({ length: runs }, () => once()));

execFileSync(
  'cargo',
  ['build', '--quiet', '--release', '--locked', '-p', 'tagger-consensus-tool', '-p', 'tagger-agreement'],
  {
    cwd: root,
  },
);
const dir = mkdtempSync(join(tmpdir(), 'tagger-analytics-bench-'));
try {
  const events = join(dir, 'events.parquet');
  await writeLabels({ answers: ANSWERS, classes: CLASSES, members: MEMBERS }, events);
  const [csv, text] = [join(dir, 'answers.csv'), join(dir, 'answers.txt')];
  await writeText(events, csv, text);

  const consensus = (method: string) =>
    fastest(
      RUNS,
      () =>
        json(join(release, 'tagger-consensus'), [csv, '--method', method, '--tau', '1', '--gold', '0', '--json'])[
          'seconds'
        ]!,
    );
  const [majority, weighted] = [consensus('majority'), consensus('weighted')];
  const agreements = Array.from({ length: RUNS }, () => json(join(release, 'tagger-agreement'), ['--seconds'], text));
  const best = (measure: string) => Math.min(...agreements.map((run) => run[measure]!));
  const iterations = agreements[0]!['iterations']!;
  const model = best('sort') + best('dawidSkene');

  const engine = await Engine.open({ memory: '2GB' });
  const start = performance.now();
  await report(engine, { events, classes: CLASSES, iterations: 0 });
  const agreed = performance.now();
  await report(engine, { events, classes: CLASSES, iterations });
  const sql = (performance.now() - agreed - (agreed - start)) / 1_000;
  engine.close();

  const requirements = join(here, 'requirements.txt');
  const python = execFileSync(join(root, 'toolchain/python-env.sh'), ['crowdkit', requirements]).toString().trim();
  const peer = json(join(python, 'bin/python'), [join(here, 'peer.py'), events, String(iterations)]);

  console.log(`| ${ANSWERS.toLocaleString('en')} labels, ${CLASSES} classes, ${MEMBERS.toLocaleString('en')} members | seconds | goal | crowd-kit |
| --- | --- | --- | --- |
| majority, native, one thread | ${majority.toFixed(3)} | ${verdict(majority)} | ${ratio(peer['majority']!, majority)} |
| weighted, all labels, native, one thread | ${weighted.toFixed(3)} | ${verdict(weighted)} | |
| alpha, native, one thread | ${(best('sort') + best('alpha')).toFixed(3)} | ${verdict(best('sort') + best('alpha'))} | |
| Dawid-Skene, ${iterations} iterations to its end, native, one thread | ${model.toFixed(3)} | ${verdict(model)} | ${ratio(peer['dawidSkene']!, model)} |
| the same as SQL, DuckDB, all cores | ${sql.toFixed(1)} | | ${ratio(peer['dawidSkene']!, sql)} |
| crowd-kit 1.4.2: majority | ${peer['majority']!.toFixed(3)} | | |
| crowd-kit 1.4.2: Dawid-Skene, ${iterations} iterations | ${peer['dawidSkene']!.toFixed(3)} | | |`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function verdict(seconds: number): string {
  return seconds <= 0.25 ? 'met' : 'MISSED';
}

function ratio(peer: number, ours: number): string {
  return `${(peer / ours).toFixed(1)} x our time`;
}

/** The same answers as both native programs read them. The published truth of a CSV file is of no use here: 0 for all. */
async function writeText(events: string, csv: string, text: string): Promise<void> {
  const engine = await Engine.open();
  await engine.parquet('events', events);
  const [rows, lines] = [createWriteStream(csv), createWriteStream(text)];
  lines.write(`${CLASSES} ${ANSWERS / 5} ${MEMBERS} 0.01 1e-7 1000\n`);
  for (const { item, member, label } of await engine.rows('SELECT item, member, label FROM events ORDER BY seq')) {
    rows.write(`${String(member)},${String(item)},${String(label)},0\n`);
    lines.write(`${String(item)} ${String(member)} ${String(label)}\n`);
  }
  for (const stream of [rows, lines]) {
    stream.end();
    await once(stream, 'finish');
  }
  engine.close();
}
