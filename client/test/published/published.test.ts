import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import {
  checkModality,
  decodeItems,
  decodeRules,
  describeItem,
  encodeItems,
  encodeRules,
  hashOfItems,
  itemTypeOf,
  makeRules,
  nameOfItem,
  putFileItem,
  readFileItem,
  type FileItem,
} from '@tagger/client/published';
import type { Expected, Storage } from '@tagger/client/storage';
import { openedItem } from '@tagger/client/private';

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
    const examples = [{ text: 'I love it', good: true, why: 'the writer is happy' }];
    const looks = { examples, colours: ['#1f5f4a', '#a32020'] };
    const { title, instructions, classes } = RULES;
    const made = makeRules({ title, instructions, classes, ...looks, itemsHash: hashOfItems(['a', 'b']) });
    expect(made).to.deep.equal({ ...RULES, ...looks });
    expect(decodeRules(encodeRules(made))).to.deep.equal(made);
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
    expect(wrong({ examples: [{ text: 'a', good: 'yes', why: '' }] })).to.equal('BadRules');
    expect(wrong({ examples: Array(51).fill({ text: 'a', good: true, why: '' }) })).to.equal('BadRules');
    expect(wrong({ colours: ['url(evil)'] })).to.equal('BadRules');
    expect(named(() => decodeRules(Buffer.from('[]')))).to.equal('BadRules');
    expect(named(() => decodeRules(Buffer.alloc(1024 * 1024 + 1, 0x20)))).to.equal('JsonTooLarge');
    expect(named(() => decodeItems(Buffer.from('{"0":"a"}')))).to.equal('BadItems');
    expect(named(() => decodeItems(Buffer.from('["a",1]')))).to.equal('BadItems');
    expect(named(() => decodeItems(gzipSync(Buffer.from('["a"]'))))).to.equal('JsonCompressed');
    expect(named(() => decodeItems(Buffer.from(JSON.stringify(['x'.repeat(1_000_001)]))))).to.equal('JsonText');
  });
});

/** A photograph of nothing: only its beginning matters here. */
const PHOTO: FileItem = {
  id: Buffer.alloc(32, 1).toString('base64url'),
  sha256: 'ab'.repeat(32),
  size: 5_000,
  contentType: 'image/jpeg',
  width: 640,
  height: 480,
  text: 'Is the light green?',
};
const SOUND: FileItem = {
  id: Buffer.alloc(32, 2).toString('base64url'),
  sha256: 'cd'.repeat(32),
  size: 1,
  contentType: 'audio/ogg',
  seconds: 1.5,
};

