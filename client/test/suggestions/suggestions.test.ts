import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';
import { startLocalnet } from '@tagger/localnet';
import { packLabels } from '@tagger/client';
import { dataItems, solanaSigner } from '@tagger/client/storage';
import {
  AssistLog,
  checkSuggestions,
  decodeAnswerFile,
  encodeAnswerFile,
  outcomeOf,
  TaggerClientError,
  uptake,
  type AnswerFile,
  type Suggestion,
  type SuggestionValue,
} from '@tagger/client/suggestions';
import {
  decodeSidecar,
  encodeSidecar,
  findSidecar,
  postSidecar,
  type Sidecar,
} from '@tagger/client/suggestions/sidecar';

const DETECTOR = { id: 'detector', version: '3.3.6', sha256: 'a1'.repeat(32) };
const READER = { id: 'reader', version: '7', sha256: 'b2'.repeat(32) };
const CAR: SuggestionValue = { kind: 'box', label: 1, left: 10, top: 10, right: 60, bottom: 40 };
const WIDER: SuggestionValue = { ...CAR, right: 62 };
const suggestion = (value: SuggestionValue, score: number, model = DETECTOR): Suggestion => ({ value, score, model });

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof TaggerClientError) return error.name;
    throw error;
  }
  return 'nothing';
};
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Ann labels with a detector's help. */
describe('what became of suggestions', () => {
  it('is accepted, changed or rejected', () => {
    expect(outcomeOf(CAR, { ...CAR })).to.equal('accepted');
    expect(outcomeOf(CAR, WIDER)).to.equal('changed');
    expect(outcomeOf(CAR, undefined)).to.equal('rejected');
    const outline = { kind: 'polygon' as const, label: 0, points: [0, 1, 2].map((x) => ({ x, y: x * x })) };
    expect(outcomeOf(outline, structuredClone(outline))).to.equal('accepted');
    expect(outcomeOf(outline, { ...outline, points: outline.points.slice().reverse() })).to.equal('changed');
  });

  it('is noted with model and score as often as Ann changes her mind; what she never saw is not', () => {
    const log = new AssistLog();
    log.decide(4, 0, suggestion(CAR, 0.123_456));
    log.decide(2, 1, suggestion({ kind: 'transcript', text: 'one' }, 0.5, READER), { kind: 'transcript', text: 'one' });
    log.decide(2, 0, suggestion(CAR, 0.9), CAR);
    log.decide(4, 0, suggestion(CAR, 0.123_456), WIDER);
    log.decide(9, 0, suggestion(CAR, 0.7), CAR);
    log.forget(9, 0);
    const record = log.record();
    expect(record).to.deep.equal({
      models: [DETECTOR, READER],
      assisted: [
        { item: 2, model: 0, score: 0.9, kind: 'box', outcome: 'accepted' },
        { item: 2, model: 1, score: 0.5, kind: 'transcript', outcome: 'accepted' },
        { item: 4, model: 0, score: 0.1235, kind: 'box', outcome: 'changed' },
      ],
    });
    expect(uptake(record).map(({ model, ...counts }) => [model.id, counts])).to.deep.equal([
      ['detector', { accepted: 1, changed: 1, rejected: 0 }],
      ['reader', { accepted: 1, changed: 0, rejected: 0 }],
    ]);
    expect(() => log.decide(-1, 0, suggestion(CAR, 1))).to.throw(RangeError);
  });
});

describe('a file of answers', () => {
  const FILE: AnswerFile = {
    classes: ['cat', 'car'],
    items: [
      { id: 'a.png', width: 640, height: 480, boxes: [{ label: 1, left: 10, top: 10, right: 60, bottom: 40 }] },
      { id: 'b.wav', duration: 9_000, regions: [{ label: 0, start: 250, end: 1_000 }] },
      { id: 'c', text: 'Rex 😀', spans: [{ label: 0, start: 4, end: 5 }] },
    ],
    models: [DETECTOR],
    assisted: [{ item: 0, model: 0, score: 0.9, kind: 'box', outcome: 'accepted' }],
  };

  it('comes back as it was written', () => {
    expect(decodeAnswerFile(encodeAnswerFile(FILE))).to.deep.equal(FILE);
  });

  const hostile: [string, unknown, string][] = [
    ['another kind', { kind: 'x', ...FILE }, 'BadAnswerFile'],
    ['a field more', { kind: 'tagger:answers:v1', ...FILE, script: '<b>' }, 'BadAnswerFile'],
    [
      'an item with a field more',
      { kind: 'tagger:answers:v1', ...FILE, items: [{ id: 'a', onload: 'x' }] },
      'BadAnswerFile',
    ],
    [
      'a span of another shape',
      { kind: 'tagger:answers:v1', ...FILE, items: [{ id: 'a', text: 'x', spans: [{ label: 0, start: 0 }] }] },
      'BadAnswerFile',
    ],
    [
      'a class that is not there',
      { kind: 'tagger:answers:v1', ...FILE, items: [{ id: 'a', classLabel: 7 }] },
      'UnknownClass',
    ],
    [
      'a region behind the end',
      {
        kind: 'tagger:answers:v1',
        ...FILE,
        assisted: [],
        items: [{ id: 'a', duration: 9, regions: [{ label: 0, start: 3, end: 10 }] }],
      },
      'RegionOutside',
    ],
    [
      'an entry for no item',
      { kind: 'tagger:answers:v1', ...FILE, assisted: [{ ...FILE.assisted[0], item: 3 }] },
      'BadAssistRecord',
    ],
    [
      'an entry for no model',
      { kind: 'tagger:answers:v1', ...FILE, assisted: [{ ...FILE.assisted[0], model: 1 }] },
      'BadAssistRecord',
    ],
    [
      'an outcome nobody knows',
      { kind: 'tagger:answers:v1', ...FILE, assisted: [{ ...FILE.assisted[0], outcome: 'paid' }] },
      'BadAssistRecord',
    ],
    [
      'a score above 1',
      { kind: 'tagger:answers:v1', ...FILE, assisted: [{ ...FILE.assisted[0], score: 2 }] },
      'BadSuggestion',
    ],
    [
      'a model without weights',
      { kind: 'tagger:answers:v1', ...FILE, models: [{ id: 'a', version: '1', sha256: '' }] },
      'BadSuggestion',
    ],
  ];
  for (const [what, file, name] of hostile)
    it(`[attack 151] with ${what} is refused`, () => {
      expect(refusalOf(() => decodeAnswerFile(text(file)))).to.equal(name);
    });
});

