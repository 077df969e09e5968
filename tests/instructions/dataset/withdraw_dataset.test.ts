import { expect } from 'chai';
import { fetchDataset, withdrawDataset } from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { aBuyer, offered, published, purchase } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('withdraw_dataset', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('refuses anybody but the publisher: NotPublisher; sells no more from then on, once: DatasetWithdrawn', async () => {
    const [gus] = (await people(world, 1)) as [Actor];
    const pro = await aMember(world, 'Pro', 0n);
    const sold = await published(world, pro);
    await offered(world, sold);
    const { dataset } = sold;
    await expectError(act(world, gus, withdrawDataset({ publisher: gus.key, dataset })), 'NotPublisher');
    const event = eventOf(await act(world, pro, withdrawDataset({ publisher: pro.key, dataset })), 'datasetChanged');
    expect(event).to.deep.include({ withdrawn: true, closed: false });
    expect((await fetchDataset(world.connection, dataset))!.withdrawnAt > 0n).to.equal(true);
    const buyer = await aBuyer(world);
    await expectError(act(world, buyer, purchase(world, sold, buyer)), 'DatasetWithdrawn');
    await expectError(act(world, pro, withdrawDataset({ publisher: pro.key, dataset })), 'DatasetWithdrawn');
  });
});
