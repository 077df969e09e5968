import { expect } from 'chai';
import fc from 'fast-check';
import {
  copies,
  copyGroups,
  entropyBits,
  memberEvidence,
  pacesOf,
  secondsPerItem,
  shareOf,
  tail,
} from '@tagger/client/evidence';
import type { Crowd, CrowdAnswer } from '@tagger/client/report';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, public domain). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** People who answer for themselves, each right as often as told; the rest of the answers are any other class. */
function honest(accuracies: readonly number[], items: number, classes: number, random: () => number): Crowd {
  const truth = Array.from({ length: items }, () => Math.floor(random() * classes));
  const answers = accuracies.flatMap((accuracy, worker) =>
    truth.map((right, item): CrowdAnswer => {
      const other = (right + 1 + Math.floor(random() * (classes - 1))) % classes;
      return { worker, item, label: random() < accuracy ? right : other };
    }),
  );
  return { classes, items, workers: accuracies.length, answers };
}

/** As above; worker 0 gives the answers of worker 1 with this chance. */
function withCopier(crowd: Crowd, share: number, random: () => number): Crowd {
  const source = new Map(crowd.answers.filter(({ worker }) => worker === 1).map(({ item, label }) => [item, label]));
  const answers = crowd.answers.map((answer) =>
    answer.worker === 0 && random() < share ? { ...answer, label: source.get(answer.item)! } : answer,
  );
  return { ...crowd, answers };
}

describe('evidence of copies', () => {
  const CROWD = [0.75, 0.7, 0.8, 0.75, 0.85, 0.7, 0.75];

  it('expects as many matches as two accuracies give', () => {
    const pairs = copies(honest([0.8, 0.7, 0.9, 0.9, 0.9, 0.9], 2_000, 2, seeded(1)));
    const [pair] = pairs.filter(({ a, b }) => a === 0 && b === 1);
    // 0.8 x 0.7 + 0.2 x 0.3 of 2,000 items.
    expect(pair!.expected / 2_000).to.be.closeTo(0.62, 0.02);
    expect(pair!.matches / 2_000).to.be.closeTo(0.62, 0.03);
    expect(pairs.filter(({ suspicious }) => suspicious)).to.deep.equal([]);
  });

  it('names hardly anybody in honest crowds: fewer than one crowd in twenty has a named pair', () => {
    let named = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed);
      const accuracies = Array.from({ length: 7 }, () => 0.6 + 0.35 * random());
      if (copies(honest(accuracies, 120, 2 + (seed % 3), random)).some(({ suspicious }) => suspicious)) named += 1;
    }
    expect(named).to.be.lessThan(3);
  });

  it('finds who copies four in five answers, and nobody beside him', () => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seeded(100 + seed);
      const pairs = copies(withCopier(honest(CROWD, 200, 3, random), 0.8, random));
      const groups = copyGroups(pairs);
      if (groups.some((group) => group.includes(0) && group.includes(1))) found += 1;
      expect(groups.flat().filter((worker) => worker > 1)).to.deep.equal([]);
    }
    expect(found).to.be.greaterThan(17);
  });

  it('says the same whatever the order of the answers and the numbers of the workers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const random = seeded(seed);
        const crowd = withCopier(honest([0.8, 0.7, 0.75, 0.7], 40, 2, random), 0.9, random);
        const turned: Crowd = {
          ...crowd,
          answers: [...crowd.answers].reverse().map((answer) => ({ ...answer, worker: 3 - answer.worker })),
        };
        const tell = (pairs: ReturnType<typeof copies>, nameOf: (worker: number) => number): string[] =>
          pairs
            .map(({ a, b, matches, expected }) => {
              const names = [nameOf(a), nameOf(b)].sort((x, y) => x - y);
              return `${names.join('-')} ${matches} ${expected.toFixed(6)}`;
            })
            .sort();
        expect(tell(copies(turned), (worker) => 3 - worker)).to.deep.equal(tell(copies(crowd), (worker) => worker));
      }),
      { numRuns: 25 },
    );
  });

  it('its bound is one: never below the chance itself (binomial, all cases up to 12 events)', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (let n = 1; n <= 12; n += 1)
      for (const p of [0.1, 0.5, 0.83])
        for (let hits = 0; hits <= n; hits += 1) {
          let exact = 0;
          for (let k = hits; k <= n; k += 1) exact += choose(n, k) * p ** k * (1 - p) ** (n - k);
          expect(tail(n, hits, n * p)).to.be.at.least(exact - 1e-12);
        }
  });

  it('joins pairs with a member in common, and leaves out pairs with too few items', () => {
    const pair = (a: number, b: number, suspicious = true) => ({
      a,
      b,
      suspicious,
      shared: 0,
      matches: 0,
      expected: 0,
      chance: 0,
    });
    expect(copyGroups([pair(3, 4), pair(0, 1), pair(1, 2), pair(5, 6, false), pair(2, 3)])).to.deep.equal([
      [0, 1, 2, 3, 4],
    ]);
    expect(copies(honest([0.9, 0.9], 19, 2, seeded(3)))).to.deep.equal([]);
    expect(copies(honest([0.9, 0.9], 20, 2, seeded(3)))).to.have.length(1);
  });
});

