import { TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { expect } from 'chai';
import { closeOffer, fetchDataset, fetchLicense, licenceMintPda, renewLicense, withdrawDataset } from '@tagger/client';
import { delivery, offered, PASSED_ON, pendingLicence, type Buyer, type DatasetSetup } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('renew_license', () => {
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
  const renewing = (change: Partial<Parameters<typeof renewLicense>[0]> = {}) =>
    renewLicense({
      payer: gus.key,
      dataset: sold.dataset,
      index: 0,
      mint: mint(),
      most: 10_000_000n,
      from: gus.tokens,
      tagMint: world.tagMint,
      ...change,
    });

  it('refuses one whose key is to come: WrongLicenceState', async () => {
    await expectError(act(world, gus, renewing()), 'WrongLicenceState');
    await act(world, gus, await delivery(world, sold, bea));
  });

  it('[attack 122] refuses a price above what is said, and an offer of other terms: PriceTooHigh, WrongTerms', async () => {
    await expectError(act(world, gus, renewing({ most: 9_999_999n })), 'PriceTooHigh');
    await offered(world, sold, { index: 1, price: 1n });
    await expectError(act(world, gus, renewing({ index: 1 })), 'WrongTerms');
  });

  it('[attack 19] refuses another program than Token-2022: WrongProgram', async () => {
    const instruction = renewing();
    const program = instruction.keys.find(({ pubkey }) => pubkey.equals(TOKEN_2022_PROGRAM_ID))!;
    program.pubkey = gus.key;
    await expectError(act(world, gus, instruction), 'WrongProgram');
  });

  it('adds a term behind the last one, whoever pays, and divides the price', async () => {
    const before = (await fetchLicense(world.connection, mint()))!.expiresAt;
    await act(world, gus, renewing());
    expect((await fetchLicense(world.connection, mint()))!.expiresAt).to.equal(before + PASSED_ON.termSecs);
    expect((await fetchDataset(world.connection, sold.dataset))!.earned).to.equal(20_000_000n);
  });

  it('begins now when the last one is over', async () => {
    const { expiresAt } = (await fetchLicense(world.connection, mint()))!;
    await waitUntil(world, expiresAt + 1_000n);
    await act(world, gus, renewing());
    const after = (await fetchLicense(world.connection, mint()))!.expiresAt;
    expect(after >= expiresAt + 1_000n + PASSED_ON.termSecs).to.equal(true);
  });

  it('refuses once the dataset is withdrawn: DatasetWithdrawn', async () => {
    const { publisher, dataset } = sold;
    await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset }));
    await expectError(act(world, gus, renewing()), 'DatasetWithdrawn');
    const closing = closeOffer({ caller: gus.key, dataset, index: 0, rentPayer: publisher.key });
    await act(world, gus, closing);
  });
});
