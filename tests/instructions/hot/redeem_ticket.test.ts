import { expect } from 'chai';
import {
  cancelTask,
  closePage,
  expireClaim,
  fetchMember,
  fetchPage,
  foldPage,
  openPage,
  openPanels,
  pagePda,
  PAUSE,
  recyclePage,
  redeemTicket,
  releasePanel,
  seatPda,
  ticketDue,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aPanel, commitWork, panels as taskWith, revealWork, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { EXACT_SLOTS } from '../../support/reviews.ts';
import { assigned, expectedPlaces, panelsOf, redeeming, theSeat, ticketed, untilReady } from '../../support/tickets.ts';
import { now } from '../../support/time.ts';
import { act, rehearse, theWorld, wait, type Actor, type World } from '../../support/world.ts';

const specs = (count: number, spec = {}) => Array.from({ length: count }, () => spec);

describe('redeem_ticket', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  it('refuses a seat without a ticket: NoTicket', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    await expectError(act(world, gus, redeeming(setup, crew[0]!)), 'NoTicket');
  });

  it('[attacks 64, 82] opens with the first slot after the block and closes when the chain forgets it: SeedNotReady, SeedGone', async function () {
    if (!EXACT_SLOTS) this.skip();
    const { setup, crew } = await assigned(world, [{}, {}], 1);
    const [ann] = crew as [Actor];
    await ticketed(world, setup, ann);
    const target = Number((await theSeat(world, setup, ann)).ticket.target);
    const at = async (slot: number) => world.chain.advance({ slots: slot - (await now(world)).slot });
    await at(target);
    await expectError(rehearse(world, gus, redeeming(setup, ann)), 'SeedNotReady');
    expect(await ticketDue(world.connection, setup.task, ann.key)).to.deep.include({ waits: BigInt(target) });
    await at(target + 1);
    await rehearse(world, gus, redeeming(setup, ann));
    expect(await ticketDue(world.connection, setup.task, ann.key)).to.include({ what: 'redeem' });
    await at(target + 511);
    await rehearse(world, gus, redeeming(setup, ann));
    await at(target + 512);
    await expectError(rehearse(world, gus, redeeming(setup, ann)), 'SeedGone');
    expect(await ticketDue(world.connection, setup.task, ann.key)).to.include({ what: 'drop' });
  });

  it('[attack 4] refuses another page than the ticket was taken for, closed ones included: WrongPage', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    const [ann] = crew as [Actor];
    const { task, requester } = setup;
    const second = pagePda(task, 1);
    await act(world, requester, openPage({ operator: requester.key, task, page: second, bytes: 4_000, amount: 0n }));
    await ticketed(world, setup, ann);
    await untilReady(world, setup, ann);
    const other = await assigned(world, [{}], 1);
    for (const page of [second, other.setup.page, pagePda(task, 2), gus.key])
      await expectError(act(world, gus, redeemTicket({ wallet: ann.key, task, page })), 'WrongPage');
  });

  it('anyone gives a member what his ticket got: the client computes the same panels and slots', async () => {
    const { setup, crew } = await assigned(world, specs(12, { seatsFirst: 2 }), 5);
    for (const member of crew) await ticketed(world, setup, member, 5);
    for (const member of crew) await untilReady(world, setup, member);
    for (const member of crew) {
      const expected = await expectedPlaces(world, setup, member);
      const { index } = await theSeat(world, setup, member);
      const event = eventOf(await act(world, gus, redeeming(setup, member)), 'seatActed');
      expect(event).to.deep.include({ page: 0, seat: index, act: 0, panels: expected.map(({ panel }) => panel) });
      for (const { panel, slot } of expected)
        expect((await thePanel(world, setup, panel)).slots[slot]).to.include({ state: 'claimed', seat: index });
      const seat = await theSeat(world, setup, member);
      const held = expected.length;
      expect(seat).to.include({ openSlots: held, bondHeld: BigInt(held) * 1_000_000n });
      expect(seat.bondFree + seat.bondHeld).to.equal(10_000_000n);
      expect(seat.ticket).to.deep.include({ target: 0n, first: 0n, page: 0, number: 1, count: 0, live: 0 });
      await expectError(act(world, gus, redeeming(setup, member)), 'NoTicket');
    }
    // 12 panels of two seats are 24 places for 25 that were asked for, and nobody sits twice on one panel.
    const all = await Promise.all(crew.map((member) => panelsOf(world, setup, member)));
    expect(all.map((own) => new Set(own).size)).to.deep.equal(all.map((own) => own.length));
    expect(all.flat().length).to.be.within(20, 24);
  });

  it('what finds no panel costs nothing: the bond is free again', async () => {
    const { setup, crew } = await assigned(world, specs(3, { seatsFirst: 1 }), 2);
    const [ann, ben] = crew as [Actor, Actor];
    await ticketed(world, setup, ann, 2);
    await ticketed(world, setup, ben, 8);
    await untilReady(world, setup, ben);
    await act(world, gus, redeeming(setup, ann), redeeming(setup, ben));
    expect(await theSeat(world, setup, ann)).to.include({ openSlots: 2, bondFree: 8_000_000n, bondHeld: 2_000_000n });
    expect(await theSeat(world, setup, ben)).to.include({ openSlots: 1, bondFree: 9_000_000n, bondHeld: 1_000_000n });
    expect((await fetchMember(world.connection, ben.key))?.slashed).to.equal(0n);
    const [panel] = (await panelsOf(world, setup, ben)) as [bigint];
    expect(await panelsOf(world, setup, ann)).not.to.include(panel);
  });

  it('the work goes on as after a claim: committed, revealed, or expired', async () => {
    const { setup, crew } = await assigned(world, specs(2, { seatsFirst: 1 }), 2);
    const [ann, ben] = crew as [Actor, Actor];
    for (const member of crew) await ticketed(world, setup, member);
    await untilReady(world, setup, ben);
    await act(world, gus, redeeming(setup, ann), redeeming(setup, ben));
    const [[own], [other]] = (await Promise.all([panelsOf(world, setup, ann), panelsOf(world, setup, ben)])) as [
      [bigint],
      [bigint],
    ];
    const work = [{ member: ann, labels: TRUTH, salt: new Uint8Array(32).fill(7), slot: 0 }];
    await commitWork(world, setup, work, own);
    await revealWork(world, setup, work, own);
    expect((await thePanel(world, setup, own)).phase).to.equal('revealed');
    await wait(world, 600);
    const { task, page } = setup;
    const event = eventOf(
      await act(world, gus, expireClaim({ wallet: ben.key, task, page, panel: other, slot: 0 })),
      'collected',
    );
    expect(event.slashed).to.equal(50_000n);
  });

  it('[attack 80] a recycled or a new panel does not move the draw', async () => {
    const { setup, crew } = await assigned(world, specs(9), 2, { pageFunds: 90_000_000n });
    const [ann, ben] = crew as [Actor, Actor];
    const { requester, task, page } = setup;
    const release = [0n, 1n, 2n].map((panel) => releasePanel({ caller: requester.key, task, page, panel }));
    await act(world, requester, ...release);
    await ticketed(world, setup, ann, 4);
    await ticketed(world, setup, ben, 4);
    await untilReady(world, setup, ben);
    const before = await expectedPlaces(world, setup, ann);
    await act(world, gus, recyclePage({ page }));
    await act(
      world,
      requester,
      openPanels({ operator: requester.key, task, page, specs: specs(20).map(() => aPanel()) }),
    );
    expect((await fetchPage(world.connection, page))?.firstPanel).to.equal(3n);
    expect(await expectedPlaces(world, setup, ann)).to.deep.equal(before);
    await act(world, gus, redeeming(setup, ann));
    expect(await panelsOf(world, setup, ann)).to.have.members(before.map(({ panel }) => panel));
    for (const member of crew)
      for (const panel of await panelsOf(world, setup, member)) expect(panel < 9n).to.equal(true);
  });

  it('[attack 116] a pause stops new tickets, not the redemption of those that were taken: Paused', async () => {
    const { setup, crew } = await assigned(world, [{}], 2);
    const [ann, ben] = crew as [Actor, Actor];
    await ticketed(world, setup, ann);
    await whilePaused(world, PAUSE.claims, async () => {
      await expectError(ticketed(world, setup, ben), 'Paused');
      await untilReady(world, setup, ann);
      await act(world, gus, redeeming(setup, ann));
    });
    expect(await panelsOf(world, setup, ann)).to.deep.equal([0n]);
  });

  it('on a page that ended nothing is claimed, and nothing lost', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    const [ann] = crew as [Actor];
    const { requester, task, page } = setup;
    await ticketed(world, setup, ann, 3);
    await act(world, requester, cancelTask({ requester: requester.key, task }), foldPage({ task, page }));
    await untilReady(world, setup, ann);
    const event = eventOf(await act(world, gus, redeeming(setup, ann)), 'seatActed');
    expect(event.panels).to.deep.equal([]);
    expect(await theSeat(world, setup, ann)).to.include({ openSlots: 0, bondFree: 10_000_000n, bondHeld: 0n });
  });

  it('a page that was closed holds no bond: the ticket is redeemed for nothing', async () => {
    const { setup, crew } = await assigned(world, [{}], 1);
    const [ann] = crew as [Actor];
    const { requester, task, page } = setup;
    await ticketed(world, setup, ann, 3);
    await act(
      world,
      requester,
      releasePanel({ caller: requester.key, task, page, panel: 0n }),
      closePage({ caller: requester.key, task, page, rentPayer: requester.key }),
    );
    await untilReady(world, setup, ann);
    const event = eventOf(await act(world, gus, redeeming(setup, ann)), 'seatChanged');
    expect(event).to.deep.include({ bondFree: 10_000_000n, bondHeld: 0n, closed: false });
    expect(await theSeat(world, setup, ann)).to.include({ openSlots: 0, slashed: 0n });
  });

  it('hands over what the member carries and his weights, as a claim does', async () => {
    const { setup, crew } = await assigned(world, specs(2, { seatsFirst: 1 }), 1);
    const [ann] = crew as [Actor];
    await ticketed(world, setup, ann, 2);
    await untilReady(world, setup, ann);
    await act(world, gus, redeeming(setup, ann));
    const chosen = await taskWith(world, [{ seatsFirst: 1 }]);
    expect(chosen.terms.claimMode).to.equal(0);
    const seats = [seatPda(setup.task, ann.key), setup.page];
    const [seat, page] = await Promise.all(seats.map((key) => world.connection.getAccountInfo(key)));
    // The weight table is the last part of the seat; it lies behind the one slot of each record.
    const table = seat!.data.subarray(seat!.data.length - 8, seat!.data.length - 4);
    for (const number of [0n, 1n]) {
      const view = await thePanel(world, setup, number);
      const ring = page!.data.length - 8 * (await fetchPage(world.connection, setup.page))!.capacity;
      const word = (await fetchPage(world.connection, setup.page))!.directory[Number(number)]!;
      const weights = ring + 8 * word + 8 * view.labelsAt - 8;
      expect(page!.data.subarray(weights, weights + 4)).to.deep.equal(table);
      expect(view.slots[0]?.carry).to.equal(0);
    }
  });
});