describe('evidence of a member', () => {
  it('tells who does not look from who is often wrong', () => {
    const random = seeded(9);
    const crowd = honest([0.7, 0.5, 0.9, 0.9, 0.9], 300, 2, random);
    // Dan says the same to everything.
    const answers = crowd.answers.map((answer) => (answer.worker === 3 ? { ...answer, label: 1 } : answer));
    const [weak, coin, good, same] = memberEvidence({ ...crowd, answers });
    expect([weak!.empty, coin!.empty, good!.empty, same!.empty]).to.deep.equal([false, true, false, true]);
    expect([same!.entropy, same!.information]).to.deep.equal([0, 0]);
    expect(coin!.entropy).to.be.closeTo(1, 0.02);
    expect(good!.information).to.be.greaterThan(weak!.information);
  });

  it('names nobody for few answers, nor where everybody says the same', () => {
    for (const one of memberEvidence(honest([0.5, 0.5, 0.5], 29, 2, seeded(4)))) expect(one.empty).to.equal(false);
    const answers = [0, 1, 2].flatMap((worker) =>
      Array.from({ length: 50 }, (_, item) => ({ worker, item, label: 0 })),
    );
    for (const one of memberEvidence({ classes: 2, items: 50, workers: 3, answers }))
      expect(one).to.include({ empty: false, entropy: 0, othersEntropy: 0, information: 0 });
  });

  it('leaves out labels that are no class, and refuses an answer given twice', () => {
    const skipped = { classes: 2, items: 1, workers: 2, answers: [{ worker: 0, item: 0, label: 3 }] };
    expect(memberEvidence(skipped).map(({ answers }) => answers)).to.deep.equal([0, 0]);
    const twice = {
      ...skipped,
      answers: [
        { worker: 0, item: 0, label: 1 },
        { worker: 0, item: 0, label: 1 },
      ],
    };
    expect(() => memberEvidence(twice)).to.throw(RangeError);
  });

  it('has Wilson’s bounds and Shannon’s bits', () => {
    // Wilson's interval for 8 of 10: 0.490 to 0.943.
    const { low, high } = shareOf(8, 10);
    expect([low.toFixed(3), high.toFixed(3)]).to.deep.equal(['0.490', '0.943']);
    expect(shareOf(0, 0)).to.include({ low: 0, high: 1 });
    expect([entropyBits([1, 1, 1, 1]), entropyBits([5, 0]), entropyBits([])]).to.deep.equal([2, 0, 0]);
  });
});

describe('evidence of pace', () => {
  const acted = (slot: number, time: number | null, act: number, panels: bigint[], seat = 0) => ({
    slot,
    time,
    events: [{ name: 'seatActed', data: { task: undefined, page: 0, seat, act, panels } }],
  });

  it('counts from the last claim to the commitment', () => {
    const history = [
      acted(10, 100, 0, [0n, 1n]),
      acted(12, 130, 0, [0n], 1),
      acted(20, 160, 1, [0n]),
      acted(90, 900, 0, [1n]),
      acted(95, 950, 1, [1n, 7n]),
      acted(96, null, 1, [0n], 1),
    ] as unknown as Parameters<typeof pacesOf>[0];
    const paces = pacesOf(history);
    expect(paces).to.deep.equal([
      { seat: 0, panel: 0n, slots: 10, seconds: 60 },
      { seat: 0, panel: 1n, slots: 5, seconds: 50 },
      { seat: 1, panel: 0n, slots: 84, seconds: undefined },
    ]);
    // Six and five seconds an item; nobody knows of the other.
    expect([...secondsPerItem(paces, () => 10)]).to.deep.equal([[0, 5.5]]);
  });
});
