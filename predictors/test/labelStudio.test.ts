import { expect } from 'chai';
import fc from 'fast-check';
import { CATALOGUE, type Item } from '@tagger/predictors';
import { fromPredict, openBackend, toRegion, type BackendOptions } from '@tagger/predictors/label-studio';
import type { SuggestionValue } from '@tagger/client/suggestions';
import { suggestionsOf } from '../src/host/findings.ts';
import { startBackend, type Backend } from './support/backend.ts';
import { itemFor, promisingWav, refusal } from './support/items.ts';

const CLASSES = ['cat', 'dog & "friend" <b>'];
const TEXT: Item = { modality: 'text', text: 'Rex 😀 barks' };

describe('a Label Studio backend', () => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await startBackend();
  });
  afterEach(() => backend.close());

  const open = (more: Partial<BackendOptions> = {}) =>
    openBackend({
      base: backend.base,
      modality: 'text',
      kind: 'span',
      modelId: 'rex',
      classes: CLASSES,
      timeout: 2_000,
      ...more,
    });
  const prediction = (type: string, value: unknown, score?: unknown) => [
    { result: [{ type, from_name: 'a', to_name: 'b', value, score }], score: 0.25, model_version: 'v7' },
  ];

  it('is asked how it is, told the classes, then asked for one task at a time', async () => {
    backend.results = prediction('labels', { start: 0, end: 3, text: 'Rex', labels: [CLASSES[1]] }, 0.875);
    const rex = await open();
    const found = await rex.predict(TEXT);
    expect(found).to.deep.equal([
      {
        value: { kind: 'span', label: 1, start: 0, end: 3 },
        score: 0.875,
        model: { id: 'rex', version: 'v7', sha256: rex.sha256 },
      },
    ]);
    expect(backend.asked.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      'GET /health',
      'POST /setup',
      'POST /predict',
    ]);
    const [, setup, predict] = backend.asked;
    expect(setup!.body.schema).to.equal(
      '<View><Text name="text" value="$text"/><Labels name="spans" toName="text"><Label value="cat"/>' +
        '<Label value="dog &amp; &quot;friend&quot; &lt;b&gt;"/></Labels></View>',
    );
    expect(predict!.body.tasks).to.deep.equal([{ id: 1, data: { text: 'Rex 😀 barks' } }]);
    expect(predict!.body.label_config).to.equal(setup!.body.schema);
  });

  it('gets images and sound inside the request, never an address', async () => {
    const image = await itemFor('ocr');
    backend.results = prediction('rectanglelabels', {
      x: 10,
      y: 25,
      width: 50,
      height: 50,
      rotation: 0,
      rectanglelabels: ['cat'],
    });
    const eyes = await open({ modality: 'image', kind: 'box' });
    const [box] = await eyes.predict(image);
    expect(box).to.deep.include({
      score: 0.25,
      value: { kind: 'box', label: 0, left: 64, top: 30, right: 384, bottom: 90 },
    });
    backend.results = prediction('labels', { start: 0.5, end: 1.25, channel: 0, labels: ['cat'] }, 1);
    const ears = await open({ modality: 'audio', kind: 'region' });
    const [region] = await ears.predict({ modality: 'audio', bytes: promisingWav(2) });
    expect(region!.value).to.deep.equal({ kind: 'region', label: 0, start: 500, end: 1_250 });
    const sent = backend.asked
      .filter(({ path }) => path === '/predict')
      .map(({ body }) => Object.values((body.tasks as { data: Record<string, string> }[])[0]!.data)[0]!.slice(0, 22));
    expect(sent).to.deep.equal(['data:image/png;base64,', 'data:audio/wav;base64,']);
  });

  it('that has nothing to say suggests nothing', async () => {
    const rex = await open();
    for (const results of [[], [null], [{ result: [] }]]) {
      backend.results = results;
      expect(await rex.predict(TEXT)).to.deep.equal([]);
    }
  });

  const addresses = [
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'http://user:word@127.0.0.1/',
    'http://h/?x=1',
    'http://h/#x',
    'h:1',
    '',
  ];
  for (const base of addresses)
    it(`[attack 147] "${base}" is no address of a backend`, async () => {
      expect(await refusal(open({ base }))).to.equal('BadBackend');
    });

  it('[attack 147] a redirect is refused and not followed', async () => {
    const inner = await startBackend();
    try {
      const rex = await open();
      for (const status of [301, 302, 307, 308]) {
        backend.misbehave = (_, response) => {
          response.writeHead(status, { location: `${inner.base}/predict` }).end();
          return true;
        };
        expect(await refusal(rex.predict(TEXT))).to.equal('BackendRedirect');
      }
      expect(inner.asked, 'nobody came').to.deep.equal([]);
    } finally {
      await inner.close();
    }
  });

  it('[attack 147] an item that looks like an address is sent as text', async () => {
    const rex = await open();
    await rex.predict({ modality: 'text', text: 'http://169.254.169.254/latest/meta-data' });
    expect(backend.asked.map(({ path }) => path)).to.deep.equal(['/health', '/setup', '/predict']);
    expect(backend.asked[2]!.body.tasks).to.deep.equal([
      { id: 1, data: { text: 'http://169.254.169.254/latest/meta-data' } },
    ]);
  });

  it('[attack 149] an endless, a compressed and a slow answer are cut off', async () => {
    const rex = await open({ maxBytes: 10_000, timeout: 400 });
    backend.misbehave = (_, response) => {
      const write = (): void =>
        void (response.writable && response.write(' '.repeat(4_000), () => setImmediate(write)));
      write();
      return true;
    };
    expect(await refusal(rex.predict(TEXT))).to.equal('BackendTooLarge');
    backend.misbehave = (_, response) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(Buffer.from('H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==', 'base64'));
      return true;
    };
    expect(await refusal(rex.predict(TEXT))).to.equal('BackendFailed');
    backend.misbehave = () => true;
    expect(await refusal(rex.predict(TEXT))).to.equal('BackendTimeout');
  });

  it('is given up on when the caller gives up', async () => {
    const rex = await open({ timeout: 30_000 });
    backend.misbehave = () => true;
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    expect(await refusal(rex.predict(TEXT, { signal: abort.signal }))).to.equal('BackendAborted');
  });

  it('that fails, is down or changes its model is named', async () => {
    const rex = await open();
    backend.misbehave = (_, response) => {
      response.writeHead(500).end('Traceback (most recent call last)');
      return true;
    };
    expect(await refusal(rex.predict(TEXT))).to.equal('BackendFailed');
    backend.misbehave = (_, response) => {
      response.end('{"status":"STARTING"}');
      return true;
    };
    expect(await refusal(open())).to.equal('BackendDown');
    backend.misbehave = undefined;
    backend.version = 'v8';
    expect(await refusal(rex.predict(TEXT))).to.equal('WeightsChanged');
    await backend.close();
    expect(await refusal(rex.predict(TEXT))).to.equal('BackendFailed');
    backend = await startBackend();
  });

  const answers: [string, unknown, string][] = [
    ['no results', { model_version: 'v7' }, 'BadBackendAnswer'],
    ['results for two tasks', { results: [{ result: [] }, { result: [] }] }, 'BadBackendAnswer'],
    [
      'a turned box',
      { results: prediction('rectanglelabels', { rotation: 30, rectanglelabels: ['cat'] }) },
      'BadBackendAnswer',
    ],
    ['a brush', { results: prediction('brushlabels', { rle: [1], brushlabels: ['cat'] }) }, 'BadBackendAnswer'],
    ['a score of 7', { results: prediction('labels', { start: 0, end: 1, labels: ['cat'] }, 7) }, 'BadBackendAnswer'],
    [
      'a span behind the text',
      { results: prediction('labels', { start: 0, end: 99, labels: ['cat'] }, 1) },
      'BadSuggestion',
    ],
    [
      'a start that is text',
      { results: prediction('labels', { start: '0', end: 1, labels: ['cat'] }) },
      'BadBackendAnswer',
    ],
    [
      'a box for a text',
      { results: prediction('rectanglelabels', { x: 0, y: 0, width: 9, height: 9, rectanglelabels: ['cat'] }) },
      'BadSuggestion',
    ],
    ['a list', [], 'BadBackendAnswer'],
  ];
  for (const [what, answer, name] of answers)
    it(`[attack 159] ${what} in an answer is refused`, async () => {
      const rex = await open();
      backend.misbehave = (_, response) => {
        response.end(JSON.stringify(answer));
        return true;
      };
      expect(await refusal(rex.predict(TEXT))).to.equal(name);
    });

  const texts: [string, string, string][] = [
    ['a prototype', '{"results":[],"__proto__":{"polluted":1}}', 'JsonKey'],
    ['a key twice', '{"results":[],"results":[{"result":[]}]}', 'JsonKey'],
    ['depth', '['.repeat(5_000), 'JsonTooDeep'],
    ['a web page', '<!doctype html>', 'JsonSyntax'],
  ];
  for (const [what, text, name] of texts)
    it(`[attack 151] ${what} in an answer is refused`, async () => {
      const rex = await open();
      backend.misbehave = (_, response) => {
        response.end(text);
        return true;
      };
      expect(await refusal(rex.predict(TEXT))).to.equal(name);
    });

  it('maps every kind there and back', () => {
    const extent = { width: 640, height: 480, characters: 100, milliseconds: 9_000 };
    const model = { id: 'm', version: '1', sha256: '0'.repeat(64) };
    const pair = (most: number) =>
      fc
        .uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 2, maxLength: 2 })
        .map((two) => two.sort((a, b) => a - b) as [number, number]);
    const label = fc.integer({ min: 0, max: 79 });
    const values: fc.Arbitrary<SuggestionValue> = fc.oneof(
      fc.record({ kind: fc.constant('classLabel' as const), label }),
      fc
        .tuple(label, pair(640), pair(480))
        .map(([of, [left, right], [top, bottom]]) => ({ kind: 'box' as const, label: of, left, top, right, bottom })),
      fc
        .tuple(
          label,
          fc.array(fc.record({ x: fc.integer({ min: 0, max: 640 }), y: fc.integer({ min: 0, max: 480 }) }), {
            minLength: 3,
            maxLength: 9,
          }),
        )
        .map(([of, points]) => ({ kind: 'polygon' as const, label: of, points })),
      fc.tuple(label, pair(100)).map(([of, [start, end]]) => ({ kind: 'span' as const, label: of, start, end })),
      fc.tuple(label, pair(9_000)).map(([of, [start, end]]) => ({ kind: 'region' as const, label: of, start, end })),
      fc.string().map((text) => ({ kind: 'transcript' as const, text })),
    );
    const classes = CATALOGUE.objects.labels;
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (value, score) => {
        const region = toRegion(value, score, classes, 'shown', extent);
        const answer = { results: [{ result: [region] }], model_version: '1' };
        const modality = value.kind === 'region' ? 'audio' : value.kind === 'span' ? 'text' : 'image';
        const { found } = fromPredict(answer, modality, extent);
        const [back] = suggestionsOf(found, extent, {}, { model, labels: classes, minScore: 0 });
        expect(back).to.deep.equal({ value, score, model });
      }),
      { numRuns: 500 },
    );
  });
});
