import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { packLabels, priorCosts } from '@tagger/client';
import { loadReport, ReportError, type Crowd, type PanelInput, type Report } from '@tagger/client/report';

const ROOT = new URL('../../', import.meta.url);
const TARGET = process.env['CARGO_TARGET_DIR'] ?? fileURLToPath(new URL('target', ROOT));
const FILES = ['CF_amt', 'MS', 'SP', 'SP_amt', 'ZenCrowd_in', 'ZenCrowd_us'];

let report: Report;
before(async () => {
  report = await loadReport();
});

/** The name a refusal has. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).to.be.instanceOf(ReportError);
    return (error as ReportError).name;
  }
  throw new Error('nothing was refused');
}

/** First answers of a file, with items, workers and labels numbered as they come. */
function crowdOf(name: string): Crowd {
  const lines = readFileSync(new URL(`data/${name}.csv`, ROOT), 'utf8')
    .trim()
    .split('\n');
  const [items, workers] = [new Map<string, number>(), new Map<string, number>()];
  const number = (map: Map<string, number>, key: string): number => {
    if (!map.has(key)) map.set(key, map.size);
    return map.get(key) as number;
  };
  const answers = new Map<string, Crowd['answers'][number]>();
  let classes = 0;
  for (const line of lines) {
    // The items of two files are addresses with commas in quotes.
    const [worker, item, label] = line.match(/"[^"]*"|[^,]+/g) as [string, string, string];
    classes = Math.max(classes, Number(label) + 1);
    const answer = { item: number(items, item), worker: number(workers, worker), label: Number(label) };
    const pair = `${answer.item} ${answer.worker}`;
    if (!answers.has(pair)) answers.set(pair, answer);
  }
  return { classes, items: items.size, workers: workers.size, answers: [...answers.values()] };
}

