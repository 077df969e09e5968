import { expect } from 'chai';
import { fetchMember, fetchSeat, newSalt, openGold, settle, type GoldEntry } from '@tagger/client';
import { answer, collectAll, staffed, thePage, thePanel } from '../support/build.ts';
import { eventOf } from '../support/expect.ts';
import { act, theWorld, type Actor } from '../support/world.ts';

const ITEMS = 20;
const TRUTH = Array.from({ length: ITEMS }, (_, item) => (item * 7 + 3) % 2);
/** The truth, wrong on the first `wrong` of the twelve gold items. */
const wrongOn = (wrong: number): number[] => TRUTH.map((label, item) => (item < wrong ? 1 - label : label));
const goldOf = (entries: GoldEntry[]) => [{ firstItem: 0, salt: newSalt(), entries }];
const TWELVE = Array.from({ length: 12 }, (_, offset): GoldEntry => ({ offset, label: TRUTH[offset] as number }));

/** Twelve of twenty items are gold. Ann knows them all, Ben three in four, Cyd guesses worse than a coin. */
describe('scenario: gold decides what quality is worth', () => {
  it('pays by gold, and slashes who fails it', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [{ items: ITEMS }], 3, { gold: goldOf(TWELVE), pageFunds: 612_000n });
    const work = await answer(world, setup, crew, [TRUTH, wrongOn(3), wrongOn(8)]);
    await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    expect((await thePanel(world, setup)).phase).to.equal('gold');
    const { requester, task, page, gold } = setup;
    const sent = await act(
      world,
      requester,
      openGold({ operator: requester.key, task, page, panel: 0n, opening: gold!.open(0)! }),
    );
    // Ann 100 %; Ben (9/12 - 1/2) / (1/2) = 50 %; Cyd nothing.
    expect(eventOf(sent, 'panelSettled')).to.deep.include({ rewards: 300_000n, fees: 6_000n, returned: 306_000n });
    const panel = await thePanel(world, setup);
    expect(panel.labels).to.deep.equal(TRUTH);
    expect(panel.slots.map((slot) => [slot.goldHits, slot.goldTotal])).to.deep.equal([
      [12, 12],
      [9, 12],
      [4, 12],
    ]);
    await collectAll(world, setup, work);
    const [ann, ben, cyd] = crew as [Actor, Actor, Actor];
    const balance = async (member: Actor) => (await fetchMember(world.connection, member.key))?.balance;
    expect([await balance(ann), await balance(ben), await balance(cyd)]).to.deep.equal([200_000n, 100_000n, 0n]);
    expect(await fetchMember(world.connection, cyd.key)).to.include({
      slashed: 300_000n,
      goldHits: 4n,
      goldTotal: 12n,
    });
    expect(await fetchSeat(world.connection, task, cyd.key)).to.include({ bondFree: 9_700_000n, bondHeld: 0n });
    expect(await thePage(world, setup)).to.include({ slashed: 300_000n, free: 306_000n });
  });

  it('drops gold that nearly everybody fails: the requester pays, and the label is what the members said', async () => {
    const world = await theWorld();
    const wrong = TWELVE.map((entry, at) => (at < 6 ? { ...entry, label: 1 - entry.label } : entry));
    const { setup, crew } = await staffed(world, [{ items: ITEMS }], 3, { gold: goldOf(wrong) });
    const work = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    const { requester, task, page, gold } = setup;
    const sent = await act(
      world,
      requester,
      openGold({ operator: requester.key, task, page, panel: 0n, opening: gold!.open(0)! }),
    );
    expect(eventOf(sent, 'panelSettled')).to.deep.include({ rewards: 600_000n, fees: 12_000n, returned: 0n });
    const panel = await thePanel(world, setup);
    expect(panel.slots.map((slot) => [slot.goldHits, slot.goldTotal])).to.deep.equal([
      [6, 6],
      [6, 6],
      [6, 6],
    ]);
    expect(panel.labels).to.deep.equal(TRUTH);
    await collectAll(world, setup, work);
    for (const member of crew) expect((await fetchMember(world.connection, member.key))?.slashed).to.equal(0n);
  });

  it('without an opening everybody is paid in full', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [{ items: ITEMS, seatsFirst: 1 }], 1, { gold: goldOf(TWELVE) });
    await answer(world, setup, crew, [wrongOn(12)]);
    await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
    await world.chain.advance({ seconds: 901 });
    const event = eventOf(await act(world, crew[0]!, settle({ page: setup.page, panels: [0n] })), 'panelSettled');
    expect(event).to.deep.include({ rewards: 200_000n, fees: 4_000n });
  });
});
