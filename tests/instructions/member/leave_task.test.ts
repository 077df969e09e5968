import { expect } from 'chai';
import {
  addBond,
  cancelTask,
  closePage,
  fetchMember,
  fetchSeat,
  fetchTask,
  joinTask,
  leaveTask,
  memberPda,
  METHOD,
  PUBLISH_SECS,
  seatPda,
  send,
  settle,
} from '@tagger/client';
import {
  answer,
  aTask,
  claimPanel,
  collectAll,
  join,
  panels,
  RULES,
  staffed,
  thePanel,
  TRUTH,
  type TaskSetup,
} from '../../support/build.ts';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { people, team } from '../../support/people.ts';
import { expiring, secretStaffed } from '../../support/private.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('leave_task', () => {
  let world: World;
  let setup: TaskSetup;
  let ann: Actor;
  let ben: Actor;
  before(async () => {
    world = await theWorld();
    [ann, ben] = (await team(world, 2)) as [Actor, Actor];
    setup = await aTask(world, { escrow: 0n });
    await join(world, setup, [ann, ben]);
  });

  it('refuses anybody but the wallet while the task runs: NotWallet', async () => {
    await expectError(act(world, ben, leaveTask({ wallet: ann.key, caller: ben.key, task: setup.task })), 'NotWallet');
    const { requester } = setup;
    await expectError(
      act(world, requester, leaveTask({ wallet: ann.key, caller: requester.key, task: setup.task })),
      'NotWallet',
    );
  });

  it('[attack 4] refuses the member of another wallet: WrongMember', async () => {
    const instruction = leaveTask({ wallet: ann.key, task: setup.task });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(ann.key)))!.pubkey = memberPda(ben.key);
    await expectError(act(world, ann, instruction), 'WrongMember');
  });

  it('[attack 4] refuses another task than the seat speaks of: WrongSeat', async () => {
    const other = await aTask(world, { escrow: 0n });
    const instruction = leaveTask({ wallet: ann.key, task: setup.task });
    instruction.keys.find((key) => key.pubkey.equals(setup.task))!.pubkey = other.task;
    await expectError(act(world, ann, instruction), 'WrongSeat');
  });

  it('[attack 47] refuses to send the rent elsewhere: WrongRentPayer', async () => {
    await expectError(
      act(world, ann, leaveTask({ wallet: ann.key, task: setup.task, rentPayer: ben.key })),
      'WrongRentPayer',
    );
  });

  it('refuses while a slot waits for its collection: ClaimsHeld', async () => {
    const busy = await panels(world, [{}]);
    await join(world, busy, [ann]);
    await claimPanel(world, busy, [ann]);
    await expectError(act(world, ann, leaveTask({ wallet: ann.key, task: busy.task })), 'ClaimsHeld');
  });

  it('unlocks the bond and returns the rent; the wallet may join again', async () => {
    const rent = await world.connection.getBalance(seatPda(setup.task, ben.key));
    const before = await fetchMember(world.connection, ben.key);
    const lamports = await world.connection.getBalance(ben.key);
    const [friend] = (await people(world, 1)) as [Actor];
    const sent = await send(
      world.connection,
      [leaveTask({ wallet: ben.key, task: setup.task })],
      [friend.wallet, ben.wallet],
    );
    expect(eventOf(sent, 'seatChanged')).to.deep.include({ bondFree: 0n, bondHeld: 0n, closed: true });
    expect(await world.connection.getBalance(ben.key)).to.equal(lamports + rent);
    expect(await fetchMember(world.connection, ben.key)).to.include({
      stakeActive: (before?.stakeActive ?? 0n) + 10_000_000n,
      stakeLocked: (before?.stakeLocked ?? 0n) - 10_000_000n,
      seats: (before?.seats ?? 0) - 1,
    });
    await join(world, setup, [ben]);
    expect(await fetchTask(world.connection, setup.task)).to.include({ seats: 2, seatsMade: 3 });
    expect((await fetchSeat(world.connection, setup.task, ben.key))?.index).to.equal(2);
  });

  it('[attack 74] after the end anybody may do it for a member who has gone', async () => {
    const [cyd, stranger] = (await team(world, 2)) as [Actor, Actor];
    const short = await aTask(world, { escrow: 0n, lifeSecs: 600n });
    await act(world, cyd, joinTask({ wallet: cyd.key, task: short.task, rulesHash: RULES, bond: 20_000_000n }));
    const { endsAt } = (await fetchTask(world.connection, short.task))!;
    const leave = leaveTask({ wallet: cyd.key, caller: stranger.key, task: short.task });
    await waitUntil(world, endsAt - 1n);
    await expectError(act(world, stranger, leave), 'NotWallet');
    await waitUntil(world, endsAt);
    await act(world, stranger, leave);
    expect(await fetchMember(world.connection, cyd.key)).to.include({
      stakeActive: 100_000_000n,
      stakeLocked: 0n,
      seats: 0,
    });
  });

  it("[attack 125] while a dataset may be published, a seat with accepted labels is its member's to give up: SharesHeld", async () => {
    const [stranger] = (await team(world, 1)) as [Actor];
    const shares = { contributorBps: 3_000, validatorBps: 500 };
    const { setup: sold, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, {
      terms: { method: METHOD.majority },
      lifeSecs: 600n,
      shares,
    });
    const { requester, task, page } = sold;
    const work = await answer(world, sold, crew, [TRUTH, TRUTH]);
    await act(world, requester, settle({ page, panels: [0n] }));
    await collectAll(world, sold, work);
    const { endsAt, publishUntil } = (await fetchTask(world.connection, task))!;
    expect(publishUntil - endsAt).to.equal(BigInt(PUBLISH_SECS));
    await waitUntil(world, endsAt);
    const [cyd, dan] = crew as [Actor, Actor];
    const leave = leaveTask({ wallet: dan.key, caller: stranger.key, task });
    await expectError(act(world, stranger, leave), 'SharesHeld');
    await act(world, cyd, leaveTask({ wallet: cyd.key, task }));
    await act(world, stranger, closePage({ caller: stranger.key, task, page, rentPayer: requester.key }));
    expect(await fetchTask(world.connection, task)).to.include({ accepted: 20n, forgone: 10n, seats: 1 });
    await waitUntil(world, publishUntil - 1n);
    await expectError(act(world, stranger, leave), 'SharesHeld');
    await waitUntil(world, publishUntil);
    await act(world, stranger, leave);
    expect(await fetchTask(world.connection, task)).to.include({ accepted: 20n, forgone: 10n, seats: 0 });
  });

  it('a cancelled task may be published for as long after it was cancelled', async () => {
    const own = await aTask(world, { escrow: 0n, shares: { contributorBps: 1, validatorBps: 0 } });
    const unixTimestamp = (await now(world)).unixTimestamp + 10;
    await waitUntil(world, BigInt(unixTimestamp));
    await act(world, own.requester, cancelTask({ requester: own.requester.key, task: own.task }));
    expect((await fetchTask(world.connection, own.task))?.publishUntil).to.equal(BigInt(unixTimestamp + PUBLISH_SECS));
  });

  it('[attack 173] a seat of a private task gives its stake back and stays: nobody is compensated twice by leaving', async () => {
    const { setup: secret, crew } = await secretStaffed(world, [{}], 1, { lifeSecs: 5_000n });
    const ann = crew[0] as Actor;
    await claimPanel(world, secret, [ann]);
    await waitUntil(world, (await thePanel(world, secret)).slots[0]!.heldUntil);
    await act(world, ann, expiring(secret, ann));
    const away = leaveTask({ caller: ann.key, wallet: ann.key, task: secret.task, rentPayer: ann.key });
    await act(world, ann, away);
    expect(await fetchMember(world.connection, ann.key)).to.include({ stakeLocked: 0n, seats: 1, balance: 10_000n });
    await expectError(join(world, secret, [ann]), EXISTS);
    // With stake behind it the same seat goes on, and is not paid again.
    await act(world, ann, addBond({ wallet: ann.key, task: secret.task, amount: 1_000_000n }));
    await claimPanel(world, secret, [ann]);
    await waitUntil(world, (await thePanel(world, secret)).slots[0]!.heldUntil);
    await act(world, ann, expiring(secret, ann));
    expect(await fetchMember(world.connection, ann.key)).to.include({ balance: 10_000n, slashed: 0n });
    await waitUntil(world, (await fetchTask(world.connection, secret.task))!.endsAt);
    await act(world, ann, away);
    expect(await fetchSeat(world.connection, secret.task, ann.key)).to.equal(null);
  });
});
