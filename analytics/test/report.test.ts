import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { loadReport } from '@tagger/client/report';
import { Engine, report, saveReport } from '../src/index.ts';
import {
  FILES,
  nativeMajority,
  nativeRecords,
  read,
  release,
  rowsOf,
  someWork,
  writeEvents,
  writeWork,
} from './support/crowds.ts';

const program = fileURLToPath(new URL('../bin/tagger-analytics', import.meta.url));

describe('reports as SQL, embedded', () => {
  let dir: string;
  let native: Awaited<ReturnType<typeof loadReport>>;
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tagger-reports-'));
    native = await loadReport();
    execFileSync('cargo', ['build', '--quiet', '--release', '--locked', '-p', 'tagger-consensus-tool']);
    expect(readdirSync(release)).to.include.members(['tagger-consensus', 'tagger-records']);
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  for (const file of FILES) {
    it(`${file}: majority, alpha, kappa and Dawid-Skene are what the crates say`, async () => {
      const crowd = read(file);
      const events = join(dir, `${file}.parquet`);
      await writeEvents(read(file, false), events);
      const engine = await Engine.open();
      const made = await report(engine, { events, classes: crowd.classes, iterations: 1_000 });
      expect([made.answers, made.items, made.members]).to.deep.equal([
        crowd.answers.length,
        crowd.items,
        crowd.workers,
      ]);

      const majority = nativeMajority(crowd, file, join(dir, `${file}.labels.csv`));
      const ours = await engine.rows('SELECT item, label FROM majority');
      expect(new Map(ours.map(({ item, label }) => [Number(item), Number(label)]))).to.deep.equal(majority);

      for (const metric of ['nominal', 'ordinal', 'interval'] as const)
        expect(made.alpha[metric]).to.be.closeTo(native.krippendorffAlpha(crowd, metric).alpha, 1e-12);
      const kappa = native.meanKappa(crowd, { least: 10 });
      expect(made.kappa.mean).to.be.closeTo(kappa.mean, 1e-12);
      expect([made.kappa.pairs, made.kappa.undefined]).to.deep.equal([kappa.pairs, kappa.undefined]);

      const model = native.dawidSkene(crowd);
      expect(made.dawidSkene?.converged).to.equal(true);
      expect(made.dawidSkene?.iterations).to.equal(model.logLikelihood.length);
      model.logLikelihood.forEach((sum, at) =>
        expect(made.dawidSkene?.logLikelihood[at]).to.be.closeTo(sum, 1e-10 * Math.abs(sum)),
      );
      const truth = await engine.rows('SELECT item, label, p FROM truth ORDER BY item');
      expect(truth.map(({ label }) => Number(label))).to.deep.equal(model.labels);
      truth.forEach(({ label, p }, item) => expect(p).to.be.closeTo(model.posteriors[item]![Number(label)]!, 1e-8));
      const members = await engine.rows('SELECT * FROM members ORDER BY member');
      members.forEach(({ accuracy }, member) => expect(accuracy).to.be.closeTo(model.accuracies[member]!, 1e-8));
      expect(members.reduce((sum, { answers }) => sum + Number(answers), 0)).to.equal(crowd.answers.length);
      engine.close();
    });
  }

  it('records are those of the program to the last unit, over years of 3,000 panels and over three busy weeks', async () => {
    const [events, file] = [join(dir, 'few.parquet'), join(dir, 'work.parquet')];
    await writeEvents(read('MS'), events);
    const levels = new Set<number>();
    for (const pace of [4, 150]) {
      const work = someWork(pace);
      await writeWork(work, file);
      const engine = await Engine.open();
      const { records } = await report(engine, { events, work: file, classes: 10, iterations: 0 });
      const rows = await engine.rows('SELECT * FROM records ORDER BY member, domain');
      engine.close();
      expect(records).to.equal(12);
      expect(rows.map((row) => Object.values(row).map(Number).join(','))).to.deep.equal(nativeRecords(work));
      rows.forEach(({ level }) => levels.add(Number(level)));
    }
    expect([...levels].sort()).to.deep.equal([1, 2, 3, 5]);
  });

  it('one class only: alpha and kappa are not defined, and said to be so', async () => {
    const answers = [0, 1, 2].flatMap((item) => [0, 1].map((worker) => ({ item, worker, label: 1 })));
    const events = join(dir, 'one.parquet');
    await writeEvents({ classes: 2, items: 3, workers: 2, answers }, events);
    const engine = await Engine.open();
    const made = await report(engine, { events, classes: 2, leastInCommon: 1 });
    engine.close();
    expect(made.alpha).to.deep.equal({ items: 3, answers: 6, nominal: null, ordinal: null, interval: null });
    expect(made.kappa).to.deep.equal({ mean: null, pairs: 0, undefined: 1 });
  });

  it('without smoothing an empty cell is impossible, not an error', async () => {
    const crowd = read('SP');
    const events = join(dir, 'SP.parquet');
    await writeEvents(crowd, events);
    const engine = await Engine.open();
    await report(engine, { events, classes: 2, smoothing: 0, iterations: 5 });
    const truth = await engine.rows('SELECT label FROM truth ORDER BY item');
    engine.close();
    const { labels } = native.dawidSkene(crowd, { smoothing: 0, iterations: 5 });
    expect(truth.map(({ label }) => Number(label))).to.deep.equal(labels);
  });

  it('refuses a label that is no class, and what is no number of classes', async () => {
    const events = join(dir, 'MS.parquet');
    await writeEvents(read('MS'), events);
    const engine = await Engine.open();
    const refusal = async (classes: number) => {
      try {
        await report(engine, { events, classes });
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(await refusal(9)).to.match(/^\d+ answers are no class from 0 to 8: say --classes$/);
    expect(await refusal(1)).to.equal('classes: a number from 2 to 256');
    engine.close();
  });

  it('holds no more than it was told to: a million answers in 200 MB, the rest on disk', async () => {
    const { writeLabels } = await import('../bench/labels.ts');
    const events = join(dir, 'million.parquet');
    await writeLabels({ answers: 1_000_000, classes: 2 }, events);
    const engine = await Engine.open({ memory: '200MB', spill: dir });
    const made = await report(engine, { events, classes: 2, iterations: 2 });
    await saveReport(engine, made, join(dir, 'million'));
    engine.close();
    expect(made.answers).to.equal(1_000_000);
    expect(await rowsOf(join(dir, 'million', 'truth.parquet'), 'item')).to.have.length(200_000);
    // Nothing of its own is left behind.
    expect(readdirSync(dir).filter((name) => name.startsWith('tagger-analytics-'))).to.deep.equal([]);
  });

  it('the program writes report and tables; exit code 1 for a file that is not there, 2 for wrong use', async () => {
    const events = join(dir, 'SP_amt.parquet');
    await writeEvents(read('SP_amt'), events);
    const out = join(dir, 'out');
    const run = (...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });
    const { status, stderr } = run(events, '--classes', '2', '--out', out);
    expect(status, stderr).to.equal(0);
    expect(readdirSync(out).sort()).to.deep.equal([
      'majority.parquet',
      'members.parquet',
      'report.json',
      'truth.parquet',
    ]);
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).to.have.property('answers', 10_000);
    const missing = run(join(dir, 'nothing.parquet'), '--classes', '2', '--out', out);
    expect(missing.status).to.equal(1);
    expect(missing.stderr).to.match(/No files found/);
    expect(run(events, '--out', out).status).to.equal(2);
  });
});