/** Runs a native tool; its standard output. */
function native(tool: string, input: string): string {
  const run = spawnSync(`${TARGET}/release/${tool}`, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(run.status, run.stderr || String(run.error)).to.equal(0);
  return run.stdout;
}

/** The bits of numbers as the native tool prints them. */
function bits(numbers: Iterable<number>): string {
  const floats = Float64Array.from(numbers);
  return [...new BigUint64Array(floats.buffer)].map((word) => word.toString(16).padStart(16, '0')).join('');
}

describe('the report, native and in WebAssembly', function () {
  this.timeout(600_000);
  before(() => {
    const args = [
      'build',
      '--quiet',
      '--release',
      '--locked',
      '-p',
      'tagger-agreement',
      '-p',
      'tagger-panel-reference',
    ];
    const built = spawnSync('cargo', args, { cwd: fileURLToPath(ROOT), encoding: 'utf8' });
    expect(built.status, built.stderr || String(built.error)).to.equal(0);
  });

  for (const name of FILES) {
    it(`gives the same bits on ${name}.csv`, () => {
      const crowd = crowdOf(name);
      const settings = { smoothing: 0.01, tolerance: 1e-7, iterations: 200 };
      const rows = crowd.answers.map(({ item, worker, label }) => `${item} ${worker} ${label}\n`);
      const head = [crowd.classes, crowd.items, crowd.workers, settings.smoothing, settings.tolerance, 200].join(' ');
      const expected = JSON.parse(native('tagger-agreement', `${head}\n${rows.join('')}`)) as Record<string, unknown>;
      const model = report.dawidSkene(crowd, settings);
      const kappa = report.meanKappa(crowd);
      expect({
        posteriors: bits(model.posteriors.flatMap((row) => [...row])),
        confusion: bits(model.confusion.flat().flatMap((row) => [...row])),
        prior: bits(model.prior),
        logLikelihood: bits(model.logLikelihood),
        accuracies: bits(model.accuracies),
        alpha: bits((['nominal', 'ordinal', 'interval'] as const).map((m) => report.krippendorffAlpha(crowd, m).alpha)),
        meanKappa: bits([kappa.mean]),
        converged: model.converged,
        pairs: kappa.pairs,
      }).to.deep.equal(expected);
      expect(model.labels).to.deep.equal(model.posteriors.map((row) => row.indexOf(Math.max(...row))));
      for (let at = 1; at < model.logLikelihood.length; at += 1) {
        const [before, now] = [model.logLikelihood[at - 1] as number, model.logLikelihood[at] as number];
        expect(now).to.be.at.least(before - 1e-9 * Math.abs(before));
      }
    });
  }

  it('settles random panels as the native engine of the chain does', () => {
    const panels = fc
      .record({
        shape: fc.constantFrom<[PanelInput['bits'], number]>([1, 2], [2, 3], [2, 4], [4, 10], [4, 16], [8, 12]),
        items: fc.integer({ min: 1, max: 150 }),
        seats: fc.integer({ min: 1, max: 16 }),
        seed: fc.integer({ min: 1, max: 2 ** 31 }),
      })
      .map(({ shape: [bits, classes], items, seats, seed }) => {
        let state = seed;
        const next = (below: number): number => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          return Math.floor((state / 2 ** 32) * below);
        };
        const truth = Array.from({ length: items }, () => next(classes));
        const answers = Array.from({ length: seats }, () =>
          packLabels(
            truth.map((label) => (next(10) < 7 ? label : next(1 << bits))),
            bits,
          ),
        );
        const gold = truth
          .map((label, offset) => ({ offset, label }))
          .filter(({ offset }) => offset % 9 === 4)
          .map((entry) => (next(3) === 0 ? { ...entry, label: next(classes) } : entry));
        const prior = next(2) === 0 ? [] : priorCosts(Array.from({ length: classes }, () => next(50)));
        return { bits, classes, items, answers, gold, prior };
      });
    fc.assert(
      fc.property(panels, ({ bits, classes, items, answers, gold, prior }) => {
        const fresh = report.weightsFromCounters(
          classes,
          Array.from({ length: classes ** 2 }, () => 0),
        );
        const settled = report.panelConsensus({
          method: 'weighted',
          items,
          bits,
          classes,
          answers,
          weights: answers.map(() => fresh),
          prior,
          gold,
        });
        const lines = [`task ${bits} ${classes} 9500`];
        if (prior.length > 0) lines.push(`prior ${prior.join(' ')}`);
        lines.push(`panel ${items}`);
        answers.forEach((row, seat) => lines.push(`answers m${seat} ${Buffer.from(row).toString('hex')}`));
        if (gold.length > 0) lines.push(`gold ${gold.map(({ offset, label }) => `${offset}:${label}`).join(' ')}`);
        const expected = native('tagger-panel-reference', lines.join('\n')).trim();
        expect(Buffer.from(settled.packed).toString('hex')).to.equal(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the report', () => {
  it('is loaded once, and from bytes where asked', async () => {
    expect(await loadReport()).to.equal(report);
    const other = await loadReport(readFileSync(new URL('client/wasm/tagger.wasm', ROOT)));
    expect(other).to.not.equal(report);
    const box = { left: 0, top: 0, right: 2, bottom: 2 };
    expect(other.boxIou(box, box)).to.equal(1);
  });

  it('is fetched where its address is not a file, as in a browser', async () => {
    const bytes = readFileSync(new URL('client/wasm/tagger.wasm', ROOT));
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/tagger.wasm' ? 200 : 404).end(request.url === '/tagger.wasm' ? bytes : '');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const at = (path: string): URL => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    try {
      const fetched = await loadReport(at('tagger.wasm'));
      expect(fetched.characterErrorRate('kitten', 'sitting').rate).to.equal(0.5);
      const name = await loadReport(at('elsewhere.wasm')).then(
        () => 'loaded',
        (error: Error) => error.name,
      );
      expect(name).to.equal('NoModule');
    } finally {
      server.close();
    }
  });

  it('measures boxes and says which is which', () => {
    const box = (left: number, top: number, right: number, bottom: number, label = 0) => ({
      left,
      top,
      right,
      bottom,
      label,
    });
    expect(report.boxIou(box(0, 0, 10, 10), box(5, 5, 15, 15))).to.equal(25 / 175);
    const reference = [box(0, 0, 10, 1), box(4, 0, 14, 1)];
    const answer = [box(3, 0, 13, 1), box(5, 0, 15, 1)];
    expect(report.matchBoxes(reference, answer)).to.deep.equal({
      common: 2,
      reference: 2,
      answer: 2,
      precision: 1,
      recall: 1,
      f1: 1,
      meanIou: (7 / 13 + 9 / 11) / 2,
      pairs: [
        { reference: 0, answer: 0, iou: 7 / 13 },
        { reference: 1, answer: 1, iou: 9 / 11 },
      ],
    });
    const greedy = report.matchBoxes(reference, answer, { method: 'greedy' });
    expect(greedy.pairs).to.deep.equal([{ reference: 1, answer: 0, iou: 9 / 11 }]);
    expect(report.matchBoxes([], [])).to.include({ f1: 1, meanIou: 1 });
    expect(refusal(() => report.boxIou(box(0, 0, 0, 1), box(0, 0, 1, 1)))).to.equal('EmptyBox');
    expect(refusal(() => report.boxIou(box(0, 0, 1.5, 1), box(0, 0, 1, 1)))).to.equal('NotWhole');
    expect(refusal(() => report.matchBoxes(reference, answer, { threshold: 0 }))).to.equal('Threshold');
    expect(refusal(() => report.matchBoxes(reference, answer, { method: 'best' as 'greedy' }))).to.equal('Choice');
  });

  it('measures polygons that are not convex', () => {
    const polygon = (...corners: [number, number][]) => corners.map(([x, y]) => ({ x, y }));
    const u = polygon([0, 0], [6, 0], [6, 4], [4, 4], [4, 1], [2, 1], [2, 4], [0, 4]);
    expect(report.polygonIou(u, polygon([0, 2], [6, 2], [6, 3], [0, 3]))).to.equal(4 / 20);
    expect(report.polygonIou(u, u)).to.equal(1);
    expect(refusal(() => report.polygonIou(u, polygon([0, 0], [4, 4], [4, 0], [0, 4])))).to.equal('NotSimple');
  });

  it('measures spans and transcripts', () => {
    const span = (label: number, start: number, end: number) => ({ label, start, end });
    const reference = [span(0, 0, 5), span(1, 10, 14), span(0, 20, 30)];
    const answer = [span(0, 0, 5), span(0, 10, 14), span(0, 20, 29), span(1, 40, 44)];
    expect(report.spanF1(reference, answer).f1).to.equal(2 / 7);
    expect(report.spanF1(reference, answer, { overlap: true })).to.include({ common: 14, reference: 19, answer: 22 });
    expect(report.wordErrorRate('the cat sat on the mat today', 'oh the cat sit on mat today')).to.deep.equal({
      substitutions: 1,
      deletions: 1,
      insertions: 1,
      length: 7,
      rate: 3 / 7,
    });
    expect(report.wordErrorRate('Größe, bitte!', 'größe bitte', { case: true, punctuation: true }).rate).to.equal(0);
    expect(report.characterErrorRate('kitten', 'sitting').rate).to.equal(0.5);
    expect(report.characterErrorRate('日本語', '日本').rate).to.equal(1 / 3);
    expect(refusal(() => report.spanF1(reference, [span(0, 3, 3)]))).to.equal('EmptySpan');
    const long = 'a'.repeat(10_000);
    expect(refusal(() => report.characterErrorRate(long, long))).to.equal('TextTooLong');
  });

  it('measures agreement of raters as Cohen and Krippendorff did', () => {
    const counts = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    const pairs = counts.flatMap((row, a) => row.flatMap((n, b) => Array.from({ length: n }, () => [a, b])));
    const [first, second] = [0, 1].map((side) => pairs.map((pair) => pair[side] as number)) as [number[], number[]];
    expect(report.cohenKappa(3, first, second)).to.deep.equal({ kappa: 1 - 60 / 118, items: 200, agreement: 0.7 });
    const rows = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];
    const crowd = {
      classes: 6,
      items: 12,
      workers: 4,
      answers: rows.flatMap((row, worker) =>
        [...row].flatMap((label, item) => (label === '.' ? [] : [{ item, worker, label: Number(label) }])),
      ),
    };
    expect(report.krippendorffAlpha(crowd).alpha).to.be.closeTo(0.743, 0.0005);
    expect(report.krippendorffAlpha(crowd, 'ordinal').alpha).to.be.closeTo(0.815, 0.0005);
    expect(report.krippendorffAlpha(crowd, 'interval').alpha).to.be.closeTo(0.849, 0.0005);
    expect(refusal(() => report.cohenKappa(2, [1, 1], [1, 1]))).to.equal('NoVariance');
    expect(refusal(() => report.meanKappa(crowd, { least: 13 }))).to.equal('NoPairs');
  });

  it('refuses a crowd by name and goes on working', () => {
    const crowd = (answers: [number, number, number][], more: Partial<Crowd> = {}): Crowd => ({
      classes: 2,
      items: 2,
      workers: 2,
      answers: answers.map(([item, worker, label]) => ({ item, worker, label })),
      ...more,
    });
    for (const [name, wrong] of [
      ['NoAnswers', crowd([])],
      ['Item', crowd([[2, 0, 0]])],
      ['Worker', crowd([[0, 2, 0]])],
      ['Label', crowd([[0, 0, 2]])],
      ['Classes', crowd([[0, 0, 0]], { classes: 257 })],
      ['TooManyAnswers', crowd([[0, 0, 0]], { items: 2 ** 32 - 1 })],
      ['TooLarge', crowd([[0, 0, 0]], { classes: 256, workers: 257 })],
      ['NotWhole', crowd([[0, 0, -1]])],
      [
        'Repeated',
        crowd([
          [0, 0, 0],
          [0, 0, 1],
        ]),
      ],
    ] as const) {
      expect(refusal(() => report.dawidSkene(wrong))).to.equal(name);
    }
    expect(refusal(() => report.dawidSkene(crowd([[0, 0, 0]]), { smoothing: -1 }))).to.equal('Settings');
    const right = report.dawidSkene(
      crowd([
        [0, 0, 1],
        [0, 1, 1],
      ]),
    );
    expect(right.labels[0]).to.equal(1);
  });

  describe('its memory', () => {
    interface Exports {
      memory: { buffer: ArrayBuffer };
      box_iou(...numbers: number[]): number;
    }
    type Instance = new (module: object) => { exports: Exports };
    const platform = (globalThis as unknown as { WebAssembly: { Instance: Instance } }).WebAssembly;
    const { Instance } = platform;
    /** The exports of every instance started since the last test. */
    let started: Exports[] = [];
    let watched: Report;
    beforeEach(async () => {
      started = [];
      platform.Instance = class extends Instance {
        constructor(module: object) {
          super(module);
          // A copy: what a module exports cannot be changed.
          const exports = { ...this.exports };
          Object.defineProperty(this, 'exports', { value: exports });
          started.push(exports);
        }
      };
      watched = await loadReport(readFileSync(new URL('client/wasm/tagger.wasm', ROOT)));
    });
    afterEach(() => {
      platform.Instance = Instance;
    });
    const bytes = (): number => started.at(-1)?.memory.buffer.byteLength ?? 0;
    const square = { left: 0, top: 0, right: 1, bottom: 1 };

    it('is given back after every call, refused ones too', () => {
      const crowd = crowdOf('MS');
      const calls = (): void => {
        watched.dawidSkene(crowd, { iterations: 3 });
        watched.wordErrorRate('a b c d', 'b c d e');
        refusal(() => watched.boxIou(square, { ...square, right: 0 }));
        refusal(() => watched.dawidSkene({ ...crowd, items: 1 }));
      };
      const before = bytes();
      calls();
      const once = bytes();
      for (let call = 0; call < 50; call += 1) calls();
      expect(bytes()).to.equal(once).and.to.be.above(before);
    });

    it('is started anew when the module stops half way', () => {
      (started[0] as Exports).box_iou = () => {
        throw new Error('unreachable');
      };
      expect(refusal(() => watched.boxIou(square, square))).to.equal('Stopped');
      expect(started.length).to.equal(2);
      expect(watched.boxIou(square, square)).to.equal(1);
    });

    it('ends with a name when there is no more', () => {
      (started[0] as Exports & { tagger_alloc: () => number }).tagger_alloc = () => 0;
      expect(refusal(() => watched.boxIou(square, square))).to.equal('OutOfMemory');
      expect(watched.boxIou(square, square)).to.equal(1);
    });
  });

  it('keeps fair gold, drops unfair gold, and looks at the waves of a panel', () => {
    // Four members say 0 to all four items, but one of them says 1 to the second.
    const rows = [0b0000, 0b0010, 0b0000, 0b0000].map((row) => Uint8Array.of(row));
    const panel: PanelInput = { method: 'majority', items: 4, bits: 1, classes: 2, answers: rows };
    const gold = [1, 2].map((offset) => ({ offset, label: 1 }));
    expect(report.panelConsensus({ ...panel, gold })).to.deep.equal({
      labels: [0, 1, 0, 0],
      packed: Uint8Array.of(0b0010),
      sure: [false, true, false, false],
      open: [false, false, false, false],
    });
    // Two disagree; the third was asked the last two items only and decides them.
    const answers = [Uint8Array.of(0b0000), Uint8Array.of(0b1111), Uint8Array.of(0b1111)];
    const asked = [undefined, undefined, Uint8Array.of(0b1100)];
    const fresh = report.weightsFromCounters(2, [0, 0, 0, 0]);
    const waves: PanelInput = { ...panel, method: 'weighted', answers, asked, weights: [fresh, fresh, fresh] };
    expect(report.panelConsensus(waves).labels).to.deep.equal([0, 0, 1, 1]);
    expect(report.panelConsensus({ ...waves, tauBps: 6_000 }).open).to.deep.equal([true, true, false, false]);
    const absent = { ...waves, answers: [answers[0], undefined, undefined] };
    expect(report.panelConsensus(absent).labels).to.deep.equal([0, 0, 0, 0]);
  });

  it('refuses a panel by name', () => {
    const panel: PanelInput = { method: 'majority', items: 9, bits: 1, classes: 2, answers: [Uint8Array.of(1, 0)] };
    for (const [name, wrong] of [
      ['NoItems', { items: 0 }],
      ['Items', { items: 65_536 }],
      ['Bits', { bits: 3 as 2, items: 2 }],
      ['PanelClasses', { classes: 3 }],
      ['Members', { answers: [] }],
      ['Members', { answers: Array.from({ length: 17 }, () => Uint8Array.of(1, 0)) }],
      ['Length', { answers: [Uint8Array.of(1)] }],
      ['Length', { method: 'weighted' as const }],
      ['Gold', { gold: [{ offset: 9, label: 0 }] }],
      ['WeightedClasses', { method: 'weighted' as const, bits: 8 as const, classes: 17, items: 1 }],
    ] as const) {
      expect(
        refusal(() => report.panelConsensus({ ...panel, ...wrong })),
        name,
      ).to.equal(name);
    }
  });
});
