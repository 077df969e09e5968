import { Keypair, PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  accuracyOf,
  dayOf,
  faded,
  kept,
  levelOf,
  NO_RECORD,
  payPerMinute,
  qualityBps,
  rankAnnotators,
  rankTasks,
  recordLevel,
  seatCounters,
  stakeLevel,
  volumeOf,
  type AnnotatorFacts,
  type DomainRecord,
  type TaskFacts,
} from '@tagger/client/routing';
import { sizeOf } from '@tagger/client';

const wallet = (name: string): PublicKey => new PublicKey(Buffer.alloc(32, name));
const after = (panels: number, quality: number, day = 7): DomainRecord =>
  Array.from({ length: panels }).reduce<DomainRecord>((record) => kept(record, 32, quality, day), NO_RECORD);
const CONTEXT = { today: 7, leastStake: 100n };
const TASK: TaskFacts = { task: wallet('task'), domain: 1, requiredLevel: 0, classes: 2, price: 1_000n, rules: {} };

function person(
  name: string,
  more: Partial<AnnotatorFacts> & { counters2?: number[]; record?: DomainRecord } = {},
): AnnotatorFacts {
  const { counters2, record = NO_RECORD, ...rest } = more;
  return {
    wallet: wallet(name),
    stake: 100_000n,
    records: [NO_RECORD, record],
    panels: 0,
    missedReveals: 0,
    expiredClaims: 0,
    languages: ['en'],
    counters: new Map(counters2 === undefined ? [] : [[TASK.task.toBase58(), counters2]]),
    ...rest,
  };
}

describe('a record as the program counts it', () => {
  it('has the numbers of crates/consensus', () => {
    // The cases of its own tests.
    const record = { good: 80_000, seen: 100_000, day: 100, streak: 3 };
    expect(faded(record, 190)).to.deep.equal({ good: 40_000, seen: 50_000, day: 190, streak: 3 });
    expect(faded(record, 60_000).seen).to.equal(0);
    expect(faded(record, 50)).to.deep.equal(record);
    expect([recordLevel(NO_RECORD), qualityBps(NO_RECORD)]).to.deep.equal([0, 2_000]);
    const one = kept(NO_RECORD, 1_000, 10_000, 1);
    expect([volumeOf(one), qualityBps(one), recordLevel(one)]).to.deep.equal([32, 9_111, 1]);
    expect([1, 4, 13, 47, 157].map((panels) => recordLevel(after(panels, 7_000)))).to.deep.equal([1, 2, 3, 4, 5]);
    expect([recordLevel(after(157, 6_000)), recordLevel(after(157, 1_000))]).to.deep.equal([4, 0]);
    const stakes = [0n, 99n, 100n, 199n, 200n, 800n, 1_600n, 2n ** 64n - 1n];
    expect(stakes.map((stake) => stakeLevel(stake, 100n))).to.deep.equal([0, 0, 1, 1, 2, 4, 5, 5]);
    expect(levelOf(after(157, 7_000), 400n, 100n, 7)).to.equal(3);
    expect(levelOf(after(157, 7_000), 1_600n, 100n, 277)).to.equal(3);
    expect(dayOf(86_399n + 86_400n * 20_000n)).to.equal(20_000);
  });
});

