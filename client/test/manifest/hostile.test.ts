/** What strangers write into manifests. Each case is a document or a string of it, and the name of the refusal. */
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  itemOf,
  JSON_LIMITS,
  nameText,
  proseText,
  readManifest,
  TaggerClientError,
  type Json,
} from '@tagger/client/manifest';
import { croissant } from '@tagger/client/manifest';
import { asBytes, FILES, idOf, SAID, STATE, theDocument } from './support/dataset.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof TaggerClientError) return error.name;
    throw error;
  }
  return 'nothing';
};
const text = (): string => JSON.stringify(theDocument());

/** Changes the value at a path of keys and places. */
function changed(path: (string | number)[], value: Json | undefined): Uint8Array {
  const document = theDocument();
  let at: Record<string | number, Json> = document;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, Json>;
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return asBytes(document);
}
const CONTENT_URL = ['distribution', 0, 'contentUrl'];

const DOCUMENTS: [title: string, document: () => Uint8Array, refusal: string][] = [
  // Bytes
  ['larger than it may be [attack 151]', () => new Uint8Array(JSON_LIMITS.bytes + 1).fill(0x20), 'JsonTooLarge'],
  ['a gzip bomb of 100 MB [attack 149]', () => gzipSync(Buffer.alloc(100_000_000)), 'JsonCompressed'],
  ['a zip archive [attack 149]', () => encode('PK\u0003\u0004 and the rest'), 'JsonCompressed'],
  ['Latin-1 instead of UTF-8', () => Uint8Array.of(0x22, 0xe9, 0x22), 'JsonEncoding'],
  ['an overlong encoding of a slash', () => Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'JsonEncoding'],
  ['a byte order mark in front', () => encode(`\ufeff${text()}`), 'JsonEncoding'],
  ['nothing at all', () => encode(''), 'JsonSyntax'],
  ['a second document behind the first', () => encode(`${text()}{}`), 'JsonSyntax'],
  ['a comment', () => encode(`/* */${text()}`), 'JsonSyntax'],
  ['a comma too many', () => encode(text().replace(/}$/, ',}')), 'JsonSyntax'],
  ['NaN', () => encode(text().replace('"contributorBps":3000', '"contributorBps":NaN')), 'JsonSyntax'],
  // Structure
  ['100,000 arrays inside each other [attack 151]', () => encode('['.repeat(100_000)), 'JsonTooDeep'],
  ['a million values [attack 151]', () => encode(`[${'1,'.repeat(1_000_000)}1]`), 'JsonTooMany'],
  ['a string of a million letters [attack 151]', () => changed(['description'], 'a'.repeat(1_000_000)), 'JsonText'],
  ['a key twice [attack 151]', () => encode(text().replace('{', '{"name":"Dogs",')), 'JsonKey'],
  [
    'a key twice, once with escapes [attack 151]',
    () => encode(text().replace('{', '{"n\\u0061me":"Dogs",')),
    'JsonKey',
  ],
  ['__proto__ [attack 151]', () => encode(text().replace('{', '{"__proto__":{"isAdmin":true},')), 'JsonKey'],
  ['constructor, deep inside [attack 151]', () => changed(['chain', 'constructor'], { prototype: 1 }), 'JsonKey'],
  ['a number no double holds [attack 151]', () => encode(text().replace('3000', '1e999')), 'JsonNumber'],
  [
    'a number that would be rounded [attack 133]',
    () => encode(text().replace('3000', '9007199254740993')),
    'JsonNumber',
  ],
  ['a number of 10,000 digits [attack 151]', () => encode(text().replace('3000', '1'.repeat(10_000))), 'JsonNumber'],
  ['half a character', () => encode(text().replace('Cats and dogs', '\\ud83d dogs')), 'JsonText'],
  // Meaning
  [
    'a context from elsewhere, which a loader would fetch [attack 147]',
    () => changed(['@context'], 'https://evil.example/context.json'),
    'ManifestContext',
  ],
  [
    'a context that gives a word another meaning',
    () => changed(['@context', 'license'], 'sc:comment'),
    'ManifestContext',
  ],
  [
    'an @import inside the context [attack 147]',
    () => changed(['@context', '@import'], 'http://169.254.169.254/'),
    'ManifestContext',
  ],
  ['a list instead of a document', () => encode('[]'), 'ManifestField'],
  ['no licence', () => changed(['license'], undefined), 'ManifestField'],
  [
    'a licence nobody classified',
    () => changed(['license', 0], 'https://spdx.org/licenses/WTFPL.html'),
    'ManifestField',
  ],
  ['a licence of another class than it has', () => changed(['licenceClass', 'attribution'], false), 'LicenceMismatch'],
  ['a property nobody checks', () => changed(['isAccessibleForFree'], true), 'ManifestProfile'],
  [
    'a wallet in PROV that is no annotator',
    () => changed(['prov:wasAttributedTo', 0], { '@id': 'did:pkh:solana:x:y' }),
    'ManifestProfile',
  ],
  [
    'a permission in ODRL that the offer does not give',
    () => changed(['usageInfo', 0, 'odrl:permission', 0], { 'odrl:action': 'tagger:commercial' }),
    'ManifestProfile',
  ],
  [
    'a pattern that a loader would run [attack 153]',
    () => changed(['recordSet', 0, 'field', 0, 'source', 'transform'], { regex: '(a+)+$' }),
    'ManifestProfile',
  ],
  [
    'a JSON path that a loader would run',
    () => changed(['recordSet', 0, 'field', 0, 'source', 'extract'], { jsonPath: '$..*' }),
    'ManifestProfile',
  ],
  [
    'an archive that a loader would unpack [attack 149]',
    () => changed(['distribution', 0, 'containedIn'], { '@id': 'labels.csv.age' }),
    'ManifestProfile',
  ],
  [
    'records of a file that is no table',
    () => changed(['distribution', 0, 'encodingFormat'], 'application/zip'),
    'ManifestField',
  ],
  [
    'a figure with markup for a value [attack 139]',
    () => changed(['figures', 0, 'value'], '<img src=x onerror=alert(1)>'),
    'MarkupInText',
  ],
  [
    'an amount that does not fit 64 bits',
    () => changed(['offers', 0, 'price'], '18446744073709551616'),
    'ManifestField',
  ],
  ['a negative amount', () => changed(['offers', 0, 'price'], '-1'), 'ManifestField'],
  ['a day that is none', () => changed(['datePublished'], '2026-02-30'), 'ManifestField'],
  // Addresses
  ['a javascript: address [attack 142]', () => changed(CONTENT_URL, 'javascript:alert(1)'), 'ForbiddenAddress'],
  [
    'a data: address [attack 142]',
    () => changed(CONTENT_URL, 'data:text/html,<script>alert(1)</script>'),
    'ForbiddenAddress',
  ],
  ['a file: address [attack 142]', () => changed(CONTENT_URL, 'file:///etc/passwd'), 'ForbiddenAddress'],
  [
    'an address inside a network [attack 147]',
    () => changed(CONTENT_URL, 'http://169.254.169.254/latest/meta-data'),
    'ForbiddenAddress',
  ],
  [
    'a host that only looks like the gateway [attack 147]',
    () => changed(CONTENT_URL, `https://arweave.net.evil.example/${idOf('sample')}`),
    'ForbiddenAddress',
  ],
  [
    'a user before another host [attack 147]',
    () => changed(CONTENT_URL, `https://arweave.net@evil.example/${idOf('sample')}`),
    'ForbiddenAddress',
  ],
  [
    'a path that leaves the item [attack 147]',
    () => changed(CONTENT_URL, `https://arweave.net/${idOf('sample')}/../x`),
    'ForbiddenAddress',
  ],
  [
    'a scheme in other case and a line feed [attack 142]',
    () => changed(CONTENT_URL, 'JaVa\nScRiPt:alert(1)'),
    'ForbiddenAddress',
  ],
  [
    'a page that is not the account [attack 142]',
    () => changed(['url'], 'javascript:alert(document.domain)'),
    'ForbiddenAddress',
  ],
  // Names
  ['markup in a name [attack 139]', () => changed(['name'], '<script>alert(1)</script>'), 'MarkupInText'],
  [
    'markup in a description [attack 139]',
    () => changed(['description'], 'Pets <svg/onload=alert(1)>'),
    'MarkupInText',
  ],
  [
    'markup in a statement [attack 139]',
    () => changed(['rai:dataBiases', 0], '</textarea><script src=//evil>'),
    'MarkupInText',
  ],
  ['a name that runs backwards [attack 154]', () => changed(['name'], 'Cats \u202egod\u202c'), 'BidiControl'],
  ['an isolate in a keyword [attack 154]', () => changed(['keywords', 0], '\u2066pets\u2069'), 'BidiControl'],
  [
    'a preview row that runs backwards [attack 154]',
    () => changed(['recordSet', 0, 'examples', 0, 'item'], 'a\u202egpj.exe'),
    'BidiControl',
  ],
  [
    'a Cyrillic letter in a Latin name [attack 154]',
    () => changed(['creator', 0, 'name'], 'Rit\u0430'),
    'ConfusableName',
  ],
  ['a name in compatibility letters [attack 154]', () => changed(['creator', 0, 'name'], '\uff32ita'), 'ManifestField'],
  ['a file that leaves its folder', () => changed(['distribution', 0, 'name'], '../../.bashrc'), 'UnsafeName'],
  ['a file named as a device', () => changed(['distribution', 0, 'name'], 'NUL.csv'), 'UnsafeName'],
  [
    'two files that are one where case is not kept',
    () => changed(['distribution', 1, 'plain', 'name'], 'SAMPLE.csv'),
    'ManifestField',
  ],
  [
    'a field with a separator in its name',
    () => changed(['recordSet', 0, 'field', 0, 'name'], 'item,label'),
    'UnsafeName',
  ],
];

