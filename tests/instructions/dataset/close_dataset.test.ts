import { expect } from 'chai';
import {
  claimShare,
  closeDataset,
  closeOffer,
  closeTask,
  fetchDataset,
  fetchMember,
  fetchTask,
  leaveDataset,
  sweepTask,
  takeRevenue,
  UNCLAIMED_SECS,
  withdrawDataset,
} from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { aBuyer, offered, published, purchase, soldOnce } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
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

  it('[attack 127] two years after it was withdrawn what nobody claimed is given up, and nothing is shared any more', async () => {
    const { dataset, publisher, task, crew } = await soldOnce(world, 2);
    const { connection, deployer } = world;
    const [ann] = crew as [Actor];
    await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset }));
    await act(world, publisher, closeOffer({ caller: publisher.key, dataset, index: 0, rentPayer: publisher.key }));
    const { withdrawnAt } = (await fetchDataset(connection, dataset))!;
    await waitUntil(world, withdrawnAt + BigInt(UNCLAIMED_SECS));
    const closing = closeDataset({ dataset, publisher: publisher.key, task, rentPayer: publisher.key });
    await act(world, gus, closing);
    expect(await fetchDataset(connection, dataset)).to.include({ givenUp: 1, feesDue: 5_100_000n });
    await expectError(act(world, gus, claimShare({ dataset, task, wallet: ann.key })), 'NothingOwed');
    // Who is late may still go, with nothing.
    await act(world, ann, leaveDataset({ wallet: ann.key, dataset, task }));
    const { publisher: who, treasury } = { publisher: publisher.key, treasury: world.treasury };
    await act(world, deployer, takeRevenue({ dataset, publisher: who, treasury, tagMint: world.tagMint }));
    await act(world, gus, closing);
    expect(await fetchDataset(connection, dataset)).to.equal(null);
  });

  it('its task waits for it: another one at the same address would have seats with shares', async () => {
    const { dataset, publisher, task, crew } = await soldOnce(world);
    const { treasury, tagMint } = world;
    const [ann] = crew as [Actor];
    await act(world, ann, leaveDataset({ wallet: ann.key, dataset, task }));
    await act(world, gus, sweepTask({ task, treasury, tagMint }));
    const closing = closeTask({ requester: publisher.key, task });
    await expectError(act(world, gus, closing), 'TaskInUse');
    await act(world, publisher, withdrawDataset({ publisher: publisher.key, dataset }));
    await act(world, publisher, closeOffer({ caller: publisher.key, dataset, index: 0, rentPayer: publisher.key }));
    await act(world, gus, takeRevenue({ dataset, publisher: publisher.key, treasury, tagMint }));
    await act(world, gus, closeDataset({ dataset, publisher: publisher.key, task, rentPayer: publisher.key }));
    await act(world, gus, closing);
  });
});
