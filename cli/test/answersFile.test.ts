import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readAnswers } from '../src/answersFile.ts';
import { answersTo, makePlan } from '../src/replay/plan.ts';

const dir = mkdtempSync(join(tmpdir(), 'tagger-csv-'));
let files = 0;
function csv(text: string): string {
  const file = join(dir, `${(files += 1)}.csv`);
  writeFileSync(file, text);
  return file;
}

describe('files of answers', () => {
  it('counts the first answer of a worker to an item and says how many were repeated', () => {
    const file = readAnswers(csv('ann,a,1,1\nben,a,0,1\nann,a,0,1\n'));
    expect(file.rows.map((row) => [row.worker, row.label])).to.deep.equal([
      ['ann', '1'],
      ['ben', '0'],
    ]);
    expect(file.repeated).to.equal(1);
  });

  it('sorts numbers as numbers and text as text', () => {
    expect(readAnswers(csv('ann,a,10,2\n')).classes).to.deep.equal(['2', '10']);
    expect(readAnswers(csv('ann,a,cat,dog\n')).classes).to.deep.equal(['cat', 'dog']);
  });

  for (const [what, text, says] of [
    ['too few fields', 'ann,a,1,1\nben,a,1\n', 'line 2: 3 fields'],
    ['an empty label', 'ann,a,1,1\nben,a,,1\n', 'line 2: the label is empty'],
    ['two golds for one item', 'ann,a,1,1\nben,a,1,0\n', 'line 2: item "a" has gold "0" here and "1" above'],
    ['nothing', '', 'there is no row'],
    ['one class', 'ann,a,1,1\n', 'only one class'],
    ['too many classes', Array.from({ length: 17 }, (_, at) => `ann,i${at},${at},${at}`).join('\n'), '17 classes'],
    ['an open quote', 'ann,"a,1,1\n', 'Quote'],
  ] as const) {
    it(`refuses ${what} and names the line`, () => {
      expect(() => readAnswers(csv(text)))
        .to.throw(says)
        .with.property('name', 'BadCsv');
    });
  }

  it('refuses a file that is not there', () => {
    expect(() => readAnswers(join(dir, 'none.csv'))).to.throw('none.csv');
  });
});

describe('the plan of a replay', () => {
  const file = readAnswers(fileURLToPath(new URL('../../data/ZenCrowd_us.csv', import.meta.url)));
  const plan = makePlan(file, { gold: 0.1, seed: 1 });

  it('cuts 11,155 answers of 74 people by 174 groups and loses none', () => {
    expect([plan.answerCount, plan.workers.length, plan.items.length, plan.groups, file.repeated]).to.deep.equal([
      11_155, 74, 2_040, 174, 1_035,
    ]);
    const planned = plan.panels.reduce(
      (sum, panel) => sum + panel.workers.reduce((own, worker) => own + answersTo(plan, panel, worker).length, 0),
      0,
    );
    expect(planned).to.equal(11_155);
  });

  it('continues a group of 17 in a further panel', () => {
    const sizes = plan.panels.map((panel) => panel.workers.length);
    expect(Math.max(...sizes)).to.equal(16);
    const twice = plan.panels.filter((panel, at) =>
      plan.panels.some((other, place) => place !== at && other.firstItem === panel.firstItem),
    );
    expect(twice.map((panel) => panel.workers.length).sort((a, b) => a - b)).to.deep.equal([1, 16]);
  });

  it('is the same for the same seed and another for another', () => {
    expect(makePlan(file, { gold: 0.1, seed: 1 }).panels).to.deep.equal(plan.panels);
    expect(makePlan(file, { gold: 0.1, seed: 2 }).panels).to.not.deep.equal(plan.panels);
  });
});