const NAMES: [title: string, name: string, refusal: string][] = [
  ['right-to-left override [attack 154]', 'Acme\u202e', 'BidiControl'],
  ['Arabic letter mark [attack 154]', 'Acme\u061c', 'BidiControl'],
  ['zero width space [attack 154]', 'Ac\u200bme', 'InvisibleCharacter'],
  ['zero width joiner [attack 154]', 'Ac\u200dme', 'InvisibleCharacter'],
  ['soft hyphen [attack 154]', 'Ac\u00adme', 'InvisibleCharacter'],
  ['letters of the tag plane [attack 159]', 'Acme\u{e0069}\u{e0067}', 'InvisibleCharacter'],
  ['Hangul filler, an empty name [attack 154]', '\u3164', 'InvisibleCharacter'],
  ['a tower of marks', `A${'\u0301\u0316'.repeat(40)}cme`, 'InvisibleCharacter'],
  ['Greek letters between Latin ones [attack 154]', 'Αcme', 'ConfusableName'],
  ['Cherokee letters between Latin ones [attack 154]', 'Ꭺcme', 'ConfusableName'],
  ['Cyrillic letters that all look Latin [attack 154]', 'РАУРАЅ', 'ConfusableName'],
  ['a terminal escape', 'Acme\u001b[2J', 'ControlCharacter'],
  ['a null character', 'Acme\0', 'ControlCharacter'],
  ['a second line', 'Acme\nverified', 'ControlCharacter'],
  ['only white space', ' \u00a0 ', 'EmptyText'],
  ['ten thousand letters', 'A'.repeat(10_000), 'TextTooLong'],
  ['a comment of HTML [attack 139]', 'Acme <!-- ', 'MarkupInText'],
  ['markup in full width, which NFKC turns into markup [attack 139]', '\uff1cscript\uff1e', 'MarkupInText'],
];

