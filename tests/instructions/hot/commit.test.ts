import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import { commit, seatPda, setSession } from '@tagger/client';
import {
  commitmentOf,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
  type PanelSetup,
  type Work,
} from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, airdrop, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('commit', () => {
  let world: World;
  let setup: PanelSetup;
  let [ann, ben]: Actor[] = [];
  let work: Work[];
  let bytes: Uint8Array;
  before(async () => {
    world = await theWorld();
    const ready = await staffed(world, [{ seatsFirst: 2 }, {}], 2);
    setup = ready.setup;
    [ann, ben] = ready.crew;
    work = await sit(world, setup, ready.crew, [TRUTH, TRUTH]);
    bytes = commitmentOf(await thePage(world, setup), setup, work[0]!);
  });
  const committing = (
    member: Actor,
    slot: number,
    change: Partial<{ panel: bigint; commitment: Uint8Array }> = {},
    actor = member.key,
  ) =>
    commit({
      actor,
      wallet: member.key,
      task: setup.task,
      page: setup.page,
      entries: [{ panel: 0n, slot, commitment: bytes, ...change }],
    });

  it('refuses an empty batch: BadBatch', async () => {
    await expectError(
      act(world, ann!, commit({ wallet: ann!.key, task: setup.task, page: setup.page, entries: [] })),
      'BadBatch',
    );
  });

  it('[attack 1] refuses who is neither member nor session: NotMemberOrSession', async () => {
    await expectError(act(world, ben!, committing(ann!, 0, {}, ben!.key)), 'NotMemberOrSession');
  });

  it('[attack 64] takes a session key until the second before its expiry: SessionExpired', async () => {
    const session = Keypair.generate();
    await airdrop(world.connection, session.publicKey, 1_000_000_000);
    const until = BigInt((await now(world)).unixTimestamp + 60);
    await act(world, ann!, setSession({ wallet: ann!.key, session: session.publicKey, until }));
    await waitUntil(world, until - 1n);
    await rehearse(world, session, committing(ann!, 0, {}, session.publicKey));
    await waitUntil(world, until);
    await expectError(act(world, session, committing(ann!, 0, {}, session.publicKey)), 'SessionExpired');
  });

  it('[attack 4] refuses the seat of another member or another task: WrongSeat', async () => {
    const instruction = committing(ann!, 0);
    instruction.keys.find((key) => key.pubkey.equals(seatPda(setup.task, ann!.key)))!.pubkey = seatPda(
      setup.task,
      ben!.key,
    );
    await expectError(act(world, ann!, instruction), 'WrongSeat');
  });

  it('refuses a panel or slot that is not there or not his: NoSuchPanel, WrongSlot', async () => {
    await expectError(act(world, ann!, committing(ann!, 0, { panel: 2n })), 'NoSuchPanel');
    for (const slot of [1, 2, 255]) await expectError(act(world, ann!, committing(ann!, slot)), 'WrongSlot');
    await expectError(act(world, ann!, committing(ann!, 0, { panel: 1n })), 'WrongSlot');
  });

  it('refuses zeros: ZeroCommitment', async () => {
    await expectError(act(world, ann!, committing(ann!, 0, { commitment: new Uint8Array(32) })), 'ZeroCommitment');
  });

  it('[attack 64] refuses from the second the hold ends: WindowClosed', async () => {
    const late = await staffed(world, [{}], 1);
    const [dan] = late.crew as [Actor];
    await sit(world, late.setup, [dan], [TRUTH]);
    const { heldUntil } = (await thePanel(world, late.setup)).slots[0]!;
    const instruction = commit({
      wallet: dan.key,
      task: late.setup.task,
      page: late.setup.page,
      entries: [{ panel: 0n, slot: 0, commitment: bytes }],
    });
    await waitUntil(world, heldUntil - 1n);
    await rehearse(world, dan, instruction);
    await waitUntil(world, heldUntil);
    await expectError(act(world, dan, instruction), 'WindowClosed');
  });

  it('stores the commitment; the last one opens the reveals', async () => {
    // The hold of the shared set-up has passed by now: a fresh one.
    const fresh = await staffed(world, [{ seatsFirst: 2 }], 2);
    const [dan, eve] = fresh.crew as [Actor, Actor];
    await sit(world, fresh.setup, [dan, eve], [TRUTH, TRUTH]);
    const of = (member: Actor, slot: number, fill: number) =>
      commit({
        wallet: member.key,
        task: fresh.setup.task,
        page: fresh.setup.page,
        entries: [{ panel: 0n, slot, commitment: new Uint8Array(32).fill(fill) }],
      });
    const event = eventOf(await act(world, dan, of(dan, 0, 7)), 'seatActed');
    expect(event).to.deep.include({ seat: 0, act: 1, panels: [0n] });
    const half = await thePanel(world, fresh.setup);
    expect(half).to.include({ phase: 'commit', committed: 1 });
    expect(half.slots[0]).to.include({ state: 'committed' });
    expect(half.slots[0]?.commitment).to.deep.equal(Array.from({ length: 32 }, () => 7));

    await expectError(act(world, dan, of(dan, 0, 8)), 'WrongSlot');
    await act(world, eve, of(eve, 1, 9));
    const full = await thePanel(world, fresh.setup);
    expect(full).to.include({ phase: 'reveal', committed: 2 });
    expect(Number(full.until)).to.be.within(
      (await now(world)).unixTimestamp + 1_795,
      (await now(world)).unixTimestamp + 1_800,
    );
    await expectError(act(world, dan, of(dan, 0, 8)), 'WrongPhase');
  });
});
