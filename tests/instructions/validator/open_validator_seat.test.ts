import { expect } from 'chai';
import type { PublicKey } from '@solana/web3.js';
import {
  addBond,
  cancelTask,
  fetchMember,
  fetchSeat,
  fetchTask,
  joinTask,
  leaveTask,
  memberPda,
  openValidatorSeat,
  PAUSE,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { aTask, claimPanel, panels, RULES } from '../../support/build.ts';
import { finishedTask, published } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { joinValidators } from '../../support/reviews.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const SHARES = { contributorBps: 3_000, validatorBps: 1_000 };

/** Rita promises validators a tenth of what her dataset will earn; Val is a validator, Ann none. */
describe('open_validator_seat', () => {
  let world: World;
  let val: Actor;
  let ann: Actor;
  let task: PublicKey;
  before(async () => {
    world = await theWorld();
    [val] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    [ann] = (await team(world, 1)) as [Actor];
    ({ task } = await aTask(world, { shares: SHARES }));
  });
  const opening = (actor = val, of = task) => openValidatorSeat({ wallet: actor.key, task: of });

  it('refuses while claims are paused: Paused', () =>
    whilePaused(world, PAUSE.claims, () => expectError(act(world, val, opening()), 'Paused')));

  it('refuses who is no validator, and a task that promised validators nothing: NoSuchValidator, NothingPromised', async () => {
    await expectError(act(world, ann, opening(ann)), 'NoSuchValidator');
    const { task: silent } = await aTask(world, { shares: { contributorBps: 3_000, validatorBps: 0 } });
    await expectError(act(world, val, opening(val, silent)), 'NothingPromised');
  });

  it('[attack 1] refuses the member account of a validator who does not sign: NotWallet', async () => {
    const instruction = opening(ann);
    instruction.keys.find(({ pubkey }) => pubkey.equals(memberPda(ann.key)))!.pubkey = memberPda(val.key);
    await expectError(act(world, ann, instruction), 'NotWallet');
  });

  it('opens a seat without a bond that counts among those of the task, once: AccountExists', async () => {
    const before = (await fetchTask(world.connection, task))!;
    const sent = await act(world, val, opening());
    expect(eventOf(sent, 'seatChanged')).to.include({ closed: false });
    expect(await fetchSeat(world.connection, task, val.key)).to.include({
      validator: 1,
      bondFree: 0n,
      judged: 0,
      accepted: 0n,
    });
    expect(await fetchTask(world.connection, task)).to.include({ seats: before.seats + 1 });
    expect(await fetchMember(world.connection, val.key)).to.include({ seats: 1 });
    await expectError(act(world, val, opening()), 'AccountExists');
    const joining = joinTask({ wallet: val.key, task, rulesHash: RULES, bond: 1_000_000n });
    await expectError(act(world, val, joining), 'AccountExists');
  });

  it('nobody answers with it: it takes no bond, and without one nothing is claimed: ValidatorSeat, NotEnoughStake', async () => {
    const setup = await panels(world, [{ seatsFirst: 1 }], { shares: SHARES });
    await act(world, val, opening(val, setup.task));
    await expectError(
      act(world, val, addBond({ wallet: val.key, task: setup.task, amount: 5_000_000n })),
      'ValidatorSeat',
    );
    await expectError(claimPanel(world, setup, [val]), 'NotEnoughStake');
  });

  it('goes when its validator leaves, after the end by anybody: NotWallet', async () => {
    const { requester, task: other } = await aTask(world, { shares: SHARES });
    await act(world, val, opening(val, other));
    const byAnn = leaveTask({ wallet: val.key, caller: ann.key, task: other });
    await expectError(act(world, ann, byAnn), 'NotWallet');
    await act(world, val, leaveTask({ wallet: val.key, task: other }), opening(val, other));
    await act(world, requester, cancelTask({ requester: requester.key, task: other }));
    await act(world, ann, byAnn);
    expect(await fetchSeat(world.connection, other, val.key)).to.equal(null);
    expect(await fetchTask(world.connection, other)).to.include({ seats: 0 });
  });

  it('opens no more once the dataset is there: NothingPromised', async () => {
    const { requester, task: done } = await finishedTask(world, 1, SHARES);
    await published(world, requester, done);
    await expectError(act(world, val, opening(val, done)), 'NothingPromised');
  });
});
