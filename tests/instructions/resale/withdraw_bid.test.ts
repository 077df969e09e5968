import { expect } from 'chai';
import { bidPda, burnLicense, fetchBid, fetchMember, licensePda, send, withdrawBid } from '@tagger/client';
import { aBuyer, bidding, heldLicence, type Buyer, type HeldLicence } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('withdraw_bid', () => {
  let world: World;
  let gus: Actor;
  let held: HeldLicence;
  let bob: Buyer;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    held = await heldLicence(world);
    bob = await aBuyer(world);
  });
  const withdrawing = (caller: Actor, bidder: Actor = bob) =>
    withdrawBid({ caller: caller.key, mint: held.mint, bidder: bidder.key });

  it('gives the bidder his money back whenever he wants, and nobody else before its time: WindowOpen', async () => {
    await act(world, bob, await bidding(world, held, bob));
    await expectError(act(world, gus, withdrawing(gus)), 'WindowOpen');
    const before = (await fetchMember(world.connection, bob.key))!.balance;
    const sent = await act(world, bob, withdrawing(bob));
    expect(eventOf(sent, 'bidChanged')).to.include({ what: 1 });
    expect(await fetchMember(world.connection, bob.key)).to.include({ balance: before + 8_000_000n, purchases: 0 });
    expect(await fetchBid(world.connection, held.mint, bob.key)).to.equal(null);
  });

  it("after its end anyone pushes it, even when the licence is gone; the rent is the payer's: WrongRentPayer, WrongMember", async () => {
    const carl = await aBuyer(world);
    const bid = await bidding(world, held, carl, { payer: gus.key });
    await send(world.connection, [bid], [gus.wallet, carl.wallet]);
    const { bea, mint } = held;
    await act(world, bea, burnLicense({ caller: bea.key, mint, holder: bea.key, rentPayer: bea.key }));
    const { until } = (await fetchBid(world.connection, mint, carl.key))!;
    await waitUntil(world, until);
    await expectError(act(world, bob, withdrawing(bob, carl)), 'WrongRentPayer');
    const rent = await world.connection.getBalance(bidPda(licensePda(mint), carl.key));
    const before = await world.connection.getBalance(gus.key);
    const balance = (await fetchMember(world.connection, carl.key))!.balance;
    await act(world, bob, withdrawBid({ caller: bob.key, mint, bidder: carl.key, rentPayer: gus.key }));
    expect(await world.connection.getBalance(gus.key)).to.equal(before + rent);
    expect((await fetchMember(world.connection, carl.key))!.balance).to.equal(balance + 8_000_000n);
  });
});
