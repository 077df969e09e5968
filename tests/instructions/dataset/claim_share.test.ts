import { expect } from 'chai';
import { claimShare, fetchDataset, fetchMember, fetchSeat, seatPda } from '@tagger/client';
import { soldOnce } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('claim_share', () => {
  let world: World;
  let gus: Actor;
  let made: Awaited<ReturnType<typeof soldOnce>>;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    made = await soldOnce(world, 3);
  });
  const claiming = (who: Actor) => claimShare({ dataset: made.dataset, task: made.task, wallet: who.key });

  it('[attack 123] refuses a seat of another task, and another member than the seat speaks of: WrongSeat, WrongMember', async () => {
    const other = await soldOnce(world);
    const [ann, ben] = made.crew as [Actor, Actor];
    const foreign = claimShare({ dataset: other.dataset, task: made.task, wallet: ann.key });
    await expectError(act(world, gus, foreign), 'WrongSeat');
    const instruction = claiming(ann);
    const own = claiming(ben);
    instruction.keys[2] = own.keys[2]!;
    await expectError(act(world, gus, instruction), 'WrongMember');
    expect(instruction.keys[1]!.pubkey.equals(seatPda(made.task, ann.key))).to.equal(true);
  });

  it('[attack 125] pays a third of 4.9 TAG each, whoever calls, the odd unit to nobody, once: NothingOwed', async () => {
    for (const member of made.crew) {
      const before = (await fetchMember(world.connection, member.key))!.balance;
      const event = eventOf(await act(world, gus, claiming(member)), 'revenueTaken');
      expect(event).to.deep.include({ amount: 1_633_333n });
      expect((await fetchMember(world.connection, member.key))!.balance - before).to.equal(1_633_333n);
      expect((await fetchSeat(world.connection, made.task, member.key))?.revenue).to.equal(1_633_333n);
      await expectError(act(world, gus, claiming(member)), 'NothingOwed');
    }
    const dataset = (await fetchDataset(world.connection, made.dataset))!;
    expect(dataset.contributed - dataset.sharedTaken).to.equal(1n);
  });
});
