import { expect } from 'chai';
import {
  cancelTask,
  configPda,
  fetchPage,
  fetchTask,
  openPage,
  pagePda,
  PAGE_HEADER_BYTES,
  PAUSE,
  send,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aTask, type TaskSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people, team } from '../../support/people.ts';
import { act, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('open_page', () => {
  let world: World;
  let setup: TaskSetup;
  let olga: Actor;
  before(async () => {
    world = await theWorld();
    [olga] = (await team(world, 1, 0n)) as [Actor];
    setup = await aTask(world, { escrow: 1_000n, operator: olga.key });
  });
  const opening = (change: Partial<Parameters<typeof openPage>[0]> = {}) =>
    openPage({
      operator: setup.requester.key,
      task: setup.task,
      page: pagePda(setup.task, 0),
      bytes: 4_000,
      amount: 0n,
      ...change,
    });

  it('refuses anybody but requester and operator: NotOperator', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(act(world, stranger, opening({ operator: stranger.key })), 'NotOperator');
  });

  it('refuses while tasks are paused: Paused', async () => {
    await whilePaused(world, PAUSE.tasks, () => expectError(act(world, setup.requester, opening()), 'Paused'));
  });

  it('refuses sizes that are no multiple of eight, too small or too large: BadPageSize', async () => {
    for (const bytes of [4_004, PAGE_HEADER_BYTES, 9_999]) {
      await expectError(act(world, setup.requester, opening({ bytes })), 'BadPageSize');
    }
  });

  it('refuses sizes no account of a page can have', async () => {
    for (const [bytes, error] of [
      [0, 'AccountDataTooSmall'],
      [8, 'AccountDataTooSmall'],
      [10_248, 'InvalidRealloc'],
      [4_294_967_288, 'InvalidArgument'],
    ] as const) {
      await expectError(act(world, setup.requester, opening({ bytes })), error);
    }
  });

  it('[attack 57] refuses more money than the escrow has: NotEnoughEscrow', async () => {
    await expectError(act(world, setup.requester, opening({ amount: 1_001n })), 'NotEnoughEscrow');
  });

  it('[attack 28] refuses another index than the next one: InvalidSeeds', async () => {
    await expectError(act(world, setup.requester, opening({ page: pagePda(setup.task, 1) })), 'InvalidSeeds');
  });

  it('refuses config and task of another version: WrongVersion', async () => {
    for (const address of [configPda(), setup.task]) {
      await whilePatched(
        world,
        address,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(act(world, setup.requester, opening()), 'WrongVersion');
        },
      );
    }
  });

  it('moves escrow to a page that carries a copy of the terms; the rent may come from somebody else', async () => {
    const sent = await send(
      world.connection,
      [opening({ operator: olga.key, payer: setup.requester.key, amount: 600n })],
      [setup.requester.wallet, olga.wallet],
    );
    expect(eventOf(sent, 'pageChanged')).to.deep.include({
      index: 0,
      funds: 600n,
      free: 600n,
      firstPanel: 0n,
      nextPanel: 0n,
      closed: false,
    });
    const task = (await fetchTask(world.connection, setup.task))!;
    expect(task).to.include({ escrow: 400n, pages: 1, pagesMade: 1 });
    const page = (await fetchPage(world.connection, pagePda(setup.task, 0)))!;
    expect(page.terms).to.deep.equal(task.terms);
    expect(page).to.include({
      endsAt: task.endsAt,
      capacity: (4_000 - PAGE_HEADER_BYTES) / 8,
      keeperTipBps: 1_000,
      reservedFunds: 0n,
      credited: 0n,
      fees: 0n,
    });
    expect(page.rentPayer.equals(setup.requester.key) && page.task.equals(setup.task)).to.equal(true);
  });

  it('takes the smallest and the largest size', async () => {
    for (const bytes of [PAGE_HEADER_BYTES + 8, 10_240])
      await rehearse(world, setup.requester, opening({ bytes, page: pagePda(setup.task, 1) }));
  });

  it('refuses after the end: TaskEnded', async () => {
    const { requester, task } = await aTask(world, { escrow: 0n });
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    await expectError(
      act(
        world,
        requester,
        openPage({ operator: requester.key, task, page: pagePda(task, 0), bytes: 4_000, amount: 0n }),
      ),
      'TaskEnded',
    );
  });
});
