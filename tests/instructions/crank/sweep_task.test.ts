import { expect } from 'chai';
import { getMint } from '@solana/spl-token';
import { expireClaim, fetchTask, foldPage, settle, sweepTask } from '@tagger/client';
import { answer, claimPanel, staffed, TRUTH } from '../../support/build.ts';
import { eventOf, expectError, tagOf } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { aMint } from '../../support/tokens.ts';
import { act, theWorld, wait, type Actor, type World } from '../../support/world.ts';

describe('sweep_task', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('sends fees to the treasury, burns half of a slash and hands the rest to the requester: ZeroAmount, WrongTreasury, WrongMint', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, {}], 2, {
      escrow: 500_000n,
      pageFunds: 500_000n,
      terms: { bond: 100_020n },
    });
    const [ann, ben] = crew as [Actor, Actor];
    await answer(world, setup, [ann], [TRUTH]);
    await claimPanel(world, setup, [ben], 1n);
    await wait(world, 600);
    await act(
      world,
      stranger,
      settle({ page: setup.page, panels: [0n] }),
      expireClaim({ wallet: ben.key, task: setup.task, page: setup.page, panel: 1n, slot: 0 }),
    );
    const sweep = (treasury = world.treasury, tagMint = world.tagMint) =>
      sweepTask({ task: setup.task, treasury, tagMint });
    await expectError(act(world, stranger, sweep()), 'ZeroAmount');
    await act(world, stranger, foldPage({ task: setup.task, page: setup.page }));
    expect(await fetchTask(world.connection, setup.task)).to.include({ feesDue: 2_000n, slashesDue: 5_001n });

    await expectError(act(world, stranger, sweep(stranger.tokens)), 'WrongTreasury');
    await expectError(act(world, stranger, sweep(world.treasury, await aMint(world))), 'WrongMint');
    const before = {
      treasury: await tagOf(world, world.treasury),
      supply: (await getMint(world.connection, world.tagMint)).supply,
    };
    const event = eventOf(await act(world, stranger, sweep()), 'taskSwept');
    // 5 % of 100,020 is 5,001; half of it, rounded down, is burnt.
    expect(event).to.deep.include({ fees: 2_000n, burnt: 2_500n, toRequester: 2_501n });
    expect(await tagOf(world, world.treasury)).to.equal(before.treasury + 2_000n);
    expect((await getMint(world.connection, world.tagMint)).supply).to.equal(before.supply - 2_500n);
    expect(await fetchTask(world.connection, setup.task)).to.include({
      feesDue: 0n,
      slashesDue: 0n,
      escrow: 2_501n,
      funded: 502_501n,
    });
    await expectError(act(world, stranger, sweep()), 'ZeroAmount');
  });
});
