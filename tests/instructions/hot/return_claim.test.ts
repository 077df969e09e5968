import { expect } from 'chai';
import {
  claim,
  commit,
  fetchMember,
  fetchSeat,
  memberPda,
  PAUSE,
  returnClaim,
  returnCost,
  seatPda,
  setSession,
} from '@tagger/client';
import { Keypair } from '@solana/web3.js';
import {
  claimPanel,
  commitWork,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { delivered, secretStaffed } from '../../support/private.ts';
import { whilePaused } from '../../support/admin.ts';
import { assigned, redeeming, ticketed, untilReady } from '../../support/tickets.ts';
import { now, restartCluster, waitUntil } from '../../support/time.ts';
import { act, airdrop, chainTime, theWorld, type Actor, type World } from '../../support/world.ts';

/** A hold lasts 600 seconds; letting it lapse costs 50,000 base units of the bond of a million. */
const HOLD = 600n;
const WHOLE = 50_000n;

describe('return_claim', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  const returning = ({ task, page }: PanelSetup, { key: wallet }: Actor, slot = 0, panel = 0n) =>
    returnClaim({ wallet, task, page, panel, slot });
  const heldUntil = async (setup: PanelSetup, slot = 0): Promise<bigint> =>
    (await thePanel(world, setup)).slots[slot]!.heldUntil;
  const recordOf = async ({ key }: Actor) => {
    const { expiredClaims, slashed, stakeLocked, records } = (await fetchMember(world.connection, key))!;
    const seen = records.reduce((sum, record) => sum + record.seen, 0);
    return { expiredClaims, slashed, stakeLocked, seen };
  };
  /** One who claimed a panel and gives it back in second `at` of the hold. */
  const returnedIn = async (at: bigint) => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const ann = crew[0] as Actor;
    await claimPanel(world, setup, [ann]);
    const until = await heldUntil(setup);
    await waitUntil(world, until - HOLD + at);
    const { terms } = await thePage(world, setup);
    const cost = returnCost(terms, until, BigInt((await now(world)).unixTimestamp));
    const sent = await act(world, ann, returning(setup, ann));
    return { setup, ann, sent, cost };
  };

  it('[attack 62] a mistake given back after five seconds costs a hundredth of a lapse, and the slot is free at once', async () => {
    const { setup, ann, sent, cost } = await returnedIn(5n);
    // The sixth second has begun: 6 of 600.
    expect(cost).to.deep.equal({ slash: 500n, asLapse: false });
    expect(sent.events.map(({ name }) => name)).to.deep.equal(['collected', 'reputationChanged']);
    expect(eventOf(sent, 'collected')).to.deep.include({ panels: 1, reward: 0n, slashed: 500n, balance: 0n });
    expect(eventOf(sent, 'reputationChanged')).to.deep.include({ cause: 2, volume: 0, streak: 0 });
    expect(await recordOf(ann)).to.deep.equal({
      expiredClaims: 0,
      slashed: 500n,
      stakeLocked: 9_999_500n,
      seen: 0,
    });
    expect(await fetchSeat(world.connection, setup.task, ann.key)).to.include({
      bondFree: 9_999_500n,
      bondHeld: 0n,
      openSlots: 0,
      slashed: 500n,
    });
    expect((await thePage(world, setup)).slashed).to.equal(500n);
    const panel = await thePanel(world, setup);
    expect(panel, 'as good as new').to.include({ phase: 'commit', until: 0n });
    expect(panel.slots[0]).to.include({ state: 'empty', seat: 0, heldUntil: 0n });
    await expectError(act(world, ann, returning(setup, ann)), 'WrongSlot');
    await claimPanel(world, setup, [ann]);
    expect((await thePanel(world, setup)).slots[0]?.state).to.equal('claimed');
  });

  it('[attack 62] costs by the second; from half of the hold on it is a lapse to the record, from its end on too late: WindowClosed', async () => {
    const half = await returnedIn(HOLD / 2n - 1n);
    expect(half.cost).to.deep.equal({ slash: WHOLE / 2n, asLapse: false });
    expect(await recordOf(half.ann)).to.deep.include({ slashed: 25_000n, expiredClaims: 0, seen: 0 });

    const more = await returnedIn(HOLD / 2n);
    expect(more.cost).to.deep.equal({ slash: 25_084n, asLapse: true });
    // Two observations of nothing, in 1/256.
    expect(await recordOf(more.ann)).to.deep.include({ slashed: 25_084n, expiredClaims: 1, seen: 512 });

    const last = await returnedIn(HOLD - 1n);
    expect(last.cost).to.deep.equal({ slash: WHOLE, asLapse: true });
    expect(await recordOf(last.ann)).to.deep.include({ slashed: WHOLE, expiredClaims: 1, seen: 512 });

    const { setup, crew } = await staffed(world, [{}], 1);
    await claimPanel(world, setup, crew);
    await waitUntil(world, await heldUntil(setup));
    await expectError(act(world, crew[0]!, returning(setup, crew[0]!)), 'WindowClosed');
  });

  it('[attack 53] [attack 62] giving back and claiming again in one transaction is never cheaper than holding on', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const ann = crew[0] as Actor;
    await claimPanel(world, setup, [ann]);
    const began = (await heldUntil(setup)) - HOLD;
    const { task, page } = setup;
    for (let at = 60n; at <= HOLD; at += 60n) {
      await waitUntil(world, began + at - 1n);
      await act(world, ann, returning(setup, ann), claim({ wallet: ann.key, task, page, panels: [0n] }));
    }
    // 60 of 600 seconds, then nine times 61: the second of the change counts twice.
    expect((await recordOf(ann)).slashed).to.equal(5_000n + 9n * 5_084n);
  });

  it('the rest of the panel stays: who committed is not moved, and the window goes on', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 3 }], 2);
    const [ann, ben] = crew as [Actor, Actor];
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 1));
    const before = await thePanel(world, setup);
    await expectError(act(world, ann, returning(setup, ann)), 'WrongSlot');
    await act(world, ben, returning(setup, ben, 1));
    const after = await thePanel(world, setup);
    expect(after).to.include({ until: before.until, committed: 1, phase: 'commit' });
    expect(after.slots.map(({ state }) => state)).to.deep.equal(['committed', 'empty', 'empty']);
  });

  it('[attack 1] [attack 4] [attack 12] only who holds the slot, with his own accounts: NotMemberOrSession, WrongSeat, WrongSlot, NoSuchPanel', async () => {
    const { setup, crew } = await staffed(world, [{}], 2);
    const other = await staffed(world, [{}], 1);
    const [ann, ben] = crew as [Actor, Actor];
    await claimPanel(world, setup, [ann]);
    const { task, page } = setup;
    const forged = returnClaim({ actor: ben.key, wallet: ann.key, task, page, panel: 0n, slot: 0 });
    await expectError(act(world, ben, forged), 'NotMemberOrSession');
    await expectError(act(world, ben, returning(setup, ben)), 'WrongSlot');
    await expectError(act(world, ann, returning(setup, ann, 1)), 'WrongSlot');
    await expectError(act(world, ann, returning(setup, ann, 0, 1n)), 'NoSuchPanel');
    const mixed = returning(setup, ben);
    mixed.keys.find((key) => key.pubkey.equals(seatPda(task, ben.key)))!.pubkey = seatPda(task, ann.key);
    await expectError(act(world, ben, mixed), 'WrongSeat');
    const foreign = returning(setup, ann);
    foreign.keys.find((key) => key.pubkey.equals(page))!.pubkey = other.setup.page;
    await expectError(act(world, ann, foreign), 'WrongSeat');
    expect(foreign.keys.some((key) => key.pubkey.equals(memberPda(ann.key)))).to.equal(true);
    expect((await thePanel(world, setup)).slots[0]?.state).to.equal('claimed');
  });

  it('[attack 116] a session key may, and a pause of claims does not keep anybody in his seat', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const ann = crew[0] as Actor;
    await claimPanel(world, setup, [ann]);
    const session = Keypair.generate();
    await airdrop(world.connection, session.publicKey, 1_000_000_000);
    const until = (await chainTime(world)) + 3_600n;
    await act(world, ann, setSession({ wallet: ann.key, session: session.publicKey, until }));
    await whilePaused(world, PAUSE.claims, async () => {
      const { task, page } = setup;
      const at = { actor: session.publicKey, wallet: ann.key, task, page, panel: 0n, slot: 0 };
      await act(world, session, returnClaim(at));
    });
    expect((await thePanel(world, setup)).slots[0]?.state).to.equal('empty');
  });

  it('[attack 63] where a block assigns panels it costs what a lapse costs, from the first second on: no second draw for less', async () => {
    const { setup, crew } = await assigned(world, [{}, {}], 1);
    const ann = crew[0] as Actor;
    await ticketed(world, setup, ann);
    await untilReady(world, setup, ann);
    await act(world, gus, redeeming(setup, ann));
    const { panels } = await thePage(world, setup);
    const got = panels.find(({ slots }) => slots[0]?.state === 'claimed')!;
    const { terms } = await thePage(world, setup);
    expect(returnCost(terms, got.slots[0]!.heldUntil, await chainTime(world))).to.deep.equal({
      slash: WHOLE,
      asLapse: true,
    });
    const sent = await act(world, ann, returning(setup, ann, 0, got.number));
    expect(eventOf(sent, 'collected')).to.deep.include({ slashed: WHOLE });
    expect(await recordOf(ann)).to.deep.include({ slashed: WHOLE, expiredClaims: 1, seen: 512 });
  });

  it('[attack 124] in a private task too, with the key and without it: nobody claims for the sake of the key', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 2);
    const [ann, ben] = [crew[0] as Actor, crew[1] as Actor];
    await claimPanel(world, setup, crew);
    await delivered(world, setup, ann);
    for (const [slot, member] of [ann, ben].entries()) {
      const sent = await act(world, member, returning(setup, member, slot));
      expect(eventOf(sent, 'collected')).to.deep.include({ slashed: WHOLE, balance: 0n });
      expect(await recordOf(member)).to.deep.include({ slashed: WHOLE, expiredClaims: 1 });
    }
    // No late key was paid for, and none is owed.
    expect(await thePanel(world, setup)).to.include({ late: 0, reserve: 336_000n });
  });

  it('[attack 78] after the cluster stood still its grace is time to give back in, and not charged', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const ann = crew[0] as Actor;
    await claimPanel(world, setup, [ann]);
    const until = await heldUntil(setup);
    const { terms } = await thePage(world, setup);
    const grace = BigInt(terms.restartGraceSecs);
    await restartCluster(world);
    try {
      await waitUntil(world, until + grace - 1n);
      const early = returnCost(terms, until + grace, until);
      expect(early, 'the grace lasts longer than a hold').to.deep.equal({ slash: 84n, asLapse: false });
      const sent = await act(world, ann, returning(setup, ann));
      expect(eventOf(sent, 'collected').slashed).to.equal(WHOLE);
    } finally {
      await restartCluster(world, 0);
    }
  });

  it('[attack 103] a claim given back can not be committed to, nor can its bond be left behind', async () => {
    const { setup, ann } = await returnedIn(10n);
    const { task, page } = setup;
    const entries = [{ panel: 0n, slot: 0, commitment: new Uint8Array(32).fill(7) }];
    await expectError(act(world, ann, commit({ wallet: ann.key, task, page, entries })), 'WrongSlot');
    expect((await fetchSeat(world.connection, task, ann.key))?.openSlots).to.equal(0);
  });
});
