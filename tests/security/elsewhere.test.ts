import { expect } from 'chai';
import {
  cancelTask,
  claim,
  closePage,
  closeTask,
  collect,
  commit,
  DRAW,
  expireClaim,
  expireReveal,
  fetchMember,
  fetchPools,
  fetchTask,
  foldPage,
  joinTask,
  leaveTask,
  METHOD,
  newSalt,
  openGold,
  pushPayouts,
  refundTask,
  send,
  setPayout,
  settle,
  settleCase,
  unfundPage,
  unstake,
  withdrawBalance,
  type GoldPanel,
} from '@tagger/client';
import {
  answer,
  aTask,
  collectAll,
  commitmentOf,
  commitWork,
  join,
  revealWork,
  RULES,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../support/build.ts';
import { expectError, tagOf } from '../support/expect.ts';
import { people, team } from '../support/people.ts';
import {
  appealedByRequester,
  ballots,
  collectRound,
  commitBallots,
  conclude,
  contest,
  contestable,
  contestBy,
  draw,
  enrich,
  expire,
  gains,
  joinValidators,
  judge,
  nextEpoch,
  ownPool,
  revealBallots,
} from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, createWorld, theWorld, type Actor, type World } from '../support/world.ts';

const MAJORITY = { terms: { method: METHOD.majority } };
const flipped = TRUTH.map((label) => 1 - label);
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/**
 * Bugs that other markets and courts had, as their users or authors told them, each tried here. Rita asks ten yes-or-no
 * questions at 0.01 TAG; Ann, Ben and Cyd answer.
 */
