import { expect } from 'chai';
import { createMember, fetchBid, fetchLicense, fetchMember, PAUSE } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import {
  aBuyer,
  bidding,
  heldLicence,
  PASSED_ON,
  TRAINING,
  type Buyer,
  type HeldLicence,
} from '../../support/datasets.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

/** Bob would like Bea's licence for 8 TAG. */
describe('bid_license', () => {
  let world: World;
  let held: HeldLicence;
  let bob: Buyer;
  before(async () => {
    world = await theWorld();
    held = await heldLicence(world);
    bob = await aBuyer(world);
  });

  it('refuses while tasks are paused: Paused', () =>
    whilePaused(world, PAUSE.tasks, async () =>
      expectError(act(world, bob, await bidding(world, held, bob)), 'Paused'),
    ));

  it('refuses the holder himself, who has no key, and one that may not be passed on: OwnLicense, NoKey, LicenseNotTransferable', async () => {
    await expectError(act(world, held.bea, await bidding(world, held, held.bea)), 'OwnLicense');
    const [gus] = (await people(world, 1)) as [Actor];
    await act(world, gus, createMember({ wallet: gus.key }));
    await expectError(act(world, gus, await bidding(world, held, gus)), 'NoKey');
    const bound = await heldLicence(world, TRAINING);
    const bid = await bidding(world, bound, bob, { terms: TRAINING });
    await expectError(act(world, bob, bid), 'LicenseNotTransferable');
  });

  it('[attack 122] refuses other terms than he looked at, no money, an end that is past: WrongTerms, ZeroAmount, BadEnd', async () => {
    const other = await bidding(world, held, bob, { terms: { ...PASSED_ON, seats: 9 } });
    await expectError(act(world, bob, other), 'WrongTerms');
    await expectError(act(world, bob, await bidding(world, held, bob, { price: 0n })), 'ZeroAmount');
    const until = BigInt((await now(world)).unixTimestamp);
    await expectError(act(world, bob, await bidding(world, held, bob, { until })), 'BadEnd');
  });

  it('takes the money and keeps it for the holder, once for each bidder: AccountExists', async () => {
    const purse = await tagOf(world, bob.tokens);
    const sent = await act(world, bob, await bidding(world, held, bob));
    expect(eventOf(sent, 'bidChanged')).to.include({ what: 0, price: 8_000_000n });
    expect(await tagOf(world, bob.tokens)).to.equal(purse - 8_000_000n);
    const { expiresAt } = (await fetchLicense(world.connection, held.mint))!;
    expect(await fetchBid(world.connection, held.mint, bob.key)).to.include({ price: 8_000_000n, expiresAt });
    expect(await fetchMember(world.connection, bob.key)).to.include({ purchases: 1 });
    await expectError(act(world, bob, await bidding(world, held, bob)), 'AccountExists');
  });

  it('refuses an expired one: LicenseExpired', async () => {
    await waitUntil(world, (await fetchLicense(world.connection, held.mint))!.expiresAt);
    const carl = await aBuyer(world);
    await expectError(act(world, carl, await bidding(world, held, carl)), 'LicenseExpired');
  });
});
