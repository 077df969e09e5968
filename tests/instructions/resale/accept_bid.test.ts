import { getAccount, TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { expect } from 'chai';
import {
  acceptBid,
  fetchBid,
  fetchDataset,
  fetchLicense,
  fetchMember,
  licenceTokens,
  renewLicense,
  withdrawBid,
} from '@tagger/client';
import { datasetIdentity, generateIdentity, unwrapKey } from '@tagger/client/keys';
import {
  accepting,
  aBuyer,
  bidding,
  handover,
  heldLicence,
  offered,
  PASSED_ON,
  type Buyer,
  type HeldLicence,
} from '../../support/datasets.ts';
import { eventOf, expectError, NO_SUCH_ACCOUNT } from '../../support/expect.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type World } from '../../support/world.ts';

/** Bea sells her licence to Bob; the royalty is 5 %, at least a tenth of a TAG. */
describe('accept_bid', () => {
  let world: World;
  let held: HeldLicence;
  let bob: Buyer;
  before(async () => {
    world = await theWorld();
    held = await heldLicence(world);
    bob = await aBuyer(world);
    await act(world, bob, await bidding(world, held, bob));
  });

  it('[attack 1] refuses anybody but the holder: NotHolder', async () => {
    const instruction = await accepting(world, held, bob);
    const carl = await aBuyer(world);
    instruction.keys[0]!.pubkey = carl.key;
    await expectError(act(world, carl, instruction), 'NotHolder');
  });

  it('[attack 174] refuses a wrap of another key, for another person, or with a flipped bit: WrongWrap', async () => {
    const { bea, sold, mint } = held;
    const taking = (made: { wrap: Uint8Array; proof: Uint8Array }) =>
      acceptBid({ holder: bea.key, dataset: sold.dataset, mint, bidder: bob.key, least: 8_000_000n, ...made });
    const bid = (await fetchBid(world.connection, mint, bob.key))!;
    const good = await handover(world, mint, bea, bid.recipient);
    const carl = await aBuyer(world);
    const member = (await fetchMember(world.connection, carl.key))!;
    const forCarl = await handover(world, mint, bea, member.key);
    const other = await heldLicence(world);
    const elsewhere = await handover(world, other.mint, other.bea, bid.recipient);
    const flipped = { wrap: good.wrap, proof: good.proof.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) };
    for (const bad of [forCarl, elsewhere, flipped, { wrap: forCarl.wrap, proof: good.proof }])
      await expectError(act(world, bea, taking(bad)), 'WrongWrap');
  });

  it('[attack 122] Bob bids anew, and lower, when he sees her answer: PriceTooLow', async () => {
    const answer = await accepting(world, held, bob);
    const [back, again] = [
      withdrawBid({ caller: bob.key, mint: held.mint, bidder: bob.key }),
      await bidding(world, held, bob, { price: 100_000n }),
    ];
    await act(world, bob, back, again);
    await expectError(act(world, held.bea, answer), 'PriceTooLow');
    await act(world, bob, back, await bidding(world, held, bob));
  });

  it('refuses a bid below the royalty: BelowRoyalty', async () => {
    const carl = await aBuyer(world);
    await act(world, carl, await bidding(world, held, carl, { price: 99_999n }));
    await expectError(act(world, held.bea, await accepting(world, held, carl)), 'BelowRoyalty');
  });

  it('moves licence, key and money in one step: 8 TAG, of which 0.4 are royalty', async () => {
    const { bea, sold, mint } = held;
    const { connection } = world;
    const taking = await accepting(world, held, bob);
    const before = (await fetchDataset(connection, sold.dataset))!;
    const purse = (await fetchMember(connection, bea.key))!.balance;
    const sent = await act(world, bea, taking);
    expect(eventOf(sent, 'bidChanged')).to.include({ what: 2 });
    expect((await fetchMember(connection, bea.key))!.balance - purse).to.equal(7_600_000n);
    const after = (await fetchDataset(connection, sold.dataset))!;
    expect([after.feesDue - before.feesDue, after.publisherDue - before.publisherDue]).to.deep.equal([
      8_000n,
      392_000n,
    ]);
    const license = (await fetchLicense(connection, mint))!;
    expect(license.holder.equals(bob.key)).to.equal(true);
    expect(license.asking).to.equal(0n);
    const where = await getAccount(connection, licenceTokens(mint, bob.key), 'confirmed', TOKEN_2022_PROGRAM_ID);
    expect(where.amount).to.equal(1n);
    // Bob opens the dataset with what stands on chain, and his key alone.
    const commitment = Uint8Array.from(after.contents.commitment);
    const opened = unwrapKey(bob.identity, commitment, Uint8Array.from(license.wrap.flat()));
    expect(opened.toAge()).to.equal(datasetIdentity(sold.secret).toAge());
    expect(unwrapKey(generateIdentity(), commitment, Uint8Array.from(license.wrap.flat())).toAge()).not.to.equal(
      opened.toAge(),
    );
    expect(await fetchBid(connection, mint, bob.key)).to.equal(null);
    expect(await fetchMember(connection, bob.key)).to.include({ purchases: 0 });
    await expectError(act(world, bea, taking), NO_SUCH_ACCOUNT);
  });

  it('Bob sells it on to Carl, with the key he got from Bea', async () => {
    const carl = await aBuyer(world);
    await act(world, carl, await bidding(world, held, carl));
    await act(world, bob, await accepting(world, held, carl, bob));
    const license = (await fetchLicense(world.connection, held.mint))!;
    const { contents } = (await fetchDataset(world.connection, held.sold.dataset))!;
    const opened = unwrapKey(carl.identity, Uint8Array.from(contents.commitment), Uint8Array.from(license.wrap.flat()));
    expect(opened.toAge()).to.equal(datasetIdentity(held.sold.secret).toAge());
  });

  it('refuses a bid whose time is over, and an expired licence: WindowClosed, LicenseExpired', async () => {
    const other = await heldLicence(world);
    await act(world, bob, await bidding(world, other, bob));
    const dan = await aBuyer(world);
    const { expiresAt } = (await fetchLicense(world.connection, other.mint))!;
    await act(world, dan, await bidding(world, other, dan, { until: expiresAt + 10_000n }));
    await waitUntil(world, (await fetchBid(world.connection, other.mint, bob.key))!.until);
    await expectError(act(world, other.bea, await accepting(world, other, bob)), 'WindowClosed');
    await waitUntil(world, expiresAt);
    await expectError(act(world, other.bea, await accepting(world, other, dan)), 'LicenseExpired');
  });

  it('takes a bid for a licence that was renewed since, not for one whose terms changed', async () => {
    const other = await heldLicence(world);
    const dan = await aBuyer(world);
    const until = (await fetchLicense(world.connection, other.mint))!.expiresAt;
    await act(world, dan, await bidding(world, other, dan, { until }));
    const { bea, mint, sold } = other;
    const { tokens: from } = bea;
    await offered(world, sold, { index: 1, terms: { ...PASSED_ON, seats: 3 }, price: 1n });
    await act(
      world,
      bea,
      renewLicense({
        payer: bea.key,
        dataset: sold.dataset,
        index: 0,
        mint,
        most: 10_000_000n,
        from,
        tagMint: world.tagMint,
      }),
    );
    await act(world, bea, await accepting(world, other, dan));
    expect((await fetchLicense(world.connection, mint))?.holder.equals(dan.key)).to.equal(true);
  });
});