describe('hostile manifests', () => {
  it('there are fifty and more', () => expect(DOCUMENTS.length + NAMES.length).to.be.greaterThan(49));
  it('the document they are made from is a good one', () => {
    expect(readManifest(asBytes(theDocument())).manifest.name).to.equal('Cats and dogs');
  });

  for (const [title, document, refusal] of DOCUMENTS)
    it(`${title}: ${refusal}`, () => expect(refusalOf(() => readManifest(document()))).to.equal(refusal));

  it('any bytes are refused by name, and nothing else happens [attack 151]', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(refusalOf(() => readManifest(bytes))).not.to.equal('nothing');
      }),
    );
  });

  it('any value in any place is refused by name or was there before [attack 151]', () => {
    const original = text();
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('', '\u202e', 'ar://x', -1, 2 ** 40),
    ) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.nat(), values, (place, value) => {
        const document = theDocument();
        const places: [Record<string, Json>, string][] = [];
        const walk = (at: Json): void => {
          if (typeof at !== 'object' || at === null) return;
          for (const key of Object.keys(at)) {
            places.push([at as Record<string, Json>, key]);
            walk((at as Record<string, Json>)[key]!);
          }
        };
        walk(document);
        const [holder, key] = places[place % places.length]!;
        Object.defineProperty(holder, key, { value, enumerable: true });
        const bytes = asBytes(document);
        const name = refusalOf(() => {
          const again = readManifest(bytes).manifest;
          // What was accepted says what it says in its own words only.
          expect(again.files.map(({ id }) => id)).to.deep.equal(FILES.map(({ id }) => id));
        });
        if (JSON.stringify(document) === original) expect(name).to.equal('nothing');
      }),
      { numRuns: 500 },
    );
  });

  it('markup in a preview row is data, and comes out as it went in [attack 139]', () => {
    const row = { item: '<script>alert(1)</script>', label: '=cmd', sure: null };
    const bytes = changed(['recordSet', 0, 'examples', 0], row);
    expect(readManifest(bytes).manifest.files[0]?.records?.preview).to.deep.equal([row]);
  });

  it('the writer refuses what the reader would', () => {
    expect(refusalOf(() => croissant(STATE, { ...SAID, name: 'Cats \u202egod' }, FILES))).to.equal('BidiControl');
    const away = [{ ...FILES[0]!, name: '../sample.csv' }, FILES[1]!];
    expect(refusalOf(() => croissant(STATE, SAID, away))).to.equal('UnsafeName');
  });

  it('an object of a manifest has no prototype to poison [attack 151]', () => {
    expect(refusalOf(() => readManifest(encode('{"__proto__":{"polluted":true}}')))).to.equal('JsonKey');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('hostile names', () => {
  for (const [title, name, refusal] of NAMES)
    it(`${title}: ${refusal}`, () => expect(refusalOf(() => nameText(name, 'the name'))).to.equal(refusal));

  it('honest names of any script pass', () => {
    for (const name of [
      'Ольга Петрова',
      'Αθηνά',
      '東京データ',
      'بيانات',
      'Größe & Söhne',
      'हिन्दी',
      'Acme 2',
      'Cats \u{1f431}',
      'a < b',
    ])
      expect(nameText(name, 'name'), name).to.equal(name.normalize('NFKC'));
  });

  it('compatibility forms and spaces become plain ones', () => {
    expect(nameText('  \uff21cme\u00a0 \ufb01les ', 'name')).to.equal('Acme files');
  });

  it('prose keeps its lines, its joiners and its comparisons', () => {
    const prose = 'a < b\n\tمی‌خواهم \u{1f468}\u200d\u{1f469}';
    expect(proseText(prose, 'description')).to.equal(prose);
  });
});

describe('addresses [attack 142]', () => {
  it('are ar:// or the gateway, and an id in its one spelling', () => {
    const id = idOf('sample');
    expect(itemOf(`ar://${id}`)).to.equal(id);
    expect(itemOf(`https://arweave.net/${id}`)).to.equal(id);
    expect(itemOf(`http://127.0.0.1:1984/${id}`, ['http://127.0.0.1:1984'])).to.equal(id);
    // The last of 43 characters has two bits that must be zero.
    expect(refusalOf(() => itemOf(`ar://${'A'.repeat(42)}B`))).to.equal('ForbiddenAddress');
  });

  it('nothing else passes, whatever it begins or ends with', () => {
    const id = idOf('sample');
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https', 'ftp', 'javascript'], withFragments: true }), (url) => {
        for (const address of [url, `${url}/${id}`, `https://arweave.net/${id}${url}`, ` https://arweave.net/${id}`])
          expect(
            refusalOf(() => itemOf(address)),
            address,
          ).to.equal('ForbiddenAddress');
      }),
    );
  });
});
