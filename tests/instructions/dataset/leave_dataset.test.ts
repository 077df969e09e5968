import { expect } from 'chai';
import {
  closeDataset,
  fetchDataset,
  fetchMember,
  fetchSeat,
  fetchTask,
  leaveDataset,
  leaveTask,
  withdrawDataset,
} from '@tagger/client';
import { finishedTask, published, soldOnce } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('leave_dataset', () => {
  let world: World;
  let gus: Actor;
  let made: Awaited<ReturnType<typeof soldOnce>>;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    made = await soldOnce(world, 2);
  });
  const leaving = (who: Actor, rentPayer = who.key) =>
    leaveDataset({ wallet: who.key, dataset: made.dataset, task: made.task, rentPayer });

  it('is the only way out of a seat with shares: SharesHeld', async () => {
    const [ann] = made.crew as [Actor];
    await expectError(act(world, ann, leaveTask({ wallet: ann.key, task: made.task })), 'SharesHeld');
  });

  it('refuses anybody but the member, and the rent elsewhere: NotWallet, WrongRentPayer', async () => {
    const [ann] = made.crew as [Actor];
    const instruction = leaving(ann);
    instruction.keys[0]!.pubkey = gus.key;
    await expectError(act(world, gus, instruction), 'NotWallet');
    await expectError(act(world, ann, leaving(ann, gus.key)), 'WrongRentPayer');
  });

  it('[attack 4] refuses the dataset of another task: WrongSeat', async () => {
    const other = await soldOnce(world);
    const [ann] = made.crew as [Actor];
    const instruction = leaveDataset({ wallet: ann.key, dataset: other.dataset, task: made.task });
    await expectError(act(world, ann, instruction), 'WrongSeat');
  });

  it('pays what was earned, frees the bond and closes the seat', async () => {
    const [ann] = made.crew as [Actor];
    const before = (await fetchMember(world.connection, ann.key))!;
    const sent = await act(world, ann, leaving(ann));
    expect(eventOf(sent, 'revenueTaken')).to.deep.include({ amount: 2_450_000n });
    expect(await fetchMember(world.connection, ann.key)).to.include({
      balance: before.balance + 2_450_000n,
      stakeLocked: before.stakeLocked - 10_000_000n,
      seats: before.seats - 1,
    });
    expect(await fetchSeat(world.connection, made.task, ann.key)).to.equal(null);
    expect((await fetchTask(world.connection, made.task))?.seats).to.equal(1);
  });

  it('where nothing was promised a stranger ends the seats, so that nobody holds the dataset up', async () => {
    const { requester, task, crew } = await finishedTask(world, 1, { contributorBps: 0, validatorBps: 0 });
    const [ann] = crew as [Actor];
    const { dataset } = await published(world, requester, task);
    await act(world, gus, leaveTask({ wallet: ann.key, caller: gus.key, task }));
    await act(world, requester, withdrawDataset({ publisher: requester.key, dataset }));
    await act(world, gus, closeDataset({ dataset, publisher: requester.key, task, rentPayer: requester.key }));
    expect(await fetchDataset(world.connection, dataset)).to.equal(null);
  });
});
