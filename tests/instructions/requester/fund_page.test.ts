import { expect } from 'chai';
import { cancelTask, fetchTask, fundPage } from '@tagger/client';
import { panels, thePage, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('fund_page', () => {
  let world: World;
  let setup: PanelSetup;
  before(async () => {
    world = await theWorld();
    setup = await panels(world, [{}], { escrow: 1_000_000n, pageFunds: 400_000n });
  });
  const funding = (amount: bigint) =>
    fundPage({ operator: setup.requester.key, task: setup.task, page: setup.page, amount });

  it('refuses anybody but requester and operator: NotOperator', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(
      act(world, stranger, fundPage({ operator: stranger.key, task: setup.task, page: setup.page, amount: 1n })),
      'NotOperator',
    );
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, setup.requester, funding(0n)), 'ZeroAmount');
  });

  it('refuses more than the free escrow: NotEnoughEscrow', async () => {
    await expectError(act(world, setup.requester, funding(600_001n)), 'NotEnoughEscrow');
  });

  it('[attack 4] refuses the page of another task: WrongPage', async () => {
    const other = await panels(world, [{}]);
    await expectError(
      act(
        world,
        setup.requester,
        fundPage({ operator: setup.requester.key, task: setup.task, page: other.page, amount: 1n }),
      ),
      'WrongPage',
    );
  });

  it('moves escrow to the page', async () => {
    const event = eventOf(await act(world, setup.requester, funding(250_000n)), 'pageChanged');
    expect(event).to.deep.include({ funds: 650_000n, free: 650_000n - 306_000n });
    expect((await fetchTask(world.connection, setup.task))?.escrow).to.equal(350_000n);
    expect((await thePage(world, setup)).reservedFunds).to.equal(306_000n);
  });

  it('refuses after the end: TaskEnded', async () => {
    await act(world, setup.requester, cancelTask({ requester: setup.requester.key, task: setup.task }));
    await expectError(act(world, setup.requester, funding(1n)), 'TaskEnded');
  });
});
