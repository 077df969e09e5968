import { expect } from 'chai';
import { fetchMember, METHOD, openPanels, settle, skipCode, type Bits } from '@tagger/client';
import { answer, aPanel, collectAll, staffed, thePanel } from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { act, theWorld, type Actor } from '../support/world.ts';

/** Labels of every width, panels of every size. */
describe('scenario: shapes', () => {
  const shapes: { bits: Bits; classes: number; method: number }[] = [
    { bits: 2, classes: 3, method: METHOD.weighted },
    { bits: 4, classes: 15, method: METHOD.weighted },
    { bits: 8, classes: 16, method: METHOD.weighted },
    { bits: 8, classes: 255, method: METHOD.majority },
  ];
  for (const { bits, classes, method } of shapes) {
    it(`${bits} bits, ${classes} classes: a skipped item is not paid`, async () => {
      const world = await theWorld();
      const { setup, crew } = await staffed(world, [{ items: 12 }], 3, { terms: { bits, classes, method } });
      const truth = Array.from({ length: 12 }, (_, item) => (item * 5 + 1) % classes);
      const skipping = truth.map((label, item) => (item < 4 ? skipCode(bits, classes) : label));
      const work = await answer(world, setup, crew, [truth, truth, skipping]);
      const event = eventOf(await act(world, crew[0]!, settle({ page: setup.page, panels: [0n] })), 'panelSettled');
      expect(event).to.deep.include({ answers: 32n, rewards: 320_000n, fees: 6_400n });
      const panel = await thePanel(world, setup);
      expect(panel.labels).to.deep.equal(truth);
      expect(panel.answers[2]).to.deep.equal(skipping);
      await collectAll(world, setup, work);
      expect(await fetchMember(world.connection, crew[2]!.key)).to.include({ balance: 80_000n, answered: 8n });
    });
  }

  it('[attack 75] a panel of sixteen with 512 items settles in one transaction; the seventeenth answer takes a panel of its own', async () => {
    const world = await theWorld();
    const items = 512;
    const { setup, crew } = await staffed(world, [{ items, seatsFirst: 16 }], 17, {
      escrow: 200_000_000n,
      pageFunds: 200_000_000n,
    });
    const truth = Array.from({ length: items }, (_, item) => (item >> 2) & 1);
    const sixteen = crew.slice(0, 16);
    const work = await answer(
      world,
      setup,
      sixteen,
      sixteen.map(() => truth),
    );
    const sent = await act(world, crew[0]!, settle({ page: setup.page, panels: [0n] }));
    expect(eventOf(sent, 'panelSettled')).to.deep.include({
      answers: 16n * 512n,
      rewards: 16n * 5_120_000n,
      returned: 0n,
    });
    expect(sent.units).to.be.lessThan(1_400_000);
    expect((await thePanel(world, setup)).labels).to.deep.equal(truth);
    await collectAll(world, setup, work);

    const { requester, task, page } = setup;
    const open = (seats: number) =>
      openPanels({ operator: requester.key, task, page, specs: [aPanel({ items, seatsFirst: seats })] });
    await expectError(act(world, requester, open(17)), 'BadSeats');
    await act(world, requester, open(1));
    const last = crew[16] as Actor;
    const further = await answer(world, setup, [last], [truth], 1n);
    await act(world, last, settle({ page, panels: [1n] }));
    await collectAll(world, setup, further, 1n);
    expect((await fetchMember(world.connection, last.key))?.balance).to.equal(5_120_000n);
  });
});
