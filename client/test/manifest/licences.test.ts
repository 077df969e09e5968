import { expect } from 'chai';
import { DUTIES, USES } from '@tagger/client';
import { classNumbers, classOf, licenceOf, LICENCES, parseUdl, UDL_IDS, udlTags } from '@tagger/client/manifest';
import { key, TRAINING } from './support/dataset.ts';

const PAYMENT = { tagMint: key('TAG').toBase58(), publisher: key('Rita').toBase58(), encrypted: true };
const offer = (uses: number, duties: number, price: bigint, termSecs = 0n) => ({
  terms: { ...TRAINING, uses, duties, termSecs },
  price,
});
const valuesOf = (tags: readonly { name: string; value: string }[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ name, value }) => [name, value]));

describe('licences', () => {
  it('have the class triple of the Data Provenance Initiative', () => {
    const triple = (spdx: string) => {
      const { useClass, attribution, shareAlike } = classNumbers(licenceOf(spdx));
      return [useClass, attribution, shareAlike];
    };
    expect(triple('CC0-1.0')).to.deep.equal([1, 0, 0]);
    expect(triple('CC-BY-4.0')).to.deep.equal([1, 1, 0]);
    expect(triple('CC-BY-SA-4.0')).to.deep.equal([1, 1, 1]);
    expect(triple('CC-BY-NC-SA-4.0')).to.deep.equal([3, 1, 1]);
    expect(triple('C-UDA-1.0')).to.deep.equal([1, 1, 1]);
    expect(triple('ODbL-1.0')).to.deep.equal([1, 1, 1]);
  });

  it('are found in any case, are there once, and give their class back', () => {
    expect(licenceOf('cc-by-4.0').spdx).to.equal('CC-BY-4.0');
    expect(new Set(LICENCES.map(({ spdx }) => spdx.toLowerCase())).size).to.equal(LICENCES.length);
    for (const { useClass, attribution, shareAlike } of LICENCES)
      expect(classOf(classNumbers({ useClass, attribution, shareAlike }))).to.deep.equal({
        useClass,
        attribution,
        shareAlike,
      });
  });

  it('nobody classified are refused', () => {
    for (const spdx of ['', 'WTFPL', 'CC-BY-4.0 OR MIT', '__proto__', 'LicenseRef-mine'])
      expect(() => licenceOf(spdx), spdx)
        .to.throw()
        .with.property('name', 'UnclassifiedLicence');
  });
});

