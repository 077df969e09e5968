import { expect } from 'chai';
import {
  cancelTask,
  configPda,
  fetchMember,
  fetchSeat,
  fetchTask,
  joinTask,
  memberPda,
  METHOD,
  PAUSE,
  send,
  stake,
} from '@tagger/client';
import { deliveryKey } from '@tagger/client/keys';
import { whilePaused } from '../../support/admin.ts';
import { aMember, aTask, join, RULES, sha256, type TaskSetup } from '../../support/build.ts';
import { eventOf, EXISTS, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people, team } from '../../support/people.ts';
import { keyed, secretPanels, theSeatKey, type Reading } from '../../support/private.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('join_task', () => {
  let world: World;
  let setup: TaskSetup;
  let ann: Actor;
  let olga: Actor;
  before(async () => {
    world = await theWorld();
    [ann, olga] = (await team(world, 2)) as [Actor, Actor];
    setup = await aTask(world, { escrow: 0n, operator: olga.key });
  });
  const joining = (actor: Actor, bond = 1_000_000n, rulesHash = RULES) =>
    joinTask({ wallet: actor.key, task: setup.task, rulesHash, bond });

  it('refuses while claims are paused: Paused', async () => {
    await whilePaused(world, PAUSE.claims, () => expectError(act(world, ann, joining(ann)), 'Paused'));
  });

  it('[attack 60] refuses requester and operator: OwnTask', async () => {
    const { requester } = setup;
    await act(
      world,
      requester,
      stake({ wallet: requester.key, from: requester.tokens, tagMint: world.tagMint, amount: 50_000_000n }),
    );
    await expectError(act(world, requester, joining(requester)), 'OwnTask');
    await expectError(act(world, olga, joining(olga)), 'OwnTask');
  });

  it('[attack 61] refuses who names other rules: WrongRules', async () => {
    await expectError(act(world, ann, joining(ann, 1_000_000n, sha256('other rules'))), 'WrongRules');
  });

  it('refuses a member below the least stake: NotEnoughStake', async () => {
    const poor = await aMember(world, 'Poul', 9_999_999n);
    await expectError(act(world, poor, joining(poor)), 'NotEnoughStake');
  });

  it('refuses to lock more than the active stake: NotEnoughStake', async () => {
    await expectError(act(world, ann, joining(ann, 100_000_001n)), 'NotEnoughStake');
  });

  it('refuses less than one bond: BondTooSmall', async () => {
    await expectError(act(world, ann, joining(ann, 999_999n)), 'BondTooSmall');
  });

  it('refuses another signer than the member: NotWallet', async () => {
    const instruction = joining(olga);
    instruction.keys.find((key) => key.pubkey.equals(memberPda(olga.key)))!.pubkey = memberPda(ann.key);
    await expectError(act(world, olga, instruction), 'NotWallet');
  });

  it('refuses config and task of another version: WrongVersion', async () => {
    for (const address of [configPda(), setup.task]) {
      await whilePatched(
        world,
        address,
        (data) => data.writeUInt8(2, 8),
        async () => {
          await expectError(act(world, ann, joining(ann)), 'WrongVersion');
        },
      );
    }
  });

  it('locks the bond behind a seat; the rent may come from somebody else', async () => {
    const [payer] = (await people(world, 1, 0n)) as [Actor];
    const instruction = joinTask({
      wallet: ann.key,
      payer: payer.key,
      task: setup.task,
      rulesHash: RULES,
      bond: 30_000_000n,
    });
    const event = eventOf(await send(world.connection, [instruction], [payer.wallet, ann.wallet]), 'seatChanged');
    expect(event).to.deep.include({ index: 0, bondFree: 30_000_000n, bondHeld: 0n, closed: false });
    const seat = await fetchSeat(world.connection, setup.task, ann.key);
    expect(seat?.rentPayer.equals(payer.key) && seat.wallet.equals(ann.key) && seat.task.equals(setup.task)).to.equal(
      true,
    );
    expect(await fetchMember(world.connection, ann.key)).to.include({
      stakeActive: 70_000_000n,
      stakeLocked: 30_000_000n,
      seats: 1,
    });
    expect(await fetchTask(world.connection, setup.task)).to.include({ seats: 1, seatsMade: 1 });
  });

  it('[attack 8] refuses a second seat for the same wallet', async () => {
    await expectError(act(world, ann, joining(ann)), EXISTS);
  });

  it('a majority task has no counters: its seats are smaller', async () => {
    const [ben] = (await team(world, 1)) as [Actor];
    const majority = await aTask(world, { escrow: 0n, terms: { method: METHOD.majority } });
    await act(world, ben, joinTask({ wallet: ben.key, task: majority.task, rulesHash: RULES, bond: 1_000_000n }));
    const [small, large] = [
      await fetchSeat(world.connection, majority.task, ben.key),
      await fetchSeat(world.connection, setup.task, ann.key),
    ];
    const bytes = async (address: NonNullable<typeof small>['address']) =>
      (await world.connection.getAccountInfo(address))?.data.length ?? 0;
    expect((await bytes(large!.address)) - (await bytes(small!.address))).to.equal(16);
  });

  it('[attack 64] refuses from the second the task ends, and after a cancellation: TaskEnded', async () => {
    const [ben] = (await team(world, 1)) as [Actor];
    const short = await aTask(world, { escrow: 0n, lifeSecs: 600n });
    const { endsAt } = (await fetchTask(world.connection, short.task))!;
    const join = joinTask({ wallet: ben.key, task: short.task, rulesHash: RULES, bond: 1_000_000n });
    await waitUntil(world, endsAt);
    await expectError(act(world, ben, join), 'TaskEnded');
    const cancelled = await aTask(world, { escrow: 0n });
    await act(world, cancelled.requester, cancelTask({ requester: cancelled.requester.key, task: cancelled.task }));
    await expectError(
      act(world, ben, joinTask({ wallet: ben.key, task: cancelled.task, rulesHash: RULES, bond: 1_000_000n })),
      'TaskEnded',
    );
  });

  it('a private task asks for a key, which the seat keeps: NoKey', async () => {
    const secret = await secretPanels(world, [{}]);
    const [ben] = (await team(world, 1)) as [Actor];
    await expectError(join(world, secret, [ben]), 'NoKey');
    const [reading] = (await keyed(world, [ben])) as [Reading];
    await join(world, secret, [reading]);
    const key = await theSeatKey(world, secret, ben);
    expect(Uint8Array.from(key.recipient)).to.deep.equal(deliveryKey(reading.identity));
    expect(key).to.include({ deliveredAt: 0n, compensated: 0 });
    expect(key.wrap.flat().every((byte) => byte === 0)).to.equal(true);
  });
});
