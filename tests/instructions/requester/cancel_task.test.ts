import { expect } from 'chai';
import { cancelTask, claim, fetchTask } from '@tagger/client';
import { aTask, answer, join, panels } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('cancel_task', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('refuses anybody but the requester, the operator included: NotRequester', async () => {
    const [olga] = (await team(world, 1, 0n)) as [Actor];
    const { task } = await aTask(world, { escrow: 0n, operator: olga.key });
    await expectError(act(world, olga, cancelTask({ requester: olga.key, task })), 'NotRequester');
  });

  it('refuses a second time: TaskEnded', async () => {
    const { requester, task } = await aTask(world, { escrow: 0n });
    const event = eventOf(await act(world, requester, cancelTask({ requester: requester.key, task })), 'taskChanged');
    expect(event).to.deep.include({ cancelled: true, closed: false });
    await expectError(act(world, requester, cancelTask({ requester: requester.key, task })), 'TaskEnded');
  });

  it('[attack 64] refuses from the second the task ends by itself: TaskEnded', async () => {
    const { requester, task } = await aTask(world, { escrow: 0n, lifeSecs: 600n });
    const { endsAt } = (await fetchTask(world.connection, task))!;
    await waitUntil(world, endsAt - 1n);
    await rehearse(world, requester, cancelTask({ requester: requester.key, task }));
    await waitUntil(world, endsAt);
    await expectError(act(world, requester, cancelTask({ requester: requester.key, task })), 'TaskEnded');
  });

  it('[attack 58] leaves claimed work alone: it is committed, revealed and paid', async () => {
    const setup = await panels(world, [{ seatsFirst: 1 }]);
    const [ann] = (await team(world, 1)) as [Actor];
    await join(world, setup, [ann]);
    await rehearse(world, ann, claim({ wallet: ann.key, task: setup.task, page: setup.page, panels: [0n] }));
    await act(world, setup.requester, cancelTask({ requester: setup.requester.key, task: setup.task }));
    // Until somebody folds the page, its claims stay open: work on reserved money is never in vain.
    await answer(world, setup, [ann], [[0, 1, 0, 1, 0, 1, 0, 1, 0, 1]]);
  });
});