describe('UDL tags', () => {
  it('say what one offer allows', () => {
    const uses = USES.train | USES.derive | USES.commercial;
    expect(valuesOf(udlTags([offer(uses, DUTIES.attribution, 1_500_000n, 31_536_000n)], PAYMENT))).to.deep.equal({
      License: UDL_IDS[0],
      'Access-Fee': 'One-Time-1.5',
      Derivation: 'Allowed-With-Credit',
      'Commercial-Use': 'Allowed-With-Credit',
      'Data-Model-Training': 'Allowed',
      'Unknown-Usage-Rights': 'Excluded',
      Expiry: '1',
      Currency: PAYMENT.tagMint,
      'Payment-Address': PAYMENT.publisher,
    });
  });

  it('of several offers give no more than the cheapest gives: what all allow, the least price, the shortest term', () => {
    const offers = [
      offer(USES.evaluate, 0, 1_000_000n, 2_592_000n),
      offer(USES.evaluate | USES.train | USES.commercial, DUTIES.shareAlike, 50_000_000n),
    ];
    const tags = valuesOf(udlTags(offers, PAYMENT));
    expect(tags).to.include({
      'Access-Fee': 'One-Time-1',
      Derivation: 'Disallowed',
      'Commercial-Use': 'Disallowed',
      'Data-Model-Training': 'Disallowed',
      Expiry: '0.0821',
    });
  });

  it('of a free offer without an end have neither fee nor expiry, and share-alike is passed through', () => {
    const tags = valuesOf(udlTags([offer(USES.train | USES.derive, DUTIES.shareAlike, 0n)], PAYMENT));
    expect(tags).not.to.have.any.keys('Access-Fee', 'Expiry');
    expect(tags['Derivation']).to.equal('Allowed-With-License-Passthrough');
    expect(() => udlTags([], PAYMENT))
      .to.throw()
      .with.property('name', 'NoOffer');
  });

  it('grant no derived works where both a name and the same licence are asked for', () => {
    const tags = valuesOf(udlTags([offer(USES.derive, DUTIES.attribution | DUTIES.shareAlike, 0n)], PAYMENT));
    expect(tags['Derivation']).to.equal('Disallowed');
  });

  it('are refused on an item that is not encrypted, unless every offer lets it be published', () => {
    const open = { ...PAYMENT, encrypted: false };
    expect(() => udlTags([offer(USES.train, 0, 0n)], open))
      .to.throw()
      .with.property('name', 'UdlTooWide');
    expect(udlTags([offer(USES.train | USES.redistribute, 0, 0n)], open)).to.have.length(7);
  });

  it('fit the 2,048 bytes of tags that an item has', () => {
    const most = 0xffff_ffff_ffff_ffffn;
    const tags = udlTags([offer(63, 3, most, most)], PAYMENT);
    expect(tags.reduce((sum, { name, value }) => sum + name.length + value.length, 0)).to.be.lessThan(600);
  });

  it('are read back', () => {
    const uses = USES.train | USES.derive;
    expect(parseUdl(udlTags([offer(uses, DUTIES.attribution, 1_500_000n, 31_536_000n)], PAYMENT))).to.deep.equal({
      licence: UDL_IDS[0],
      accessFee: { amount: '1.5', monthly: false },
      derivation: { grant: 'credit' },
      commercialUse: { grant: 'disallowed' },
      training: { grant: 'allowed' },
      unknownUses: false,
      expiry: '1',
      currency: PAYMENT.tagMint,
      paymentAddress: PAYMENT.publisher,
    });
  });

  it('are understood in the spellings of other applications', () => {
    const read = (...tags: [string, string][]) =>
      parseUdl([['License', UDL_IDS[1]] as const, ...tags].map(([name, value]) => ({ name, value })));
    expect(read(['Derivations', 'Allowed-With-RevenueShare-12.5%']).derivation).to.deep.equal({
      grant: 'revenueShare',
      percent: '12.5',
    });
    expect(read(['derivation', 'allowed-with-revenue-share-25']).derivation).to.deep.equal({
      grant: 'revenueShare',
      percent: '25',
    });
    expect(read(['Commercial Use', 'Allowed-With-Fee-One-Time-20']).commercialUse).to.deep.equal({
      grant: 'oneTime',
      fee: '20',
    });
    expect(read(['Commercial-Use', 'Allowed-With-One-Time-Fee-0.01']).commercialUse).to.deep.equal({
      grant: 'oneTime',
      fee: '0.01',
    });
    expect(read(['data-model-training', 'Allowed-With-Fee-Monthly-3']).training).to.deep.equal({
      grant: 'monthly',
      fee: '3',
    });
    expect(read(['License-Fee', 'Monthly-5']).accessFee).to.deep.equal({ amount: '5', monthly: true });
    expect(read(['Access-Fee', '0.001']).accessFee).to.deep.equal({ amount: '0.001', monthly: false });
    expect(read(['Expires', '3'], ['Topic:pets', 'pets'], ['Title', 'x'])).to.include({
      expiry: '3',
      unknownUses: true,
    });
  });

  it('that are unclear, there twice, or of another licence are refused', () => {
    const refused = (tags: [string, string][]): string => {
      try {
        parseUdl(tags.map(([name, value]) => ({ name, value })));
      } catch (error) {
        return (error as Error).name;
      }
      return 'nothing';
    };
    const udl: [string, string] = ['License', UDL_IDS[0]];
    expect(refused([])).to.equal('NoUdl');
    expect(refused([['License', 'x'.repeat(43)]])).to.equal('NoUdl');
    expect(refused([udl, ['Data-Model-Training', 'Maybe']])).to.equal('UdlUnclear');
    expect(refused([udl, ['Data-Model-Training', 'Allowed-With-Fee-Monthly-1e9']])).to.equal('UdlUnclear');
    expect(refused([udl, ['Derivation', 'Allowed-With-Credit'], ['Derivations', 'Disallowed']])).to.equal('UdlUnclear');
    expect(refused([udl, ['Unknown-Usage-Rights', 'Included']])).to.equal('UdlUnclear');
    expect(refused([udl, ['Currency', '<script>']])).to.equal('UdlUnclear');
    expect(refused([udl, ['Expiry', '9'.repeat(1_000)]])).to.equal('UdlUnclear');
    expect(refused([udl, ['Access-Fee', 'One-Time--1']])).to.equal('UdlUnclear');
  });
});
