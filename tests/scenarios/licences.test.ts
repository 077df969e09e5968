import { getAccount, TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import { expect } from 'chai';
import {
  burnLicense,
  BURN_SECS,
  fetchDataset,
  fetchLicense,
  licenceMintPda,
  licenceTokens,
  renewLicense,
  transferLicense,
  type LicenceTerms,
  sendLicence,
} from '@tagger/client';
import { aMember } from '../support/build.ts';
import { aBuyer, delivery, offered, published, purchase, TRAINING, type DatasetSetup } from '../support/datasets.ts';
import { expectError, tagOf } from '../support/expect.ts';
import { people } from '../support/people.ts';
import { waitUntil } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

/** Five per cent of a resale, a tenth of a TAG at least. */
const PASSED_ON: LicenceTerms = { ...TRAINING, transferable: 1, royaltyBps: 500, leastRoyalty: 100_000n };

/** Pro sells licences of his own data at 10 TAG for a year. Bea buys one; wallets move it, the program keeps the rules. */
describe('scenario: licences', () => {
  let world: World;
  let sold: DatasetSetup;
  let carl: Actor;
  before(async () => {
    world = await theWorld();
    const pro = await aMember(world, 'Pro', 0n);
    sold = await published(world, pro);
    await offered(world, sold, { terms: PASSED_ON });
    [carl] = (await people(world, 1)) as [Actor];
  });

  const bought = async () => {
    const bea = await aBuyer(world);
    await act(world, bea, purchase(world, sold, bea, { terms: PASSED_ON }));
    await act(world, world.deployer, await delivery(world, sold, bea));
    return { bea, mint: licenceMintPda(sold.dataset, bea.key, 1n) };
  };
  /** What any wallet sends. */
  const sending = (mint: PublicKey, from: Actor, to: Actor) =>
    sendLicence(world.connection, { mint, from: from.key, to: to.key });

  it('a plain transfer fails, one whose royalty was paid passes, and Pro earns it', async () => {
    const { bea, mint } = await bought();
    const plain = await sending(mint, bea, carl);
    await expectError(act(world, bea, ...plain), 'TransferNotApproved');
    const before = (await fetchDataset(world.connection, sold.dataset))!;
    const { dataset } = sold;
    const resale = {
      holder: bea.key,
      dataset,
      mint,
      to: carl.key,
      price: 8_000_000n,
      from: bea.tokens,
      tagMint: world.tagMint,
    };
    await expectError(act(world, carl, transferLicense({ ...resale, holder: carl.key })), 'NotHolder');
    const purse = await tagOf(world, bea.tokens);
    await act(world, bea, transferLicense(resale), ...plain);
    expect(await tagOf(world, bea.tokens)).to.equal(purse - 400_000n);
    const after = (await fetchDataset(world.connection, dataset))!;
    // Fee of 2 %, the rest is Pro's: own data has no contributors.
    expect(after.publisherDue - before.publisherDue).to.equal(392_000n);
    expect(after.feesDue - before.feesDue).to.equal(8_000n);
    expect((await fetchLicense(world.connection, mint))?.holder.equals(carl.key)).to.equal(true);
    const held = await getAccount(world.connection, licenceTokens(mint, carl.key), 'confirmed', TOKEN_2022_PROGRAM_ID);
    expect(held.amount).to.equal(1n);
    // A present costs the least royalty.
    const present = { ...resale, holder: carl.key, to: bea.key, price: 0n, from: carl.tokens };
    const own = await tagOf(world, carl.tokens);
    await act(world, carl, transferLicense(present), ...(await sending(mint, carl, bea)));
    expect(await tagOf(world, carl.tokens)).to.equal(own - 100_000n);
  });

  it('[attack 123] an expired one moves nowhere until it is renewed; a renewal begins where the term ended', async () => {
    const { bea, mint } = await bought();
    const { dataset } = sold;
    const { expiresAt } = (await fetchLicense(world.connection, mint))!;
    const renewal = {
      payer: carl.key,
      dataset,
      index: 0,
      mint,
      most: 10_000_000n,
      from: carl.tokens,
      tagMint: world.tagMint,
    };
    await act(world, carl, renewLicense(renewal));
    expect((await fetchLicense(world.connection, mint))?.expiresAt).to.equal(expiresAt + PASSED_ON.termSecs);
    await expectError(act(world, carl, renewLicense({ ...renewal, most: 9_999_999n })), 'PriceTooHigh');
    await waitUntil(world, expiresAt + PASSED_ON.termSecs);
    const resale = {
      holder: bea.key,
      dataset,
      mint,
      to: carl.key,
      price: 0n,
      from: bea.tokens,
      tagMint: world.tagMint,
    };
    await expectError(act(world, bea, transferLicense(resale)), 'LicenseExpired');
    await expectError(act(world, bea, ...(await sending(mint, bea, carl))), 'LicenseExpired');
    await act(world, carl, renewLicense(renewal));
    const now = (await fetchLicense(world.connection, mint))!.expiresAt;
    expect(now >= expiresAt + 2n * PASSED_ON.termSecs).to.equal(true);
    await act(world, bea, transferLicense(resale), ...(await sending(mint, bea, carl)));
  });

  it('burnt by its holder, or by anyone a month after its end: every lamport is back but the fees', async () => {
    const bea = await aBuyer(world);
    const { deployer, connection } = world;
    const before = await connection.getBalance(bea.key);
    await act(world, bea, purchase(world, sold, bea, { terms: PASSED_ON }));
    const mint = licenceMintPda(sold.dataset, bea.key, 1n);
    const burning = { caller: bea.key, mint, holder: bea.key, rentPayer: bea.key };
    await expectError(act(world, bea, burnLicense(burning)), 'NotBurnable');
    await act(world, deployer, await delivery(world, sold, bea));
    await expectError(act(world, deployer, burnLicense({ ...burning, caller: deployer.publicKey })), 'NotBurnable');
    await act(world, bea, burnLicense(burning));
    expect(await fetchLicense(connection, mint)).to.equal(null);
    expect(await connection.getAccountInfo(mint)).to.equal(null);
    const after = await connection.getBalance(bea.key);
    // Three transactions were paid for, one of which was refused.
    expect(before - after <= 15_000, `${before - after} lamports`).to.equal(true);

    const { bea: second, mint: other } = await bought();
    const { expiresAt } = (await fetchLicense(connection, other))!;
    const stranger = { caller: deployer.publicKey, mint: other, holder: second.key, rentPayer: second.key };
    await waitUntil(world, expiresAt + BigInt(BURN_SECS) - 1n);
    await expectError(act(world, deployer, burnLicense(stranger)), 'NotBurnable');
    await waitUntil(world, expiresAt + BigInt(BURN_SECS));
    await act(world, deployer, burnLicense(stranger));
    expect(await fetchLicense(connection, other)).to.equal(null);
  });
});
