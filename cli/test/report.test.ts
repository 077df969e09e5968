import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { tagger } from './support/run.ts';

const data = (name: string): string => fileURLToPath(new URL(`../../data/${name}.csv`, import.meta.url));

describe('tagger report', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tagger-report-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const csv = (name: string, text: string): string => {
    const file = join(dir, name);
    writeFileSync(file, text);
    return file;
  };
  const json = async (...args: string[]): Promise<Record<string, unknown>> => {
    const run = await tagger('report', ...args, '--json');
    expect(run.code, run.stderr).to.equal(0);
    return JSON.parse(run.stdout) as Record<string, unknown>;
  };

  it('judges 2,945 real answers: 497 genres by majority, 538 by Dawid-Skene, of 700', async () => {
    const report = await json(data('MS'));
    expect(report).to.deep.include({
      file: 'MS.csv',
      items: 700,
      workers: 44,
      answers: 2_945,
      repeatedRows: 0,
      classes: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
      kappaPairs: 114,
      majorityAccuracy: 497 / 700,
      dawidSkeneAccuracy: 538 / 700,
      smoothing: 0.01,
      iterations: 75,
      converged: true,
    });
    expect(report['krippendorffAlpha']).to.be.closeTo(0.30103, 5e-6);
    expect(report['meanKappa']).to.be.closeTo(0.35909, 5e-6);
  });

  it('finds the worker who answers at random, without looking at gold', async () => {
    const truth = (item: number): number => (item * item) % 3;
    // Four are right but for every seventh item, another one each; the fifth always says 0.
    const label = (worker: number, item: number): number =>
      worker === 4 ? 0 : (truth(item) + Number(item % 7 === worker)) % 3;
    const rows = [0, 1, 2, 3, 4].flatMap((worker) =>
      Array.from({ length: 60 }, (_, item) => `w${worker},i${item},${label(worker, item)},${truth(item)}`),
    );
    const file = csv('lazy.csv', rows.join('\n'));
    const { worst, dawidSkeneAccuracy } = await json(file);
    expect(dawidSkeneAccuracy).to.equal(1);
    const [first] = worst as { worker: string; answers: number; accuracy: number; gold: number }[];
    expect(first).to.include({ worker: 'w4', answers: 60, gold: 20 / 60 });
    expect(first?.accuracy).to.be.below(0.5);
    const text = await tagger('report', file);
    expect(text.stdout).to.match(/^Dawid-Skene accuracy +1\.0000 \(\d+ iterations, converged\)$/m);
    expect(text.stdout).to.match(/^ {2}w4 +60 +0\.\d{4} +0\.3333$/m);
  });

  it('says where agreement is not defined', async () => {
    const file = csv('alone.csv', 'ann,a,1,1\nann,b,0,0\nben,c,1,0\n');
    expect(await json(file)).to.include({ krippendorffAlpha: null, meanKappa: null, kappaPairs: 0 });
    const { stdout } = await tagger('report', file);
    expect(stdout).to.match(/^Krippendorff's alpha +not defined$/m);
  });

  it('refuses a wrong row with its line and a wrong option with a sentence', async () => {
    const refused = await tagger('report', csv('bad.csv', 'ann,a,1,1\nben,a\n'), '--json');
    expect(refused.code).to.equal(1);
    expect(JSON.parse(refused.stderr.split('\n').find((line) => line.startsWith('{')) ?? '{}')).to.have.property(
      'error',
      'BadCsv',
    );
    const option = await tagger('report', data('MS'), '--smoothing', '-1');
    expect([option.code, option.stderr.includes('Write a number from 0 to 1000.')]).to.deep.equal([2, true]);
  });
});
