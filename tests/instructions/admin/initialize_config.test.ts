import { expect } from 'chai';
import { TOKEN_2022_PROGRAM_ID } from '@solana/spl-token';
import { PublicKey, SystemProgram, type TransactionInstruction } from '@solana/web3.js';
import { fetchConfig, fetchEscrowVault, fetchStakeVault, initializeConfig, send } from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { eventOf, EXISTS, expectError, WRONG_KIND } from '../../support/expect.ts';
import { aMint, aTokenAccount } from '../../support/tokens.ts';
import { anActor, act, createWorld, type World } from '../../support/world.ts';

const GENESIS = Uint8Array.from({ length: 32 }, (_, at) => at + 1);

describe('initialize_config', () => {
  // A chain of its own: the config of the shared one exists already.
  let world: World;
  before(async () => {
    world = await createWorld(STEPS.filter((step) => step.id < '0003'));
  });
  after(async () => {
    await world.chain.stop();
  });

  const init = (change: Partial<Parameters<typeof initializeConfig>[0]> = {}): TransactionInstruction =>
    initializeConfig({
      upgradeAuthority: world.deployer.publicKey,
      tagMint: world.tagMint,
      treasury: world.treasury,
      admin: world.admin.publicKey,
      guardian: world.guardian.publicKey,
      cluster: GENESIS,
      params: world.migration.parameters.params,
      ...change,
    });

  it('[attack 9] refuses a stranger before the deployer came: NotUpgradeAuthority', async () => {
    const stranger = await anActor(world, 'Mallory', 0n);
    await expectError(
      act(world, stranger, init({ upgradeAuthority: stranger.key, admin: stranger.key })),
      'NotUpgradeAuthority',
    );
    expect(await fetchConfig(world.connection)).to.equal(null);
  });

  it('[attack 34] refuses a mint with a freeze authority: BadTagMint', async () => {
    const tagMint = await aMint(world, world.deployer.publicKey);
    const treasury = await aTokenAccount(world, tagMint);
    await expectError(act(world, world.deployer, init({ tagMint, treasury })), 'BadTagMint');
  });

  it('[attack 31] refuses a Token-2022 mint', async () => {
    const tagMint = await aMint(world, null, TOKEN_2022_PROGRAM_ID);
    await expectError(act(world, world.deployer, init({ tagMint })), WRONG_KIND);
  });

  it('refuses a treasury of another mint: WrongMint', async () => {
    const treasury = await aTokenAccount(world, await aMint(world, null));
    await expectError(act(world, world.deployer, init({ treasury })), 'WrongMint');
  });

  it('[attack 25] refuses the zero address as admin or guardian: ZeroAddress', async () => {
    await expectError(act(world, world.deployer, init({ admin: PublicKey.default })), 'ZeroAddress');
    await expectError(act(world, world.deployer, init({ guardian: PublicKey.default })), 'ZeroAddress');
  });

  it('[attack 54] refuses parameters outside their bounds: ParameterOutOfBounds', async () => {
    const params = { ...world.migration.parameters.params, feeBps: 501 };
    await expectError(act(world, world.deployer, init({ params })), 'ParameterOutOfBounds');
  });

  it('creates config and vaults, whoever sent lamports there first [attack 46]', async () => {
    const { connection, deployer } = world;
    const addresses = init()
      .keys.filter((key) => key.isWritable && !key.isSigner)
      .map((key) => key.pubkey);
    expect(addresses).to.have.length(5);
    const prefund = addresses.map((toPubkey, at) =>
      SystemProgram.transfer({ fromPubkey: deployer.publicKey, toPubkey, lamports: at === 0 ? 5_000_000 : 900_000 }),
    );
    await send(connection, prefund, [deployer]);
    const event = eventOf(await act(world, deployer, init()), 'configChanged');
    expect(event).to.deep.include({ revision: 1n, feeBps: 200, feeBpsBefore: 200, paused: 0, pausedUntil: 0n });
    const config = await fetchConfig(connection);
    expect(config?.admin.equals(world.admin.publicKey)).to.equal(true);
    expect(config?.pendingAdmin.equals(PublicKey.default)).to.equal(true);
    expect(config?.guardian.equals(world.guardian.publicKey)).to.equal(true);
    expect(config?.tagMint.equals(world.tagMint)).to.equal(true);
    expect(config?.treasury.equals(world.treasury)).to.equal(true);
    expect(Uint8Array.from(config?.cluster ?? [])).to.deep.equal(GENESIS);
    for (const vault of [await fetchStakeVault(connection), await fetchEscrowVault(connection)]) {
      expect(vault).to.include({ liabilities: 0n, credited: 0n, paid: 0n });
    }
  });

  it('[attack 8] refuses a second time, whoever asks', async () => {
    await expectError(act(world, world.deployer, init({ admin: world.deployer.publicKey })), EXISTS);
    expect((await fetchConfig(world.connection))?.admin.equals(world.admin.publicKey)).to.equal(true);
  });
});
