import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Engine, report, saveReport, type Report } from '../src/index.ts';
import { nativeRecords, read, rowsOf, someWork, writeEvents, writeWork } from '../test/support/crowds.ts';

const spark = process.env['TAGGER_SPARK'] ?? '';
const script = fileURLToPath(new URL('../spark/report.py', import.meta.url));

/** `spark-submit` of the environment, two cores, no web interface. */
function submit(...args: string[]) {
  const python = join(spark, 'bin', 'python');
  const home = execFileSync(python, ['-c', 'import pyspark; print(pyspark.__path__[0])'], { encoding: 'utf8' }).trim();
  const conf = ['spark.ui.enabled=false', 'spark.sql.shuffle.partitions=2', 'spark.driver.bindAddress=127.0.0.1'];
  return spawnSync(
    join(home, 'bin', 'spark-submit'),
    ['--master', 'local[2]', ...conf.flatMap((setting) => ['--conf', setting]), script, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, SPARK_HOME: home, PYSPARK_PYTHON: python, SPARK_LOCAL_IP: '127.0.0.1' },
    },
  );
}

/** The same queries on two engines: counts and records to the last unit, fractions to the last digits. */
describe('reports as SQL, on Spark', function () {
  this.timeout(300_000);
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'tagger-spark-'));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it('MS, ten classes, four iterations, and records: what DuckDB says', async () => {
    // Spark takes a second for each day that is followed: few days, busy ones.
    const work = someWork(150);
    const [events, file, out] = [join(dir, 'MS.parquet'), join(dir, 'work.parquet'), join(dir, 'out')];
    await writeEvents(read('MS'), events);
    await writeWork(work, file);
    const engine = await Engine.open();
    const expected = await report(engine, { events, work: file, classes: 10, iterations: 4 });
    await saveReport(engine, expected, join(dir, 'expected'));
    engine.close();

    const options = ['--classes', '10', '--iterations', '4', '--work', file, '--scratch', join(dir, 'scratch')];
    const { status, stderr } = submit(events, ...options, '--out', out);
    expect(status, stderr.slice(-3_000)).to.equal(0);
    const [part] = readdirSync(join(out, 'report')).filter((name) => name.endsWith('.txt'));
    near(JSON.parse(readFileSync(join(out, 'report', part!), 'utf8')) as Report, expected);

    for (const [table, order] of [
      ['majority', 'item'],
      ['truth', 'item'],
      ['members', 'member'],
    ] as const) {
      near(
        await rowsOf(join(out, `${table}.parquet`, '*.parquet'), order),
        await rowsOf(join(dir, 'expected', `${table}.parquet`), order),
      );
    }
    const records = await rowsOf(join(out, 'records.parquet', '*.parquet'), 'member, domain');
    expect(records.map((row) => Object.values(row).map(Number).join(','))).to.deep.equal(nativeRecords(work));
  });

  it('refuses a label that is no class', async () => {
    const events = join(dir, 'MS.parquet');
    await writeEvents(read('MS'), events);
    const { status, stdout } = submit(
      ...[events, '--classes', '9', '--out', join(dir, 'none'), '--scratch', join(dir, 'none')],
    );
    expect(status, stdout).to.equal(1);
    // Spark sends what Python says of errors there.
    expect(stdout).to.match(/answers are no class from 0 to 8: say --classes/);
  });
});

/** Equal, with fractions to eleven digits: both add in an order of their own. */
function near(found: unknown, expected: unknown): void {
  if (typeof expected === 'number' && !Number.isInteger(expected)) {
    expect(Number(found)).to.be.closeTo(expected, 1e-11 * Math.max(1, Math.abs(expected)));
  } else if (typeof expected === 'object' && expected !== null) {
    const keys = Object.keys(expected);
    expect(Object.keys(found as object)).to.have.members(keys);
    for (const key of keys) near((found as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key]);
  } else {
    expect(found).to.equal(expected);
  }
}
