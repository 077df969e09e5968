import { expect } from 'chai';
import { cancelTask, expireClaim, releasePanel } from '@tagger/client';
import { claimPanel, join, panels, thePage, thePanel, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { act, rehearse, theWorld, wait, type Actor, type World } from '../../support/world.ts';

describe('release_panel', () => {
  let world: World;
  let setup: PanelSetup;
  let stranger: Actor;
  let ann: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
    [ann] = (await team(world, 1)) as [Actor];
    setup = await panels(world, [{}, {}], { pageFunds: 1_000_000n });
    await join(world, setup, [ann]);
  });
  const releasing = (caller: Actor, panel = 0n, other = setup) =>
    releasePanel({ caller: caller.key, task: other.task, page: other.page, panel });

  it('refuses anybody but requester and operator while the task runs: NotOperator', async () => {
    await expectError(act(world, stranger, releasing(stranger)), 'NotOperator');
  });

  it('refuses a panel that is not there: NoSuchPanel', async () => {
    for (const number of [2n, 64n, 2n ** 64n - 1n])
      await expectError(act(world, setup.requester, releasing(setup.requester, number)), 'NoSuchPanel');
  });

  it('[attack 4] refuses another task than the page speaks of: WrongPage', async () => {
    const other = await panels(world, [{}], { requester: setup.requester });
    await expectError(
      act(
        world,
        setup.requester,
        releasePanel({ caller: setup.requester.key, task: other.task, page: setup.page, panel: 0n }),
      ),
      'WrongPage',
    );
  });

  it('[attack 58] refuses while somebody sits there: PanelTaken', async () => {
    await claimPanel(world, setup, [ann], 1n);
    await expectError(act(world, setup.requester, releasing(setup.requester, 1n)), 'PanelTaken');
    await wait(world, 600);
    await act(
      world,
      stranger,
      expireClaim({ wallet: ann.key, task: setup.task, page: setup.page, panel: 1n, slot: 0 }),
    );
    await rehearse(world, setup.requester, releasing(setup.requester, 1n));
  });

  it('frees the reserve, once: WrongPhase', async () => {
    const event = eventOf(await act(world, setup.requester, releasing(setup.requester)), 'panelMoved');
    expect(event).to.deep.include({ panel: 0n, phase: 5 });
    expect(await thePage(world, setup)).to.include({
      free: 1_000_000n - 306_000n,
      reservedFunds: 306_000n,
      funds: 1_000_000n,
    });
    expect((await thePanel(world, setup)).phase).to.equal('done');
    await expectError(act(world, setup.requester, releasing(setup.requester)), 'WrongPhase');
  });

  it('[attack 74] after the end anybody may do it', async () => {
    const other = await panels(world, [{}]);
    await act(world, other.requester, cancelTask({ requester: other.requester.key, task: other.task }));
    await act(world, stranger, releasing(stranger, 0n, other));
    expect((await thePage(world, other)).reservedFunds).to.equal(0n);
  });
});
