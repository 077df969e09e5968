import { expect } from 'chai';
import { expireClaim, fetchMember, fetchSeat, memberPda, newSalt, seatPda } from '@tagger/client';
import {
  claimPanel,
  commitWork,
  join,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { delivered, expiring, keyed, secretStaffed, taskKey, theSeatKey, type Reading } from '../../support/private.ts';
import { restartCluster, waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('expire_claim', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('[attack 62] frees the seat exactly from the end of the hold, and costs part of the bond: WindowOpen', async () => {
    const { setup, crew } = await staffed(world, [{}, {}], 2);
    const [ann, ben] = crew as [Actor, Actor];
    await claimPanel(world, setup, [ann]);
    const expiring = (wallet = ann, slot = 0, panel = 0n) =>
      expireClaim({ wallet: wallet.key, task: setup.task, page: setup.page, panel, slot });
    const { heldUntil } = (await thePanel(world, setup)).slots[0]!;
    await waitUntil(world, heldUntil - 1n);
    await expectError(act(world, stranger, expiring()), 'WindowOpen');
    await waitUntil(world, heldUntil);

    await expectError(act(world, stranger, expiring(ben)), 'WrongSlot');
    await expectError(act(world, stranger, expiring(ann, 1)), 'WrongSlot');
    await expectError(act(world, stranger, expiring(ann, 0, 2n)), 'NoSuchPanel');
    const mixed = expiring();
    mixed.keys.find((key) => key.pubkey.equals(memberPda(ann.key)))!.pubkey = memberPda(ben.key);
    await expectError(act(world, stranger, mixed), 'WrongMember');

    const event = eventOf(await act(world, stranger, expiring()), 'collected');
    expect(event).to.deep.include({ panels: 1, reward: 0n, slashed: 50_000n });
    expect(await fetchMember(world.connection, ann.key)).to.include({
      stakeLocked: 9_950_000n,
      stakeActive: 90_000_000n,
      slashed: 50_000n,
      expiredClaims: 1,
    });
    expect(await fetchSeat(world.connection, setup.task, ann.key)).to.include({
      bondFree: 9_950_000n,
      bondHeld: 0n,
      openSlots: 0,
      slashed: 50_000n,
    });
    expect((await thePage(world, setup)).slashed).to.equal(50_000n);
    const panel = await thePanel(world, setup);
    expect(panel, 'as good as new').to.include({ until: 0n, phase: 'commit' });
    expect(panel.slots[0]?.state).to.equal('empty');
    await expectError(act(world, stranger, expiring()), 'WrongSlot');
    await claimPanel(world, setup, [ben]);
    expect((await thePanel(world, setup)).slots[0]).to.include({ state: 'claimed', seat: 1 });
  });

  it('refuses a slot with a commitment, and a panel that has moved on: WrongSlot, WrongPhase', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 1));
    const expiring = expireClaim({ wallet: crew[0]!.key, task: setup.task, page: setup.page, panel: 0n, slot: 0 });
    await expectError(act(world, stranger, expiring), 'WrongSlot');
    await commitWork(world, setup, work.slice(1));
    await expectError(act(world, stranger, expiring), 'WrongPhase');
  });

  it('[attack 4] refuses the seat of another task: WrongSeat', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const other = await staffed(world, [{}], 1);
    await claimPanel(world, setup, crew);
    const expiring = expireClaim({
      wallet: other.crew[0]!.key,
      task: other.setup.task,
      page: setup.page,
      panel: 0n,
      slot: 0,
    });
    expect(expiring.keys.some((key) => key.pubkey.equals(seatPda(other.setup.task, other.crew[0]!.key)))).to.equal(
      true,
    );
    await expectError(act(world, stranger, expiring), 'WrongSeat');
  });

  describe('in a private task', () => {
    /** Holds last 600 seconds, so the key is due within 300. A tenth of the pay for ten items, 100,000, is 10,000. */
    const COMPENSATION = 10_000n;
    const untilHeld = async (setup: PanelSetup, panel = 0n, slot = 0): Promise<void> =>
      waitUntil(world, (await thePanel(world, setup, panel)).slots[slot]!.heldUntil);
    const moneyOf = async ({ key }: Actor) => {
      const { balance, earned, slashed, stakeLocked, expiredClaims, records } = (await fetchMember(
        world.connection,
        key,
      ))!;
      return { balance, earned, slashed, stakeLocked, expiredClaims, seen: records.map(({ seen }) => seen) };
    };
    const UNHARMED = { slashed: 0n, stakeLocked: 10_000_000n, expiredClaims: 0 };

    it('[attack 59] [attack 173] a key that never comes costs its requester a tenth of the pay, and the member nothing', async () => {
      const { setup, crew } = await secretStaffed(world, [{}], 1);
      const ann = crew[0] as Actor;
      const before = await moneyOf(ann);
      // Three seats: 100,000 each, a fee of 2 %, a compensation each.
      expect((await thePanel(world, setup)).reserve).to.equal(336_000n);
      await claimPanel(world, setup, [ann]);
      await untilHeld(setup);
      const sent = await act(world, stranger, expiring(setup, ann));
      expect(eventOf(sent, 'claimExcused')).to.deep.include({
        page: 0,
        panel: 0n,
        compensation: COMPENSATION,
        balance: COMPENSATION,
      });
      expect(sent.events.map(({ name }) => name)).to.deep.equal(['claimExcused']);
      expect(await moneyOf(ann)).to.deep.equal({ ...before, balance: COMPENSATION, earned: COMPENSATION });
      expect(await moneyOf(ann)).to.deep.include(UNHARMED);
      expect(await fetchSeat(world.connection, setup.task, ann.key)).to.include({
        bondFree: 10_000_000n,
        bondHeld: 0n,
        openSlots: 0,
        earned: COMPENSATION,
      });
      expect(await thePage(world, setup)).to.include({
        paid: COMPENSATION,
        slashed: 0n,
        reservedFunds: 326_000n,
        funds: 50_000_000n - COMPENSATION,
      });
      const panel = await thePanel(world, setup);
      expect(panel).to.include({ reserve: 326_000n, late: 1, until: 0n });
      expect(panel.slots[0]?.state).to.equal('empty');
    });

    it('[attack 173] is paid once a seat: whoever claims again and again while no key comes gets nothing more', async () => {
      const { setup, crew } = await secretStaffed(world, [{}, {}], 1);
      const ann = crew[0] as Actor;
      for (const panel of [0n, 0n, 1n]) {
        await claimPanel(world, setup, [ann], panel);
        await untilHeld(setup, panel);
        await act(world, stranger, expiring(setup, ann, panel));
        expect(await moneyOf(ann), 'never slashed, paid once').to.deep.include({ ...UNHARMED, balance: COMPENSATION });
      }
      expect((await theSeatKey(world, setup, ann)).compensated).to.equal(1);
      expect((await thePanel(world, setup)).late).to.equal(1);
      expect((await thePanel(world, setup, 1n)).late).to.equal(0);
    });

    it('[attack 57] [attack 88] never takes more than the panel set aside, however many wallets there are; the right stays', async () => {
      const { setup, crew } = await secretStaffed(world, [{ seatsFirst: 1 }, { seatsFirst: 1 }], 4);
      for (const member of crew) {
        await claimPanel(world, setup, [member]);
        await untilHeld(setup);
        await act(world, stranger, expiring(setup, member));
      }
      const paid = await Promise.all(crew.map(async (member) => (await moneyOf(member)).balance));
      expect(paid).to.deep.equal([COMPENSATION, 0n, 0n, 0n]);
      expect((await thePanel(world, setup)).reserve, 'what the only seat can earn, with its fee').to.equal(102_000n);
      const ben = crew[1]!;
      expect((await theSeatKey(world, setup, ben)).compensated).to.equal(0);
      await claimPanel(world, setup, [ben], 1n);
      await untilHeld(setup, 1n);
      await act(world, stranger, expiring(setup, ben, 1n));
      expect((await moneyOf(ben)).balance).to.equal(COMPENSATION);
    });

    it('[attack 64] is late exactly from half of the hold: a second earlier it is the member who pays', async () => {
      const { setup, crew } = await secretStaffed(world, [{}], 2);
      const [ann, ben] = crew as [Reading, Reading];
      await claimPanel(world, setup, crew);
      const [first, second] = (await thePanel(world, setup)).slots.map(({ heldUntil }) => heldUntil);
      const [inTime, late] = [await taskKey(world, setup, ann), await taskKey(world, setup, ben)];
      await waitUntil(world, first! - 301n);
      await act(world, stranger, inTime);
      await waitUntil(world, second! - 300n);
      await act(world, stranger, late);
      expect((await theSeatKey(world, setup, ann)).deliveredAt).to.equal(first! - 301n);
      expect((await theSeatKey(world, setup, ben)).deliveredAt).to.equal(second! - 300n);
      await waitUntil(world, second! > first! ? second! : first!);
      await act(world, stranger, expiring(setup, ann, 0n, 0));
      await act(world, stranger, expiring(setup, ben, 0n, 1));
      expect(await moneyOf(ann)).to.deep.include({ balance: 0n, slashed: 50_000n, expiredClaims: 1 });
      expect(await moneyOf(ben)).to.deep.include({ ...UNHARMED, balance: COMPENSATION });
      // From now on Ben has the key.
      await claimPanel(world, setup, [ben]);
      await untilHeld(setup);
      await act(world, stranger, expiring(setup, ben, 0n, 0));
      expect(await moneyOf(ben)).to.deep.include({ balance: COMPENSATION, slashed: 50_000n, expiredClaims: 1 });
    });

    it('[attack 173] a claim taken in the last seconds of its window makes no key late: nobody is paid for that', async () => {
      const { setup, crew } = await secretStaffed(world, [{ seatsFirst: 2 }], 1);
      const [late] = await keyed(world, await team(world, 1));
      await claimPanel(world, setup, crew);
      await delivered(world, setup, crew[0]!);
      await commitWork(world, setup, [{ member: crew[0]!, labels: TRUTH, salt: newSalt(), slot: 0 }]);
      const { until } = await thePanel(world, setup);
      await waitUntil(world, until - 10n);
      await join(world, setup, [late!]);
      await claimPanel(world, setup, [late!]);
      await waitUntil(world, until);
      await act(world, stranger, expiring(setup, late!, 0n, 1));
      expect(await moneyOf(late!)).to.deep.include({ ...UNHARMED, balance: 0n });
      expect((await theSeatKey(world, setup, late!)).compensated).to.equal(0);
    });

    it('[attack 78] a cluster that stood still makes no key late before its grace is over', async () => {
      const { setup, crew } = await secretStaffed(world, [{}], 1);
      const ann = crew[0] as Reading;
      await claimPanel(world, setup, [ann]);
      const { heldUntil } = (await thePanel(world, setup)).slots[0]!;
      const { restartGraceSecs } = (await thePage(world, setup)).terms;
      await restartCluster(world);
      try {
        await waitUntil(world, heldUntil - 300n + BigInt(restartGraceSecs) - 1n);
        await act(world, stranger, await taskKey(world, setup, ann));
        await waitUntil(world, heldUntil + BigInt(restartGraceSecs));
        await act(world, stranger, expiring(setup, ann));
      } finally {
        await restartCluster(world, 0);
      }
      // He had it for too short a time, and it was not late: neither side pays.
      expect(await moneyOf(ann)).to.deep.include({ ...UNHARMED, balance: 0n });
    });
  });
});