describe('checked suggestions', () => {
  const frame = { classes: 2, width: 640, height: 480 };
  it('[attack 159] carry nothing that was not asked for', () => {
    const [found] = checkSuggestions([{ value: CAR, score: 1 }], frame, DETECTOR);
    expect(found).to.deep.equal(suggestion(CAR, 1));
    const bad: unknown[] = [
      { value: { ...CAR, label: 2 }, score: 1 },
      { value: { ...CAR, right: 641 }, score: 1 },
      { value: { ...CAR, right: 10 }, score: 1 },
      { value: { ...CAR, left: 10.5 }, score: 1 },
      { value: { ...CAR, note: 'send TAG' }, score: 1 },
      { value: CAR, score: Number.NaN },
      { value: CAR, score: 1, url: 'http://' },
      { value: { kind: 'span', label: 0, start: 0, end: 1 }, score: 1 },
      { value: { kind: 'transcript', text: 'a'.repeat(200_001) }, score: 1 },
      { value: { kind: 'polygon', label: 0, points: [{ x: 0, y: 0 }] }, score: 1 },
      null,
    ];
    for (const one of bad) expect(refusalOf(() => checkSuggestions([one], frame, DETECTOR))).to.equal('BadSuggestion');
  });
});

/** Ann's packed labels are on chain; her record of suggestions lies beside them. Mallory posts one for her answers too. */
describe('a sidecar', () => {
  const page = Keypair.generate().publicKey;
  const answers = sha256(packLabels([0, 1, 1, 0], 1));
  const sidecar: Sidecar = {
    page,
    panel: 7n,
    answers,
    models: [DETECTOR],
    assisted: [{ item: 3, model: 0, score: 0.8, kind: 'classLabel', outcome: 'accepted' }],
  };

  it('comes back as it was written, and not with anything else in it', () => {
    expect(decodeSidecar(encodeSidecar(sidecar))).to.deep.equal(sidecar);
    const file = JSON.parse(new TextDecoder().decode(encodeSidecar(sidecar))) as Record<string, unknown>;
    for (const change of [{ kind: 'x' }, { page: 'x' }, { panel: -1 }, { answers: 'ab' }, { more: 1 }, { models: 1 }])
      expect(refusalOf(() => decodeSidecar(text({ ...file, ...change })))).to.equal('BadAssistRecord');
  });

  it('is found for the answers it names, under the name of who gave them', async () => {
    const net = await startLocalnet();
    try {
      const [ann, mallory] = [Keypair.generate(), Keypair.generate()];
      const storageOf = (key: Keypair) =>
        dataItems({
          gateways: [net.arweaveUrl],
          upload: `${net.arweaveUrl}/tx`,
          signer: () => solanaSigner(key.secretKey),
        });
      const reader = storageOf(ann);
      await postSidecar(storageOf(mallory), { ...sidecar, assisted: [] });
      expect(await findSidecar(reader, sidecar, [ann.publicKey])).to.equal(undefined);
      await postSidecar(reader, sidecar);
      await postSidecar(reader, { ...sidecar, answers: sha256(answers) });
      expect(await findSidecar(reader, sidecar, [ann.publicKey])).to.deep.equal(sidecar);
      expect(await findSidecar(reader, { ...sidecar, panel: 8n }, [ann.publicKey])).to.equal(undefined);
      expect(await findSidecar(reader, sidecar, [])).to.equal(undefined);
    } finally {
      await net.stop();
    }
  });
});
