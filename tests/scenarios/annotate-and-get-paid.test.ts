import { expect } from 'chai';
import { fetchMember, settle, withdrawBalance } from '@tagger/client';
import { aMember, answer, collectAll, join, panels, thePage, thePanel } from '../support/build.ts';
import { eventOf, tagOf } from '../support/expect.ts';
import { act, theWorld } from '../support/world.ts';

/**
 * Rita asks for ten labels at 0.01 TAG each from three people. Ann, Ben and Cyd answer; Cyd disagrees on one item, on
 * which the others are not sure enough to cost him anything. All three are paid in full and Rita pays 2 % on top.
 */
describe('scenario: annotate and get paid', () => {
  it('pays three annotators for ten items and returns nothing to nobody else', async () => {
    const world = await theWorld();
    const setup = await panels(world, [{}]);
    const team = [await aMember(world, 'Ann'), await aMember(world, 'Ben'), await aMember(world, 'Cyd')];
    await join(world, setup, team);
    const truth = [0, 1, 0, 1, 1, 0, 0, 1, 1, 1];
    const labels = [truth, truth, truth.map((label, item) => (item === 3 ? 1 - label : label))];
    const work = await answer(world, setup, team, labels);
    expect((await thePanel(world, setup)).phase).to.equal('revealed');

    const settled = eventOf(
      await act(world, setup.requester, settle({ page: setup.page, panels: [0n] })),
      'panelSettled',
    );
    expect(settled.rewards).to.equal(300_000n);
    expect(settled.fees).to.equal(6_000n);
    expect(settled.returned).to.equal(0n);
    const panel = await thePanel(world, setup);
    expect(panel.labels).to.deep.equal(truth);
    expect(panel.phase).to.equal('settled');

    await collectAll(world, setup, work);
    expect((await thePage(world, setup)).funds).to.equal(50_000_000n - 300_000n);
    const [ann] = team;
    expect((await fetchMember(world.connection, ann!.key))?.balance).to.equal(100_000n);
    await act(
      world,
      ann!,
      withdrawBalance({ wallet: ann!.key, to: ann!.tokens, tagMint: world.tagMint, amount: 100_000n }),
    );
    expect(await tagOf(world, ann!.tokens)).to.equal(900_100_000n);
  });
});
