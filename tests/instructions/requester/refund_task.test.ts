import { expect } from 'chai';
import { fetchMember, fetchTask, memberPda, openPage, pagePda, PAUSE, refundTask } from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aMember, aTask, type TaskSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('refund_task', () => {
  let world: World;
  let setup: TaskSetup;
  let olga: Actor;
  before(async () => {
    world = await theWorld();
    olga = await aMember(world, 'Olga the operator', 0n);
    setup = await aTask(world, { escrow: 1_000n, operator: olga.key });
  });
  const refund = (amount: bigint) => refundTask({ requester: setup.requester.key, task: setup.task, amount });

  it('refuses anybody but the requester, the operator included: NotRequester', async () => {
    await expectError(
      act(world, olga, refundTask({ requester: olga.key, task: setup.task, amount: 1n })),
      'NotRequester',
    );
  });

  it('[attack 4] refuses to credit another member: WrongMember', async () => {
    const instruction = refund(1n);
    instruction.keys.find((key) => key.pubkey.equals(memberPda(setup.requester.key)))!.pubkey = memberPda(olga.key);
    await expectError(act(world, setup.requester, instruction), 'WrongMember');
  });

  it('refuses nothing: ZeroAmount', async () => {
    await expectError(act(world, setup.requester, refund(0n)), 'ZeroAmount');
  });

  it('[attack 57] refuses money that pages hold: NotEnoughEscrow', async () => {
    await act(
      world,
      setup.requester,
      openPage({
        operator: setup.requester.key,
        task: setup.task,
        page: pagePda(setup.task, 0),
        bytes: 4_000,
        amount: 600n,
      }),
    );
    await expectError(act(world, setup.requester, refund(401n)), 'NotEnoughEscrow');
  });

  it('moves free escrow to the requester, whatever is paused', async () => {
    await whilePaused(world, PAUSE.tasks, async () => {
      expect(eventOf(await act(world, setup.requester, refund(400n)), 'taskChanged').escrow).to.equal(0n);
    });
    expect((await fetchMember(world.connection, setup.requester.key))?.balance).to.equal(400n);
    expect((await fetchTask(world.connection, setup.task))?.funded).to.equal(1_000n);
  });
});
