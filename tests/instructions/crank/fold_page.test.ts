import { expect } from 'chai';
import { cancelTask, fetchTask, foldPage, settle } from '@tagger/client';
import { answer, aTask, staffed, thePage, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('fold_page', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('[attack 4] refuses another task than the page speaks of: WrongPage', async () => {
    const { setup } = await staffed(world, [{}], 0);
    const other = await aTask(world, { requester: setup.requester, escrow: 0n });
    await expectError(act(world, stranger, foldPage({ task: other.task, page: setup.page })), 'WrongPage');
  });

  it('hands totals and fees over once; free money stays while the task runs and returns after its end', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, {}], 1, { escrow: 500_000n, pageFunds: 500_000n });
    await answer(world, setup, crew, [TRUTH]);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
    const fold = foldPage({ task: setup.task, page: setup.page });
    const event = eventOf(await act(world, stranger, fold), 'pageChanged');
    expect(event).to.deep.include({ funds: 498_000n, free: 500_000n - 102_000n - 306_000n });
    const folded = { feesDue: 2_000n, fees: 2_000n, paid: 100_000n, answers: 10n, itemsSettled: 10n, panelsSettled: 1 };
    expect(await fetchTask(world.connection, setup.task)).to.include({ ...folded, escrow: 0n });
    await act(world, stranger, fold);
    expect(await fetchTask(world.connection, setup.task)).to.include(folded);

    await act(world, setup.requester, cancelTask({ requester: setup.requester.key, task: setup.task }));
    await act(world, stranger, fold);
    expect(await fetchTask(world.connection, setup.task)).to.include({ ...folded, escrow: 92_000n });
    const page = await thePage(world, setup);
    expect(page).to.include({ free: 0n, funds: 406_000n });
    expect(Number(page.endsAt)).to.be.at.most((await now(world)).unixTimestamp);
  });
});
