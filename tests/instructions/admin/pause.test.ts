import { expect } from 'chai';
import { configPda, pause, PAUSE, stake, unpause } from '@tagger/client';
import { aMember } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, anActor, rehearse, theConfig, theWorld, type World } from '../../support/world.ts';

const ALL = PAUSE.stake | PAUSE.tasks | PAUSE.claims;
const MOST = 259_200;

describe('pause', () => {
  let world: World;
  before(async () => {
    world = await theWorld();
  });
  afterEach(async () => {
    await act(world, world.admin, unpause({ admin: world.admin.publicKey }));
  });

  const byGuardian = (entries: number, seconds: number) =>
    pause({ guardian: world.guardian.publicKey, entries, seconds });
  const byAdmin = (entries: number, seconds: number) => pause({ guardian: world.admin.publicKey, entries, seconds });
  /** Waits until the guardian may pause again. */
  const rested = async (): Promise<void> => {
    const { pauseAllowedFrom } = await theConfig(world);
    if (pauseAllowedFrom > BigInt((await now(world)).unixTimestamp)) await waitUntil(world, pauseAllowedFrom);
  };

  it('refuses anybody but guardian and admin: NotGuardian', async () => {
    const stranger = await anActor(world, 'Mallory', 0n);
    await expectError(
      act(world, stranger, pause({ guardian: stranger.key, entries: ALL, seconds: 60 })),
      'NotGuardian',
    );
  });

  it('[attack 24] refuses bits it does not know, and none: UnknownPauseBits', async () => {
    for (const entries of [0, 8, 255])
      await expectError(act(world, world.admin, byAdmin(entries, 60)), 'UnknownPauseBits');
  });

  it('refuses no time and more than the limit: ParameterOutOfBounds', async () => {
    for (const seconds of [0, MOST + 1])
      await expectError(act(world, world.admin, byAdmin(ALL, seconds)), 'ParameterOutOfBounds');
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(3, 8),
      async () => {
        await expectError(act(world, world.admin, byAdmin(ALL, 60)), 'WrongVersion');
      },
    );
  });

  it('[attack 64] lets the guardian pause again exactly after the cool-down, not a second earlier: PauseTooSoon', async () => {
    await rested();
    const event = eventOf(await act(world, world.guardian, byGuardian(ALL, 600)), 'configChanged');
    const { pauseAllowedFrom } = await theConfig(world);
    expect(pauseAllowedFrom).to.equal(event.pausedUntil + BigInt(MOST));
    await expectError(act(world, world.guardian, byGuardian(ALL, 600)), 'PauseTooSoon');
    await waitUntil(world, pauseAllowedFrom - 1n);
    await expectError(act(world, world.guardian, byGuardian(ALL, 600)), 'PauseTooSoon');
    await waitUntil(world, pauseAllowedFrom);
    await rehearse(world, world.guardian, byGuardian(ALL, 600));
  });

  it('does not bind the admin to the cool-down', async () => {
    await act(world, world.admin, byAdmin(PAUSE.tasks, 600));
    const event = eventOf(await act(world, world.admin, byAdmin(PAUSE.stake, 60)), 'configChanged');
    expect(event.paused).to.equal(PAUSE.stake);
  });

  it('[attack 64] ends by itself at its second', async () => {
    const member = await aMember(world, 'Ann', 0n);
    const { pausedUntil, paused } = eventOf(await act(world, world.admin, byAdmin(PAUSE.stake, 600)), 'configChanged');
    expect(paused).to.equal(PAUSE.stake);
    const entry = stake({ wallet: member.key, from: member.tokens, tagMint: world.tagMint, amount: 1n });
    await waitUntil(world, pausedUntil - 1n);
    await expectError(act(world, member, entry), 'Paused');
    await waitUntil(world, pausedUntil);
    await act(world, member, entry);
  });
});
