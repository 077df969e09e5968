import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { configPda, escrowTokensPda, stakeTokensPda, updateConfig, type Params } from '@tagger/client';
import { parametersUpdate, withParameters } from '../../support/admin.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { now } from '../../support/time.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { act, theConfig, theWorld, type World } from '../../support/world.ts';

const DAY = 86_400;

describe('update_config', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('refuses another signer than the admin: NotAdmin', async () => {
    await expectError(
      act(world, world.guardian, await parametersUpdate(world, {}, { admin: world.guardian })),
      'NotAdmin',
    );
  });

  it('refuses a revision that is not the present one: StaleRevision', async () => {
    const { revision } = await theConfig(world);
    for (const other of [revision - 1n, revision + 1n]) {
      await expectError(
        act(world, world.admin, await parametersUpdate(world, {}, { revision: other })),
        'StaleRevision',
      );
    }
  });

  it('[attack 64] refuses a signature from the second it expires: SignatureExpired', async () => {
    const { unixTimestamp } = await now(world);
    const update = (expiresAt: number) => parametersUpdate(world, { feeBps: 100 }, { expiresAt: BigInt(expiresAt) });
    await expectError(act(world, world.admin, await update(unixTimestamp)), 'SignatureExpired');
  });

  const outside: [string, Partial<Params>][] = [
    ['a fee above 5 %', { feeBps: 501 }],
    ['a share above 100 %', { slashBurnBps: 10_001 }],
    ['silence cheaper than failing gold', { slashMissBps: 2_999 }],
    ['holding dearer than missing', { slashHoldBps: 5_001 }],
    ['a cool-down below an hour', { unbondingSecs: 3_599n }],
    ['a cool-down above 60 days', { unbondingSecs: BigInt(60 * DAY + 1) }],
    ['windows below a minute', { minWindowSecs: 59 }],
    ['a longest window below the shortest', { minWindowSecs: 120, maxWindowSecs: 119 }],
    ['windows above 30 days', { maxWindowSecs: 30 * DAY + 1 }],
    ['tasks above two years', { maxTaskSecs: 730 * DAY + 1 }],
    ['tasks shorter than their windows', { maxTaskSecs: 604_799 }],
    ['a grace above 7 days', { restartGraceSecs: 7 * DAY + 1 }],
    ['pauses above 7 days', { maxPauseSecs: 7 * DAY + 1 }],
    ['sessions above 90 days', { maxSessionSecs: 90 * DAY + 1 }],
    ['no least bond', { minBond: 0n }],
    ['a least stake below the least bond', { minStake: 99_999n }],
    ['a reversal dearer than hiding the vote', { slashReversedBps: 5_001 }],
    ['a bond of reviews that weighs nothing in a draw', { reviewBond: 19_999n }],
    ['reviews for nothing', { minReviewFee: 0n }],
    ['a cap of the weight below one bond', { weightCap: 4_999_999n }],
    ['a minute to commit votes, less one second', { reviewCommitSecs: 59 }],
    ['more than a week to reveal votes', { reviewRevealSecs: 7 * DAY + 1 }],
    ['no time to contest', { challengeSecs: 0 }],
    ['more than a week to appeal', { appealSecs: 7 * DAY + 1 }],
    ['a tip above a fifth of the slash', { keeperTipBps: 2_001 }],
    ['silence that its own tip makes cheaper than failing gold', { slashMissBps: 3_300 }],
  ];
  for (const [what, change] of outside) {
    it(`[attack 54] refuses ${what}: ParameterOutOfBounds`, async () => {
      await expectError(act(world, world.admin, await parametersUpdate(world, change)), 'ParameterOutOfBounds');
    });
  }

  it('[attack 25] refuses the zero address as guardian: ZeroAddress', async () => {
    const { revision, treasury, params } = await theConfig(world);
    const expiresAt = BigInt((await now(world)).unixTimestamp + 60);
    const update = updateConfig({
      admin: world.admin.publicKey,
      treasury,
      revision,
      expiresAt,
      guardian: PublicKey.default,
      params,
    });
    await expectError(act(world, world.admin, update), 'ZeroAddress');
  });

  it('[attack 29] refuses a treasury of another mint: WrongMint', async () => {
    const { revision, guardian, params } = await theConfig(world);
    const treasury = await aTokenAccount(world, await aMint(world));
    const expiresAt = BigInt((await now(world)).unixTimestamp + 60);
    await expectError(
      act(
        world,
        world.admin,
        updateConfig({ admin: world.admin.publicKey, treasury, revision, expiresAt, guardian, params }),
      ),
      'WrongMint',
    );
  });

  it('[attack 128] refuses a vault as treasury: WrongTreasury', async () => {
    const { revision, guardian, params } = await theConfig(world);
    const expiresAt = BigInt((await now(world)).unixTimestamp + 60);
    for (const treasury of [stakeTokensPda(), escrowTokensPda()]) {
      const update = updateConfig({ admin: world.admin.publicKey, treasury, revision, expiresAt, guardian, params });
      await expectError(act(world, world.admin, update), 'WrongTreasury');
    }
  });

  it('refuses a config of another version: WrongVersion', async () => {
    const update = await parametersUpdate(world, {});
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, world.admin, update), 'WrongVersion');
      },
    );
  });

  it('changes parameters, guardian and treasury, and counts the change', async () => {
    const before = await theConfig(world);
    const treasury = await aTokenAccount(world, world.tagMint);
    const guardian = world.deployer.publicKey;
    const expiresAt = BigInt((await now(world)).unixTimestamp + 60);
    const params = { ...before.params, feeBps: 500 };
    const base = { admin: world.admin.publicKey, expiresAt };
    const event = eventOf(
      await act(world, world.admin, updateConfig({ ...base, treasury, guardian, params, revision: before.revision })),
      'configChanged',
    );
    expect(event).to.deep.include({ revision: before.revision + 1n, feeBpsBefore: 200, feeBps: 500 });
    const after = await theConfig(world);
    expect(after.params).to.deep.equal(params);
    expect(after.guardian.equals(guardian) && after.treasury.equals(treasury)).to.equal(true);
    const back = updateConfig({
      ...base,
      treasury: before.treasury,
      guardian: before.guardian,
      params: before.params,
      revision: after.revision,
    });
    await act(world, world.admin, back);
    expect((await theConfig(world)).params).to.deep.equal(before.params);
  });

  it('cannot be replayed: the revision it was signed for is over', async () => {
    const update = await parametersUpdate(world, {});
    await act(world, world.admin, update);
    await expectError(act(world, world.admin, update), 'StaleRevision');
  });

  it('takes every bound itself', async () => {
    await withParameters(
      world,
      { feeBps: 500, minWindowSecs: 60, maxWindowSecs: 30 * DAY, maxTaskSecs: 730 * DAY, slashBurnBps: 10_000 },
      async () => {
        expect((await theConfig(world)).params.maxTaskSecs).to.equal(730 * DAY);
      },
    );
  });
});
