import { encode } from 'cborg';
import { expect } from 'chai';
import fc from 'fast-check';
import { checkConsent, TaggerClientError, trainingMining } from '@tagger/client/manifest';

/** Big-endian number of 4 bytes, and text without an end. */
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const box = (type: string, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};
/** A superbox with its label, as ISO/IEC 19566-5 has it: type, switches, label, zero. */
const superbox = (label: string, ...inner: Uint8Array[]): Buffer =>
  box('jumb', box('jumd', Buffer.alloc(16, 1), Buffer.of(3), Buffer.from(`${label}\0`)), ...inner);

const assertion = (label: string, entries: object): Buffer => superbox(label, box('cbor', encode({ entries })));
const store = (...assertions: Uint8Array[]): Buffer =>
  superbox('c2pa', superbox('urn:c2pa:1', superbox('c2pa.assertions', ...assertions)));

const TABLE = Buffer.from([0xff, 0xdb, 0, 4, 1, 2]);
const SCAN = Buffer.from([0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9]);
/** A JPEG whose JUMBF lies in packets of `size` bytes, each with the header of the box again. */
function jpeg(jumbf: Buffer, size = 60_000, order = (packets: Buffer[]) => packets): Buffer {
  const [header, body] = [jumbf.subarray(0, 8), jumbf.subarray(8)];
  const packets: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const number = u32(packets.length + 1);
    const content = Buffer.concat([Buffer.from('JP'), Buffer.of(0, 1), number, header, body.subarray(at, at + size)]);
    const length = Buffer.of((content.length + 2) >> 8, (content.length + 2) & 255);
    packets.push(Buffer.concat([Buffer.of(0xff, 0xeb), length, content]));
  }
  return Buffer.concat([Buffer.of(0xff, 0xd8), TABLE, ...order(packets), SCAN]);
}
const chunk = (type: string, data: Uint8Array): Buffer =>
  Buffer.concat([u32(data.length), Buffer.from(type, 'latin1'), data, u32(0)]);
const png = (jumbf: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('caBX', jumbf),
    chunk('IEND', Buffer.alloc(0)),
  ]);

