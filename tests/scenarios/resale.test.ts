import { expect } from 'chai';
import {
  acceptBid,
  askLicense,
  burnLicense,
  closeDataset,
  closeOffer,
  closeTokens,
  fetchBid,
  fetchDataset,
  fetchLicense,
  fetchMember,
  licensePda,
  licenceTokens,
  listBids,
  sendLicence,
  takeRevenue,
  transferLicense,
  USES,
  withdrawBid,
  withdrawDataset,
} from '@tagger/client';
import { datasetIdentity, unwrapKey } from '@tagger/client/keys';
import {
  aBuyer,
  accepting,
  bidding,
  delivery,
  handover,
  heldLicence,
  offered,
  PASSED_ON,
  purchase,
} from '../support/datasets.ts';
import { expectError, tagOf } from '../support/expect.ts';
import { act, createWorld, type World } from '../support/world.ts';

/** Bea asks 9 TAG for a licence she paid 10 for. Bob bids 8, Carl 9, Mallory much and takes it back. 5 % go to where the first price went. */
describe('scenario: a licence is sold on', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.chain.stop());

  it('by its holder alone: the publisher is gone, and nobody needs him for the key', async () => {
    const held = await heldLicence(world);
    const { sold, bea, mint } = held;
    const { connection } = world;
    const [bob, carl, mallory] = [await aBuyer(world), await aBuyer(world), await aBuyer(world)];
    await act(world, bea, askLicense({ holder: bea.key, mint, price: 9_000_000n }));
    await act(world, bob, await bidding(world, held, bob));
    await act(world, carl, await bidding(world, held, carl, { price: 9_000_000n }));
    await act(world, mallory, await bidding(world, held, mallory, { price: 900_000_000n }));

    const standing = await listBids(connection, { license: licensePda(mint) });
    expect(standing.map(({ price }) => price)).to.deep.equal([900_000_000n, 9_000_000n, 8_000_000n]);
    expect(await listBids(connection, { bidder: bob.key })).to.have.length(1);

    // Mallory sees Bea's answer coming and runs: Bea keeps licence and key.
    const answer = await accepting(world, held, mallory);
    await act(world, mallory, withdrawBid({ caller: mallory.key, mint, bidder: mallory.key }));
    await expectError(act(world, bea, answer), ['AccountDataTooSmall', 'UninitializedAccount', 'IllegalOwner']);
    expect((await fetchLicense(connection, mint))?.holder.equals(bea.key)).to.equal(true);

    // Bea would take Carl's money and give him a key that opens nothing.
    const { recipient } = (await fetchBid(connection, mint, carl.key))!;
    const good = await handover(world, mint, bea, recipient);
    const garbage = { wrap: good.wrap.map((byte, at) => (at === 40 ? byte ^ 1 : byte)), proof: good.proof };
    const cheat = acceptBid({ holder: bea.key, dataset: sold.dataset, mint, bidder: carl.key, least: 0n, ...garbage });
    await expectError(act(world, bea, cheat), 'WrongWrap');

    const purse = (await fetchMember(connection, bea.key))!.balance;
    const lamports = await connection.getBalance(bea.key);
    const rent = await connection.getBalance(licenceTokens(mint, bea.key));
    await act(world, bea, await accepting(world, held, carl), closeTokens({ mint, holder: bea.key, to: bea.key }));
    // 9 less 0.45 TAG. Her account's rent came back and paid for Carl's.
    expect((await fetchMember(connection, bea.key))!.balance - purse).to.equal(8_550_000n);
    expect(lamports - (await connection.getBalance(bea.key)) < rent).to.equal(true);
    const dataset = (await fetchDataset(connection, sold.dataset))!;
    expect(dataset.earned).to.equal(10_450_000n);
    const license = (await fetchLicense(connection, mint))!;
    const key = unwrapKey(
      carl.identity,
      Uint8Array.from(dataset.contents.commitment),
      Uint8Array.from(license.wrap.flat()),
    );
    expect(key.toAge()).to.equal(datasetIdentity(sold.secret).toAge());

    // Bob's bid stands; Carl takes it after the dataset is gone: no royalty, and licence and key go all the same.
    const { publisher } = sold;
    const rita = publisher.key;
    await act(world, publisher, withdrawDataset({ publisher: rita, dataset: sold.dataset }));
    await act(world, publisher, closeOffer({ caller: rita, dataset: sold.dataset, index: 0, rentPayer: rita }));
    const { treasury, tagMint } = world;
    await act(world, publisher, takeRevenue({ dataset: sold.dataset, publisher: rita, treasury, tagMint }));
    await act(world, publisher, closeDataset({ dataset: sold.dataset, publisher: rita, rentPayer: rita }));
    const before = (await fetchMember(connection, carl.key))!.balance;
    await act(world, carl, await accepting(world, held, bob, carl));
    expect((await fetchMember(connection, carl.key))!.balance - before).to.equal(8_000_000n);
    expect((await fetchLicense(connection, mint))?.holder.equals(bob.key)).to.equal(true);
    await act(world, bob, burnLicense({ caller: bob.key, mint, holder: bob.key, rentPayer: bea.key }));
    expect(await tagOf(world, bob.tokens)).to.equal(992_000_000n);
  });

  it('[attack 122] Bea burns it and buys one that may do less: the bid for the first buys nothing: WrongTerms', async () => {
    const held = await heldLicence(world);
    const { sold, bea, mint } = held;
    const bob = await aBuyer(world);
    await act(world, bob, await bidding(world, held, bob));
    const less = { ...PASSED_ON, uses: USES.evaluate };
    await offered(world, sold, { index: 1, terms: less, price: 1_000n });
    await act(world, bea, burnLicense({ caller: bea.key, mint, holder: bea.key, rentPayer: bea.key }));
    await act(world, bea, purchase(world, sold, bea, { index: 1, terms: less }));
    await act(world, world.deployer, await delivery(world, sold, bea));
    await expectError(act(world, bea, await accepting(world, held, bob)), 'WrongTerms');
    const before = await tagOf(world, bob.tokens);
    await act(world, bob, withdrawBid({ caller: bob.key, mint, bidder: bob.key }));
    expect(
      (await fetchMember(world.connection, bob.key))!.balance + (await tagOf(world, bob.tokens)) - before,
    ).to.equal(8_000_000n);
  });

  it('[attack 123] an approval Bea left behind moves nothing of Bob, who bought it', async () => {
    const held = await heldLicence(world);
    const { sold, bea, mint } = held;
    const [bob, mallory] = [await aBuyer(world), await aBuyer(world)];
    const { tagMint } = world;
    const approval = { holder: bea.key, dataset: sold.dataset, mint, to: mallory.key, price: 0n };
    await act(world, bea, transferLicense({ ...approval, from: bea.tokens, tagMint }));
    await act(world, bob, await bidding(world, held, bob));
    await act(world, bea, await accepting(world, held, bob));
    const moving = await sendLicence(world.connection, { mint, from: bob.key, to: mallory.key });
    await expectError(act(world, bob, ...moving), 'TransferNotApproved');
  });
});
