import { expect } from 'chai';
import { closeMember, fetchMember, fetchPool, joinPool, leavePool, removeValidator, settleCase } from '@tagger/client';
import { TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { checkBooks } from '../../support/ledger.ts';
import { people, team } from '../../support/people.ts';
import {
  collectRound,
  conclude,
  contest,
  contestable,
  draw,
  expire,
  joinValidators,
  nextEpoch,
  ownPool,
} from '../../support/reviews.ts';
import { act, createWorld, theWorld, type Actor, type World } from '../../support/world.ts';

describe('remove_validator', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });
  const removing = (validator: Actor) => act(world, gus, removeValidator({ wallet: validator.key }));

  it('refuses who is no validator: NoSuchValidator', async () => {
    const [ben] = (await team(world, 1)) as [Actor];
    await expectError(removing(ben), 'NoSuchValidator');
  });

  it('refuses one who has not left, and one whose epoch is not over: ValidatorInUse', async () => {
    const [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    await expectError(removing(ann), 'ValidatorInUse');
    await act(world, ann, leavePool({ wallet: ann.key }));
    await expectError(removing(ann), 'ValidatorInUse');
    await expectError(act(world, ann, closeMember({ wallet: ann.key })), 'MemberInUse');
    await nextEpoch(world);
    expect(eventOf(await removing(ann), 'memberChanged')).to.deep.include({
      stakeActive: 100_000_000n,
      stakeLocked: 0n,
    });
    expect((await fetchMember(world.connection, ann.key))?.poolPlace).to.equal(0);
    await expectError(removing(ann), 'NoSuchValidator');
  });

  it('uses a free place again', async () => {
    const [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    const { poolPlace } = (await fetchMember(world.connection, ann.key))!;
    const { used } = (await fetchPool(world.connection, 0))!;
    await act(world, ann, leavePool({ wallet: ann.key }));
    await nextEpoch(world);
    await removing(ann);
    await act(world, ann, joinPool({ wallet: ann.key, bond: 100_000_000n }));
    expect((await fetchMember(world.connection, ann.key))?.poolPlace).to.equal(poolPlace);
    expect((await fetchPool(world.connection, 0))?.used).to.equal(used);
    await act(world, ann, leavePool({ wallet: ann.key }));
  });

  it('[attack 103] nobody leaves before a slash: a duty that was not collected holds him, ValidatorInUse', async () => {
    // A world of its own: in the shared one he may owe votes to other tests.
    const own = ownPool(await createWorld());
    await joinValidators(own, 6);
    await nextEpoch(own);
    const { setup } = await contestable(own, [TRUTH]);
    const review = await contest(own, setup, [0]);
    const [ann] = (await draw(own, review)) as [Actor];
    const before = (await fetchMember(own.connection, ann.key))!;
    await act(own, ann, leavePool({ wallet: ann.key }));
    await nextEpoch(world);
    await expectError(act(own, own.deployer, removeValidator({ wallet: ann.key })), 'ValidatorInUse');
    // Nobody votes, the substitutes neither.
    await expire(own, review);
    await draw(own, review);
    await expire(own, review);
    await act(own, own.deployer, settleCase({ page: review.page, panel: 0n }));
    await conclude(own, review);
    await expectError(act(own, own.deployer, removeValidator({ wallet: ann.key })), 'ValidatorInUse');
    await collectRound(own, review);
    await act(own, own.deployer, removeValidator({ wallet: ann.key }));
    // 5 % of the 5 TAG a seat binds, for not committing.
    expect(await fetchMember(own.connection, ann.key)).to.include({
      stakeActive: before.stakeLocked - 250_000n,
      stakeLocked: 0n,
      slashed: before.slashed + 250_000n,
    });
    await checkBooks(own.connection);
    await own.chain.stop();
  });
});
