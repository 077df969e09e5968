import { expect } from 'chai';
import {
  extraMetasPda,
  fetchDataset,
  fetchLicense,
  fetchMember,
  licenceMintPda,
  licenceTokens,
  licensePda,
  refundPurchase,
} from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { aBuyer, offered, published, purchase, type Buyer, type DatasetSetup } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('refund_purchase', () => {
  let world: World;
  let gus: Actor;
  let bea: Buyer;
  let sold: DatasetSetup;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    sold = await published(world, await aMember(world, 'Pro', 0n));
    await offered(world, sold, { price: 100_000n });
    bea = await aBuyer(world);
  });
  const mint = () => licenceMintPda(sold.dataset, bea.key, 1n);
  const refunding = (change: Partial<Parameters<typeof refundPurchase>[0]> = {}) =>
    refundPurchase({
      dataset: sold.dataset,
      publisher: sold.publisher.key,
      holder: bea.key,
      mint: mint(),
      rentPayer: bea.key,
      ...change,
    });

  it('[attack 64] refuses while the key may come: WindowOpen', async () => {
    await act(world, bea, purchase(world, sold, bea));
    await waitUntil(world, (await fetchLicense(world.connection, mint()))!.keyUntil - 1n);
    await expectError(act(world, gus, refunding()), 'WindowOpen');
    await waitUntil(world, (await fetchLicense(world.connection, mint()))!.keyUntil);
  });

  it('[attack 47] refuses to send the rent elsewhere: WrongRentPayer', async () => {
    await expectError(act(world, gus, refunding({ rentPayer: gus.key })), 'WrongRentPayer');
  });

  it('[attack 4] refuses another dataset: WrongDataset', async () => {
    const other = await published(world, sold.publisher);
    await expectError(act(world, gus, refunding({ dataset: other.dataset })), 'WrongDataset');
  });

  it('gives price and rent back, takes at most the price from the bond, and leaves nothing behind', async () => {
    const accounts = [mint(), licensePda(mint()), extraMetasPda(mint()), licenceTokens(mint(), bea.key)];
    const rents = await Promise.all(accounts.map((account) => world.connection.getBalance(account)));
    const lamports = await world.connection.getBalance(bea.key);
    const before = (await fetchMember(world.connection, bea.key))!;
    expect(eventOf(await act(world, gus, refunding()), 'licenseChanged')).to.deep.include({ what: 2 });
    expect(await world.connection.getBalance(bea.key)).to.equal(lamports + rents.reduce((sum, rent) => sum + rent, 0));
    for (const account of accounts) expect(await world.connection.getAccountInfo(account)).to.equal(null);
    // 5 % of the bond would be 0.25 TAG: more than the price.
    expect(await fetchMember(world.connection, bea.key)).to.include({
      balance: before.balance + 100_000n,
      stakeActive: before.stakeActive + 100_000n,
      purchases: 0,
    });
    expect(await fetchDataset(world.connection, sold.dataset)).to.include({ bond: 4_900_000n, pending: 0n });
  });
});
