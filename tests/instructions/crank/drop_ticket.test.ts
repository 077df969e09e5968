import { expect } from 'chai';
import {
  cancelTask,
  CLAIM_MODE,
  closePage,
  closeTask,
  dropTicket,
  fetchMember,
  fetchTask,
  foldPage,
  leaveTask,
  memberPda,
  PAUSE,
  releasePanel,
  sweepTask,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { thePanel } from '../../support/build.ts';
import { people } from '../../support/people.ts';
import { expiring, secretStaffed, type Reading } from '../../support/private.ts';
import { EXACT_SLOTS } from '../../support/reviews.ts';
import { assigned, redeeming, theSeat, ticketed, untilLapsed, untilReady } from '../../support/tickets.ts';
import { now, restartCluster, waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('drop_ticket', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });
  const dropping = (task: Parameters<typeof dropTicket>[0]['task'], member: Actor) =>
    dropTicket({ wallet: member.key, task });

  it('refuses a seat without a ticket: NoTicket', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    await expectError(act(world, gus, dropping(setup.task, crew[0]!)), 'NoTicket');
  });

  it('[attack 64] is possible exactly when redeeming is not any more: TicketLive, SeedGone', async function () {
    if (!EXACT_SLOTS) this.skip();
    const { setup, crew } = await assigned(world, [{}], 1);
    const [ann] = crew as [Actor];
    await ticketed(world, setup, ann);
    await expectError(rehearse(world, gus, dropping(setup.task, ann)), 'TicketLive');
    const target = Number((await theSeat(world, setup, ann)).ticket.target);
    await world.chain.advance({ slots: target + 511 - (await now(world)).slot });
    await expectError(rehearse(world, gus, dropping(setup.task, ann)), 'TicketLive');
    await rehearse(world, gus, redeeming(setup, ann));
    await world.chain.advance({ slots: target + 512 - (await now(world)).slot });
    await expectError(rehearse(world, gus, redeeming(setup, ann)), 'SeedGone');
    await rehearse(world, gus, dropping(setup.task, ann));
  });

  it('[attack 4] refuses the member of another wallet and another task: WrongMember, WrongSeat', async () => {
    const { setup, crew } = await assigned(world, [{}], 2);
    const [ann, ben] = crew as [Actor, Actor];
    await ticketed(world, setup, ann);
    await untilLapsed(world, setup, ann);
    const mixed = dropping(setup.task, ann);
    mixed.keys.find((key) => key.pubkey.equals(memberPda(ann.key)))!.pubkey = memberPda(ben.key);
    await expectError(act(world, gus, mixed), 'WrongMember');
    const other = await assigned(world, [{}], 1);
    const elsewhere = dropping(setup.task, ann);
    elsewhere.keys.find((key) => key.pubkey.equals(setup.task))!.pubkey = other.setup.task;
    await expectError(act(world, gus, elsewhere), 'WrongSeat');
  });

  it('[attack 173] costs the same in a private task before the key came: redeeming needs none, and what it gets is excused', async () => {
    const terms = { claimMode: CLAIM_MODE.assigned };
    const { setup, crew } = await secretStaffed(world, [{}], 2, { terms });
    const [ann, ben] = crew as [Reading, Reading];
    await ticketed(world, setup, ann);
    await ticketed(world, setup, ben);
    await untilReady(world, setup, ben);
    await act(world, gus, redeeming(setup, ben));
    await untilLapsed(world, setup, ann);
    await act(world, gus, dropping(setup.task, ann));
    expect(await fetchMember(world.connection, ann.key)).to.include({ slashed: 50_000n, balance: 0n });
    const [held] = (await thePanel(world, setup)).slots;
    await waitUntil(world, held!.heldUntil);
    await act(world, gus, expiring(setup, ben));
    expect(await fetchMember(world.connection, ben.key)).to.include({ slashed: 0n, balance: 10_000n });
  });

  it('[attack 69] looking and letting it lapse costs as much as claims that were not kept', async () => {
    const { setup, crew } = await assigned(world, [{}, {}, {}], 1);
    const [ann] = crew as [Actor];
    await ticketed(world, setup, ann, 3);
    await untilLapsed(world, setup, ann);
    await expectError(act(world, gus, redeeming(setup, ann)), 'SeedGone');
    const sent = await act(world, gus, dropping(setup.task, ann));
    expect(eventOf(sent, 'ticketDropped')).to.deep.include({ number: 1, count: 3, slashed: 150_000n });
    expect(eventOf(sent, 'reputationChanged')).to.deep.include({ cause: 1, volume: 6, streak: 0 });
    expect(await fetchMember(world.connection, ann.key)).to.include({
      stakeLocked: 9_850_000n,
      slashed: 150_000n,
      expiredClaims: 3,
    });
    const seat = await theSeat(world, setup, ann);
    expect(seat).to.include({ bondFree: 9_850_000n, bondHeld: 0n, openSlots: 0, slashed: 150_000n });
    expect(seat.ticket).to.include({ target: 0n, number: 1, count: 0 });
    expect(await fetchTask(world.connection, setup.task)).to.include({ slashed: 150_000n, slashesDue: 150_000n });
    await expectError(act(world, gus, dropping(setup.task, ann)), 'NoTicket');
    await ticketed(world, setup, ann);
  });

  it('a restart of the cluster after the ticket was taken excuses everybody', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    const [ann] = crew as [Actor];
    await ticketed(world, setup, ann, 2);
    await untilReady(world, setup, ann);
    await restartCluster(world);
    try {
      await untilLapsed(world, setup, ann);
      const event = eventOf(await act(world, gus, dropping(setup.task, ann)), 'ticketDropped');
      expect(event).to.deep.include({ count: 2, slashed: 0n });
    } finally {
      await restartCluster(world, 0);
    }
    expect(await theSeat(world, setup, ann)).to.include({ bondFree: 10_000_000n, bondHeld: 0n, openSlots: 0 });
    expect(await fetchMember(world.connection, ann.key)).to.include({ slashed: 0n, expiredClaims: 0 });
  });

  it('[attack 116] is an exit: nothing stops it', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    const [ann] = crew as [Actor];
    await ticketed(world, setup, ann);
    await untilLapsed(world, setup, ann);
    await whilePaused(world, PAUSE.stake | PAUSE.tasks | PAUSE.claims, () =>
      act(world, gus, dropping(setup.task, ann)),
    );
  });

  it('a stranger alone brings a task with lapsed tickets and a closed page to its end', async () => {
    const { setup, crew } = await assigned(world, [{}], 2, { escrow: 1_000_000n, pageFunds: 900_000n });
    const [ann, ben] = crew as [Actor, Actor];
    const { requester, task, page } = setup;
    const { connection } = world;
    await ticketed(world, setup, ann, 2);
    await ticketed(world, setup, ben, 1);
    await act(world, requester, cancelTask({ requester: requester.key, task }), foldPage({ task, page }));
    await act(
      world,
      gus,
      releasePanel({ caller: gus.key, task, page, panel: 0n }),
      closePage({ caller: gus.key, task, page, rentPayer: requester.key }),
    );
    await expectError(act(world, gus, leaveTask({ wallet: ann.key, caller: gus.key, task })), 'ClaimsHeld');
    await untilLapsed(world, setup, ben);
    const treasury = await tagOf(world, world.treasury);
    await act(world, gus, dropping(task, ann), dropping(task, ben));
    await act(world, gus, ...crew.map(({ key }) => leaveTask({ wallet: key, caller: gus.key, task })));
    await act(world, gus, sweepTask({ task, treasury: world.treasury, tagMint: world.tagMint }));
    await act(world, gus, closeTask({ requester: requester.key, task }));
    expect(await fetchTask(connection, task)).to.equal(null);
    // Three bonds cost 50,000 each; half of that is burnt, the other half goes to the requester.
    expect((await fetchMember(connection, requester.key))?.balance).to.equal(1_075_000n);
    expect(await fetchMember(connection, ann.key)).to.include({ stakeActive: 99_900_000n, stakeLocked: 0n, seats: 0 });
    expect(await fetchMember(connection, ben.key)).to.include({ stakeActive: 99_950_000n, stakeLocked: 0n, seats: 0 });
    expect(await tagOf(world, world.treasury)).to.equal(treasury);
  });
});
