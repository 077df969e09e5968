import { expect } from 'chai';
import { expireClaim, expireCommit, expireReveal, fetchMember, settle } from '@tagger/client';
import { collectAll, commitWork, revealWork, sit, staffed, thePage, TRUTH } from '../support/build.ts';
import { eventOf } from '../support/expect.ts';
import { act, theWorld, wait, type Actor } from '../support/world.ts';

/** Ann works; Ben commits and never reveals; Cyd takes a seat and is never heard of again. */
describe('scenario: silent annotators', () => {
  it('slashes the silent by what they did, and pays Ann', async () => {
    const world = await theWorld();
    const { setup, crew } = await staffed(world, [{}], 3, { pageFunds: 306_000n });
    const [ann, ben, cyd] = crew as [Actor, Actor, Actor];
    const work = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 2));
    await wait(world, 3_600);
    await act(
      world,
      ann,
      expireClaim({ wallet: cyd.key, task: setup.task, page: setup.page, panel: 0n, slot: 2 }),
      expireCommit({ page: setup.page, panel: 0n }),
    );
    await revealWork(world, setup, work.slice(0, 1));
    await wait(world, 1_800);
    const sent = await act(
      world,
      ann,
      expireReveal({ page: setup.page, panel: 0n }),
      settle({ page: setup.page, panels: [0n] }),
    );
    expect(eventOf(sent, 'panelSettled')).to.deep.include({
      answers: 10n,
      rewards: 100_000n,
      fees: 2_000n,
      returned: 204_000n,
    });
    await collectAll(world, setup, work.slice(0, 2));
    expect(await fetchMember(world.connection, ann.key)).to.include({ balance: 100_000n, slashed: 0n });
    expect(await fetchMember(world.connection, ben.key)).to.include({
      balance: 0n,
      slashed: 500_000n,
      missedReveals: 1,
    });
    expect(await fetchMember(world.connection, cyd.key)).to.include({
      balance: 0n,
      slashed: 50_000n,
      expiredClaims: 1,
    });
    expect((await thePage(world, setup)).slashed).to.equal(550_000n);
  });
});
