/** Runs the benches and writes what they print into README.md, between the markers. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { instructionReport } from './src/report.ts';
import { licenceReport } from './src/licences.ts';
import { reviewReport } from './src/reviews.ts';
import { throughputReport } from './src/streamReport.ts';
import { fileOf, PROGRAM } from './src/world.ts';

const README = fileOf('../README.md');
const version = (name: string): string =>
  (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);

function machine(): string {
  const all = cpus();
  return [
    `Measured with Node ${process.version} and litesvm ${version('litesvm')} on ${all.length} cores of ${all[0]?.model ?? 'an unknown processor'};`,
    `tagger.so ${sha256(PROGRAM)}, naive.so ${sha256(fileOf('../naive/naive.so'))} (first 16 digits of SHA-256).`,
  ].join('\n');
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function put(text: string, name: string, content: string): string {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`README.md has no place for "${name}": put ${from} and ${to} into it`);
  return `${text.slice(0, start + from.length)}\n\n${content}\n\n${text.slice(end)}`;
}

const sections: [string, () => string][] = [
  ['machine', machine],
  ['instructions', instructionReport],
  ['reviews', reviewReport],
  ['licences', licenceReport],
  ['throughput', () => throughputReport()],
];
const before = readFileSync(README, 'utf8');
const after = sections.reduce((text, [name, make]) => put(text, name, make()), before);
writeFileSync(README, after);
console.log(`${README}: ${sections.map(([name]) => name).join(', ')} written`);
