import { expect } from 'chai';
import { fetchDataset, fetchMember, takeRevenue } from '@tagger/client';
import { tagOf } from '../../support/expect.ts';
import { soldOnce } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('take_revenue', () => {
  let world: World;
  let gus: Actor;
  let made: Awaited<ReturnType<typeof soldOnce>>;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    made = await soldOnce(world);
  });
  const taking = (change: Partial<Parameters<typeof takeRevenue>[0]> = {}) =>
    takeRevenue({
      dataset: made.dataset,
      publisher: made.publisher.key,
      treasury: world.treasury,
      tagMint: world.tagMint,
      ...change,
    });

  it('[attack 128] refuses another treasury and another publisher: WrongTreasury, WrongMember', async () => {
    await expectError(act(world, gus, taking({ treasury: gus.tokens })), 'WrongTreasury');
    const [ann] = made.crew as [Actor];
    await expectError(act(world, gus, taking({ publisher: ann.key })), 'WrongMember');
  });

  it("sends the publisher's part to his balance and the fee to the treasury, whoever calls, once: NothingOwed", async () => {
    const before = (await fetchMember(world.connection, made.publisher.key))!.balance;
    const treasury = await tagOf(world, world.treasury);
    expect(eventOf(await act(world, gus, taking()), 'revenueTaken')).to.deep.include({ amount: 4_900_000n });
    expect((await fetchMember(world.connection, made.publisher.key))!.balance - before).to.equal(4_900_000n);
    expect((await tagOf(world, world.treasury)) - treasury).to.equal(200_000n);
    expect(await fetchDataset(world.connection, made.dataset)).to.include({ publisherDue: 0n, feesDue: 0n });
    await expectError(act(world, gus, taking()), 'NothingOwed');
  });
});