describe('items that are files', () => {
  it('stand in the same list as texts; a list of texts alone has the bytes and hash it always had', () => {
    const items = [PHOTO, 'a text', SOUND];
    expect(decodeItems(encodeItems(items))).to.deep.equal(items);
    const { text, ...rest } = PHOTO;
    expect(encodeItems([{ text, ...rest }])).to.deep.equal(encodeItems([PHOTO]));
    expect(Buffer.from(encodeItems(['a', 'b'])).toString()).to.equal('["a","b"]');
    expect(Buffer.from(hashOfItems(['a', 'b']))).to.deep.equal(createHash('sha256').update('["a","b"]').digest());
    const about = { title: 'Reviews', instructions: '', classes: [], itemsHash: new Uint8Array(32) };
    expect(makeRules({ ...about, modality: 'text' })).to.deep.equal(makeRules(about));
    const rules = makeRules({ ...about, modality: 'image' });
    expect(decodeRules(encodeRules(rules))).to.deep.equal({ ...makeRules(about), modality: 'image' });
  });

  it('[attack 151] [attack 159] have exactly these fields, and are refused by name where one can not be', () => {
    const read = (change: object) => named(() => decodeItems(Buffer.from(JSON.stringify([{ ...PHOTO, ...change }]))));
    expect(decodeItems(Buffer.from(JSON.stringify([{ ...PHOTO, onload: 'alert(1)', settings: {} }])))).to.deep.equal([
      PHOTO,
    ]);
    for (const change of [
      { id: '../../etc/passwd' },
      { id: 'A'.repeat(43).replace(/.$/, 'B') },
      { sha256: 'AB'.repeat(32) },
      { size: 0 },
      { size: 64 * 1024 * 1024 + 1 },
      { size: 1.5 },
      { size: '5000' },
      { contentType: 'image/svg+xml' },
      { contentType: 'text/html' },
      { contentType: 'toString' },
      { width: 65_536 },
      { height: undefined },
      { seconds: 3 },
      { text: 7 },
    ])
      expect(read(change), JSON.stringify(change)).to.equal('BadItems');
    const sound = (seconds: unknown) => named(() => decodeItems(Buffer.from(JSON.stringify([{ ...SOUND, seconds }]))));
    expect([sound(0.04), sound(0), sound(-1), sound(86_401), sound('1')]).to.deep.equal([
      'read',
      'BadItems',
      'BadItems',
      'BadItems',
      'BadItems',
    ]);
    expect(named(() => decodeItems(Buffer.from('[["a"]]')))).to.equal('BadItems');
    expect(named(() => decodeItems(Buffer.from('[null]')))).to.equal('BadItems');
    expect(named(() => decodeRules(Buffer.from(JSON.stringify({ ...RULES, modality: 'video' }))))).to.equal('BadRules');
    expect(named(() => checkModality(['a', PHOTO], 'text'))).to.equal('BadItems');
    expect(named(() => checkModality([PHOTO], 'image'))).to.equal('read');
  });

  it('are told by their first bytes, whatever they are called', () => {
    const type = (...bytes: number[]) => itemTypeOf(Uint8Array.from(bytes));
    const text = (bytes: string) => itemTypeOf(Uint8Array.from(Buffer.from(bytes, 'latin1')));
    expect(type(0xff, 0xd8, 0xff, 0xe0)).to.equal('image/jpeg');
    expect(text('\x89PNG\r\n\x1a\n....')).to.equal('image/png');
    expect([text('RIFF....WEBPVP8 '), text('RIFF....WAVEfmt '), text('RIFF....AVI ')]).to.deep.equal([
      'image/webp',
      'audio/wav',
      'text/plain',
    ]);
    expect([text('OggS\0'), text('fLaC\0'), text('ID3\x04\0'), type(0xff, 0xfb, 0x90, 0)]).to.deep.equal([
      'audio/ogg',
      'audio/flac',
      'audio/mpeg',
      'audio/mpeg',
    ]);
    // UTF-16 and an unknown version of MPEG audio; programs; nothing.
    expect([type(0xff, 0xfe, 0x41, 0), type(0xff, 0xea, 0x90, 0), text('\x7fELF\x02'), type()]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(itemTypeOf(new TextEncoder().encode('größer\n\tals'))).to.equal('text/plain');
  });

  it('are stored without a name and read by hash, size and type, and never more than 64 MiB of them', async () => {
    const asked: [string, Expected][] = [];
    const storage = {
      put: (source: { size: number }, { contentType }: { contentType: string }) => {
        expect(contentType).to.equal('image/jpeg');
        return Promise.resolve({ id: PHOTO.id, sha256: Buffer.alloc(32, 0xab), size: source.size });
      },
      get: (id: string, expected: Expected) => {
        asked.push([id, expected]);
        return Promise.resolve({ bytes: new Uint8Array(3), contentType: 'image/jpeg' });
      },
    } as unknown as Storage;
    const item = await putFileItem(storage, Uint8Array.of(0xff, 0xd8, 0xff), { width: 2, height: 1 });
    expect(item).to.deep.equal({
      id: PHOTO.id,
      sha256: 'ab'.repeat(32),
      size: 3,
      contentType: 'image/jpeg',
      width: 2,
      height: 1,
    });
    await readFileItem(storage, item);
    expect(asked).to.deep.equal([
      [
        PHOTO.id,
        {
          sha256: Uint8Array.from(Buffer.alloc(32, 0xab)),
          maxBytes: 64 * 1024 * 1024,
          size: 3,
          contentType: 'image/jpeg',
        },
      ],
    ]);
    const refused = await putFileItem(storage, Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0)).catch((error: Error) => error);
    expect(refused).to.have.property('name', 'BadItem');
  });

  it('are called by their SHA-256, published or private', () => {
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff);
    const opened = openedItem(bytes, 'image');
    expect(nameOfItem(PHOTO)).to.equal(PHOTO.sha256);
    const name = createHash('sha256').update(bytes).digest('hex');
    expect([nameOfItem('a'), nameOfItem(opened)]).to.deep.equal(['a', name]);
    expect(describeItem(PHOTO)).to.equal(
      `${PHOTO.sha256}  image/jpeg, 5000 bytes, 640 x 480 pixels, at ${PHOTO.id}, Is the light green?`,
    );
    expect(openedItem(new TextEncoder().encode('hé'), 'text')).to.equal('hé');
    expect(named(() => openedItem(bytes, 'audio'))).to.equal('BadItems');
  });
});
