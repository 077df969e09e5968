import { expect } from 'chai';
import { burnLicense, BURN_SECS, fetchLicense, licenceMintPda } from '@tagger/client';
import { delivery, pendingLicence, type Buyer, type DatasetSetup } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('burn_license', () => {
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
  const burning = (change: Partial<Parameters<typeof burnLicense>[0]> = {}) =>
    burnLicense({ caller: bea.key, mint: mint(), holder: bea.key, rentPayer: bea.key, ...change });

  it('refuses its holder while the key is to come: NotBurnable', async () => {
    await expectError(act(world, bea, burning()), 'NotBurnable');
    await act(world, gus, await delivery(world, sold, bea));
  });

  it('[attack 120] refuses strangers, another holder, the rent elsewhere: NotBurnable, NotHolder, WrongRentPayer', async () => {
    await expectError(act(world, gus, burning({ caller: gus.key })), 'NotBurnable');
    await expectError(act(world, gus, burning({ caller: gus.key, holder: gus.key })), 'NotHolder');
    await expectError(act(world, bea, burning({ rentPayer: gus.key })), 'WrongRentPayer');
  });

  it('[attack 64] anyone may from thirty days after it expired', async () => {
    const { expiresAt } = (await fetchLicense(world.connection, mint()))!;
    await waitUntil(world, expiresAt + BigInt(BURN_SECS) - 1n);
    await expectError(act(world, gus, burning({ caller: gus.key })), 'NotBurnable');
    await waitUntil(world, expiresAt + BigInt(BURN_SECS));
    const before = await world.connection.getBalance(bea.key);
    await act(world, gus, burning({ caller: gus.key }));
    expect((await world.connection.getBalance(bea.key)) > before).to.equal(true);
    expect(await fetchLicense(world.connection, mint())).to.equal(null);
  });
});
