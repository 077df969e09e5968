import { expect } from 'chai';
import { claim, expireCommit, fetchMember, settle } from '@tagger/client';
import { answer, collectAll, staffed, thePage, thePanel, TRUTH } from '../support/build.ts';
import { eventOf, expectError } from '../support/expect.ts';
import { act, theWorld, wait, type Actor } from '../support/world.ts';

/** Two are asked first, two more only about what the first two did not settle. Four seats were reserved: 408,000. */
const WAVES = { seatsFirst: 2, seatsStep: 2, seatsMax: 4 };
const TERMS = { terms: { tauBps: 7_500 }, pageFunds: 408_000n };

describe('scenario: early stop', () => {
  it('stops after the first wave when it agrees; the rest of the reserve returns in the same instruction', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [WAVES], 2, TERMS);
    await answer(world, setup, crew, [TRUTH, TRUTH]);
    const event = eventOf(await act(world, crew[0]!, settle({ page: setup.page, panels: [0n] })), 'panelSettled');
    expect(event).to.deep.include({ rewards: 200_000n, fees: 4_000n, returned: 204_000n });
    expect(await thePage(world, setup)).to.include({ free: 204_000n, reservedFunds: 0n });
  });

  it('asks a second wave only about the contested item and pays it only for that', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [WAVES], 4, TERMS);
    const [ann, ben, cyd, dan] = crew as [Actor, Actor, Actor, Actor];
    const other = TRUTH.map((label, item) => (item === 3 ? 1 - label : label));
    const first = await answer(world, setup, [ann, ben], [TRUTH, other]);
    const moved = eventOf(await act(world, ann, settle({ page: setup.page, panels: [0n] })), 'panelMoved');
    expect(moved).to.deep.include({ phase: 0, wave: 1, openItems: 1 });
    await expectError(
      act(world, ann, claim({ wallet: ann.key, task: setup.task, page: setup.page, panels: [0n] })),
      'AlreadyOnPanel',
    );
    // What the second wave says about items it was not asked counts for nothing.
    const noise = TRUTH.map((label, item) => (item === 3 ? label : 1 - label));
    const second = await answer(world, setup, [cyd, dan], [noise, noise]);
    expect(second.map((work) => work.slot)).to.deep.equal([2, 3]);
    const event = eventOf(await act(world, ann, settle({ page: setup.page, panels: [0n] })), 'panelSettled');
    expect((await thePanel(world, setup)).labels).to.deep.equal(TRUTH);
    expect(event).to.deep.include({ answers: 22n, rewards: 220_000n, fees: 4_400n, returned: 408_000n - 224_400n });
    await collectAll(world, setup, [...first, ...second]);
    expect((await fetchMember(world.connection, cyd.key))?.balance).to.equal(10_000n);
    expect((await fetchMember(world.connection, ben.key))?.balance).to.equal(100_000n);
  });

  it('goes on without a second wave nobody came to', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [WAVES], 2, TERMS);
    const other = TRUTH.map((label, item) => (item === 3 ? 1 - label : label));
    const work = await answer(world, setup, crew, [TRUTH, other]);
    const settling = settle({ page: setup.page, panels: [0n] });
    await act(world, crew[0]!, settling);
    await expectError(act(world, crew[0]!, settling), 'WrongPhase');
    await wait(world, 3_601);
    const sent = await act(world, crew[0]!, expireCommit({ page: setup.page, panel: 0n }), settling);
    expect(eventOf(sent, 'panelSettled')).to.deep.include({ answers: 20n, rewards: 200_000n, returned: 204_000n });
    await collectAll(world, setup, work);
  });
});
