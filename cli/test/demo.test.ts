import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { start, tagger } from './support/run.ts';

/** Sixty items, seven people in three overlapping groups, three classes; nobody answers everything, most fail six items. */
function smallCrowd(): string {
  const lines: string[] = [];
  for (let item = 0; item < 60; item += 1) {
    const gold = item % 3;
    for (let worker = 0; worker < 7; worker += 1) {
      if ((worker + Math.floor(item / 20)) % 3 === 0) continue;
      const wrong = (item * 7 + worker * 5) % 11 === 0 || (item % 10 === 4 && worker !== 5);
      lines.push(`w${worker},item ${item},${wrong ? (gold + 1) % 3 : gold},${gold}`);
    }
  }
  return lines.join('\n') + '\n';
}

/** What the demo does, one after the other, as its progress names it. */
const PHASES = [
  'hand out SOL and TAG',
  'stake and take seats',
  ...['claim', 'commit', 'reveal', 'settle', 'gold', 'collect'].map((step) => `round 1 of 1: ${step}`),
  ...['join the pool', 'take seats', 'claim', 'commit', 'reveal', 'contest'].map((step) => `dispute: ${step}`),
  ...['draw', 'commit', 'reveal'].map((step) => `first verdict: ${step}`),
  ...['draw', 'commit', 'reveal'].map((step) => `appeal: ${step}`),
  ...['pay the validators', 'pay the annotators'].map((step) => `dispute: ${step}`),
  ...['close the task', 'publish', 'buy', 'buyer opens it', 'take shares', 'sell on', 'second buyer opens it'].map(
    (step) => `market: ${step}`,
  ),
  ...['a year passes', 'leave the dataset'].map((step) => `market: ${step}`),
  'leave the task',
  'leave the pool',
  'withdraw',
  'take the stake out',
];

/** The phases a run has begun, read from its progress lines. */
const phasesOf = (stderr: string): string[] => [...stderr.matchAll(/^(.+): \d+ %$/gm)].map((match) => match[1] ?? '');

interface Dispute {
  items: number;
  right: { before: number; first: number; after: number };
  contested: number;
  first: { seats: number; substitutes: number; changed: number; kept: number };
  appeal: { seats: number; confirmed: number; changed: number };
  fees: { contest: string; appeal: string; earned: string; returned: string };
  votes: { cast: number; coherent: number };
  slashes: { silent: number; amount: string };
  decision: { here: number; most: number };
}

interface Market {
  panels: number;
  shares: number;
  earned: { all: string; fees: string; contributors: string; publisher: string };
  claimed: { people: number; amount: string };
  opened: { by: string; findings: string[]; loaded: unknown }[];
  expired: { ours: string; wallet: string };
}

interface Report {
  dispute: Dispute;
  market: Market;
  labelsEqualReference: boolean;
  answers: number;
  paid: { total: string; perAnnotator: Record<string, string> };
  conservation: { tagLost: string; lamportsLost: string; accountsLeft: number };
}

