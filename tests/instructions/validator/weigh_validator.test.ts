import { expect } from 'chai';
import { fetchMember, leavePool, memberPda, removeValidator, weighValidator, offsetOf } from '@tagger/client';
import { withParameters } from '../../support/admin.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people, team } from '../../support/people.ts';
import { joinValidators, nextEpoch } from '../../support/reviews.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

/** `Member.votes` and `Member.coherent`: the last two words of the account. */

describe('weigh_validator', () => {
  let world: World;
  let gus: Actor;
  let ann: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
    [ann] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
  });
  const weighing = async () =>
    eventOf(await act(world, gus, weighValidator({ wallet: ann.key })), 'validatorChanged').weight;

  it('refuses who is no validator: NoSuchValidator', async () => {
    const [ben] = (await team(world, 1)) as [Actor];
    await expectError(act(world, gus, weighValidator({ wallet: ben.key })), 'NoSuchValidator');
  });

  it('[attack 90] anybody brings a weight up to date with cap and least bond', async () => {
    expect(await weighing()).to.equal(5_000);
    await withParameters(world, { weightCap: 50_000_000n }, async () => {
      expect(await weighing()).to.equal(2_500);
    });
    // A seat now binds more than he has: he can't be drawn.
    await withParameters(world, { reviewBond: 100_000_001n }, async () => {
      expect(await weighing()).to.equal(0);
    });
    expect(await weighing()).to.equal(5_000);
  });

  it('[attack 89] [attack 107] a record lifts the weight, a bad one never below that of a fresh name', async () => {
    const record = (votes: bigint, coherent: bigint) => (data: Buffer) => {
      data.writeBigUInt64LE(votes, offsetOf('member', 'votes'));
      data.writeBigUInt64LE(coherent, offsetOf('member', 'coherent'));
    };
    const weights: number[] = [];
    for (const [votes, coherent] of [
      [200n, 200n],
      [1_000n, 100n],
      [2n ** 64n - 1n, 2n ** 64n - 1n],
      [5n, 2n ** 64n - 1n],
    ] as const) {
      await whilePatched(world, memberPda(ann.key), record(votes, coherent), async () => {
        weights.push(await weighing());
      });
    }
    // 200 coherent votes: half of what a record can add. The last two are as large as counters get.
    expect(weights).to.deep.equal([12_500, 5_000, 19_999, 5_365]);
    expect(await weighing()).to.equal(5_000);
  });

  it('gives no weight to one who leaves', async () => {
    await act(world, ann, leavePool({ wallet: ann.key }));
    expect(await weighing()).to.equal(0);
    await nextEpoch(world);
    await act(world, gus, removeValidator({ wallet: ann.key }));
    expect((await fetchMember(world.connection, ann.key))?.poolPlace).to.equal(0);
  });
});