/** Ann is good, Ben so so, Cem new; Dan guesses. */
describe('ranking annotators for a task', () => {
  const ann = person('ann', { counters2: [45, 5, 5, 45], record: after(10, 8_000), panels: 10 });
  const ben = person('ben', { counters2: [35, 15, 15, 35], record: after(10, 4_000), panels: 10, expiredClaims: 2 });
  const cem = person('cem');
  const dan = person('dan', { counters2: [50, 0, 50, 0], record: after(10, 0), panels: 10 });

  it('puts the best first, with each factor’s number and a sentence', () => {
    const ranked = rankAnnotators(TASK, [dan, cem, ben, ann], CONTEXT);
    expect(ranked.map(({ annotator }) => annotator)).to.deep.equal([ann, ben, dan, cem]);
    const [first] = ranked;
    expect(first!.factors.map(({ name, bps, weight }) => [name, bps, weight])).to.deep.equal([
      ['accuracy', 7_823, 60],
      ['quality', 7_925, 20],
      ['experience', 7_619, 10],
      ['reliability', 6_000, 10],
    ]);
    expect(first!.score).to.equal(7_640);
    expect(first!.factors[0]!.sentence).to.equal(
      'right in 83.3 % of 100 answers in this task, counted evenly over classes; at least 78.2 % is sure enough to count',
    );
    expect(ranked.at(-1)!.factors[0]!.sentence).to.equal('nothing is known of his answers in this task');
  });

  it('is the same whatever order they come in', () => {
    const everybody = [ann, ben, cem, dan, person('eve'), person('fay')];
    const names = (people: AnnotatorFacts[]) =>
      rankAnnotators(TASK, people, CONTEXT).map((one) => one.annotator.wallet.toBase58());
    fc.assert(
      fc.property(fc.shuffledSubarray(everybody, { minLength: 6 }), (people) => {
        expect(names(people)).to.deep.equal(names(everybody));
      }),
    );
  });

  it('who always gives the frequent class is no better than a guess, however often he is right', () => {
    expect(accuracyOf([900, 0, 100, 0], 2).meanBps).to.be.below(5_500);
    expect(accuracyOf([0, 0, 0, 0], 2)).to.deep.equal({ lowerBps: 3_323, meanBps: 5_000, observed: 0 });
    expect(() => accuracyOf([1, 2, 3], 2)).to.throw(RangeError);
  });

  it('puts last whom the program would refuse, and whoever does not read the language, and says why', () => {
    const task = { ...TASK, requiredLevel: 2, rules: { languages: ['pt-BR', 'de'] } };
    const gus = person('gus', { record: after(10, 4_000), languages: ['PT'] });
    const poor = person('poor', { record: after(10, 9_000), languages: ['de'], stake: 100n });
    const ranked = rankAnnotators(task, [ann, poor, gus], CONTEXT);
    expect(ranked[0]!.annotator).to.equal(gus);
    expect(ranked.map(({ eligible }) => eligible)).to.deep.equal([true, false, false]);
    const reasons = Object.fromEntries(
      ranked.map(({ annotator, refusals }) => [annotator === ann ? 'ann' : 'poor', refusals]),
    );
    expect(reasons.poor).to.deep.equal([
      'level 1 in this domain, the task asks for 2: the program would refuse the claim',
    ]);
    expect(reasons.ann).to.deep.equal(['the items are in pt, de, which is not among the languages named']);
  });

  it('keeps out who does not work on what the items are; who says nothing of it works on everything', () => {
    const photos = { ...TASK, rules: { modality: 'image' as const } };
    const refusals = (modalities?: ('text' | 'image' | 'audio')[]) =>
      [photos, TASK].map(
        (task) => rankTasks(person('ann', modalities && { modalities }), [task], CONTEXT)[0]!.refusals,
      );
    expect(refusals()).to.deep.equal([[], []]);
    expect(refusals(['image'])).to.deep.equal([[], ['the items are texts, which is not among what is worked on']]);
    expect(refusals(['text', 'audio'])).to.deep.equal([
      ['the items are images, which is not among what is worked on'],
      [],
    ]);
  });
});

