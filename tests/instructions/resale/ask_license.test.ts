import { expect } from 'chai';
import { askLicense, fetchLicense } from '@tagger/client';
import { heldLicence, TRAINING, type HeldLicence } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('ask_license', () => {
  let world: World;
  let held: HeldLicence;
  before(async () => {
    world = await theWorld();
    held = await heldLicence(world);
  });
  const asking = (price: bigint, { bea, mint } = held) => askLicense({ holder: bea.key, mint, price });

  it('refuses who does not hold it, and one that may not be passed on: NotHolder, LicenseNotTransferable', async () => {
    const [gus] = (await people(world, 1)) as [Actor];
    const { mint } = held;
    await expectError(act(world, gus, askLicense({ holder: gus.key, mint, price: 1n })), 'NotHolder');
    const bound = await heldLicence(world, TRAINING);
    await expectError(act(world, bound.bea, asking(1n, bound)), 'LicenseNotTransferable');
  });

  it('says a price, and takes it back', async () => {
    const sent = await act(world, held.bea, asking(9_000_000n));
    expect(eventOf(sent, 'licenseChanged')).to.include({ what: 6 });
    expect((await fetchLicense(world.connection, held.mint))?.asking).to.equal(9_000_000n);
    await act(world, held.bea, asking(0n));
    expect((await fetchLicense(world.connection, held.mint))?.asking).to.equal(0n);
  });

  it('refuses an expired one: LicenseExpired', async () => {
    await waitUntil(world, (await fetchLicense(world.connection, held.mint))!.expiresAt);
    await expectError(act(world, held.bea, asking(1n)), 'LicenseExpired');
  });
});