describe('the demo', function () {
  this.timeout(900_000);
  const dir = mkdtempSync(join(tmpdir(), 'tagger-demo-'));
  const file = join(dir, 'crowd.csv');
  writeFileSync(file, smallCrowd());
  after(() => rmSync(dir, { recursive: true, force: true }));
  const args = (data: string): string[] => ['demo', '--answers', file, '--json', '--data-dir', join(dir, data)];
  let clean: Report;

  it('pays for every answer, equals the reference, loses nothing and leaves nothing', async () => {
    const run = await tagger(...args('clean'));
    expect(run.code, run.stderr).to.equal(0);
    clean = JSON.parse(run.stdout) as Report;
    expect(clean.labelsEqualReference).to.equal(true);
    expect(clean.conservation).to.deep.equal({ tagLost: '0', lamportsLost: '0', accountsLeft: 0 });
    expect(Object.keys(clean.paid.perAnnotator)).to.have.length(7);
  });

  it('takes its worst batch through contest, verdict, appeal and verdict, and pays only coherent votes', () => {
    const { right, items, contested, first, appeal, fees, votes, slashes, decision } = clean.dispute;
    expect(contested).to.be.above(0);
    expect(right.before).to.equal(items - contested);
    expect([first.seats, first.substitutes, appeal.seats]).to.deep.equal([3, 1, 7]);
    expect([first.changed + first.kept, appeal.confirmed + appeal.changed]).to.deep.equal([contested, contested]);
    // 0.002 TAG a vote: three seats in the first round, seven in the second.
    expect([fees.contest, fees.appeal]).to.deep.equal([`${contested * 3 * 2_000}`, `${contested * 7 * 2_000}`]);
    expect([votes.cast, fees.earned]).to.deep.equal([contested * 10, `${votes.coherent * 2_000}`]);
    expect(Number(fees.returned)).to.equal((contested * 10 - votes.coherent) * 2_000);
    // The silent one loses 5 % of 5 TAG; his window of half an hour passes before another is drawn.
    expect(slashes.silent).to.equal(1);
    expect(Number(slashes.amount)).to.be.at.least(250_000);
    expect(decision.here).to.be.within(1_800, decision.most);
  });

  it('sells the labels as a dataset: opened twice, shared, sold on for a royalty, bound to its holder once expired', () => {
    const { panels, shares, earned, claimed, opened, expired } = clean.market;
    expect(panels).to.be.above(0);
    expect(shares).to.be.within(1, clean.answers);
    // 10 TAG and 5 % of 8; 2 % fee each time; three tenths of the rest for those who labelled.
    expect(earned).to.deep.equal({
      all: '10400000',
      fees: '208000',
      contributors: '3057600',
      publisher: '7134400',
    });
    expect(claimed.people).to.equal(7);
    expect(opened.map(({ by, findings, loaded }) => ({ by, findings, loaded }))).to.deep.equal(
      ['buyer', 'second buyer'].map((by) => ({ by, findings: [], loaded: ['labels'] })),
    );
    expect(expired).to.deep.equal({ ours: 'LicenseExpired', wallet: 'LicenseExpired' });
  });

  it('killed in every phase in turn, it goes on and pays nobody twice', async () => {
    const seen = new Set<string>();
    // The last phase is let through: a finished run has nothing to continue.
    while (!seen.has('take the stake out')) {
      const run = start(args('killed').filter((flag) => flag !== '--json'));
      run.watch((stderr) => {
        const fresh = phasesOf(stderr).find((phase) => !seen.has(phase));
        if (fresh === undefined) return;
        seen.add(fresh);
        run.kill();
      });
      const { code, stderr } = await run.finished;
      expect(code, `not killed in a new phase: ${stderr}`).to.equal(null);
    }
    expect([...seen]).to.include.members(PHASES);
    const last = await tagger(...args('killed'));
    expect(last.code, last.stderr).to.equal(0);
    const report = JSON.parse(last.stdout) as Report;
    expect(report.labelsEqualReference).to.equal(true);
    expect(report.paid).to.deep.equal(clean.paid);
    expect(report.conservation).to.deep.equal(clean.conservation);
    const decided = (of: Report) => ({ ...of.dispute, decision: { ...of.dispute.decision, here: 0 } });
    expect(decided(report)).to.deep.equal(decided(clean));
    // Keys are made from the seed, so all but ciphertexts is the same.
    expect(report.market).to.deep.equal(clean.market);
  });

  it('names the wrong line of a file and exits with 1', async () => {
    const bad = join(dir, 'bad.csv');
    writeFileSync(bad, 'ann,a,1,1\nben,a\n');
    const run = await tagger('demo', '--answers', bad);
    expect(run.code).to.equal(1);
    expect(run.stderr).to.contain('bad.csv, line 2: 2 fields');
  });
});
