import { expect } from 'chai';
import { fetchTask, unfundPage } from '@tagger/client';
import { panels, thePage, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('unfund_page', () => {
  let world: World;
  let setup: PanelSetup;
  before(async () => {
    world = await theWorld();
    setup = await panels(world, [{}], { escrow: 1_000_000n, pageFunds: 400_000n });
  });
  const unfunding = (amount: bigint) =>
    unfundPage({ operator: setup.requester.key, task: setup.task, page: setup.page, amount });

  it('refuses anybody but requester and operator: NotOperator', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(
      act(world, stranger, unfundPage({ operator: stranger.key, task: setup.task, page: setup.page, amount: 1n })),
      'NotOperator',
    );
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, setup.requester, unfunding(0n)), 'ZeroAmount');
  });

  it('[attack 57] refuses money that is reserved for panels: NotEnoughPageFunds', async () => {
    await expectError(act(world, setup.requester, unfunding(94_001n)), 'NotEnoughPageFunds');
  });

  it('[attack 4] refuses another task than the page speaks of: WrongPage', async () => {
    const other = await panels(world, [{}], { requester: setup.requester });
    const instruction = unfundPage({ operator: setup.requester.key, task: other.task, page: setup.page, amount: 1n });
    await expectError(act(world, setup.requester, instruction), 'WrongPage');
  });

  it('moves free money back to the escrow', async () => {
    const event = eventOf(await act(world, setup.requester, unfunding(94_000n)), 'pageChanged');
    expect(event).to.deep.include({ funds: 306_000n, free: 0n });
    expect((await fetchTask(world.connection, setup.task))?.escrow).to.equal(694_000n);
    expect((await thePage(world, setup)).reservedFunds).to.equal(306_000n);
  });
});
