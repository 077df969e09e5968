import { expect } from 'chai';
import {
  checkAnswer,
  decodeAnswers,
  decodeRules,
  encodeAnswers,
  encodeRules,
  makeRules,
  missingOf,
  pairOf,
  type ItemAnswer,
  type Rules,
  type Tool,
} from '@tagger/client/published';
import { decodeAnswerFile, encodeAnswerFile } from '@tagger/client/suggestions';

const EMPTY = { models: [], assisted: [] };
const hashes = { itemsHash: new Uint8Array(32).fill(1) };
const rulesWith = (more: object): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      ...{ title: 'Cars', instructions: 'Box them', classes: ['car', 'bus', 'lamp'], itemsHash: '01'.repeat(32) },
      ...{ modality: 'image', ...more },
    }),
  );
const read = (more: object): Rules => decodeRules(rulesWith(more));
const TOOLS: Tool[] = [
  { kind: 'box', labels: [0, 1] },
  { kind: 'point', labels: [2] },
  { kind: 'rating', min: 1, max: 5 },
  { kind: 'form', fields: [{ name: 'Plate' }, { name: 'Note', long: true, optional: true }] },
];
const box = (label: number, left = 10) => ({ label, left, top: 20, right: left + 30, bottom: 60 });
const WHOLE: ItemAnswer = {
  ...{ width: 100, height: 80, boxes: [box(0), box(1, 50)], points: [{ label: 2, x: 100, y: 0 }] },
  ...{ rating: 4, fields: ['AB 12', ''] },
};

describe('rules that say what an answer consists of', () => {
  it('are read as they were written, and old rules as they always were', () => {
    const rules = makeRules({
      ...{ title: 'Cars', instructions: 'Box them', classes: ['car', 'bus', 'lamp'], ...hashes, modality: 'image' },
      ...{ answer: TOOLS, suggestions: 'none' },
      practice: [
        { item: 'a text', answer: { width: 9, height: 9, points: [{ label: 0, x: 1, y: 1 }] }, why: 'There.' },
      ],
    });
    expect(decodeRules(encodeRules(rules))).to.deep.equal(rules);
    const old = makeRules({ title: 'Old', instructions: 'Choose', classes: ['a', 'b'], ...hashes });
    expect(Object.keys(decodeRules(encodeRules(old)))).to.deep.equal(['title', 'instructions', 'classes', 'itemsHash']);
  });

  it('[attack 157] are refused where a tool, a label, a scale or a field is none', () => {
    const refused: [unknown, RegExp][] = [
      [{}, /no list/],
      [[], /no list/],
      [Array.from({ length: 11 }, () => ({ kind: 'box' })), /no list/],
      [['box'], /no object/],
      [[{ kind: 'laser' }], /none of/],
      [[{ kind: 'toString' }], /none of/],
      [[{ kind: 'box' }, { kind: 'box' }], /twice/],
      [[{ kind: 'box', labels: [3] }], /no places/],
      [[{ kind: 'box', labels: [0, 0] }], /twice/],
      [[{ kind: 'box', labels: [0.5] }], /no places/],
      [[{ kind: 'box', labels: [] }], /no places/],
      [[{ kind: 'box', script: 'x' }], /nobody knows/],
      [[{ kind: 'transcript', labels: [0] }], /nobody knows/],
      [[{ kind: 'rating', min: 5, max: 1 }], /scale/],
      [[{ kind: 'rating', min: 1, max: 1e9 }], /scale/],
      [[{ kind: 'rating', min: '1', max: 5 }], /scale/],
      [[{ kind: 'form', fields: [] }], /1 to 20/],
      [[{ kind: 'form', fields: Array.from({ length: 21 }, (_, at) => ({ name: `${at}` })) }], /1 to 20/],
      [[{ kind: 'form', fields: [{ name: ' ' }] }], /no name/],
      [[{ kind: 'form', fields: [{ name: 'x'.repeat(201) }] }], /no name/],
      [[{ kind: 'form', fields: [{ name: 'a' }, { name: 'a' }] }], /one name/],
      [[{ kind: 'form', fields: [{ name: 'a', long: 1 }] }], /neither/],
      [[{ kind: 'span' }], /not for image/],
      [[{ kind: 'region' }], /not for image/],
    ];
    for (const [answer, why] of refused) expect(() => read({ answer }), JSON.stringify(answer)).to.throw(why);
    expect(() => read({ classes: [], answer: [{ kind: 'box' }] })).to.throw(/needs classes/);
    expect(() => read({ suggestions: 'maybe' })).to.throw(/neither allowed nor none/);
  });

  it('[attack 157] are refused where what to practise on is too much, no item, or has an impossible answer', () => {
    const one = { item: 'text', answer: { classLabel: 1 }, why: 'So.' };
    expect(read({ practice: [one] }).practice).to.deep.equal([one]);
    const refused: [unknown, RegExp][] = [
      [Array.from({ length: 21 }, () => one), /20 items/],
      [[{ ...one, why: 'x'.repeat(2_001) }], /explanation/],
      [[{ ...one, more: 1 }], /nobody knows/],
      [[{ ...one, item: 7 }], /none/],
      [[{ ...one, item: { id: 'x' } }], /sha256/],
      [[{ ...one, answer: 'cat' }], /no right answer/],
      [[{ ...one, answer: { classLabel: 3 } }], /is none/],
      [[{ ...one, answer: { boxes: [box(0)] } }], /is none/],
      [[{ ...one, answer: { id: 'other', classLabel: 0 } }], /no right answer/],
    ];
    for (const [practice, why] of refused) expect(() => read({ practice }), JSON.stringify(practice)).to.throw(why);
    const deep = new TextEncoder().encode(`{"practice":${'['.repeat(3_000)}${']'.repeat(3_000)}}`);
    expect(() => decodeRules(deep)).to.throw(/deep/);
    const key = new TextEncoder().encode('{"answer":[{"kind":"box","__proto__":{"labels":[0]}}]}');
    expect(() => decodeRules(key)).to.throw(/__proto__/);
  });
});

