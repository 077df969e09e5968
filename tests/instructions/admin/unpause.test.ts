import { expect } from 'chai';
import { configPda, pause, PAUSE, stake, unpause } from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { act, theWorld, type World } from '../../support/world.ts';

describe('unpause', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });

  it('refuses the guardian and everybody else: NotAdmin', async () => {
    await expectError(act(world, world.guardian, unpause({ admin: world.guardian.publicKey })), 'NotAdmin');
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(3, 8),
      async () => {
        await expectError(act(world, world.admin, unpause({ admin: world.admin.publicKey })), 'WrongVersion');
      },
    );
  });

  it('opens the entries at once', async () => {
    const member = await aMember(world, 'Ann', 0n);
    const entry = stake({ wallet: member.key, from: member.tokens, tagMint: world.tagMint, amount: 1n });
    await act(world, world.admin, pause({ guardian: world.admin.publicKey, entries: PAUSE.stake, seconds: 600 }));
    await expectError(act(world, member, entry), 'Paused');
    const event = eventOf(await act(world, world.admin, unpause({ admin: world.admin.publicKey })), 'configChanged');
    expect(event.paused).to.equal(0);
    await act(world, member, entry);
  });
});