const MIXED = {
  'cawg.ai_training': { use: 'allowed' },
  'cawg.ai_generative_training': { use: 'notAllowed' },
  'cawg.data_mining': { use: 'constrained', constraint_info: 'only on days whose names end in y' },
};
const NOTHING = {
  dataMining: 'unstated',
  aiInference: 'unstated',
  aiGenerativeTraining: 'unstated',
  aiTraining: 'unstated',
};
const refusalOf = (item: Uint8Array, sidecar?: Uint8Array): string => {
  try {
    trainingMining(item, sidecar);
  } catch (error) {
    if (error instanceof TaggerClientError) return error.name;
    throw error;
  }
  return 'nothing';
};
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('consent to training and mining', () => {
  const expected = {
    found: 'embedded',
    entries: {
      dataMining: 'constrained',
      aiInference: 'unstated',
      aiGenerativeTraining: 'notAllowed',
      aiTraining: 'allowed',
    },
    constraints: { dataMining: 'only on days whose names end in y' },
  };

  it('is read from a JPEG, in one packet or in many', () => {
    const jumbf = store(assertion('cawg.training-mining', MIXED));
    expect(trainingMining(jpeg(jumbf))).to.deep.equal(expected);
    expect(trainingMining(jpeg(jumbf, 17))).to.deep.equal(expected);
    expect(trainingMining(jpeg(jumbf, 17, (packets) => packets.reverse()))).to.deep.equal(expected);
    const padded = (packets: Buffer[]): Buffer[] =>
      packets.map((packet) => Buffer.concat([Buffer.of(0xff, 0xff), packet]));
    expect(trainingMining(jpeg(jumbf, 60_000, padded))).to.deep.equal(expected);
  });

  it('is read from a PNG, and from an assertion in JSON', () => {
    expect(trainingMining(png(store(assertion('cawg.training-mining', MIXED))))).to.deep.equal(expected);
    const inJson = superbox('cawg.training-mining', box('json', json({ entries: MIXED })));
    expect(trainingMining(png(store(inJson)))).to.deep.equal(expected);
  });

  it('is read with a date of the metadata, which CBOR tags', () => {
    // {"entries": {...}, "metadata": {"dateTime": 0("2026-11-23T00:00:00Z")}}
    const date = Buffer.concat([
      Buffer.of(0xa1, 0x68),
      Buffer.from('dateTime'),
      Buffer.of(0xc0, 0x74),
      Buffer.from('2026-11-23T00:00:00Z'),
    ]);
    const text = (word: string) => Buffer.concat([Buffer.of(0x60 + word.length), Buffer.from(word)]);
    const cbor = Buffer.concat([Buffer.of(0xa2), text('entries'), encode(MIXED), text('metadata'), date]);
    expect(trainingMining(png(store(superbox('cawg.training-mining', box('cbor', cbor)))))).to.deep.equal(expected);
  });

  it('is read as C2PA 1.x wrote it', () => {
    const old = assertion('c2pa.training-mining', { 'c2pa.ai_inference': { use: 'notAllowed' } });
    expect(trainingMining(jpeg(store(old))).entries).to.deep.equal({ ...NOTHING, aiInference: 'notAllowed' });
  });

  it('is the strictest of all assertions, in the item, in what it was made of and beside it', () => {
    const both = store(
      assertion('cawg.training-mining', { 'cawg.ai_training': { use: 'notAllowed' } }),
      assertion('cawg.training-mining__1', { 'cawg.ai_training': { use: 'allowed' } }),
    );
    const beside = json({
      label: 'cawg.training-mining',
      data: { entries: { 'cawg.ai_inference': { use: 'constrained' } } },
    });
    expect(trainingMining(png(both), beside)).to.deep.include({
      found: 'embedded',
      entries: { ...NOTHING, aiTraining: 'notAllowed', aiInference: 'constrained' },
    });
  });

  it('comes from a file beside an item of any kind', () => {
    const sidecar = json({ entries: MIXED });
    expect(trainingMining(Buffer.from('a text'), sidecar)).to.deep.equal({ ...expected, found: 'sidecar' });
    expect(trainingMining(Buffer.from('a text'))).to.deep.equal({ found: 'none', entries: NOTHING, constraints: {} });
    expect(trainingMining(Buffer.concat([Buffer.of(0xff, 0xd8), TABLE, SCAN])).found).to.equal('none');
  });

  it('a use nobody knows is no permission', () => {
    const odd = assertion('cawg.training-mining', { 'cawg.ai_training': { use: 'ALLOWED' }, 'cawg.data_mining': 1 });
    expect(trainingMining(png(store(odd))).entries).to.include({ aiTraining: 'notAllowed', dataMining: 'notAllowed' });
  });

  it('refuses, flags or passes items by what they will be used for', () => {
    const consent = trainingMining(png(store(assertion('cawg.training-mining', MIXED))));
    const packed = trainingMining(png(superbox('c2pa', superbox('urn:c2pa:2', box('brob', Buffer.of(1, 2, 3))))));
    const items = [
      { item: 'a.png', consent },
      { item: 'b.txt', consent: trainingMining(Buffer.from('b')) },
      { item: 'c.png', consent: packed },
    ];
    expect(checkConsent(items, ['aiTraining', 'aiGenerativeTraining', 'dataMining'])).to.deep.equal({
      refused: [{ item: 'a.png', entry: 'aiGenerativeTraining', consent: 'notAllowed' }],
      flagged: [
        {
          item: 'a.png',
          entry: 'dataMining',
          consent: 'constrained',
          constraint: 'only on days whose names end in y',
        },
        { item: 'c.png', entry: 'aiTraining', consent: 'unstated' },
        { item: 'c.png', entry: 'aiGenerativeTraining', consent: 'unstated' },
        { item: 'c.png', entry: 'dataMining', consent: 'unstated' },
      ],
    });
    expect(checkConsent(items.slice(0, 2), ['aiTraining'])).to.deep.equal({ refused: [], flagged: [] });
  });

  it('damaged metadata is refused, not passed over', () => {
    const good = store(assertion('cawg.training-mining', MIXED));
    const twice = (packets: Buffer[]): Buffer[] => [packets[0]!, packets[0]!, ...packets.slice(2)];
    const cases: [string, Buffer][] = [
      ['a segment longer than the file', Buffer.from([0xff, 0xd8, 0xff, 0xeb, 0xff, 0xff, 0x4a, 0x50])],
      ['something between two segments', Buffer.concat([Buffer.of(0xff, 0xd8), TABLE, Buffer.of(0, 0), SCAN])],
      ['a packet twice', jpeg(good, 40, twice)],
      ['a packet missing', jpeg(good, 40, (packets) => packets.slice(1))],
      ['a box longer than what holds it', png(Buffer.concat([u32(1_000), Buffer.from('jumb'), Buffer.alloc(10)]))],
      ['a box of no length', png(Buffer.concat([u32(4), Buffer.from('jumb')]))],
      ['a box of 2^63 bytes', png(Buffer.concat([u32(1), Buffer.from('jumb'), Buffer.alloc(8, 0x7f)]))],
      [
        'boxes inside each other without end',
        png(Array.from({ length: 40 }).reduce<Buffer>((inner) => superbox('x', inner), box('cbor'))),
      ],
      ['a label without an end', png(box('jumb', box('jumd', Buffer.alloc(16), Buffer.of(3), Buffer.from('c2pa'))))],
      ['no CBOR', png(store(superbox('cawg.training-mining', box('cbor', Buffer.of(0xff)))))],
      [
        'a key twice',
        png(store(superbox('cawg.training-mining', box('cbor', Buffer.of(0xa2, 0x61, 0x61, 1, 0x61, 0x61, 2))))),
      ],
      [
        'arrays without end [attack 151]',
        png(store(superbox('cawg.training-mining', box('cbor', Buffer.alloc(60_000, 0x81))))),
      ],
      [
        'an array of 2^32 entries [attack 149]',
        png(store(superbox('cawg.training-mining', box('cbor', Buffer.of(0x9a, 255, 255, 255, 255))))),
      ],
      ['no entries', png(store(superbox('cawg.training-mining', box('cbor', encode({ use: 'allowed' })))))],
      [
        'an assertion of a megabyte',
        png(store(superbox('cawg.training-mining', box('cbor', Buffer.alloc(1_000_000))))),
      ],
    ];
    for (const [title, item] of cases) expect(refusalOf(item), title).to.equal('MetadataDamaged');
    expect(refusalOf(Buffer.alloc(0), json({ label: 'c2pa.actions', data: {} }))).to.equal('MetadataDamaged');
    expect(refusalOf(Buffer.alloc(0), json('{'.repeat(9)))).to.equal('MetadataDamaged');
    expect(refusalOf(Buffer.alloc(0), Buffer.from('{"entries":{},"entries":{}}'))).to.equal('JsonKey');
  });

  it('any bytes behind the first ones of an image end in an answer or a refusal by name', () => {
    const good = [
      jpeg(store(assertion('cawg.training-mining', MIXED))),
      png(store(assertion('cawg.training-mining', MIXED))),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.nat(), fc.nat({ max: 255 }), fc.nat(), (item, at, byte, end) => {
        const damaged = Buffer.from(item.subarray(0, Math.max(4, item.length - (end % 40))));
        damaged[at % damaged.length] = byte;
        expect(['nothing', 'MetadataDamaged']).to.include(refusalOf(damaged));
      }),
      { numRuns: 2_000 },
    );
  });
});
