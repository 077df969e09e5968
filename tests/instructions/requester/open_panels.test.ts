import { expect } from 'chai';
import {
  cancelTask,
  fetchPage,
  MAX_LIVE_PANELS,
  METHOD,
  openPage,
  openPanels,
  pagePda,
  PAUSE,
  type PanelSpec,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aPanel, aTask, panels, thePanel, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('open_panels', () => {
  let world: World;
  let setup: PanelSetup;
  before(async () => {
    world = await theWorld();
    setup = await panels(world, [{}], {
      terms: { seatsLimit: 8, itemCount: 100 },
      escrow: 3_000_000n,
      pageFunds: 3_000_000n,
    });
  });
  const opening = (...specs: Partial<PanelSpec>[]) =>
    openPanels({ operator: setup.requester.key, task: setup.task, page: setup.page, specs: specs.map(aPanel) });

  it('refuses anybody but requester and operator: NotOperator', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(
      act(
        world,
        stranger,
        openPanels({ operator: stranger.key, task: setup.task, page: setup.page, specs: [aPanel()] }),
      ),
      'NotOperator',
    );
  });

  it('refuses while tasks are paused: Paused', async () => {
    await whilePaused(world, PAUSE.tasks, () => expectError(act(world, setup.requester, opening({})), 'Paused'));
  });

  it('refuses an empty batch: BadBatch', async () => {
    await expectError(act(world, setup.requester, opening()), 'BadBatch');
  });

  const wrong: [string, string, Partial<PanelSpec>][] = [
    ['no items', 'BadItems', { items: 0 }],
    ['items beyond the task', 'BadItems', { firstItem: 91 }],
    ['a first item near 2^32', 'BadItems', { firstItem: 4_294_967_295 }],
    ['no seats', 'BadSeats', { seatsFirst: 0, seatsMax: 0 }],
    ['more seats than the task allows', 'BadSeats', { seatsFirst: 9 }],
    ['a first wave above all seats', 'BadSeats', { seatsFirst: 4, seatsMax: 3 }],
    ['waves without a step', 'BadSeats', { seatsFirst: 2, seatsMax: 4, seatsStep: 0 }],
    ['a difficulty below a half', 'BadDifficulty', { difficultyBps: 4_999 }],
    ['a difficulty above three', 'BadDifficulty', { difficultyBps: 30_001 }],
  ];
  for (const [what, error, spec] of wrong) {
    it(`[attack 24] refuses ${what}: ${error}`, async () => {
      await expectError(act(world, setup.requester, opening(spec)), error);
    });
  }

  it('refuses more items than one panel holds: BadItems', async () => {
    const large = await panels(world, [{}], { terms: { itemCount: 10_000 } });
    const specs = [aPanel({ items: 4_097, seatsFirst: 1 })];
    await expectError(
      act(
        world,
        large.requester,
        openPanels({ operator: large.requester.key, task: large.task, page: large.page, specs }),
      ),
      'BadItems',
    );
  });

  it('refuses later waves where nothing is weighted: BadSeats', async () => {
    const majority = await panels(world, [{}], { terms: { method: METHOD.majority } });
    const specs = [aPanel({ seatsFirst: 2, seatsStep: 1, seatsMax: 3 })];
    await expectError(
      act(
        world,
        majority.requester,
        openPanels({ operator: majority.requester.key, task: majority.task, page: majority.page, specs }),
      ),
      'BadSeats',
    );
  });

  it('[attack 57] refuses what the page cannot pay, whole batch or nothing: NotEnoughPageFunds', async () => {
    const many = Array.from({ length: 9 }, () => ({}));
    await expectError(act(world, setup.requester, opening(...many)), 'NotEnoughPageFunds');
    await rehearse(world, setup.requester, opening(...many.slice(1)));
    expect((await fetchPage(world.connection, setup.page))?.nextPanel).to.equal(1n);
  });

  it('[attack 4] refuses the page of another task: WrongPage', async () => {
    const other = await panels(world, [{}]);
    await expectError(
      act(
        world,
        setup.requester,
        openPanels({ operator: setup.requester.key, task: setup.task, page: other.page, specs: [aPanel()] }),
      ),
      'WrongPage',
    );
  });

  it('[attack 75] refuses a panel that does not fit: PageFull', async () => {
    const { requester, task } = await aTask(world, { escrow: 50_000_000n });
    const operator = requester.key;
    const [small, large] = [pagePda(task, 0), pagePda(task, 1)];
    await act(world, requester, openPage({ operator, task, page: small, bytes: 1_200, amount: 10_000_000n }));
    await act(world, requester, openPage({ operator, task, page: large, bytes: 10_240, amount: 10_000_000n }));
    await expectError(
      act(world, requester, openPanels({ operator, task, page: small, specs: [aPanel({ seatsFirst: 16 })] })),
      'PageFull',
    );
    // One seat and one item: the smallest record there is. The page is full when the next one does not fit.
    const open = (count: number) =>
      openPanels({
        operator,
        task,
        page: large,
        specs: Array.from({ length: count }, () => aPanel({ items: 1, seatsFirst: 1 })),
      });
    await act(world, requester, open(1));
    const page = (await fetchPage(world.connection, large))!;
    const words = page.panels[0]!.words;
    const room = Math.min(MAX_LIVE_PANELS, Math.floor(page.capacity / words)) - 1;
    await act(world, requester, open(30));
    await rehearse(world, requester, open(room - 30));
    await expectError(act(world, requester, open(room - 29)), 'PageFull');
  });

  it('reserves the most the panels can cost: every seat in full, each fee rounded up', async () => {
    const event = eventOf(
      await act(
        world,
        setup.requester,
        opening({ items: 3, difficultyBps: 15_000, seatsFirst: 2, seatsStep: 2, seatsMax: 5 }),
      ),
      'pageChanged',
    );
    // 3 x 10,000 x 1.5 = 45,000; fee 2 % = 900; five seats.
    expect(event).to.deep.include({ nextPanel: 2n, free: 3_000_000n - 306_000n - 5n * 45_900n });
    const panel = await thePanel(world, setup, 1n);
    expect(panel).to.include({
      phase: 'commit',
      reserve: 229_500n,
      seats: 2,
      seatsMax: 5,
      laterWaves: 2,
      until: 0n,
      wave: 0,
      items: 3,
    });
  });

  it('refuses after the end: TaskEnded', async () => {
    await act(world, setup.requester, cancelTask({ requester: setup.requester.key, task: setup.task }));
    await expectError(act(world, setup.requester, opening({})), 'TaskEnded');
  });
});
