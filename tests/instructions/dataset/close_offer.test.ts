import { expect } from 'chai';
import { closeOffer, fetchDataset, fetchOffer, offerPda, withdrawDataset } from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { offered, published, type DatasetSetup } from '../../support/datasets.ts';
import { expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('close_offer', () => {
  let world: World;
  let pro: Actor;
  let gus: Actor;
  let sold: DatasetSetup;
  before(async () => {
    world = await theWorld();
    pro = await aMember(world, 'Pro', 0n);
    [gus] = (await people(world, 1)) as [Actor];
    sold = await published(world, pro);
    await offered(world, sold);
    await offered(world, sold, { index: 1 });
  });
  const closing = (caller: Actor, index: number, rentPayer = pro.key) =>
    closeOffer({ caller: caller.key, dataset: sold.dataset, index, rentPayer });

  it('refuses strangers while the dataset is sold: NotPublisher', async () => {
    await expectError(act(world, gus, closing(gus, 0)), 'NotPublisher');
  });

  it('[attack 4] refuses another dataset than the offer speaks of: WrongDataset', async () => {
    const other = await published(world, pro);
    const instruction = closing(pro, 0);
    instruction.keys.find(({ pubkey }) => pubkey.equals(sold.dataset))!.pubkey = other.dataset;
    await expectError(act(world, pro, instruction), 'WrongDataset');
  });

  it('[attack 47] refuses to send the rent elsewhere: WrongRentPayer', async () => {
    await expectError(act(world, pro, closing(pro, 0, gus.key)), 'WrongRentPayer');
  });

  it('closes for the publisher, and for anybody once the dataset is withdrawn', async () => {
    await act(world, pro, closing(pro, 0));
    await act(world, pro, withdrawDataset({ publisher: pro.key, dataset: sold.dataset }));
    const rent = await world.connection.getBalance(offerPda(sold.dataset, 1));
    const before = await world.connection.getBalance(pro.key);
    await act(world, gus, closing(gus, 1));
    expect(await world.connection.getBalance(pro.key)).to.equal(before + rent);
    expect(await fetchOffer(world.connection, sold.dataset, 1)).to.equal(null);
    expect(await fetchDataset(world.connection, sold.dataset)).to.include({ offers: 0, offersMade: 2 });
  });
});
