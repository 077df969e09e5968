import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import { commit, commitment, newSalt, reveal, seatPda, setSession, type RevealEntry } from '@tagger/client';
import {
  claimPanel,
  commitWork,
  revealOf,
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

describe('reveal', () => {
  let world: World;
  let setup: PanelSetup;
  let [ann, ben]: Actor[] = [];
  let work: Work[];
  before(async () => {
    world = await theWorld();
    const ready = await staffed(world, [{ seatsFirst: 2 }, {}], 2);
    setup = ready.setup;
    [ann, ben] = ready.crew;
    work = await sit(world, setup, ready.crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work);
    await claimPanel(world, setup, [ann!], 1n);
  });
  const ANSWERS = Uint8Array.from([0b1001_1010, 0b11]);
  const revealing = (change: Partial<RevealEntry> = {}, member = ann!, actor = member.key) =>
    reveal({
      actor,
      wallet: member.key,
      task: setup.task,
      page: setup.page,
      entries: [{ panel: 0n, slot: 0, salt: work[0]!.salt, answers: ANSWERS, ...change }],
    });

  it('packs ten labels as the program reads them', async () => {
    await rehearse(world, ann!, revealing());
    expect(revealOf(setup, work[0]!).data.equals(revealing().data)).to.equal(true);
  });

  it('refuses an empty batch: BadBatch', async () => {
    await expectError(
      act(world, ann!, reveal({ wallet: ann!.key, task: setup.task, page: setup.page, entries: [] })),
      'BadBatch',
    );
  });

  it('[attack 1] refuses who is neither member nor session: NotMemberOrSession', async () => {
    await expectError(act(world, ben!, revealing({}, ann, ben!.key)), 'NotMemberOrSession');
  });

  it('[attack 64] takes a session key until the second before its expiry: SessionExpired', async () => {
    const session = Keypair.generate();
    await airdrop(world.connection, session.publicKey, 1_000_000_000);
    const until = BigInt((await now(world)).unixTimestamp + 60);
    await act(world, ann!, setSession({ wallet: ann!.key, session: session.publicKey, until }));
    await waitUntil(world, until - 1n);
    await rehearse(world, session, revealing({}, ann, session.publicKey));
    await waitUntil(world, until);
    await expectError(act(world, session, revealing({}, ann, session.publicKey)), 'SessionExpired');
  });

  it('[attack 4] refuses the seat of another member: WrongSeat', async () => {
    const instruction = revealing();
    instruction.keys.find((key) => key.pubkey.equals(seatPda(setup.task, ann!.key)))!.pubkey = seatPda(
      setup.task,
      ben!.key,
    );
    await expectError(act(world, ann!, instruction), 'WrongSeat');
  });

  it('refuses a panel or slot that is not there or not his, and another phase: NoSuchPanel, WrongSlot, WrongPhase', async () => {
    await expectError(act(world, ann!, revealing({ panel: 2n })), 'NoSuchPanel');
    for (const slot of [1, 2, 255]) await expectError(act(world, ann!, revealing({ slot })), 'WrongSlot');
    await expectError(act(world, ann!, revealing({ panel: 1n })), 'WrongPhase');
  });

  it('[attack 68] refuses a salt of zeros: ZeroSalt', async () => {
    await expectError(act(world, ann!, revealing({ salt: new Uint8Array(32) })), 'ZeroSalt');
  });

  it('refuses other answers and another salt: CommitmentMismatch', async () => {
    await expectError(act(world, ann!, revealing({ salt: newSalt() })), 'CommitmentMismatch');
    for (const answers of [Uint8Array.from([0, 0]), ANSWERS.subarray(0, 1), Uint8Array.from([...ANSWERS, 0])]) {
      await expectError(act(world, ann!, revealing({ answers })), 'CommitmentMismatch');
    }
  });

  it('refuses a wrong length and bits behind the last answer even if committed to: BadAnswerLength, DirtyTail', async () => {
    const lies = [Uint8Array.from([1]), Uint8Array.from([1, 2, 3]), Uint8Array.from([0, 0b100]), new Uint8Array(0)];
    const names = ['BadAnswerLength', 'BadAnswerLength', 'DirtyTail', 'BadAnswerLength'];
    const other = await staffed(world, [{ seatsFirst: 4 }], 4);
    const page = await thePage(world, other.setup);
    await claimPanel(world, other.setup, other.crew);
    const salt = newSalt();
    for (const [slot, member] of other.crew.entries()) {
      const place = { context: Uint8Array.from(page.context), page: 0, panel: 0n, wallet: member.key };
      const entries = [{ panel: 0n, slot, commitment: commitment(place, lies[slot]!, salt) }];
      await act(world, member, commit({ wallet: member.key, task: other.setup.task, page: other.setup.page, entries }));
    }
    for (const [slot, member] of other.crew.entries()) {
      const entries = [{ panel: 0n, slot, salt, answers: lies[slot]! }];
      await expectError(
        act(world, member, reveal({ wallet: member.key, task: other.setup.task, page: other.setup.page, entries })),
        names[slot]!,
      );
    }
  });

  it('[attack 64] takes answers until the second before the deadline; the last one closes the reveals: WindowClosed', async () => {
    const { until } = await thePanel(world, setup);
    const event = eventOf(await act(world, ann!, revealing()), 'seatActed');
    expect(event).to.deep.include({ seat: 0, act: 2, panels: [0n] });
    expect(await thePanel(world, setup)).to.include({ phase: 'reveal', revealed: 1 });
    expect((await thePanel(world, setup)).answers[0]).to.deep.equal(TRUTH);
    await expectError(act(world, ann!, revealing()), 'WrongSlot');
    await waitUntil(world, until - 1n);
    await rehearse(world, ben!, revealOf(setup, work[1]!));
    await waitUntil(world, until);
    await expectError(act(world, ben!, revealOf(setup, work[1]!)), 'WindowClosed');
  });
});