describe('ranking tasks for an annotator', () => {
  const ann = person('ann', { record: after(10, 8_000) });
  const at = (name: string, price: bigint, secondsPerItem?: number, domain = 1): TaskFacts => ({
    ...TASK,
    task: wallet(name),
    price,
    domain,
    rules: { secondsPerItem },
  });

  it('goes by what a minute pays at her quality, in her domain', () => {
    const [quick, slow, dark, foreign] = [
      at('quick', 100n, 5),
      at('slow', 300n, 60),
      at('dark', 900n),
      at('foreign', 100n, 5, 0),
    ];
    const ranked = rankTasks(ann, [slow, dark, foreign, quick], CONTEXT);
    expect(ranked.map(({ task }) => task)).to.deep.equal([quick, slow, dark, foreign]);
    // 100 base units x 79.25 % x 12 items a minute.
    expect(ranked.map(({ payPerMinute: pay }) => pay)).to.deep.equal([951n, 237n, undefined, 240n]);
    expect(ranked[0]!.factors.at(-1)).to.deep.equal({
      name: 'pay',
      bps: 10_000,
      weight: 50,
      sentence: 'about 951 base units a minute at his quality so far, 100.0 % of the best of these tasks',
    });
    expect(ranked[2]!.factors.at(-1)!.bps).to.equal(0);
  });

  it('a price beyond what numbers hold is still whole', () => {
    expect(payPerMinute(ann, at('rich', 2n ** 64n - 1n, 0.1), CONTEXT)).to.equal(
      ((2n ** 64n - 1n) * 7_925n * 600n) / 10_000n,
    );
    for (const seconds of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(payPerMinute(ann, at('odd', 1n, seconds), CONTEXT)).to.equal(undefined);
  });

  it('a task she can’t take is no measure of pay', () => {
    const ranked = rankTasks(ann, [{ ...at('closed', 9_000n, 1), requiredLevel: 5 }, at('open', 10n, 10)], CONTEXT);
    expect(ranked.map(({ eligible }) => eligible)).to.deep.equal([true, false]);
    expect(ranked[0]!.factors.at(-1)!.bps).to.equal(10_000);
  });
});

/** Sid has a history; then he might have spread the same work over several wallets. */
describe('splitting wallets', () => {
  it('[attack 88] makes no factor of any of them better than the one wallet’s, for whoever is better than a stranger', () => {
    const split = (count: number, ways: number): number => Math.floor(count / ways);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 55, max: 100 }),
        fc.integer({ min: 2_000, max: 10_000 }),
        (ways, each, right, quality) => {
          // A multiple of `ways`, so that each wallet has exactly its part of everything.
          const [row, panels] = [each * ways * 20, each * ways];
          const good = Math.floor((row * right) / 100 / ways) * ways;
          const all = [good, row - good, row - good, good];
          const record = after(panels, quality);
          const one = person('sid', { counters2: all, record, panels });
          const part = person('sid', {
            counters2: all.map((cell) => split(cell, ways)),
            record: after(each, quality),
            panels: each,
          });
          const factors = (who: AnnotatorFacts) => rankAnnotators(TASK, [who], CONTEXT)[0]!;
          const [whole, piece] = [factors(one), factors(part)];
          piece.factors.forEach(({ name, bps }, at) => expect(bps, name).to.be.at.most(whole.factors[at]!.bps + 1));
          expect(piece.score).to.be.at.most(whole.score);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('more stake changes no score: it only opens levels', () => {
    const [rich, richer] = [person('ann', { stake: 10_000n }), person('ann', { stake: 10n ** 15n })];
    const score = (who: AnnotatorFacts) => rankAnnotators(TASK, [who], CONTEXT)[0]!.score;
    expect(score(richer)).to.equal(score(rich));
  });

  it('the same place is never gained by choosing an address: only equal scores go by it', () => {
    const people = Array.from({ length: 20 }, () => ({ ...person('x'), wallet: Keypair.generate().publicKey }));
    const best = person('y', { counters2: [30, 0, 0, 30] });
    expect(rankAnnotators(TASK, [...people, best], CONTEXT)[0]!.annotator).to.equal(best);
  });
});

describe('counters of a seat', () => {
  it('follow its fixed part, and are 0 where a task has none', () => {
    const from = 8 + sizeOf('seat');
    const data = new Uint8Array(from + 8 + 8);
    new DataView(data.buffer).setUint16(from + 2, 513, true);
    expect(seatCounters(data, 2)).to.deep.equal([0, 513, 0, 0]);
    expect(seatCounters(data.subarray(0, from), 2)).to.deep.equal([0, 0, 0, 0]);
  });
});
