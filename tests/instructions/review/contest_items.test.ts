import { expect } from 'chai';
import { contestItems, fetchTask, itemMask, pagePda, settle } from '@tagger/client';
import { answer, aTask, staffed, thePage, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { contest, contestable, newReview, REVIEWED, theRound } from '../../support/reviews.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('contest_items', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });
  const asked = async (setup: Awaited<ReturnType<typeof contestable>>['setup'], items = [0, 1]) => {
    const { pageIndex: _, ...review } = await newReview(world, setup, items);
    return { ...review, operator: setup.requester.key };
  };

  it('refuses anybody but requester and operator: NotOperator', async () => {
    const { setup } = await contestable(world);
    const [mallory] = (await team(world, 1)) as [Actor];
    await expectError(
      act(world, mallory, contestItems({ ...(await asked(setup)), operator: mallory.key })),
      'NotOperator',
    );
  });

  it('refuses a panel that is not open to challenge: WrongPhase', async () => {
    const { setup } = await staffed(world, [{}], 0, { terms: REVIEWED });
    await expectError(act(world, setup.requester, contestItems(await asked(setup))), 'WrongPhase');
  });

  it('refuses no items, items that are not there, and a mask of another length: BadReviewItems', async () => {
    const { setup } = await contestable(world);
    const review = await asked(setup);
    for (const items of [[0n], [1n << 10n], [1n, 0n], []]) {
      await expectError(act(world, setup.requester, contestItems({ ...review, items })), 'BadReviewItems');
    }
  });

  it('[attack 75] refuses more items than one review takes: BadReviewItems', async () => {
    const labels = Array.from({ length: 257 }, () => 1);
    const { setup } = await contestableLong(world, labels);
    const review = await asked(setup, [0]);
    const all = labels.map((_, item) => item);
    const contesting = (items: number[]) => contestItems({ ...review, items: itemMask(items, 257) });
    await expectError(act(world, setup.requester, contesting(all)), 'BadReviewItems');
    // 256 are legal: the size given here is that of one item.
    await expectError(act(world, setup.requester, contesting(all.slice(1))), 'BadPageSize');
    await contest(world, setup, all.slice(1));
  });

  it('refuses another size than the review needs, and another page than the next: BadPageSize, InvalidSeeds', async () => {
    const { setup } = await contestable(world);
    const review = await asked(setup);
    for (const bytes of [review.bytes - 8, review.bytes + 8])
      await expectError(act(world, setup.requester, contestItems({ ...review, bytes })), 'BadPageSize');
    await expectError(
      act(world, setup.requester, contestItems({ ...review, page: pagePda(setup.task, 7) })),
      'InvalidSeeds',
    );
  });

  it('[attack 4] refuses the page of another task: WrongPage', async () => {
    const { setup } = await contestable(world);
    const other = await aTask(world);
    const review = { ...(await asked(setup)), task: other.task, page: pagePda(other.task, 0) };
    await expectError(
      act(world, other.requester, contestItems({ ...review, operator: other.requester.key })),
      'WrongPage',
    );
  });

  it('refuses what the escrow cannot pay: NotEnoughEscrow', async () => {
    const { setup } = await contestable(world, [TRUTH], { escrow: 50_011_999n });
    await expectError(act(world, setup.requester, contestItems(await asked(setup, [0, 1]))), 'NotEnoughEscrow');
    // One item less: three votes at 2,000 each.
    await contest(world, setup, [0]);
  });

  it('takes the fees out of the escrow, opens a page of its own and marks the items: AlreadyContested', async () => {
    const { setup } = await contestable(world);
    const before = (await fetchTask(world.connection, setup.task))!;
    const { slot } = await now(world);
    const sent = await act(world, setup.requester, contestItems(await asked(setup, [3, 7])));
    expect(eventOf(sent, 'caseMoved')).to.deep.include({
      page: 1,
      panel: 0n,
      subject: 0n,
      round: 0,
      phase: 6,
      seats: 0,
      deposit: 12_000n,
    });
    const after = (await fetchTask(world.connection, setup.task))!;
    expect(after).to.include({ escrow: before.escrow - 12_000n, pages: 2, pagesMade: 2 });
    const review = { setup, page: pagePda(setup.task, 1), pageIndex: 1 };
    const round = await theRound(world, review);
    expect(round).to.include({ kind: 1, phase: 'draw', items: 2, reserve: 12_000n, seatsMax: 6 });
    expect(round.case).to.deep.include({ items: [3, 7], reason: 'requester', wanted: 3, round: 0, parent: undefined });
    expect(Number(round.case.target)).to.be.at.least(slot + 8);
    expect(round.case.funder.equals(setup.requester.key) && round.case.subjectPage.equals(setup.page)).to.equal(true);
    const { contested, openCases } = await thePanel(world, setup);
    expect(contested.flatMap((on, item) => (on ? [item] : []))).to.deep.equal([3, 7]);
    expect(openCases).to.equal(1);
    await expectError(act(world, setup.requester, contestItems(await asked(setup, [7, 8]))), 'AlreadyContested');
    // Others of the same panel may be contested at the same time.
    await contest(world, setup, [8]);
    expect((await thePanel(world, setup)).openCases).to.equal(2);
  });

  it('[attack 64] is open until the second before the window ends: WindowClosed', async () => {
    const { setup } = await contestable(world);
    const contesting = contestItems(await asked(setup));
    const { until } = await thePanel(world, setup);
    await waitUntil(world, until - 1n);
    await rehearse(world, setup.requester, contesting);
    await waitUntil(world, until);
    await expectError(act(world, setup.requester, contesting), 'WindowClosed');
    expect((await thePage(world, setup)).terms.challengeSecs).to.equal(3_600);
  });
});

/** A panel of as many items as there are labels. */
async function contestableLong(world: World, labels: number[]) {
  const { setup, crew } = await staffed(world, [{ seatsFirst: 1, items: labels.length }], 1, { terms: REVIEWED });
  await answer(world, setup, crew, [labels]);
  await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
  return { setup };
}
