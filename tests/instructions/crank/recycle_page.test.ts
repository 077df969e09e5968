import { expect } from 'chai';
import { recyclePage, releasePanel } from '@tagger/client';
import { staffed, thePage } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('recycle_page', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('gives room back oldest first, never past a live panel: PageInUse', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    const { setup } = await staffed(world, [{}, {}, {}], 0);
    const { requester, task, page } = setup;
    const recycle = recyclePage({ task, page });
    const release = (panel: bigint) =>
      act(world, requester, releasePanel({ caller: requester.key, task, page, panel }));
    await expectError(act(world, stranger, recycle), 'PageInUse');
    await release(1n);
    await expectError(act(world, stranger, recycle), 'PageInUse');
    await release(0n);
    const event = eventOf(await act(world, stranger, recycle), 'pageChanged');
    expect(event).to.deep.include({ firstPanel: 2n, nextPanel: 3n });
    const after = await thePage(world, setup);
    expect(after.panels.map((panel) => panel.number)).to.deep.equal([2n]);
    expect(after.tail).to.equal(2 * after.panels[0]!.words);
    await expectError(act(world, stranger, recycle), 'PageInUse');
  });
});
