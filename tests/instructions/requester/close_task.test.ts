import { expect } from 'chai';
import {
  cancelTask,
  closePage,
  closeTask,
  expireCommit,
  fetchMember,
  fetchTask,
  fundTask,
  leaveTask,
  memberPda,
  openTask,
  send,
  taskPda,
} from '@tagger/client';
import { aTask, join, panels, RULES, sha256, TERMS } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_task', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await team(world, 1)) as [Actor];
  });

  it('refuses while the task runs: TaskRunning', async () => {
    const { requester, task } = await aTask(world, { escrow: 0n });
    await expectError(act(world, stranger, closeTask({ requester: requester.key, task })), 'TaskRunning');
  });

  it('refuses while a seat or a page is left: TaskInUse', async () => {
    const setup = await panels(world, []).catch(() => undefined);
    expect(setup, 'a page without panels is refused by open_panels').to.equal(undefined);
    const busy = await panels(world, [{}]);
    await join(world, busy, [stranger], 1_000_000n);
    const { requester, task, page } = busy;
    const close = closeTask({ requester: requester.key, task });
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    await expectError(act(world, stranger, close), 'TaskInUse');
    await act(world, stranger, leaveTask({ wallet: stranger.key, task }));
    await expectError(act(world, stranger, close), 'TaskInUse');
    await expectError(
      act(world, stranger, closePage({ caller: stranger.key, task, page, rentPayer: requester.key })),
      'PageInUse',
    );
    await expectError(act(world, stranger, expireCommit({ page, panel: 0n })), 'WindowOpen');
  });

  it('[attack 4] refuses another member than the requester: WrongMember', async () => {
    const { requester, task } = await aTask(world, { escrow: 5n });
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    const instruction = closeTask({ requester: requester.key, task });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(requester.key)))!.pubkey = memberPda(stranger.key);
    await expectError(act(world, stranger, instruction), 'WrongMember');
  });

  it('[attack 47] refuses to send the rent to the caller: WrongRentPayer', async () => {
    const { requester, task } = await aTask(world, { escrow: 5n });
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    await expectError(
      act(world, stranger, closeTask({ requester: requester.key, task, rentPayer: stranger.key })),
      'WrongRentPayer',
    );
  });

  it('gives escrow to the requester and rent to its payer, whoever calls', async () => {
    const [rita, paul] = (await team(world, 2, 0n)) as [Actor, Actor];
    const task = taskPda(rita.key, 7n);
    const endsAt = BigInt((await now(world)).unixTimestamp + 600);
    const open = openTask({
      requester: rita.key,
      payer: paul.key,
      nonce: 7n,
      rulesHash: RULES,
      rulesId: sha256('r'),
      itemsId: sha256('i'),
      endsAt,
      terms: TERMS,
    });
    const fund = fundTask({ payer: rita.key, task, from: rita.tokens, tagMint: world.tagMint, amount: 77n });
    await send(world.connection, [open, fund, cancelTask({ requester: rita.key, task })], [rita.wallet, paul.wallet]);
    const [rent, before] = [await world.connection.getBalance(task), await world.connection.getBalance(paul.key)];
    const event = eventOf(
      await act(world, stranger, closeTask({ requester: rita.key, task, rentPayer: paul.key })),
      'taskChanged',
    );
    expect(event).to.deep.include({ escrow: 0n, closed: true });
    expect(await world.connection.getBalance(paul.key)).to.equal(before + rent);
    expect(await fetchMember(world.connection, rita.key)).to.include({ balance: 77n, tasks: 0 });
    expect(await fetchTask(world.connection, task)).to.equal(null);
  });
});
