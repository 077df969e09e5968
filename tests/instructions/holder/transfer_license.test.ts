import { PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import { fetchDataset, fetchLicense, licenceMintPda, transferLicense } from '@tagger/client';
import {
  delivery,
  offered,
  pendingLicence,
  published,
  purchase,
  type Buyer,
  type DatasetSetup,
} from '../../support/datasets.ts';
import { expectError, tagOf } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('transfer_license', () => {
  let world: World;
  let gus: Actor;
  let bea: Buyer;
  let sold: DatasetSetup;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    ({ sold, bea } = await pendingLicence(world));
  });
  const mint = () => licenceMintPda(sold.dataset, bea.key, 1n);
  const passing = (change: Partial<Parameters<typeof transferLicense>[0]> = {}) =>
    transferLicense({
      holder: bea.key,
      dataset: sold.dataset,
      mint: mint(),
      to: gus.key,
      price: 2_000_001n,
      from: bea.tokens,
      tagMint: world.tagMint,
      ...change,
    });

  it('[attack 123] refuses one whose key is to come: LicenseNotActive', async () => {
    await expectError(act(world, bea, passing()), 'LicenseNotActive');
    await act(world, gus, await delivery(world, sold, bea));
  });

  it('refuses anybody but the holder, and nobody as receiver: NotHolder, ZeroAddress', async () => {
    await expectError(act(world, gus, passing({ holder: gus.key, from: gus.tokens })), 'NotHolder');
    await expectError(act(world, bea, passing({ to: PublicKey.default })), 'ZeroAddress');
  });

  it('[attack 4] refuses another dataset than the licence speaks of: WrongDataset', async () => {
    const other = await published(world, sold.publisher);
    await expectError(act(world, bea, passing({ dataset: other.dataset })), 'WrongDataset');
  });

  it('[attack 124] refuses what its terms keep with its holder: LicenseNotTransferable', async () => {
    await offered(world, sold, { index: 1, price: 0n });
    await act(world, bea, purchase(world, sold, bea, { index: 1, nonce: 2n }));
    await act(world, gus, await delivery(world, sold, bea, 2n));
    const bound = licenceMintPda(sold.dataset, bea.key, 2n);
    await expectError(act(world, bea, passing({ mint: bound })), 'LicenseNotTransferable');
  });

  it('takes five per cent, rounded up, or the least, and names the receiver for an hour', async () => {
    const before = await tagOf(world, bea.tokens);
    await act(world, bea, passing());
    expect(await tagOf(world, bea.tokens)).to.equal(before - 100_001n);
    const license = (await fetchLicense(world.connection, mint()))!;
    expect(license.approvedTo.equals(gus.key)).to.equal(true);
    await act(world, bea, passing({ price: 0n }));
    expect(await tagOf(world, bea.tokens)).to.equal(before - 200_001n);
    expect((await fetchDataset(world.connection, sold.dataset))!.earned).to.equal(10_200_001n);
  });

  it('[attack 123] refuses from the second it expires: LicenseExpired', async () => {
    const { expiresAt } = (await fetchLicense(world.connection, mint()))!;
    await waitUntil(world, expiresAt - 1n);
    await act(world, bea, passing());
    await waitUntil(world, expiresAt);
    await expectError(act(world, bea, passing()), 'LicenseExpired');
  });
});
