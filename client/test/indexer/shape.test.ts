import { expect } from 'chai';
import { fitting, type Shape } from '../../src/indexer/shape.ts';
import { indexerReader } from '../../src/indexer/index.ts';

const KEY = '11111111111111111111111111111111';
const STATS = { tasks: 3, openTasks: 1, members: 2, datasets: 0, licences: 0, paid: '5', paidPending: '0', asOf: 9 };
const OFFER = {
  ...{ address: KEY, dataset: KEY, index: 0, price: '1', supply: 0, sold: 0, termSecs: '0', seats: 0, uses: 1 },
  ...{ royaltyBps: 0, transferable: true, readSlot: '1', finalized: true },
};

/** An indexer that says this to everybody. */
const saying = (body: string, headers: Record<string, string> = {}) =>
  indexerReader({
    url: 'http://indexer.example',
    fetch: () => Promise.resolve(new Response(body, { headers: { 'x-tagger-slot': '7', ...headers } })),
  });
const refused = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'believed',
    (error: Error) => error.name,
  );

describe('what an indexer says', () => {
  it('is believed in the shape its route promises, and what it adds reaches nobody', async () => {
    const said = JSON.stringify({ ...STATS, colour: 'red' });
    const { data, slot } = await saying(said).get('getStats', {});
    expect(data).to.deep.equal(STATS);
    expect(slot).to.equal(7);
  });

  for (const [what, answer] of [
    ['a number as text', { ...STATS, tasks: '3' }],
    ['a number with a point', { ...STATS, tasks: 0.5 }],
    ['a number no machine has', { ...STATS, tasks: 2 ** 60 }],
    ['an amount that is markup', { ...STATS, paid: '<img src=x onerror=alert(1)>' }],
    ['an amount of 200 bits', { ...STATS, paid: '9'.repeat(39) }],
    ['an amount of a megabyte', { ...STATS, paid: '9'.repeat(1_000_000) }],
    ['a field that is missing', { ...STATS, paid: undefined }],
    ['a list', [STATS]],
  ] as const)
    it(`[attack 135] is refused by name where it has another shape: ${what}`, async () => {
      expect(await refused(saying(JSON.stringify(answer)).get('getStats', {}))).to.equal('IndexerAnswer');
    });

  for (const [what, rows] of [
    ['an address that is no key', [{ ...OFFER, dataset: 'z'.repeat(44) }]],
    ['an address with markup', [{ ...OFFER, dataset: '<b>' }]],
    ['nothing among the rows', [OFFER, null]],
    ['a flag that is text', [{ ...OFFER, transferable: 'yes' }]],
    ['no rows', { length: 1 }],
  ] as const)
    it(`[attack 135] refuses a list for one wrong row: ${what}`, async () => {
      const asked = saying(JSON.stringify({ items: rows, next: null })).get('listOffers', {});
      expect(await refused(asked)).to.equal('IndexerAnswer');
    });

  it('[attack 151] takes no field from `__proto__`, and gives none on', async () => {
    const hidden = `{"__proto__": ${JSON.stringify(STATS)}}`;
    expect(await refused(saying(hidden).get('getStats', {}))).to.equal('IndexerAnswer');
    const beside = JSON.stringify(STATS).replace('{', '{"__proto__": {"admin": true}, "constructor": 1,');
    const { data } = await saying(beside).get('getStats', {});
    expect(Object.keys(data)).to.deep.equal(Object.keys(STATS));
    expect((data as { admin?: unknown }).admin).to.equal(undefined);
  });

  it('[attack 135] a slot that is no number counts as none', async () => {
    for (const told of ['NaN', '1e400', '0.5', '<b>'])
      expect((await saying(JSON.stringify(STATS), { 'x-tagger-slot': told }).get('getStats', {})).slot).to.equal(-1);
  });

  it('one of several kinds, words and fields that may be missing', () => {
    const shape: Shape = { fields: { 'a?': { any: ['integer', 'null'] }, b: { of: ['x', 'y'] } } };
    expect(fitting(shape, { b: 'x' })).to.deep.equal({ value: { b: 'x' } });
    expect(fitting(shape, { a: null, b: 'y' })).to.deep.equal({ value: { a: null, b: 'y' } });
    expect(fitting(shape, { a: 'no', b: 'y' })).to.equal(undefined);
    expect(fitting(shape, { a: 1, b: 'z' })).to.equal(undefined);
  });
});
