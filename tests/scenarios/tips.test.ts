import { expect } from 'chai';
import {
  collect,
  collectVotes,
  expireClaim,
  expireReveal,
  fetchMember,
  fetchTask,
  foldPage,
  memberPda,
  newSalt,
  openGold,
  setSession,
  settle,
  settleCase,
  sweepTask,
  type Keeper,
} from '@tagger/client';
import { Keypair, PublicKey } from '@solana/web3.js';
import {
  answer,
  claimPanel,
  commitWork,
  revealWork,
  sit,
  staffed,
  thePage,
  thePanel,
  TRUTH,
} from '../support/build.ts';
import { eventOf, expectError, NO_SUCH_ACCOUNT, tagOf } from '../support/expect.ts';
import { expiring, secretStaffed } from '../support/private.ts';
import { parametersUpdate, withParameters } from '../support/admin.ts';
import { people, team } from '../support/people.ts';
import {
  ballots,
  commitBallots,
  conclude,
  contest,
  contestable,
  draw,
  expire,
  revealBallots,
} from '../support/reviews.ts';
import { waitUntil } from '../support/time.ts';
import { act, airdrop, chainTime, theWorld, wait, type Actor, type World } from '../support/world.ts';

/** A bond is a million. Letting a hold lapse costs 50,000 of it, never revealing 500,000; a tenth of that is the keeper's. */
describe('scenario: keepers earn tips', () => {
  let world: World;
  let gus: Actor;
  let keeper: Keeper;
  before(async () => {
    world = await theWorld();
    [gus] = (await team(world, 1)) as [Actor];
    keeper = { wallet: gus.key };
  });

  const stakeOf = async ({ key }: Actor): Promise<bigint> => (await fetchMember(world.connection, key))!.stakeActive;
  /** Ann let her hold of panel 0 lapse. */
  const lapsed = async (options: Parameters<typeof staffed>[3] = {}) => {
    const { setup, crew } = await staffed(world, [{}], 1, options);
    const ann = crew[0] as Actor;
    await claimPanel(world, setup, [ann]);
    await waitUntil(world, (await thePanel(world, setup)).slots[0]!.heldUntil);
    const { task, page } = setup;
    const push = (by?: Keeper) => expireClaim({ wallet: ann.key, task, page, panel: 0n, slot: 0, keeper: by });
    return { setup, ann, push };
  };
  /** Both of a panel commit and only Ann reveals; it is settled. */
  const halfRevealed = async (panels = 1) => {
    const specs = Array.from({ length: panels }, () => ({ seatsFirst: 2 }));
    const { setup, crew } = await staffed(world, specs, 2);
    const [ann, ben] = crew as [Actor, Actor];
    const numbers = specs.map((_, at) => BigInt(at));
    for (const number of numbers) {
      const work = await sit(world, setup, crew, [TRUTH, TRUTH], number);
      await commitWork(world, setup, work, number);
      await revealWork(world, setup, work.slice(0, 1), number);
    }
    await wait(world, 1_800);
    const { page, task } = setup;
    await act(world, ann, ...numbers.map((panel) => expireReveal({ page, panel })), settle({ page, panels: numbers }));
    const collecting = (member: Actor, slot: number, by?: Keeper, of = numbers) =>
      collect({ wallet: member.key, task, page, entries: of.map((panel) => ({ panel, slot })), keeper: by });
    return { setup, ann, ben, collecting };
  };

  it('[attack 74] a lapsed hold pays a tenth of its slash to whoever frees the seat; the page keeps the rest', async () => {
    const { setup, ann, push } = await lapsed();
    const before = await stakeOf(gus);
    const sent = await act(world, gus, push(keeper));
    expect(sent.events.map(({ name }) => name)).to.deep.equal(['tipPaid', 'collected', 'reputationChanged']);
    expect(eventOf(sent, 'tipPaid')).to.deep.include({ amount: 5_000n, stakeActive: before + 5_000n });
    expect(eventOf(sent, 'tipPaid').wallet.equals(gus.key)).to.equal(true);
    expect(eventOf(sent, 'tipPaid').task.equals(setup.task)).to.equal(true);
    // What it cost Ann is what it costs without a keeper.
    expect(eventOf(sent, 'collected').slashed).to.equal(50_000n);
    expect((await fetchMember(world.connection, ann.key))?.slashed).to.equal(50_000n);
    expect(await stakeOf(gus)).to.equal(before + 5_000n);
    expect((await thePage(world, setup)).slashed).to.equal(45_000n);
  });

  it('what is burnt and what the requester gets shrink alike: 22,500 each of 45,000', async () => {
    const { setup, push } = await lapsed();
    await act(world, gus, push(keeper), foldPage({ task: setup.task, page: setup.page }));
    expect(await fetchTask(world.connection, setup.task)).to.include({ slashesDue: 45_000n, slashed: 45_000n });
    const sweeping = sweepTask({ task: setup.task, treasury: world.treasury, tagMint: world.tagMint });
    expect(eventOf(await act(world, gus, sweeping), 'taskSwept')).to.deep.include({
      burnt: 22_500n,
      toRequester: 22_500n,
    });
  });

  it('without a keeper all is as it was, and nobody is paid twice: WrongSlot', async () => {
    const { setup, push } = await lapsed();
    const before = await stakeOf(gus);
    const sent = await act(world, gus, push());
    expect(sent.events.map(({ name }) => name)).to.deep.equal(['collected', 'reputationChanged']);
    expect((await thePage(world, setup)).slashed).to.equal(50_000n);
    await expectError(act(world, gus, push(keeper)), 'WrongSlot');
    expect(await stakeOf(gus)).to.equal(before);
  });

  it('a reveal that never came pays when it is collected, each slash rounded down by itself; a member who worked pays nobody', async () => {
    const { setup, ann, ben, collecting } = await halfRevealed(2);
    const before = await stakeOf(gus);
    const worked = await act(world, gus, collecting(ann, 0, keeper));
    expect(worked.events.map(({ name }) => name)).to.deep.equal(['collected', 'reputationChanged']);
    const sent = await act(world, gus, collecting(ben, 1, keeper));
    expect(eventOf(sent, 'collected')).to.deep.include({ panels: 2, reward: 0n, slashed: 1_000_000n });
    expect(eventOf(sent, 'tipPaid').amount).to.equal(100_000n);
    expect(await stakeOf(gus)).to.equal(before + 100_000n);
    expect((await thePage(world, setup)).slashed).to.equal(900_000n);
    expect((await fetchMember(world.connection, ben.key))?.missedReveals).to.equal(2);
  });

  it('a validator whose votes never came pays; the votes of the others do not', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0, 1]);
    const voters = await draw(world, review);
    const votes = voters.map(() => [1, 1]);
    const given = ballots(voters, votes);
    await commitBallots(world, review, given);
    await revealBallots(world, review, given.slice(0, 2));
    await expire(world, review);
    await act(world, gus, settleCase({ page: review.page, panel: 0n }));
    await conclude(world, review);
    const before = await stakeOf(gus);
    const { task } = setup;
    const collecting = (voter: Actor, slot: number) =>
      collectVotes({ wallet: voter.key, task, page: review.page, entries: [{ panel: 0n, slot }], keeper });
    const voted = await act(world, gus, collecting(voters[0]!, 0));
    expect(voted.events.some(({ name }) => name === 'tipPaid')).to.equal(false);
    const sent = await act(world, gus, collecting(voters[2]!, 2));
    // A seat binds 5,000,000: half of it for a vote that was hidden, a tenth of that.
    expect(eventOf(sent, 'collected').slashed).to.equal(2_500_000n);
    expect(eventOf(sent, 'tipPaid').amount).to.equal(250_000n);
    expect(await stakeOf(gus)).to.equal(before + 250_000n);
  });

  it('[attack 105] gold that was failed pays nobody: only silence does', async () => {
    const items = Array.from({ length: 12 }, (_, at) => at);
    const right = items.map((at) => at % 2);
    const entries = items.map((offset) => ({ offset, label: right[offset] as number }));
    const gold = [{ firstItem: 0, salt: newSalt(), entries }];
    const { setup, crew } = await staffed(world, [{ items: 12 }], 3, { gold, pageFunds: 612_000n });
    const wrong = right.map((label, at) => (at < 8 ? 1 - label : label));
    await answer(world, setup, crew, [right, right, wrong]);
    const { requester, task, page } = setup;
    const opening = setup.gold!.open(0)!;
    const opens = openGold({ operator: requester.key, task, page, panel: 0n, opening });
    await act(world, requester, settle({ page, panels: [0n] }), opens);
    const cyd = crew[2] as Actor;
    const before = await stakeOf(gus);
    const collecting = collect({ wallet: cyd.key, task, page, entries: [{ panel: 0n, slot: 2 }], keeper });
    expect(eventOf(await act(world, gus, collecting), 'collected').slashed).to.equal(300_000n);
    expect(await stakeOf(gus)).to.equal(before);
    expect((await thePage(world, setup)).slashed).to.equal(300_000n);
  });

  it('[attack 1] [attack 44] only who signs for a member is tipped: NotMemberOrSession, and nobody gets stake he did not ask for', async () => {
    const { push } = await lapsed();
    const [mallory] = (await team(world, 1)) as [Actor];
    const named = push(keeper);
    named.keys.at(-1)!.isSigner = false;
    await expectError(act(world, mallory, named), 'NotMemberOrSession');
    await expectError(act(world, mallory, push({ wallet: gus.key, actor: mallory.key })), 'NotMemberOrSession');
    const before = await stakeOf(mallory);
    await act(world, mallory, push({ wallet: mallory.key }));
    expect(await stakeOf(mallory)).to.equal(before + 5_000n);
  });

  it('a session key earns for its member, until it ends: SessionExpired', async () => {
    const [cold] = (await team(world, 1)) as [Actor];
    const hot = Keypair.generate();
    await airdrop(world.connection, hot.publicKey, 1_000_000_000);
    // Each hold lasts 600 seconds, on a clock of their own.
    const first = await lapsed();
    const until = (await chainTime(world)) + 3_600n;
    await act(world, cold, setSession({ wallet: cold.key, session: hot.publicKey, until }));
    const by: Keeper = { wallet: cold.key, actor: hot.publicKey };
    const before = await stakeOf(cold);
    await act(world, hot, first.push(by));
    expect(await stakeOf(cold)).to.equal(before + 5_000n);
    const second = await lapsed();
    await waitUntil(world, until);
    await expectError(act(world, hot, second.push(by)), 'SessionExpired');
  });

  it('[attack 13] [attack 69] who was silent is not tipped for it: ConstraintDuplicateMutableAccount', async () => {
    const { ann, push } = await lapsed();
    await expectError(act(world, ann, push({ wallet: ann.key })), 'ConstraintDuplicateMutableAccount');
    const { ben, collecting } = await halfRevealed();
    await expectError(act(world, ben, collecting(ben, 1, { wallet: ben.key })), 'ConstraintDuplicateMutableAccount');
  });

  it('[attack 69] [attack 88] with a second wallet he saves the tip and no more: silence stays dearer than failing gold', async () => {
    const { setup, ben, collecting } = await halfRevealed();
    const [other] = (await team(world, 1)) as [Actor];
    const before = (await stakeOf(ben)) + (await stakeOf(other));
    await act(world, other, collecting(ben, 1, { wallet: other.key }));
    expect((await stakeOf(ben)) + (await stakeOf(other)) - before).to.equal(50_000n);
    const { terms } = await thePage(world, setup);
    const gold = (terms.bond * BigInt(terms.slashGoldBps)) / 10_000n;
    expect([500_000n - 50_000n, gold]).to.deep.equal([450_000n, 300_000n]);
  });

  it('[attack 69] [attack 111] no parameters make silence cheaper than open answers or votes: ParameterOutOfBounds', async () => {
    const admin = world.admin;
    const refused = async (change: Parameters<typeof parametersUpdate>[1]) =>
      expectError(act(world, admin, await parametersUpdate(world, change)), 'ParameterOutOfBounds');
    // 90 % of 3,333 is less than 3,000, of 3,334 more.
    await refused({ slashMissBps: 3_333 });
    await withParameters(world, { slashMissBps: 3_334 }, () => Promise.resolve());
    await refused({ slashReversedBps: 4_501 });
    await withParameters(world, { slashReversedBps: 4_500 }, () => Promise.resolve());
    await refused({ keeperTipBps: 2_001 });
    await withParameters(world, { keeperTipBps: 2_000 }, () => Promise.resolve());
  });

  it('[attack 98] a task keeps the share it was opened with', async () => {
    let old: Awaited<ReturnType<typeof lapsed>> | undefined;
    let fresh: Awaited<ReturnType<typeof lapsed>> | undefined;
    await withParameters(world, { keeperTipBps: 2_000 }, async () => {
      old = await lapsed();
    });
    await withParameters(world, { keeperTipBps: 0 }, async () => {
      fresh = await lapsed();
      expect(eventOf(await act(world, gus, old!.push(keeper)), 'tipPaid').amount).to.equal(10_000n);
    });
    // No tip, so the keeper is not even looked at.
    const sent = await act(world, gus, fresh!.push(keeper));
    expect(sent.events.some(({ name }) => name === 'tipPaid')).to.equal(false);
    expect((await thePage(world, fresh!.setup)).slashed).to.equal(50_000n);
  });

  it('[attack 59] a claim that is excused pays no tip', async () => {
    const { setup, crew } = await secretStaffed(world, [{}], 1);
    const ann = crew[0] as Actor;
    await claimPanel(world, setup, [ann]);
    await waitUntil(world, (await thePanel(world, setup)).slots[0]!.heldUntil);
    const before = await stakeOf(gus);
    const push = expiring(setup, ann);
    push.keys.push(...(await lapsed()).push(keeper).keys.slice(-2));
    const sent = await act(world, gus, push);
    expect(sent.events.map(({ name }) => name)).to.deep.equal(['claimExcused']);
    expect(await stakeOf(gus)).to.equal(before);
  });

  it('[attack 3] [attack 17] refuses anything but a member and who signs for him: WrongRemainingAccounts', async () => {
    const { setup, push } = await lapsed();
    const [member, actor] = push(keeper).keys.slice(-2) as [PushKey, PushKey];
    const appended = (...keys: PushKey[]) => {
      const made = push();
      made.keys.push(...keys);
      return act(world, gus, made);
    };
    await expectError(appended(member), 'WrongRemainingAccounts');
    await expectError(appended(actor, member, actor), 'WrongRemainingAccounts');
    await expectError(appended({ ...member, pubkey: setup.task }, actor), [
      'InvalidAccountData',
      'AccountDataTooSmall',
    ]);
    await expectError(appended({ ...member, pubkey: memberPda(PublicKey.default) }, actor), NO_SUCH_ACCOUNT);
    await expectError(appended({ ...member, isWritable: false }, actor), 'ConstraintMut');
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(act(world, stranger, push({ wallet: stranger.key })), NO_SUCH_ACCOUNT);
    await act(world, gus, push(keeper));
  });

  it('[attack 45] a tip moves no token: it was stake and is stake', async () => {
    const { push } = await lapsed();
    const before = await tagOf(world, gus.tokens);
    const sent = await act(world, gus, push(keeper));
    expect(sent.logs.some((line) => line.includes('Tokenkeg'))).to.equal(false);
    expect(await tagOf(world, gus.tokens)).to.equal(before);
  });
});

type PushKey = { pubkey: PublicKey; isSigner: boolean; isWritable: boolean };