describe('answers to payload tasks', () => {
  const rules = { classes: ['car', 'bus', 'lamp'], answer: TOOLS };
  const panel = { firstItem: 7, items: 2 };
  const file = (...items: ItemAnswer[]) => ({
    ...{ classes: rules.classes, ...EMPTY },
    items: items.map((item, at) => ({ id: `${7 + at}`, ...item })),
  });

  it('come back as they were written, skipped items with their reason', () => {
    const given = file(WHOLE, { skipped: 'It does not load' });
    expect(decodeAnswers(encodeAnswers(given, rules, panel), rules, panel)).to.deep.equal(given);
  });

  it('are of the first version where nothing of the second is in them, so that older readers take them', () => {
    const first = { classes: ['car'], items: [{ id: '0', width: 100, height: 80, boxes: [box(0)] }], ...EMPTY };
    const text = new TextDecoder().decode(encodeAnswerFile(first));
    expect(JSON.parse(text)).to.have.property('kind', 'tagger:answers:v1');
    expect(decodeAnswerFile(encodeAnswerFile(first))).to.deep.equal(first);
    const second = encodeAnswerFile(file(WHOLE));
    expect(JSON.parse(new TextDecoder().decode(second))).to.have.property('kind', 'tagger:answers:v2');
    const lying = new TextDecoder().decode(second).replace('answers:v2', 'answers:v1');
    expect(() => decodeAnswerFile(new TextEncoder().encode(lying))).to.throw(/first version/);
  });

  it('[attack 157] are refused with marks outside the item, of no class, too many, or of another shape', () => {
    const refused: [object, RegExp][] = [
      [{ ...WHOLE, points: [{ label: 2, x: 101, y: 0 }] }, /outside/],
      [{ ...WHOLE, points: [{ label: 2, x: -1, y: 0 }] }, /outside/],
      [{ ...WHOLE, points: [{ label: 2, x: 0.5, y: 0 }] }, /outside/],
      [{ ...WHOLE, points: [{ label: 3, x: 1, y: 0 }] }, /outside/],
      [{ ...WHOLE, points: [{ label: 2, x: 1, y: 0, z: 1 }] }, /another shape/],
      [{ ...WHOLE, boxes: [{ ...box(0), right: 101 }] }, /outside/],
      [{ ...WHOLE, boxes: Array.from({ length: 2_001 }, () => box(0)) }, /2000 marks/],
      [{ ...WHOLE, rating: 1.5 }, /whole/],
      [{ ...WHOLE, preferred: 'third' }, /preference/],
      [{ ...WHOLE, fields: ['x'.repeat(20_001), ''] }, /form/],
      [{ ...WHOLE, fields: Array.from({ length: 21 }, () => '') }, /form/],
      [{ ...WHOLE, skipped: '' }, /reason/],
      [{ ...WHOLE, constructor: 1 }, /Json|constructor/],
      [{ ...WHOLE, transcript: 'x'.repeat(200_001) }, /transcript/],
    ];
    for (const [item, why] of refused) {
      const bytes = new TextEncoder().encode(JSON.stringify({ kind: 'tagger:answers:v2', ...file(item), ...EMPTY }));
      expect(() => decodeAnswerFile(bytes), why.source).to.throw(why);
    }
  });

  it('[attack 157] are refused where they are not what the task asked', () => {
    const refused: [ItemAnswer, RegExp][] = [
      [{ ...WHOLE, transcript: 'hello' }, /nobody asked for transcript/],
      [{ ...WHOLE, boxes: [box(2)] }, /none box may have/],
      [{ ...WHOLE, rating: 6 }, /scale/],
      [{ ...WHOLE, fields: ['one'] }, /other fields/],
      [{ ...WHOLE, fields: ['', 'note'] }, /no form/],
      [{ ...WHOLE, skipped: 'I can’t tell' }, /left out has/],
    ];
    for (const [item, why] of refused) expect(() => checkAnswer(item, rules), why.source).to.throw(why);
    const { rating: _, ...unrated } = WHOLE;
    expect(() => checkAnswer(unrated, rules)).to.throw(/no rating/);
    expect(missingOf(unrated, TOOLS)).to.equal('rating');
    expect(missingOf({ ...WHOLE, boxes: [] }, TOOLS), 'a picture may have no car').to.equal(undefined);
    const bytes = encodeAnswers(file(WHOLE, WHOLE), rules, panel);
    expect(() => decodeAnswers(bytes, rules, { firstItem: 7, items: 3 })).to.throw(/has 3/);
    expect(() => decodeAnswers(bytes, rules, { firstItem: 8, items: 2 })).to.throw(/is called 7/);
    expect(() => decodeAnswers(bytes, { ...rules, classes: ['car', 'lamp', 'bus'] }, panel)).to.throw(/classes/);
    const item = { id: 'x', sha256: '', size: 1, contentType: 'image/png' as const, width: 101, height: 80 };
    expect(() => decodeAnswers(bytes, rules, panel, [item, item])).to.throw(/another size/);
  });
});

describe('pairs', () => {
  it('are two texts and perhaps a question, everything else is shown as it is', () => {
    expect(pairOf('{"question":"Why?","a":"One","b":"Two"}')).to.deep.equal({
      ...{ question: 'Why?', first: 'One', second: 'Two' },
    });
    expect(pairOf(' {"a":"One","b":"Two"}')).to.deep.equal({ question: '', first: 'One', second: 'Two' });
    for (const text of ['One or two', '{"a":"One"}', '{"a":"One","b":2}', '{"a":"","b":"","c":""}', '{', '[]'])
      expect(pairOf(text), text).to.equal(undefined);
  });
});
