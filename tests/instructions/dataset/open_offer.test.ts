import { expect } from 'chai';
import { fetchDataset, fetchOffer, openOffer, PAUSE, type LicenceTerms, type OpenOffer } from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { published, TRAINING, type DatasetSetup } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePaused } from '../../support/admin.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const ZEROS = Array.from({ length: 32 }, () => 0);

describe('open_offer', () => {
  let world: World;
  let pro: Actor;
  let sold: DatasetSetup;
  before(async () => {
    world = await theWorld();
    pro = await aMember(world, 'Pro', 0n);
    sold = await published(world, pro);
  });
  const opening = (terms: Partial<LicenceTerms> = {}, change: Partial<OpenOffer> = {}) =>
    openOffer({
      publisher: pro.key,
      dataset: sold.dataset,
      index: 0,
      terms: { ...TRAINING, ...terms },
      price: 10_000_000n,
      keySecs: 3_600,
      ...change,
    });

  it('refuses anybody but the publisher: NotPublisher', async () => {
    const mallory = await aMember(world, 'Mallory', 0n);
    await expectError(act(world, mallory, opening({}, { publisher: mallory.key })), 'NotPublisher');
  });

  it('refuses while opening is paused: Paused', async () => {
    await whilePaused(world, PAUSE.tasks, () => expectError(act(world, pro, opening()), 'Paused'));
  });

  const wrong: [string, string, Partial<LicenceTerms>][] = [
    ['no text', 'UnclassifiedLicence', { textHash: ZEROS }],
    ['no place of the text', 'UnclassifiedLicence', { textId: ZEROS }],
    ['nothing that is allowed', 'UnclassifiedLicence', { uses: 0 }],
    ['a use there is not', 'UnclassifiedLicence', { uses: 64 }],
    ['a duty there is not', 'UnclassifiedLicence', { duties: 4 }],
    ['a royalty above the price', 'ParameterOutOfBounds', { transferable: 1, royaltyBps: 10_001 }],
    ['a royalty of what stays', 'ParameterOutOfBounds', { royaltyBps: 1 }],
    ['a least royalty of what stays', 'ParameterOutOfBounds', { leastRoyalty: 1n }],
    ['a territory in small letters', 'ParameterOutOfBounds', { territory: [...Buffer.from('de')] }],
    ['a switch of two', 'ParameterOutOfBounds', { transferable: 2 }],
  ];
  for (const [what, error, terms] of wrong)
    it(`refuses ${what}: ${error}`, async () => {
      await expectError(act(world, pro, opening(terms)), error);
    });

  it('refuses a window for the key outside the limits: WindowOutOfBounds', async () => {
    for (const keySecs of [59, 2_592_001])
      await expectError(act(world, pro, opening({}, { keySecs })), 'WindowOutOfBounds');
  });

  it('offers a licence; the next offer has the next index', async () => {
    const event = eventOf(await act(world, pro, opening({ territory: [...Buffer.from('DE')] })), 'offerChanged');
    expect(event).to.deep.include({ index: 0, price: 10_000_000n, closed: false });
    await act(world, pro, opening({}, { index: 1, price: 0n, supply: 3 }));
    expect(await fetchDataset(world.connection, sold.dataset)).to.include({ offers: 2, offersMade: 2 });
    expect(await fetchOffer(world.connection, sold.dataset, 1)).to.include({ price: 0n, supply: 3, sold: 0 });
  });
});
