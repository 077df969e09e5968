import { expect } from 'chai';
import { expireClaim, fetchMember, fetchSeat, memberPda, seatPda } from '@tagger/client';
import { claimPanel, commitWork, sit, staffed, thePage, thePanel, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { waitUntil } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

describe('expire_claim', () => {
  let world: World;
  let stranger: Actor;
  before(async () => {
    world = await theWorld();
    [stranger] = (await people(world, 1)) as [Actor];
  });

  it('[attack 62] frees the seat exactly from the end of the hold, and costs part of the bond: WindowOpen', async () => {
    const { setup, crew } = await staffed(world, [{}, {}], 2);
    const [ann, ben] = crew as [Actor, Actor];
    await claimPanel(world, setup, [ann]);
    const expiring = (wallet = ann, slot = 0, panel = 0n) =>
      expireClaim({ wallet: wallet.key, task: setup.task, page: setup.page, panel, slot });
    const { heldUntil } = (await thePanel(world, setup)).slots[0]!;
    await waitUntil(world, heldUntil - 1n);
    await expectError(act(world, stranger, expiring()), 'WindowOpen');
    await waitUntil(world, heldUntil);

    await expectError(act(world, stranger, expiring(ben)), 'WrongSlot');
    await expectError(act(world, stranger, expiring(ann, 1)), 'WrongSlot');
    await expectError(act(world, stranger, expiring(ann, 0, 2n)), 'NoSuchPanel');
    const mixed = expiring();
    mixed.keys.find((key) => key.pubkey.equals(memberPda(ann.key)))!.pubkey = memberPda(ben.key);
    await expectError(act(world, stranger, mixed), 'WrongMember');

    const event = eventOf(await act(world, stranger, expiring()), 'collected');
    expect(event).to.deep.include({ panels: 1, reward: 0n, slashed: 50_000n });
    expect(await fetchMember(world.connection, ann.key)).to.include({
      stakeLocked: 9_950_000n,
      stakeActive: 90_000_000n,
      slashed: 50_000n,
      expiredClaims: 1,
    });
    expect(await fetchSeat(world.connection, setup.task, ann.key)).to.include({
      bondFree: 9_950_000n,
      bondHeld: 0n,
      openSlots: 0,
      slashed: 50_000n,
    });
    expect((await thePage(world, setup)).slashed).to.equal(50_000n);
    const panel = await thePanel(world, setup);
    expect(panel, 'as good as new').to.include({ until: 0n, phase: 'commit' });
    expect(panel.slots[0]?.state).to.equal('empty');
    await expectError(act(world, stranger, expiring()), 'WrongSlot');
    await claimPanel(world, setup, [ben]);
    expect((await thePanel(world, setup)).slots[0]).to.include({ state: 'claimed', seat: 1 });
  });

  it('refuses a slot with a commitment, and a panel that has moved on: WrongSlot, WrongPhase', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 1));
    const expiring = expireClaim({ wallet: crew[0]!.key, task: setup.task, page: setup.page, panel: 0n, slot: 0 });
    await expectError(act(world, stranger, expiring), 'WrongSlot');
    await commitWork(world, setup, work.slice(1));
    await expectError(act(world, stranger, expiring), 'WrongPhase');
  });

  it('[attack 4] refuses the seat of another task: WrongSeat', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const other = await staffed(world, [{}], 1);
    await claimPanel(world, setup, crew);
    const expiring = expireClaim({
      wallet: other.crew[0]!.key,
      task: other.setup.task,
      page: setup.page,
      panel: 0n,
      slot: 0,
    });
    expect(expiring.keys.some((key) => key.pubkey.equals(seatPda(other.setup.task, other.crew[0]!.key)))).to.equal(
      true,
    );
    await expectError(act(world, stranger, expiring), 'WrongSeat');
  });
});
