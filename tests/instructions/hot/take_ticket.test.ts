import { expect } from 'chai';
import { Keypair } from '@solana/web3.js';
import {
  cancelTask,
  CLAIM_MODE,
  claim,
  DRAW,
  fetchTask,
  foldPage,
  leaveTask,
  openPage,
  pagePda,
  PAUSE,
  seatPda,
  setSession,
  takeTicket,
} from '@tagger/client';
import { whilePaused } from '../../support/admin.ts';
import { staffed, TRUTH, type PanelSetup } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { contest, contestable } from '../../support/reviews.ts';
import { assigned, redeeming, theSeat, ticketed, untilReady } from '../../support/tickets.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, airdrop, rehearse, theWorld, type Actor, type World } from '../../support/world.ts';

describe('take_ticket', () => {
  let world: World;
  let setup: PanelSetup;
  let [ann, ben]: Actor[] = [];
  before(async () => {
    world = await theWorld();
    const ready = await assigned(world, [{}, {}, {}], 2);
    setup = ready.setup;
    [ann, ben] = ready.crew;
  });
  const taking = (member: Actor, count = 1, actor = member.key, other = setup) =>
    takeTicket({ actor, wallet: member.key, task: other.task, page: other.page, count });

  it('refuses a ticket for no panel and for more than eight: BadTicket', async () => {
    for (const count of [0, 9, 255]) await expectError(act(world, ann!, taking(ann!, count)), 'BadTicket');
  });

  it('refuses while claims are paused: Paused', async () => {
    await whilePaused(world, PAUSE.claims, () => expectError(act(world, ann!, taking(ann!)), 'Paused'));
    await whilePaused(world, PAUSE.tasks | PAUSE.stake, () => rehearse(world, ann!, taking(ann!)));
  });

  it('[attack 1] refuses who is neither member nor session: NotMemberOrSession', async () => {
    await expectError(act(world, ben!, taking(ann!, 1, ben!.key)), 'NotMemberOrSession');
  });

  it('[attack 64] takes a session key until the second before its expiry: SessionExpired', async () => {
    const session = Keypair.generate();
    await airdrop(world.connection, session.publicKey, 1_000_000_000);
    const until = BigInt((await now(world)).unixTimestamp + 300);
    await act(world, ben!, setSession({ wallet: ben!.key, session: session.publicKey, until }));
    await waitUntil(world, until - 1n);
    await rehearse(world, session, taking(ben!, 1, session.publicKey));
    await waitUntil(world, until);
    await expectError(act(world, session, taking(ben!, 1, session.publicKey)), 'SessionExpired');
  });

  it('[attack 4] refuses the seat of another member or another task: WrongSeat', async () => {
    const instruction = taking(ann!);
    instruction.keys.find((key) => key.pubkey.equals(seatPda(setup.task, ann!.key)))!.pubkey = seatPda(
      setup.task,
      ben!.key,
    );
    await expectError(act(world, ann!, instruction), 'WrongSeat');
    const other = await assigned(world, [{}], 1);
    const mixed = takeTicket({ wallet: ann!.key, task: setup.task, page: other.setup.page, count: 1 });
    await expectError(act(world, ann!, mixed), 'WrongSeat');
  });

  it('[attack 63] in an assigned task nobody chooses, in a self-chosen one nobody is assigned: ClaimAssigned, ClaimSelfChosen', async () => {
    const choosing = claim({ wallet: ann!.key, task: setup.task, page: setup.page, panels: [0n] });
    await expectError(act(world, ann!, choosing), 'ClaimAssigned');
    const free = await staffed(world, [{}], 1, { terms: { claimMode: CLAIM_MODE.selfChosen } });
    await expectError(act(world, free.crew[0]!, taking(free.crew[0]!, 1, undefined, free.setup)), 'ClaimSelfChosen');
  });

  it('refuses a page without panels, and a page of a review: NoSuchPanel', async () => {
    const { task, requester } = setup;
    const page = pagePda(task, 1);
    await act(world, requester, openPage({ operator: requester.key, task, page, bytes: 4_000, amount: 0n }));
    await expectError(act(world, ann!, takeTicket({ wallet: ann!.key, task, page, count: 1 })), 'NoSuchPanel');
    const judged = await contestable(world, [TRUTH]);
    const review = await contest(world, judged.setup, [0]);
    const seated = judged.crew[0]!;
    // Who sits on reviews is drawn; that this task lets annotators choose is noticed first.
    const asking = takeTicket({ wallet: seated.key, task: judged.setup.task, page: review.page, count: 1 });
    await expectError(act(world, seated, asking), 'ClaimSelfChosen');
  });

  it('[attack 62] refuses more panels than bonds, and takes as many as there are: NotEnoughStake', async () => {
    const poor = await assigned(world, [{}, {}], 1, { terms: { bond: 6_000_000n } });
    const [cyd] = poor.crew as [Actor];
    await expectError(act(world, cyd, taking(cyd, 2, undefined, poor.setup)), 'NotEnoughStake');
    await act(world, cyd, taking(cyd, 1, undefined, poor.setup));
  });

  it('holds a bond for each panel and names a block that lies eight slots ahead', async () => {
    const event = eventOf(await act(world, ann!, taking(ann!, 3)), 'ticketTaken');
    const { slot } = await now(world);
    const seat = await theSeat(world, setup, ann!);
    expect(seat).to.include({ bondFree: 7_000_000n, bondHeld: 3_000_000n, openSlots: 3 });
    expect(seat.ticket).to.deep.include({ first: 0n, page: 0, number: 1, count: 3, live: 3 });
    expect(Number(seat.ticket.target)).to.be.within(slot + DRAW.delay - 64, slot + DRAW.delay);
    expect(event).to.deep.include({ page: 0, seat: seat.index, number: 1, count: 3, target: seat.ticket.target });
  });

  it('refuses a second ticket, and to leave with one: TicketOpen, ClaimsHeld', async () => {
    await expectError(act(world, ann!, taking(ann!)), 'TicketOpen');
    await expectError(act(world, ann!, leaveTask({ wallet: ann!.key, task: setup.task })), 'ClaimsHeld');
  });

  it('numbers tickets on, so that no two are drawn alike', async () => {
    await ticketed(world, setup, ben!);
    await untilReady(world, setup, ben!);
    await act(world, ben!, redeeming(setup, ben!));
    expect((await theSeat(world, setup, ben!)).ticket).to.deep.include({ target: 0n, number: 1, count: 0 });
    await ticketed(world, setup, ben!);
    expect((await theSeat(world, setup, ben!)).ticket).to.include({ number: 2 });
  });

  it('[attack 64] refuses from the second the task ends, and after a folded cancellation: TaskEnded', async () => {
    const short = await assigned(world, [{}], 1, { lifeSecs: 600n });
    const { endsAt } = (await fetchTask(world.connection, short.setup.task))!;
    const [dan] = short.crew as [Actor];
    await waitUntil(world, endsAt - 1n);
    await rehearse(world, dan, taking(dan, 1, undefined, short.setup));
    await waitUntil(world, endsAt);
    await expectError(act(world, dan, taking(dan, 1, undefined, short.setup)), 'TaskEnded');
    const other = await assigned(world, [{}], 1);
    const { requester, task, page } = other.setup;
    await act(world, requester, cancelTask({ requester: requester.key, task }), foldPage({ task, page }));
    await expectError(act(world, other.crew[0]!, taking(other.crew[0]!, 1, undefined, other.setup)), 'TaskEnded');
  });
});
