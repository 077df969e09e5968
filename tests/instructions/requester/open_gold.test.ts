import { expect } from 'chai';
import { newSalt, openGold, settle, type GoldOpening, type GoldPanel } from '@tagger/client';
import { answer, join, panels, thePanel, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

const TRUTH = [0, 1, 0, 1, 1, 0, 0, 1, 1, 1];
const goldOf = (firstItem: number): GoldPanel => ({
  firstItem,
  salt: newSalt(),
  entries: [
    { offset: 1, label: 1 },
    { offset: 4, label: 1 },
  ],
});

describe('open_gold', () => {
  let world: World;
  let setup: PanelSetup;
  let opening: GoldOpening;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
    const three = await team(world, 3);
    setup = await panels(world, [{}, { firstItem: 10 }], { gold: [goldOf(0), goldOf(10), goldOf(20)] });
    opening = setup.gold!.open(0)!;
    await join(world, setup, three);
    await answer(world, setup, three, [TRUTH, TRUTH, TRUTH]);
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
  });
  const gold = (change: Partial<GoldOpening> = {}, operator = setup.requester, panel = 0n) =>
    openGold({ operator: operator.key, task: setup.task, page: setup.page, panel, opening: { ...opening, ...change } });

  it('refuses anybody but requester and operator: NotOperator', async () => {
    await expectError(act(world, stranger, gold({}, stranger)), 'NotOperator');
  });

  it('refuses a task without gold: NoGold', async () => {
    const plain = await panels(world, [{}]);
    await expectError(
      act(
        world,
        plain.requester,
        openGold({ operator: plain.requester.key, task: plain.task, page: plain.page, panel: 0n, opening }),
      ),
      'NoGold',
    );
  });

  it('[attack 4] refuses another task than the page speaks of: WrongPage', async () => {
    const other = await panels(world, [{}], { requester: setup.requester, gold: [goldOf(0)] });
    const instruction = openGold({
      operator: setup.requester.key,
      task: other.task,
      page: setup.page,
      panel: 0n,
      opening,
    });
    await expectError(act(world, setup.requester, instruction), 'WrongPage');
  });

  it('refuses a panel that is not there or not that far: NoSuchPanel, WrongPhase', async () => {
    await expectError(act(world, setup.requester, gold({}, setup.requester, 2n)), 'NoSuchPanel');
    await expectError(act(world, setup.requester, gold({}, setup.requester, 1n)), 'WrongPhase');
  });

  const bad: [string, number[]][] = [
    ['half an entry', [1, 0]],
    ['an item twice', [1, 0, 1, 1, 0, 1]],
    ['items out of order', [4, 0, 1, 1, 0, 1]],
    ['an item outside the panel', [10, 0, 1]],
    ['a label that is none', [1, 0, 2]],
  ];
  for (const [what, entries] of bad) {
    it(`refuses ${what}: BadGoldEntries`, async () => {
      await expectError(act(world, setup.requester, gold({ entries: Uint8Array.from(entries) })), 'BadGoldEntries');
    });
  }

  it('refuses other labels, another salt, another proof, gold of another range: BadGoldProof', async () => {
    const [first] = opening.proof as [Uint8Array];
    const lies: Partial<GoldOpening>[] = [
      { entries: Uint8Array.from([1, 0, 0, 4, 0, 1]) },
      { salt: newSalt() },
      { proof: [] },
      { proof: [...opening.proof].reverse() },
      { proof: [...opening.proof, first] },
      setup.gold!.open(10)!,
    ];
    for (const lie of lies) await expectError(act(world, setup.requester, gold(lie)), 'BadGoldProof');
  });

  it('[attack 64] is open until the second before the deadline, settling without gold from the deadline', async () => {
    const { until, phase } = await thePanel(world, setup);
    expect(phase).to.equal('gold');
    await waitUntil(world, until - 1n);
    await expectError(act(world, stranger, settle({ page: setup.page, panels: [0n] })), 'WindowOpen');
    const event = eventOf(await rehearse(world, setup.requester, gold()), 'panelSettled');
    expect(event).to.deep.include({ rewards: 300_000n, fees: 6_000n, returned: 0n });
    await waitUntil(world, until);
    await expectError(act(world, setup.requester, gold()), 'WindowClosed');
    await act(world, stranger, settle({ page: setup.page, panels: [0n] }));
    await expectError(act(world, setup.requester, gold()), 'WrongPhase');
  });
});