describe('what broke elsewhere', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  const members = async (who: Actor[]) => Promise.all(who.map(({ key }) => fetchMember(world.connection, key)));
  const balances = async (who: Actor[]): Promise<(bigint | undefined)[]> =>
    (await members(who)).map((member) => member?.balance);
  const endOf = async (setup: { task: PanelSetup['task'] }): Promise<bigint> =>
    (await fetchTask(world.connection, setup.task))!.endsAt;

  describe('HUMAN', () => {
    it('the end of a job gave reserved money back to the requester: here a stranger still settles and pays after it', async () => {
      const { setup, crew } = await staffed(world, [{}], 3, { ...MAJORITY, lifeSecs: 7_200n });
      const { requester, task, page } = setup;
      const work = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
      await waitUntil(world, (await endOf(setup)) + 86_400n);
      await act(world, gus, foldPage({ task, page }));
      // All that is not reserved went back; of the panel's 306,000 (fee included) nothing can.
      expect((await thePage(world, setup)).funds).to.equal(306_000n);
      const { escrow } = (await fetchTask(world.connection, task))!;
      await expectError(
        act(world, requester, refundTask({ requester: requester.key, task, amount: escrow + 1n })),
        'NotEnoughEscrow',
      );
      await act(world, gus, settle({ page, panels: [0n] }));
      await collectAll(world, setup, work);
      expect(await balances(crew)).to.deep.equal([100_000n, 100_000n, 100_000n]);
    });

    it('a cancelled job nobody finished kept the money for ever: here a stranger ends it, work in hand is paid', async () => {
      const { setup, crew } = await staffed(world, [{}, {}], 3, MAJORITY);
      const { requester, task, page } = setup;
      const work = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
      await commitWork(world, setup, work);
      await revealWork(world, setup, work.slice(0, 2));
      await act(world, requester, cancelTask({ requester: requester.key, task }));
      await waitUntil(world, (await thePanel(world, setup)).until);
      await act(world, gus, expireReveal({ page, panel: 0n }), settle({ page, panels: [0n] }));
      await collectAll(world, setup, work);
      await act(world, gus, foldPage({ task, page }));
      expect(await balances(crew)).to.deep.equal([100_000n, 100_000n, 0n]);
    });

    it('two ways led round the reservation: here neither unfunding, refunding nor cancelling reaches what is reserved', async () => {
      const { setup, crew } = await staffed(world, [{}], 3, { ...MAJORITY, pageFunds: 306_000n });
      const { requester, task, page } = setup;
      const operator = requester.key;
      await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
      await expectError(act(world, requester, unfundPage({ operator, task, page, amount: 1n })), 'NotEnoughPageFunds');
      await act(world, requester, cancelTask({ requester: requester.key, task }));
      await expectError(act(world, requester, unfundPage({ operator, task, page, amount: 1n })), 'NotEnoughPageFunds');
      await act(world, gus, foldPage({ task, page }));
      expect((await thePage(world, setup)).reservedFunds).to.equal(306_000n);
    });

    it('a worker could do nothing himself: here Ann settles, collects and withdraws alone', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, MAJORITY);
      const [ann] = crew as [Actor];
      const { task, page } = setup;
      await answer(world, setup, crew, [TRUTH]);
      const before = await tagOf(world, ann.tokens);
      await act(
        world,
        ann,
        settle({ page, panels: [0n] }),
        collect({ wallet: ann.key, task, page, entries: [{ panel: 0n, slot: 0 }] }),
        withdrawBalance({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint, amount: 100_000n }),
      );
      expect(await tagOf(world, ann.tokens)).to.equal(before + 100_000n);
    });

    it("an honest answer equal to somebody else's was refused as a copy: here who agrees is paid in full", async () => {
      const { setup, crew } = await staffed(world, [{}], 3, MAJORITY);
      const work = await answer(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
      await act(world, gus, settle({ page: setup.page, panels: [0n] }));
      await collectAll(world, setup, work);
      expect(await balances(crew)).to.deep.equal([100_000n, 100_000n, 100_000n]);
    });

    it('pay ignored quality: here who fails the gold is paid nothing beside who passes it', async () => {
      const entries = [0, 1, 2, 3].map((offset) => ({ offset, label: TRUTH[offset]! }));
      const gold: GoldPanel[] = [{ firstItem: 0, salt: newSalt(), entries }];
      const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, { ...MAJORITY, gold });
      const { requester, task, page } = setup;
      const work = await answer(world, setup, crew, [TRUTH, flipped]);
      await act(world, gus, settle({ page, panels: [0n] }));
      const opening = setup.gold!.open(0);
      await act(world, requester, openGold({ operator: requester.key, task, page, panel: 0n, opening }));
      await collectAll(world, setup, work);
      expect(await balances(crew)).to.deep.equal([100_000n, 0n]);
    });
  });

  describe('Kleros', () => {
    it('a commitment could be copied: here it opens for nobody else', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, MAJORITY);
      const [ann, ben] = crew as [Actor, Actor];
      const [own] = await sit(world, setup, [ann], [TRUTH]);
      const copied = commitmentOf(await thePage(world, setup), setup, own!);
      await act(world, ben, claim({ wallet: ben.key, task: setup.task, page: setup.page, panels: [0n] }));
      const place = { task: setup.task, page: setup.page };
      for (const [member, slot] of [
        [ann, 0],
        [ben, 1],
      ] as const)
        await act(
          world,
          member,
          commit({ wallet: member.key, ...place, entries: [{ panel: 0n, slot, commitment: copied }] }),
        );
      await revealWork(world, setup, [own!]);
      await expectError(revealWork(world, setup, [{ ...own!, member: ben, slot: 1 }]), 'CommitmentMismatch');
    });

    it('it could be replaced until the window ended: here the first one stands', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, MAJORITY);
      const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
      await commitWork(world, setup, work.slice(0, 1));
      await expectError(commitWork(world, setup, [{ ...work[0]!, labels: flipped }]), 'WrongSlot');
    });

    /** Three validators vote, then anybody counts. */
    const PURSE = { escrow: 1_000_000n, pageFunds: 900_000n };

    it('an appeal only one side paid for was won: here seven others vote, and they may say the same again', async () => {
      const own = ownPool(await createWorld());
      await joinValidators(own, 10);
      await nextEpoch(own);
      const { setup } = await contestable(own, [TRUTH], PURSE);
      const review = await contest(own, setup, [0]);
      await judge(own, review, times(3, [TRUTH[0]!]));
      await appealedByRequester(own, review);
      await judge(own, review, times(7, [TRUTH[0]!]), 1n);
      // Rita paid for ten votes and gets nothing of it back.
      expect(await conclude(own, review, 1n)).to.deep.include({ changed: 0, returned: 0n });
      await own.chain.stop();
    });

    it('a tie made everybody right: here the label that stood stands', async () => {
      const { setup } = await contestable(world, [TRUTH], PURSE);
      const review = await contest(world, setup, [0]);
      const voters = await draw(world, review);
      const cast = ballots(voters.slice(0, 2), [[0], [1]]);
      await commitBallots(world, review, cast);
      await expire(world, review);
      await draw(world, review);
      await expire(world, review);
      await revealBallots(world, review, cast);
      await act(world, gus, settleCase({ page: review.page, panel: 0n }));
      expect(await conclude(world, review)).to.deep.include({ changed: 0 });
      expect((await thePanel(world, setup)).labels).to.deep.equal(TRUTH);
    });

    it('nobody coherent paid the owner of the court: here fees nobody earned go back to who paid them', async () => {
      const { setup, crew } = await contestable(world, [TRUTH], PURSE);
      const [ann] = crew as [Actor];
      await enrich(world, ann, 6_000n);
      const review = await contestBy(world, setup, ann, [0]);
      // The whole bench is silent, and so are all who come after it.
      for (const _ of ['bench', 'substitutes']) {
        await draw(world, review);
        await expire(world, review);
      }
      const before = await gains(world, [ann]);
      await act(world, gus, settleCase({ page: review.page, panel: 0n }));
      await conclude(world, review, 0n, [ann]);
      expect((await before())[0]?.balance).to.equal(6_000n);
      await collectRound(world, review);
    });
  });

  describe('CVAT', () => {
    it('attempts at the gold began anew with another assignee: here a member sits on a panel once', async () => {
      const { setup, crew } = await staffed(world, [{}], 1, MAJORITY);
      const [ann] = crew as [Actor];
      const again = claim({ wallet: ann.key, task: setup.task, page: setup.page, panels: [0n] });
      await act(world, ann, again);
      await expectError(act(world, ann, again), 'AlreadyOnPanel');
      // Nor can she give up her seat and come back as somebody else.
      await expectError(act(world, ann, leaveTask({ wallet: ann.key, task: setup.task })), 'ClaimsHeld');
    });

    it('gold could be changed while people worked: here only what was committed to before opens', async () => {
      const entries = [{ offset: 0, label: TRUTH[0]! }];
      const gold: GoldPanel[] = [{ firstItem: 0, salt: newSalt(), entries }];
      const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, { ...MAJORITY, gold });
      const { requester, task, page } = setup;
      await answer(world, setup, crew, [TRUTH]);
      await act(world, gus, settle({ page, panels: [0n] }));
      const opening = setup.gold!.open(0)!;
      const changed = opening.entries.map((byte, at) => (at === 2 ? 1 - byte : byte));
      await expectError(
        act(
          world,
          requester,
          openGold({ operator: requester.key, task, page, panel: 0n, opening: { ...opening, entries: changed } }),
        ),
        'BadGoldProof',
      );
    });
  });

  describe('AgenC', () => {
    it('#60: who claimed and left kept the place and the money: here the hold ends, the seat is free, the bond pays for it', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 2, MAJORITY);
      const [ann, ben] = crew as [Actor, Actor];
      const place = { task: setup.task, page: setup.page };
      await act(world, ann, claim({ wallet: ann.key, ...place, panels: [0n] }));
      const { heldUntil } = (await thePanel(world, setup)).slots[0]!;
      await waitUntil(world, BigInt(heldUntil));
      await act(world, gus, expireClaim({ wallet: ann.key, ...place, panel: 0n, slot: 0 }));
      expect((await members([ann]))[0]).to.include({ slashed: 50_000n, expiredClaims: 1 });
      await act(world, ben, claim({ wallet: ben.key, ...place, panels: [0n] }));
    });

    it('#59, #799: pay went to another account than the worker named: here it goes to his balance, a push to his own choice', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, MAJORITY);
      const [ann] = crew as [Actor];
      const work = await answer(world, setup, crew, [TRUTH]);
      await act(world, gus, settle({ page: setup.page, panels: [0n] }));
      const place = { task: setup.task, page: setup.page, entries: [{ panel: 0n, slot: 0 }] };
      const [mallory] = (await team(world, 1)) as [Actor];
      await join(world, setup, [mallory]);
      await expectError(act(world, mallory, collect({ wallet: mallory.key, ...place })), 'WrongSlot');
      await collectAll(world, setup, work);
      await expectError(act(world, ann, setPayout({ wallet: ann.key, payout: mallory.tokens })), 'WrongTokenOwner');
      const push = (payout: Actor) => pushPayouts({ payees: [{ wallet: ann.key, payout: payout.tokens }] });
      await expectError(act(world, mallory, push(mallory)), 'WrongRemainingAccounts');
      await act(world, ann, setPayout({ wallet: ann.key, payout: ann.tokens }));
      await expectError(act(world, mallory, push(mallory)), 'WrongRemainingAccounts');
    });

    it('#550: a slash was measured by the stake of the day, so one left first: here what is at stake is bound until it is paid', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, MAJORITY);
      const [ann, ben] = crew as [Actor, Actor];
      const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
      await commitWork(world, setup, work);
      await revealWork(world, setup, work.slice(1));
      const { stakeActive } = (await members([ann]))[0]!;
      await expectError(act(world, ann, unstake({ wallet: ann.key, amount: stakeActive + 1n })), 'NotEnoughStake');
      await act(world, ann, unstake({ wallet: ann.key, amount: stakeActive }));
      await expectError(act(world, ann, leaveTask({ wallet: ann.key, task: setup.task })), 'ClaimsHeld');
      await waitUntil(world, (await thePanel(world, setup)).until);
      await act(world, gus, expireReveal({ page: setup.page, panel: 0n }), settle({ page: setup.page, panels: [0n] }));
      await collectAll(world, setup, work);
      // #827, #569: and nobody else is slashed for it.
      expect((await members([ann, ben])).map((member) => member?.slashed)).to.deep.equal([500_000n, 0n]);
    });

    it('#408: whoever called the slash first had the reward: here it goes to the harmed side, whoever calls', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2, MAJORITY);
      const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
      await commitWork(world, setup, work);
      await revealWork(world, setup, work.slice(1));
      await waitUntil(world, (await thePanel(world, setup)).until);
      const before = await tagOf(world, gus.tokens);
      const place = { task: setup.task, page: setup.page };
      await act(world, gus, expireReveal({ page: setup.page, panel: 0n }), settle({ page: setup.page, panels: [0n] }));
      await act(world, gus, collect({ wallet: crew[0]!.key, ...place, entries: [{ panel: 0n, slot: 0 }] }));
      await act(world, gus, foldPage(place));
      expect(await tagOf(world, gus.tokens)).to.equal(before);
      expect((await fetchTask(world.connection, setup.task))?.slashesDue).to.equal(500_000n);
    });

    it('S-1: who disputed his own absence got half of the money: here a panel nobody answered is not disputed and pays nothing', async () => {
      const { setup } = await contestable(world, [TRUTH], { escrow: 1_000_000n, pageFunds: 900_000n });
      const { setup: empty, crew: absent } = await staffed(world, [{ seatsFirst: 1 }], 1, {
        terms: { ...setup.terms },
      });
      const [cyd] = absent as [Actor];
      await enrich(world, cyd, 6_000n);
      const before = await gains(world, [cyd]);
      await expectError(contestBy(world, empty, cyd, [0]), 'WrongPhase');
      expect((await before())[0]).to.deep.equal({ balance: 0n, stake: 0n });
    });

    it('F-2, F-3, S-3: closing early left bonds and rent behind: here nothing closes before everything in it is paid', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1, MAJORITY);
      const { requester, task, page } = setup;
      const work = await answer(world, setup, crew, [TRUTH]);
      const closing = closePage({ caller: requester.key, task, page, rentPayer: requester.key });
      const ending = closeTask({ requester: requester.key, task });
      await expectError(act(world, requester, closing), 'PageInUse');
      await act(world, requester, cancelTask({ requester: requester.key, task }));
      await expectError(act(world, requester, ending), 'TaskInUse');
      await act(world, gus, settle({ page, panels: [0n] }));
      await expectError(act(world, requester, closing), 'PageInUse');
      await collectAll(world, setup, work);
      await act(world, requester, closing);
      await expectError(act(world, requester, ending), 'TaskInUse');
      await act(world, gus, leaveTask({ wallet: crew[0]!.key, caller: gus.key, task }));
      await expectError(act(world, requester, ending), 'TaskInUse');
    });

    it("rent of a worker's account went to the requester: here it goes to who paid it, whoever closes", async () => {
      const setup = await aTask(world, { lifeSecs: 600n });
      const [ann, friend] = (await people(world, 2)) as [Actor, Actor];
      const [member] = (await team(world, 1)) as [Actor];
      const joining = joinTask({
        wallet: member.key,
        payer: friend.key,
        task: setup.task,
        rulesHash: RULES,
        bond: 10_000_000n,
      });
      const before = await world.connection.getBalance(friend.key);
      await send(world.connection, [joining], [friend.wallet, member.wallet]);
      expect((await world.connection.getBalance(friend.key)) < before).to.equal(true);
      await waitUntil(world, await endOf(setup));
      const leaving = leaveTask({ wallet: member.key, caller: ann.key, task: setup.task, rentPayer: friend.key });
      const paid = await world.connection.getBalance(friend.key);
      await act(world, ann, leaving);
      expect((await world.connection.getBalance(friend.key)) > paid).to.equal(true);
    });

    it('#101: many identities had many votes: here votes are stake, and two halves weigh what one whole does', async () => {
      const own = ownPool(await createWorld());
      await joinValidators(own, 1, 1_000_000_000n);
      await joinValidators(own, 2, 500_000_000n);
      await nextEpoch(own);
      const pool = (await fetchPools(own.connection))[0]!;
      const weights = pool.validators.map(({ leaf }) => pool.coming[DRAW.poolPlaces + leaf]);
      expect(weights).to.deep.equal([50_000, 25_000, 25_000]);
      await own.chain.stop();
    });
  });
});
