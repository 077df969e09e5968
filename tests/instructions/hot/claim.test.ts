import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import {
  cancelTask,
  claim,
  fetchSeat,
  fetchTask,
  foldPage,
  PAUSE,
  releasePanel,
  seatPda,
  setSession,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { commitWork, sit, staffed, thePanel, TRUTH, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, airdrop, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('claim', () => {
  let world: World;
  let setup: PanelSetup;
  let [ann, ben, cyd]: Actor[] = [];
  before(async () => {
    world = await theWorld();
    const ready = await staffed(world, [{ seatsFirst: 2 }, {}, {}], 3);
    setup = ready.setup;
    [ann, ben, cyd] = ready.crew;
  });
  const claiming = (member: Actor, panels: bigint[], actor = member.key, other = setup) =>
    claim({ actor, wallet: member.key, task: other.task, page: other.page, panels });

  it('refuses an empty batch: BadBatch', async () => {
    await expectError(act(world, ann!, claiming(ann!, [])), 'BadBatch');
  });

  it('refuses while claims are paused: Paused', async () => {
    await whilePaused(world, PAUSE.claims, () => expectError(act(world, ann!, claiming(ann!, [0n])), 'Paused'));
    await whilePaused(world, PAUSE.tasks | PAUSE.stake, () => rehearse(world, ann!, claiming(ann!, [0n])));
  });

  it('[attack 1] refuses who is neither member nor session: NotMemberOrSession', async () => {
    await expectError(act(world, ben!, claiming(ann!, [0n], ben!.key)), 'NotMemberOrSession');
  });

  it('[attack 64] takes a session key until the second before its expiry: SessionExpired', async () => {
    const session = Keypair.generate();
    await airdrop(world.connection, session.publicKey, 1_000_000_000);
    const until = BigInt((await now(world)).unixTimestamp + 300);
    await act(world, cyd!, setSession({ wallet: cyd!.key, session: session.publicKey, until }));
    await waitUntil(world, until - 1n);
    await rehearse(world, session, claiming(cyd!, [0n], session.publicKey));
    await waitUntil(world, until);
    await expectError(act(world, session, claiming(cyd!, [0n], session.publicKey)), 'SessionExpired');
  });

  it('[attack 4] refuses the seat of another member or another task: WrongSeat', async () => {
    const instruction = claiming(ann!, [0n]);
    const seat = instruction.keys.find((key) => key.pubkey.equals(seatPda(setup.task, ann!.key)))!;
    seat.pubkey = seatPda(setup.task, ben!.key);
    await expectError(act(world, ann!, instruction), 'WrongSeat');
    const other = await staffed(world, [{}], 1);
    await expectError(
      act(world, ann!, claim({ wallet: ann!.key, task: setup.task, page: other.setup.page, panels: [0n] })),
      'WrongSeat',
    );
  });

  it('refuses a panel that is not there: NoSuchPanel', async () => {
    for (const number of [3n, 64n, 2n ** 63n])
      await expectError(act(world, ann!, claiming(ann!, [number])), 'NoSuchPanel');
  });

  it('[attack 62] refuses more panels than bonds: NotEnoughStake', async () => {
    const poor = await staffed(world, [{}, {}], 1, { terms: { bond: 6_000_000n } });
    await expectError(
      act(world, poor.crew[0]!, claiming(poor.crew[0]!, [0n, 1n], undefined, poor.setup)),
      'NotEnoughStake',
    );
    await act(world, poor.crew[0]!, claiming(poor.crew[0]!, [1n], undefined, poor.setup));
  });

  it('takes free slots on several panels and binds a bond to each', async () => {
    const event = eventOf(await act(world, ann!, claiming(ann!, [0n, 2n])), 'seatActed');
    expect(event).to.deep.include({ page: 0, seat: 0, act: 0, panels: [0n, 2n] });
    expect(await fetchSeat(world.connection, setup.task, ann!.key)).to.include({
      bondFree: 8_000_000n,
      bondHeld: 2_000_000n,
      openSlots: 2,
    });
    const panel = await thePanel(world, setup);
    const { unixTimestamp } = await now(world);
    expect(Number(panel.until)).to.be.within(unixTimestamp + 3_595, unixTimestamp + 3_600);
    expect(panel.slots[0]).to.include({ state: 'claimed', seat: 0, wave: 0, heldUntil: panel.until - 3_000n });
  });

  it('refuses a second seat on the same panel, in one batch too: AlreadyOnPanel', async () => {
    await expectError(act(world, ann!, claiming(ann!, [0n])), 'AlreadyOnPanel');
    await expectError(act(world, ben!, claiming(ben!, [1n, 1n])), 'AlreadyOnPanel');
  });

  it('refuses when all seats are taken: PanelFull', async () => {
    await act(world, ben!, claiming(ben!, [0n]));
    await expectError(act(world, cyd!, claiming(cyd!, [0n])), 'PanelFull');
  });

  it('refuses a panel that left the commit phase: WrongPhase', async () => {
    const ready = await staffed(world, [{ seatsFirst: 1 }, {}], 2);
    const [dan, eve] = ready.crew as [Actor, Actor];
    await commitWork(world, ready.setup, await sit(world, ready.setup, [dan], [TRUTH]));
    await expectError(act(world, eve, claiming(eve, [0n], undefined, ready.setup)), 'WrongPhase');
    const { requester, task, page } = ready.setup;
    await act(world, requester, releasePanel({ caller: requester.key, task, page, panel: 1n }));
    await expectError(act(world, eve, claiming(eve, [1n], undefined, ready.setup)), 'WrongPhase');
  });

  it('[attack 64] refuses from the second the commit window ends: WindowClosed', async () => {
    const { until } = await thePanel(world, setup, 2n);
    await waitUntil(world, until - 1n);
    await rehearse(world, cyd!, claiming(cyd!, [2n]));
    await waitUntil(world, until);
    await expectError(act(world, cyd!, claiming(cyd!, [2n])), 'WindowClosed');
  });

  it('[attack 64] refuses from the second the task ends, and after a folded cancellation: TaskEnded', async () => {
    const short = await staffed(world, [{}], 1, { lifeSecs: 600n });
    const { endsAt } = (await fetchTask(world.connection, short.setup.task))!;
    const [dan] = short.crew as [Actor];
    await waitUntil(world, endsAt - 1n);
    await rehearse(world, dan, claiming(dan, [0n], undefined, short.setup));
    await waitUntil(world, endsAt);
    await expectError(act(world, dan, claiming(dan, [0n], undefined, short.setup)), 'TaskEnded');
    const { requester, task, page } = setup;
    await act(world, requester, cancelTask({ requester: requester.key, task }), foldPage({ task, page }));
    await expectError(act(world, cyd!, claiming(cyd!, [1n])), 'TaskEnded');
  });
});
