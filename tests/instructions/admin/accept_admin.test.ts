import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import { acceptAdmin, configPda, proposeAdmin } from '@tagger/client';
import { parametersUpdate } from '../../support/admin.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { now } from '../../support/time.ts';
import { act, anActor, theConfig, theWorld, type Actor, type World } from '../../support/world.ts';

describe('accept_admin', () => {
  let world: World;
  let successor: Actor;
  const handOver = async (admin: PublicKey, to: PublicKey) => {
    const { revision } = await theConfig(world);
    return proposeAdmin({ admin, successor: to, revision, expiresAt: BigInt((await now(world)).unixTimestamp + 60) });
  };
  before(async () => {
    world = await theWorld();
    successor = await anActor(world, 'Sol the successor', 0n);
  });

  it('refuses everybody while nobody is proposed: NotPendingAdmin', async () => {
    await expectError(act(world, successor, acceptAdmin({ pendingAdmin: successor.key })), 'NotPendingAdmin');
  });

  it('refuses another key than the proposed one, the present admin included: NotPendingAdmin', async () => {
    await act(world, world.admin, await handOver(world.admin.publicKey, successor.key));
    await expectError(act(world, world.admin, acceptAdmin({ pendingAdmin: world.admin.publicKey })), 'NotPendingAdmin');
    await expectError(
      act(world, world.guardian, acceptAdmin({ pendingAdmin: world.guardian.publicKey })),
      'NotPendingAdmin',
    );
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(0, 8),
      async () => {
        await expectError(act(world, successor, acceptAdmin({ pendingAdmin: successor.key })), 'WrongVersion');
      },
    );
  });

  it('makes the successor admin and ends the rule of the old one', async () => {
    const event = eventOf(await act(world, successor, acceptAdmin({ pendingAdmin: successor.key })), 'configChanged');
    expect(event.admin.equals(successor.key)).to.equal(true);
    expect(event.pendingAdmin.equals(PublicKey.default)).to.equal(true);
    await expectError(act(world, world.admin, await parametersUpdate(world, { feeBps: 1 })), 'NotAdmin');
    await act(world, successor, await handOver(successor.key, world.admin.publicKey));
    await act(world, world.admin, acceptAdmin({ pendingAdmin: world.admin.publicKey }));
    expect((await theConfig(world)).admin.equals(world.admin.publicKey)).to.equal(true);
  });
});
