import { getTokenMetadata } from '@solana/spl-token';
import { expect } from 'chai';
import { fetchDataset, fetchLicense, fetchOffer, PAUSE, upgradeLicense, USES, withdrawDataset } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { sha256 } from '../../support/build.ts';
import { heldLicence, offered, PASSED_ON, type HeldLicence } from '../../support/datasets.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const COMMERCIAL = { ...PASSED_ON, uses: PASSED_ON.uses | USES.commercial, textHash: [...sha256('commercial')] };

/** Bea holds a licence for a year that cost 10 TAG; a commercial one costs 30. */
describe('upgrade_license', () => {
  let world: World;
  let held: HeldLicence;
  before(async () => {
    world = await theWorld();
    held = await heldLicence(world);
    await offered(world, held.sold, { index: 1, terms: COMMERCIAL, price: 30_000_000n, supply: 1 });
  });
  const upgrading = (change: Partial<Parameters<typeof upgradeLicense>[0]> = {}) =>
    upgradeLicense({
      holder: held.bea.key,
      dataset: held.sold.dataset,
      index: 1,
      mint: held.mint,
      most: 30_000_000n,
      terms: COMMERCIAL,
      from: held.bea.tokens,
      tagMint: world.tagMint,
      ...change,
    });

  it('refuses while tasks are paused: Paused', () =>
    whilePaused(world, PAUSE.tasks, () => expectError(act(world, held.bea, upgrading()), 'Paused')));

  it('[attack 122] refuses who does not hold it, other terms than named, a price above what is said: NotHolder, WrongTerms, PriceTooHigh', async () => {
    const [gus] = (await people(world, 1)) as [Actor];
    await expectError(act(world, gus, upgrading({ holder: gus.key, from: gus.tokens })), 'NotHolder');
    await expectError(act(world, held.bea, upgrading({ terms: PASSED_ON })), 'WrongTerms');
    await expectError(act(world, held.bea, upgrading({ most: 19_000_000n })), 'PriceTooHigh');
  });

  it('after half of the term 25 TAG are due; the new term begins now, and the token says so: then SoldOut', async () => {
    const { bea, mint, sold } = held;
    const { expiresAt, boughtAt } = (await fetchLicense(world.connection, mint))!;
    await waitUntil(world, boughtAt + (expiresAt - boughtAt) / 2n);
    const purse = await tagOf(world, bea.tokens);
    const before = (await fetchDataset(world.connection, sold.dataset))!.earned;
    const sent = await act(world, bea, upgrading());
    expect(eventOf(sent, 'licenseChanged')).to.include({ what: 9 });
    const license = (await fetchLicense(world.connection, mint))!;
    const paid = purse - (await tagOf(world, bea.tokens));
    const at = license.expiresAt - COMMERCIAL.termSecs;
    // Ten TAG for what is left of the year when it was sent, rounded down.
    expect(paid).to.equal(30_000_000n - (10_000_000n * (expiresAt - at)) / PASSED_ON.termSecs);
    expect(paid >= 25_000_000n && paid < 25_010_000n).to.equal(true);
    expect((await fetchDataset(world.connection, sold.dataset))!.earned).to.equal(before + paid);
    expect(license).to.include({ offer: 1, paid: 30_000_000n });
    expect(license.terms.uses).to.equal(COMMERCIAL.uses);
    expect((await fetchOffer(world.connection, sold.dataset, 1))?.sold).to.equal(1);
    const metadata = await getTokenMetadata(world.connection, mint);
    expect(Object.fromEntries(metadata!.additionalMetadata)).to.include({
      terms: Buffer.from(COMMERCIAL.textHash).toString('hex'),
      expires: `${license.expiresAt}`,
    });
    // There was one such licence.
    const other = await heldLicence(world, PASSED_ON, sold);
    const late = upgrading({ holder: other.bea.key, mint: other.mint, from: other.bea.tokens });
    await expectError(act(world, other.bea, late), 'SoldOut');
  });

  it('[attack 122] back and forth would use up what there is of both offers for nothing: NotAnUpgrade', async () => {
    const { bea, sold } = held;
    await offered(world, sold, { index: 2, price: 30_000_000n, terms: PASSED_ON });
    await expectError(act(world, bea, upgrading({ index: 2, terms: PASSED_ON })), 'NotAnUpgrade');
    await offered(world, sold, { index: 3, price: 30_000_001n, terms: PASSED_ON });
    const purse = await tagOf(world, bea.tokens);
    await act(world, bea, upgrading({ index: 3, terms: PASSED_ON }));
    // Nearly all of the term is left.
    expect(purse - (await tagOf(world, bea.tokens)) < 10_000n).to.equal(true);
    expect(await fetchLicense(world.connection, held.mint)).to.include({ offer: 3, paid: 30_000_001n });
  });

  it('refuses an expired one, and a dataset that is sold no more: LicenseExpired, DatasetWithdrawn', async () => {
    const { bea, mint, sold } = held;
    const { expiresAt } = (await fetchLicense(world.connection, mint))!;
    expect(expiresAt > BigInt((await now(world)).unixTimestamp)).to.equal(true);
    await waitUntil(world, expiresAt);
    const again = upgrading({ index: 3, terms: PASSED_ON });
    await expectError(act(world, bea, again), 'LicenseExpired');
    await act(world, sold.publisher, withdrawDataset({ publisher: sold.publisher.key, dataset: sold.dataset }));
    await expectError(act(world, bea, again), 'DatasetWithdrawn');
  });
});
