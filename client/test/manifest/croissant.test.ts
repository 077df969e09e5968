import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import {
  checkManifest,
  croissant,
  localManifest,
  MANIFEST_TYPE,
  parseJson,
  readManifest,
  type Figure,
  type PublishedState,
} from '@tagger/client/manifest';
import { FILES, hashOf, hexOf, idOf, key, published, SAID, STATE, theDocument } from './support/dataset.ts';

const named = (figures: readonly Figure[]): Record<string, string> =>
  Object.fromEntries(figures.map(({ name, value }) => [name, value]));

describe('a manifest', () => {
  it('fills the figures from task and seats, each with its source, and says which anybody can check', () => {
    const alpha = { alpha: 0.8125, items: 100, answers: 300 };
    const { manifest, contentType } = croissant(STATE, { ...SAID, alpha }, FILES);
    expect(contentType).to.equal(MANIFEST_TYPE);
    expect(named(manifest.figures)).to.deep.equal({
      items: '100',
      panels: '10',
      answers: '300',
      annotationsPerItem: '3.00',
      acceptedLabels: '270',
      agreement: '0.9000',
      paid: '2700000',
      payPerLabel: '10000.00',
      pricePerItem: '10000',
      slashed: '0',
      classes: '2',
      method: 'weighted',
      seatsMade: '3',
      gold: 'committed',
      reviewSeats: '3',
      suggestions: hexOf('suggestions'),
      annotators: '3',
      goldHits: '7',
      goldTotal: '8',
      goldScore: '0.8750',
      krippendorffAlpha: '0.812500',
    });
    expect(manifest.figures.filter(({ checked }) => checked === 'publisher').map(({ name }) => name)).to.deep.equal([
      'krippendorffAlpha',
    ]);
    expect(manifest.annotators.map(({ wallet, accepted }) => [wallet, accepted])).to.deep.equal([
      [key('Ann').toBase58(), '100'],
      [key('Ben').toBase58(), '90'],
      [key('Cyd').toBase58(), '80'],
    ]);
  });

  it('says it in the words of Croissant RAI, behind what the publisher says', () => {
    const document = theDocument();
    expect(document['rai:annotationsPerItem']).to.equal('3.00');
    expect(document['rai:dataBiases']).to.deep.equal(['Only short-haired animals.']);
    expect(document['rai:dataCollection']).to.equal('Taken at one shelter.');
    expect(document['rai:machineAnnotationTools']).to.deep.equal([
      `Members were shown suggestions: https://arweave.net/${idOf('suggestions id')}, SHA-256 ${hexOf('suggestions')}.`,
    ]);
    expect(document['rai:dataAnnotationProtocol']).to.include('3 members answered 100 items in 10 panels');
    expect(document['rai:dataAnnotationProtocol']).to.include('Price of an item: 0.01 TAG; paid in all: 2.7 TAG');
    expect((document['rai:dataAnnotationAnalysis'] as string[])[1]).to.include('8 gold items');
    expect(document['license']).to.deep.equal([
      'https://spdx.org/licenses/CC-BY-4.0.html',
      `https://arweave.net/${idOf('licence id')}`,
    ]);
  });

  it('is read back as it was written, and agrees with the chain', () => {
    const written = croissant(STATE, SAID, FILES);
    const read = readManifest(written.bytes);
    expect(read.manifest).to.deep.equal(written.manifest);
    expect(read.sha256).to.equal(Buffer.from(written.sha256).toString('hex'));
    expect(checkManifest(read, published(written))).to.deep.equal({ findings: [], gone: [] });
  });

  it('may name its files by ar:// instead, all of them or none', () => {
    const { bytes, manifest } = croissant(STATE, SAID, FILES);
    const text = new TextDecoder().decode(bytes);
    const encoded = (changed: string): Uint8Array => new TextEncoder().encode(changed);
    expect(readManifest(encoded(text.replaceAll('"https://arweave.net/', '"ar://'))).manifest).to.deep.equal(manifest);
    const mixed = encoded(text.replace('"https://arweave.net/', '"ar://'));
    expect(() => readManifest(mixed))
      .to.throw()
      .with.property('name', 'ManifestProfile');
  });

  it('of own data has no figures, no members and no statements about annotation', () => {
    const { task: _task, ...own } = STATE;
    const { manifest } = croissant({ ...own, seats: [], panels: 0n, recordsRoot: new Uint8Array(32) }, SAID, FILES);
    expect([manifest.figures, manifest.annotators, manifest.chain.task]).to.deep.equal([[], [], undefined]);
    expect(manifest.rai).to.deep.equal(SAID.rai);
  });

  it('divides by nothing without an answer', () => {
    const task = { ...STATE.task!, answers: 0n, accepted: 0n, itemsSettled: 0n };
    const { manifest } = croissant({ ...STATE, task, seats: [] }, SAID, FILES);
    const { agreement, payPerLabel, annotationsPerItem, goldScore } = named(manifest.figures);
    expect([agreement, payPerLabel, annotationsPerItem, goldScore]).to.deep.equal(['none', 'none', 'none', 'none']);
  });

  it('keeps amounts of 64 bits to the last unit [attack 133]', () => {
    const most = 0xffff_ffff_ffff_ffffn;
    const task = { ...STATE.task!, paid: most, accepted: 1n };
    const { manifest, bytes } = croissant({ ...STATE, task }, SAID, FILES);
    expect(named(manifest.figures)['paid']).to.equal('18446744073709551615');
    expect(named(readManifest(bytes).manifest.figures)['payPerLabel']).to.equal('18446744073709551615.00');
  });

  it('is refused without its payload, with a licence of another class, and with one nobody classified', () => {
    const failing = (act: () => unknown): string => {
      try {
        act();
      } catch (error) {
        return (error as Error).name;
      }
      return 'nothing';
    };
    expect(failing(() => croissant(STATE, SAID, FILES.slice(0, 1)))).to.equal('PayloadNotListed');
    expect(failing(() => croissant(STATE, { ...SAID, spdx: 'CC-BY-SA-4.0' }, FILES))).to.equal('LicenceMismatch');
    expect(failing(() => croissant(STATE, { ...SAID, spdx: 'WTFPL' }, FILES))).to.equal('UnclassifiedLicence');
    const unclassified = { ...STATE, contents: { ...STATE.contents, useClass: 0 } };
    expect(failing(() => croissant(unclassified, { ...SAID, spdx: undefined }, FILES))).to.equal('UnclassifiedLicence');
    expect(croissant(STATE, { ...SAID, spdx: undefined }, FILES).manifest.licence.spdx).to.equal(undefined);
  });
});

