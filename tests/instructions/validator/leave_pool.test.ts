import { expect } from 'chai';
import { fetchMember, fetchPool, leavePool, memberPda } from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { team } from '../../support/people.ts';
import { joinValidators } from '../../support/reviews.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('leave_pool', () => {
  let world: World;
  let ann: Actor;
  before(async () => {
    world = await theWorld();
    [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
  });

  it('[attack 1] refuses to take somebody else out: NotWallet', async () => {
    const [mallory] = (await team(world, 1)) as [Actor];
    const instruction = leavePool({ wallet: mallory.key });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(mallory.key)))!.pubkey = memberPda(ann.key);
    await expectError(act(world, mallory, instruction), 'NotWallet');
  });

  it('refuses who is no validator: NoSuchValidator', async () => {
    const [gus] = (await team(world, 1)) as [Actor];
    await expectError(act(world, gus, leavePool({ wallet: gus.key })), 'NoSuchValidator');
  });

  it('weighs nothing from the next epoch on, keeps the bond locked, and refuses a second time: AlreadyValidator', async () => {
    const sent = await act(world, ann, leavePool({ wallet: ann.key }));
    expect(eventOf(sent, 'validatorChanged')).to.deep.include({ bond: 100_000_000n, weight: 0, state: 2 });
    const { poolPlace, stakeLocked } = (await fetchMember(world.connection, ann.key))!;
    expect(stakeLocked).to.equal(100_000_000n);
    const pool = (await fetchPool(world.connection, 0))!;
    expect(pool.coming[1_024 + poolPlace - 1]).to.equal(0);
    expect(pool.validators.find(({ place }) => place === poolPlace - 1)).to.deep.include({
      state: 'leaving',
      since: pool.epoch + 1n,
    });
    await expectError(act(world, ann, leavePool({ wallet: ann.key })), 'AlreadyValidator');
  });
});
