import { expect } from 'chai';
import { configPda, fetchPool, joinPool, openPool, poolPda, send } from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { team } from '../../support/people.ts';
import { act, createWorld, theConfig, type Actor, type World } from '../../support/world.ts';

/** `Config.version` and `Config.pools`, bytes of the account. */
const [VERSION, POOLS] = [8, 11];

describe('open_pool', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await createWorld(STEPS.filter((step) => step.id < '0006'));
    [gus] = (await team(world, 1)) as [Actor];
  });
  after(() => world.chain.stop());
  const opening = (caller = gus.wallet, index = 0) =>
    send(
      world.connection,
      [openPool({ caller: caller.publicKey, payer: world.deployer.publicKey, index })],
      [world.deployer, caller],
    );

  it('[attack 5] refuses another number than the next: InvalidSeeds', async () => {
    await expectError(opening(gus.wallet, 1), 'InvalidSeeds');
    await expectError(opening(world.admin, 1), 'InvalidSeeds');
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(2, VERSION),
      async () => {
        await expectError(opening(), 'WrongVersion');
      },
    );
  });

  it('refuses a seventeenth shard: PoolFull', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(16, POOLS),
      async () => {
        await expectError(opening(world.admin, 16), 'PoolFull');
      },
    );
  });

  it('anybody opens the first part of the first shard, which takes nobody in yet: PoolNotReady', async () => {
    expect(eventOf(await opening(), 'poolChanged')).to.deep.include({ index: 0, ready: false });
    expect((await theConfig(world)).pools).to.equal(1);
    const pool = (await fetchPool(world.connection, 0))!;
    expect(pool).to.include({ index: 0, ready: 0, members: 0, missingParts: 8 });
    expect(pool.rentPayer.equals(world.deployer.publicKey)).to.equal(true);
    expect((await world.connection.getAccountInfo(poolPda(0)))?.data.length).to.equal(10_240);
    await expectError(act(world, gus, joinPool({ wallet: gus.key, bond: 5_000_000n })), 'PoolNotReady');
  });

  it('[attack 8] refuses to open a shard twice: InvalidSeeds', async () => {
    await expectError(opening(), 'InvalidSeeds');
    await expectError(opening(world.admin), 'InvalidSeeds');
  });

  it('[attack 1] refuses anybody but the admin from the second shard on: NotAdmin', async () => {
    for (const stranger of [gus.wallet, world.guardian]) await expectError(opening(stranger, 1), 'NotAdmin');
    expect((await theConfig(world)).pools).to.equal(1);
    expect(eventOf(await opening(world.admin, 1), 'poolChanged')).to.deep.include({ index: 1, ready: false });
    expect((await theConfig(world)).pools).to.equal(2);
    await expectError(opening(gus.wallet, 2), 'NotAdmin');
  });
});
