import { expect } from 'chai';
import { Keypair, PublicKey } from '@solana/web3.js';
import { configPda, proposeAdmin } from '@tagger/client';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { now } from '../../support/time.ts';
import { act, theConfig, theWorld, type World } from '../../support/world.ts';

describe('propose_admin', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  const propose = async (change: Partial<Parameters<typeof proposeAdmin>[0]> = {}) => {
    const { revision } = await theConfig(world);
    const expiresAt = BigInt((await now(world)).unixTimestamp + 60);
    return proposeAdmin({
      admin: world.admin.publicKey,
      successor: Keypair.generate().publicKey,
      revision,
      expiresAt,
      ...change,
    });
  };

  it('refuses another signer than the admin: NotAdmin', async () => {
    await expectError(act(world, world.guardian, await propose({ admin: world.guardian.publicKey })), 'NotAdmin');
  });

  it('refuses another revision: StaleRevision', async () => {
    await expectError(act(world, world.admin, await propose({ revision: 0n })), 'StaleRevision');
  });

  it('[attack 64] refuses from the second of expiry: SignatureExpired', async () => {
    const { unixTimestamp } = await now(world);
    await expectError(act(world, world.admin, await propose({ expiresAt: BigInt(unixTimestamp) })), 'SignatureExpired');
  });

  it('[attack 25] refuses the zero address: ZeroAddress', async () => {
    await expectError(act(world, world.admin, await propose({ successor: PublicKey.default })), 'ZeroAddress');
  });

  it('refuses a config of another version: WrongVersion', async () => {
    const instruction = await propose();
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(9, 8),
      async () => {
        await expectError(act(world, world.admin, instruction), 'WrongVersion');
      },
    );
  });

  it('names a successor, who is not admin yet; naming himself withdraws the offer', async () => {
    const successor = Keypair.generate().publicKey;
    const event = eventOf(await act(world, world.admin, await propose({ successor })), 'configChanged');
    expect(event.pendingAdmin.equals(successor)).to.equal(true);
    expect(event.admin.equals(world.admin.publicKey)).to.equal(true);
    const withdrawn = eventOf(
      await act(world, world.admin, await propose({ successor: world.admin.publicKey })),
      'configChanged',
    );
    expect(withdrawn.pendingAdmin.equals(PublicKey.default)).to.equal(true);
    expect(withdrawn.revision).to.equal(event.revision + 1n);
  });
});
