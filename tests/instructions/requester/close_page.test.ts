import { expect } from 'chai';
import {
  cancelTask,
  closePage,
  fetchPage,
  fetchTask,
  openPage,
  pagePda,
  releasePanel,
  send,
  settle,
} from '@tagger/client';
import { answer, aTask, collectAll, join, panels } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_page', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('refuses anybody but requester and operator while the task runs: NotOperator', async () => {
    const { requester, task, page } = await panels(world, [{}]);
    const close = (caller: Actor) => closePage({ caller: caller.key, task, page, rentPayer: requester.key });
    await act(world, requester, releasePanel({ caller: requester.key, task, page, panel: 0n }));
    await expectError(act(world, stranger, close(stranger)), 'NotOperator');
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    await rehearse(world, stranger, close(stranger));
  });

  it('refuses while a panel lives: PageInUse', async () => {
    const { requester, task, page } = await panels(world, [{}]);
    await expectError(
      act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key })),
      'PageInUse',
    );
  });

  it('[attack 4] refuses another task than the page speaks of: WrongPage', async () => {
    const { requester, page } = await panels(world, [{}]);
    const other = await aTask(world, { requester, escrow: 0n });
    await expectError(
      act(world, requester, closePage({ caller: requester.key, task: other.task, page, rentPayer: requester.key })),
      'WrongPage',
    );
  });

  it('[attack 47] refuses to send the rent to anybody but its payer: WrongRentPayer', async () => {
    const { requester, task } = await aTask(world);
    const page = pagePda(task, 0);
    await send(
      world.connection,
      [openPage({ operator: requester.key, payer: stranger.key, task, page, bytes: 4_000, amount: 0n })],
      [requester.wallet, stranger.wallet],
    );
    await expectError(
      act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key })),
      'WrongRentPayer',
    );
    const [rent, before] = [await world.connection.getBalance(page), await world.connection.getBalance(stranger.key)];
    await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: stranger.key }));
    expect(await world.connection.getBalance(stranger.key)).to.equal(before + rent);
  });

  it('folds totals, fees and free money into the task', async () => {
    const setup = await panels(world, [{ seatsFirst: 1 }], { pageFunds: 200_000n, escrow: 200_000n });
    const [ann] = (await team(world, 1)) as [Actor];
    await join(world, setup, [ann]);
    const work = await answer(world, setup, [ann], [[0, 1, 0, 1, 1, 0, 0, 1, 1, 1]]);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
    await collectAll(world, setup, work);
    const { requester, task, page } = setup;
    const event = eventOf(
      await act(world, requester, closePage({ caller: requester.key, task, page, rentPayer: requester.key })),
      'pageChanged',
    );
    expect(event).to.deep.include({ funds: 0n, free: 0n, firstPanel: 1n, nextPanel: 1n, closed: true });
    const after = (await fetchTask(world.connection, task))!;
    expect(after).to.include({
      escrow: 98_000n,
      feesDue: 2_000n,
      fees: 2_000n,
      paid: 100_000n,
      answers: 10n,
      itemsSettled: 10n,
      accepted: 10n,
      panelsSettled: 1,
      pages: 0,
      pagesMade: 1,
    });
    expect(after.records.leaves, 'the panel is on record').to.equal(1n);
    expect(await fetchPage(world.connection, page)).to.equal(null);
  });
});
