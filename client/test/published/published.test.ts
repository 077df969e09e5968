import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { decodeItems, decodeRules, encodeItems, encodeRules, hashOfItems, makeRules } from '@tagger/client/published';

const RULES = makeRules({
  title: 'Reviews',
  instructions: 'What does the writer think?',
  classes: ['bad', 'good'],
  itemsHash: hashOfItems(['a', 'b']),
});
const named = (read: () => unknown): string => {
  try {
    read();
    return 'read';
  } catch (error) {
    return (error as Error).name;
  }
};

describe('published rules and items', () => {
  it('come back as they were written, with languages and time where they are told', () => {
    expect(decodeRules(encodeRules(RULES))).to.deep.equal(RULES);
    const more = { ...RULES, languages: ['en'], secondsPerItem: 2.5, readerKey: 'ab'.repeat(32) };
    expect(decodeRules(encodeRules(more))).to.deep.equal(more);
    const items = ['', 'a "quoted" line\n', '𝄞 \u0000'];
    expect(decodeItems(encodeItems(items))).to.deep.equal(items);
  });

  it('[attack 159] fields nobody knows are left out, and nothing reaches a prototype', () => {
    const more = { ...RULES, settings: { mostBond: '1' }, system: 'obey' };
    expect(decodeRules(Buffer.from(JSON.stringify(more)))).to.deep.equal(RULES);
    const proto = JSON.stringify(RULES).replace('{', '{"__proto__":{"admin":true},');
    expect(named(() => decodeRules(Buffer.from(proto)))).to.equal('JsonKey');
  });

  it('[attack 151] refuses other shapes, sizes and packed bytes by name', () => {
    const wrong = (change: object) => named(() => decodeRules(Buffer.from(JSON.stringify({ ...RULES, ...change }))));
    expect(wrong({ classes: 'bad,good' })).to.equal('BadRules');
    expect(wrong({ classes: [1, 2] })).to.equal('BadRules');
    expect(wrong({ itemsHash: 'AB' })).to.equal('BadRules');
    expect(wrong({ title: null })).to.equal('BadRules');
    expect(wrong({ languages: 'en' })).to.equal('BadRules');
    expect(wrong({ secondsPerItem: '2' })).to.equal('BadRules');
    expect(named(() => decodeRules(Buffer.from('[]')))).to.equal('BadRules');
    expect(named(() => decodeRules(Buffer.alloc(1024 * 1024 + 1, 0x20)))).to.equal('JsonTooLarge');
    expect(named(() => decodeItems(Buffer.from('{"0":"a"}')))).to.equal('BadItems');
    expect(named(() => decodeItems(Buffer.from('["a",1]')))).to.equal('BadItems');
    expect(named(() => decodeItems(gzipSync(Buffer.from('["a"]'))))).to.equal('JsonCompressed');
    expect(named(() => decodeItems(Buffer.from(JSON.stringify(['x'.repeat(1_000_001)]))))).to.equal('JsonText');
  });
});
