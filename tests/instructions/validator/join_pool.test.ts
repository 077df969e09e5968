import { expect } from 'chai';
import {
  configPda,
  createMember,
  fetchMember,
  fetchPool,
  growPool,
  joinPool,
  leavePool,
  memberPda,
  openPool,
  PAUSE,
  poolPda,
  send,
  stake,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people, team } from '../../support/people.ts';
import { joinValidators, nextEpoch } from '../../support/reviews.ts';
import { act, createWorld, theWorld, type Actor, type World } from '../../support/world.ts';

/** `Pool.used` and `Pool.first_free`, bytes of the account. */
const [USED, FIRST_FREE] = [60, 64];

describe('join_pool', () => {
  let world: World;
  let ann: Actor;
  before(async () => {
    world = await theWorld();
    [ann] = (await team(world, 1)) as [Actor];
  });
  const joining = (bond = 5_000_000n, pool = 0) => act(world, ann, joinPool({ wallet: ann.key, bond, pool }));

  it('refuses while staking is paused: Paused', async () => {
    await whilePaused(world, PAUSE.stake, () => expectError(joining(), 'Paused'));
  });

  it('[attack 1] refuses a member account of somebody else: NotWallet', async () => {
    const [mallory] = (await people(world, 1)) as [Actor];
    const instruction = joinPool({ wallet: mallory.key, bond: 5_000_000n });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(mallory.key)))!.pubkey = memberPda(ann.key);
    await expectError(act(world, mallory, instruction), 'NotWallet');
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(joining(), 'WrongVersion');
      },
    );
  });

  it('refuses nothing, more than is staked, and less than one seat binds: ZeroAmount, NotEnoughStake, BondTooSmall', async () => {
    await expectError(joining(0n), 'ZeroAmount');
    await expectError(joining(100_000_001n), 'NotEnoughStake');
    await expectError(joining(4_999_999n), 'BondTooSmall');
  });

  it('refuses a full shard: PoolFull', async () => {
    await whilePatched(
      world,
      poolPda(0),
      (data) => {
        data.writeUInt32LE(1_024, USED);
        data.writeUInt32LE(0, FIRST_FREE);
      },
      async () => {
        await expectError(joining(), 'PoolFull');
      },
    );
  });

  it('[attack 83] [attack 106] locks the bond at once and weighs from the next epoch on', async () => {
    const [ben] = (await joinValidators(world, 1, 100_000_000n)) as [Actor];
    const { poolPlace, stakeActive, stakeLocked } = (await fetchMember(world.connection, ben.key))!;
    expect({ stakeActive, stakeLocked }).to.deep.equal({ stakeActive: 0n, stakeLocked: 100_000_000n });
    const pool = (await fetchPool(world.connection, 0))!;
    const leaf = poolPlace - 1;
    expect(pool.validators.find((validator) => validator.leaf === leaf)).to.deep.include({
      bond: 100_000_000n,
      held: 0n,
      duties: 0,
      since: pool.epoch + 1n,
      state: 'active',
    });
    // 100 TAG in hundredths at the half a fresh name weighs.
    expect([pool.frozen[1_024 + leaf], pool.coming[1_024 + leaf]]).to.deep.equal([0, 5_000]);

    await nextEpoch(world);
    const [cyd] = (await team(world, 1)) as [Actor];
    await act(world, cyd, joinPool({ wallet: cyd.key, bond: 5_000_000n }));
    const turned = (await fetchPool(world.connection, 0))!;
    expect(turned.epoch > pool.epoch).to.equal(true);
    expect(turned.frozen[1_024 + leaf]).to.equal(5_000);
    await act(world, cyd, leavePool({ wallet: cyd.key }));
    await act(world, ben, leavePool({ wallet: ben.key }));
  });

  it('adds to a bond, in the same shard only, and not once he leaves: WrongPool, AlreadyValidator', async () => {
    const own = await createWorld();
    const { admin, deployer, connection } = own;
    const payer = deployer.publicKey;
    await send(connection, [openPool({ caller: admin.publicKey, payer, index: 1 })], [deployer, admin]);
    const grow = growPool({ payer, index: 1 });
    await send(connection, [grow, grow, grow, grow], [deployer]);
    await send(connection, [grow, grow, grow, grow], [deployer]);
    const [dan] = (await people(own, 1)) as [Actor];
    await act(
      own,
      dan,
      createMember({ wallet: dan.key }),
      stake({ wallet: dan.key, from: dan.tokens, tagMint: own.tagMint, amount: 30_000_000n }),
    );
    const bond = (amount: bigint, pool: number) => act(own, dan, joinPool({ wallet: dan.key, bond: amount, pool }));
    expect(eventOf(await bond(10_000_000n, 1), 'validatorChanged')).to.deep.include({
      place: 1 << 16,
      bond: 10_000_000n,
      weight: 500,
      state: 1,
    });
    await expectError(bond(1n, 0), 'WrongPool');
    expect(eventOf(await bond(1_000_000n, 1), 'validatorChanged')).to.deep.include({ bond: 11_000_000n, weight: 550 });
    await act(own, dan, leavePool({ wallet: dan.key, pool: 1 }));
    await expectError(bond(1n, 1), 'AlreadyValidator');
    await own.chain.stop();
  });
});