describe('a manifest and a chain that disagree', () => {
  const written = croissant(STATE, SAID, FILES);
  const read = readManifest(written.bytes);
  const chain = published(written);
  const found = (change: Partial<PublishedState>): string[] => [
    ...new Set(checkManifest(read, { ...chain, ...change }).findings.map(({ name }) => name)),
  ];
  const other = [...hashOf('something else')];

  it('is found by hash, root, payload, licence, class, terms, publisher and chain', () => {
    const { contents, offers, seats, task } = STATE;
    expect(found({ manifestHash: hashOf('another manifest') })).to.deep.equal(['HashDiffers']);
    expect(found({ recordsRoot: hashOf('other records') })).to.deep.equal(['RootDiffers']);
    expect(found({ panels: 11n })).to.deep.equal(['RootDiffers']);
    expect(found({ contents: { ...contents, payloadHash: other } })).to.deep.equal(['PayloadDiffers']);
    expect(found({ contents: { ...contents, commitment: other } })).to.deep.equal(['PayloadDiffers']);
    expect(found({ contents: { ...contents, licenceHash: other } })).to.deep.equal(['LicenceDiffers']);
    expect(found({ contents: { ...contents, licenceId: other } })).to.deep.equal(['LicenceDiffers']);
    expect(found({ contents: { ...contents, useClass: 3 } })).to.deep.equal(['ClassDiffers']);
    expect(found({ contents: { ...contents, shareAlike: 1 } })).to.deep.equal(['ClassDiffers']);
    expect(found({ offers: [{ ...offers[0]!, price: 1n }] })).to.deep.equal(['TermsDiffer']);
    expect(found({ offers: [{ ...offers[0]!, terms: { ...offers[0]!.terms, seats: 1 } }] })).to.deep.equal([
      'TermsDiffer',
    ]);
    expect(found({ publisher: key('Mallory') })).to.deep.equal(['PublisherDiffers']);
    expect(found({ cluster: 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1' })).to.deep.equal(['ChainDiffers']);
    expect(found({ task: { ...task!, answers: 301n } })).to.deep.equal(['FigureDiffers']);
    expect(found({ seats: [{ ...seats[0]!, goldHits: 3 }, ...seats.slice(1)] })).to.deep.equal(['AnnotatorDiffers']);
  });

  it('names both sides', () => {
    expect(checkManifest(read, { ...chain, panels: 11n }).findings).to.deep.equal([
      { name: 'RootDiffers', what: 'panels', manifest: '10', chain: '11' },
    ]);
  });

  it('says what nobody can check any more, and passes over an offer that was closed', () => {
    const left = { ...chain, seats: STATE.seats.slice(1), offers: [] };
    expect(checkManifest(read, left)).to.deep.equal({ findings: [], gone: [key('Ann').toBase58()] });
    const { task: _task, ...closed } = chain;
    expect(checkManifest(read, closed)).to.deep.equal({ findings: [], gone: [STATE.task!.address.toBase58()] });
  });

  it('is found in a member who was left out, in one who was made up, and in sums that are not those of the list', () => {
    const fewer = readManifest(croissant({ ...STATE, seats: STATE.seats.slice(1) }, SAID, FILES).bytes);
    expect(checkManifest(fewer, chain).findings).to.deep.include({
      name: 'AnnotatorDiffers',
      what: key('Ann').toBase58(),
      manifest: 'nothing',
      chain: 'a seat',
    });
    const dave = { ...STATE.seats[0]!, wallet: key('Dave') };
    const more = readManifest(croissant({ ...STATE, seats: [...STATE.seats, dave] }, SAID, FILES).bytes);
    expect(checkManifest(more, chain).gone).to.deep.equal([key('Dave').toBase58()]);
    const text = new TextDecoder().decode(written.bytes).replace('"value": "0.8750"', '"value": "1.0000"');
    const praised = readManifest(new TextEncoder().encode(text));
    expect(checkManifest(praised, chain).findings.map(({ name, what }) => [name, what])).to.deep.equal([
      ['HashDiffers', 'SHA-256 of the manifest'],
      ['FigureDiffers', 'goldScore'],
    ]);
  });

  it('lists the first thousand of more members, and their sums are those of all', () => {
    const crowd = Array.from({ length: 1_200 }, (_, at) => ({
      ...STATE.seats[1]!,
      index: at,
      wallet: key(`member ${at}`),
    }));
    const many = croissant({ ...STATE, seats: crowd }, SAID, FILES);
    expect([many.manifest.annotators.length, named(many.manifest.figures)['annotators']]).to.deep.equal([
      1_000,
      '1200',
    ]);
    const all = { ...published(many), seats: crowd };
    expect(checkManifest(readManifest(many.bytes), all)).to.deep.equal({ findings: [], gone: [] });
    const worse = crowd.map((seat, at) => (at === 1_100 ? { ...seat, goldHits: 0 } : seat));
    expect(
      checkManifest(readManifest(many.bytes), { ...all, seats: worse }).findings.map(({ what }) => what),
    ).to.deep.equal(['goldHits', 'goldScore']);
  });
});

describe('a local manifest', () => {
  const { manifest } = croissant(STATE, SAID, FILES);

  it('names decrypted files beside it, with the hash of what lies there', () => {
    const present = [{ name: 'labels.csv.age', sha256: hashOf('plain'), size: 5 }];
    const document = parseJson(localManifest(manifest, present).bytes) as Record<string, never>;
    expect(document['distribution']).to.deep.equal([
      {
        '@type': 'cr:FileObject',
        '@id': 'labels.csv',
        name: 'labels.csv',
        contentUrl: 'labels.csv',
        contentSize: '5 B',
        encodingFormat: 'text/csv',
        sha256: hexOf('plain'),
      },
    ]);
    expect((document['recordSet'] as unknown as { '@id': string }[]).map((set) => set['@id'])).to.deep.equal([
      'records',
    ]);
  });

  it('has no file that was not in the one that was bought', () => {
    const stranger = [{ name: '../secret', sha256: hashOf('x'), size: 1 }];
    expect(() => localManifest(manifest, stranger))
      .to.throw()
      .with.property('name', 'NoSuchFile');
  });

  it('holds no hash of an encrypted file that would let anybody test guesses of its text', () => {
    const text = new TextDecoder().decode(croissant(STATE, SAID, FILES).bytes);
    const age = (JSON.parse(text) as { distribution: { name: string; plain?: object }[] }).distribution[1]!;
    expect(Object.keys(age.plain!)).to.deep.equal(['name', 'mediaType', 'records']);
    expect(new PublicKey(manifest.chain.title).equals(STATE.title)).to.equal(true);
  });
});
