import { expect } from 'chai';
import {
  closeDataset,
  closeOffer,
  fetchDataset,
  fetchMember,
  fetchTask,
  leaveDataset,
  takeRevenue,
  withdrawDataset,
} from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { aBuyer, offered, published, purchase, soldOnce } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_dataset', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  it('refuses while it is sold, has an offer, or owes a key: DatasetInUse', async () => {
    const pro = await aMember(world, 'Pro', 0n);
    const sold = await published(world, pro);
    const { dataset } = sold;
    const closing = closeDataset({ dataset, publisher: pro.key, rentPayer: pro.key });
    await expectError(act(world, gus, closing), 'DatasetInUse');
    await offered(world, sold);
    const buyer = await aBuyer(world);
    await act(world, buyer, purchase(world, sold, buyer));
    await act(world, pro, withdrawDataset({ publisher: pro.key, dataset }));
    await expectError(act(world, gus, closing), 'DatasetInUse');
    await act(world, pro, closeOffer({ caller: pro.key, dataset, index: 0, rentPayer: pro.key }));
    await expectError(act(world, gus, closing), 'DatasetInUse');
  });

  it('refuses another member, another rent payer, and leaving the task out: WrongMember, WrongRentPayer, DatasetInUse', async () => {
    const { dataset, publisher, task } = await soldOnce(world);
    await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset }));
    const right = { dataset, publisher: publisher.key, task, rentPayer: publisher.key };
    const other = await aMember(world, 'Mallory', 0n);
    await expectError(act(world, gus, closeDataset({ ...right, publisher: other.key })), 'WrongMember');
    await expectError(act(world, gus, closeDataset({ ...right, rentPayer: gus.key })), 'WrongRentPayer');
    const { task: _, ...without } = right;
    await expectError(act(world, gus, closeDataset(without)), 'DatasetInUse');
    const foreign = await soldOnce(world);
    await expectError(act(world, gus, closeDataset({ ...right, task: foreign.task })), 'WrongDataset');
  });

  it('[attack 127] once all contributors have left, what rounding kept goes to the treasury and the dataset goes', async () => {
    const { dataset, publisher, task, crew } = await soldOnce(world, 3);
    const { treasury, tagMint, connection } = world;
    const right = { dataset, publisher: publisher.key, task, rentPayer: publisher.key };
    for (const { key: wallet } of crew) {
      const member = crew.find(({ key }) => key.equals(wallet))!;
      await act(world, member, leaveDataset({ wallet, dataset, task }));
    }
    await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset }));
    await act(world, publisher, closeOffer({ caller: publisher.key, dataset, index: 0, rentPayer: publisher.key }));
    // 4.9 TAG by three leave one unit: first it becomes the treasury's.
    await act(world, gus, closeDataset(right));
    expect(await fetchDataset(connection, dataset)).to.include({ feesDue: 200_001n });
    await expectError(act(world, gus, closeDataset(right)), 'DatasetInUse');
    await act(world, gus, takeRevenue({ dataset, publisher: publisher.key, treasury, tagMint }));
    await act(world, gus, closeDataset(right));
    expect(await fetchDataset(connection, dataset)).to.equal(null);
    expect((await fetchTask(connection, task))?.publishUntil).to.equal(0n);
    expect(await fetchMember(connection, publisher.key)).to.include({ stakeActive: 5_000_000n, datasets: 0 });
  });
});
