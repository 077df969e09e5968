import { readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import bs58 from 'bs58';
import { expect } from 'chai';
import { fetchMember, fetchTask, listPages, listReviews, listSeats } from '@tagger/client';
import { keeper } from '@tagger/bots';
import { commitWork, revealWork, sit, staffed, TRUTH } from '../../tests/support/build.ts';
import { checkBooks } from '../../tests/support/ledger.ts';
import { collectRound, conclude, judge, LEAP, submitted, theRound } from '../../tests/support/reviews.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { createWorld, wait, type Actor, type World } from '../../tests/support/world.ts';
import { aHome, complaints, once, start, type Home, type Line } from './support/bot.ts';

/** Names of the steps a keeper says it pushed, or would. */
const stepsOf = (lines: readonly Line[], msg = 'pushed'): string[] =>
  lines.filter((line) => line.msg === msg).map(({ step }) => String(step).split(' ')[0] ?? '');

describe('the keeper', () => {
  let world: World;
  const homes: Home[] = [];
  before(async () => {
    world = await createWorld();
  });
  after(() => world.chain.stop());
  afterEach(() => homes.splice(0).forEach((home) => home.remove()));

  const home = async (settings: Record<string, unknown> = {}): Promise<Home> => {
    const made = await aHome(world, settings);
    homes.push(made);
    return made;
  };
  /** Two seats of two tasks that were held too long. */
  const overdue = async (): Promise<void> => {
    for (let task = 0; task < 2; task += 1) {
      const { setup, crew } = await staffed(world, [{}], 1);
      await sit(world, setup, crew, [TRUTH]);
    }
    await wait(world, 600);
  };
  const failure = async (own: Home): Promise<Error> =>
    once(keeper, own).then(
      () => new Error('it ended well'),
      (error: Error) => error,
    );

  it('ends a task whose people fell silent, slashes them as the rules say, and pays Ann', async () => {
    const { setup, crew } = await staffed(world, [{}, {}], 3, { pageFunds: 700_000n, lifeSecs: 20_000n });
    const own = await home();
    const [ann, ben, cyd] = crew as [Actor, Actor, Actor];
    const work = await sit(world, setup, crew, [TRUTH, TRUTH, TRUTH]);
    await commitWork(world, setup, work.slice(0, 2));
    await wait(world, 3_600);
    expect(stepsOf(await once(keeper, own))).to.deep.equal(['expireClaim', 'expireCommit']);
    await revealWork(world, setup, work.slice(0, 1));
    await wait(world, 1_800);
    expect(stepsOf(await once(keeper, own))).to.deep.equal(['expireReveal', 'settle', 'collect', 'collect']);
    expect(await fetchMember(world.connection, ann.key)).to.include({ balance: 100_000n });
    expect(await fetchMember(world.connection, ben.key)).to.include({ slashed: 500_000n, missedReveals: 1 });
    expect(await fetchMember(world.connection, cyd.key)).to.include({ slashed: 50_000n, expiredClaims: 1 });
    await waitUntil(world, (await fetchTask(world.connection, setup.task))!.endsAt);
    await once(keeper, own);
    const { task } = setup;
    const left = [await listPages(world.connection, { task }), await listSeats(world.connection, { task })];
    expect(left).to.deep.equal([[], []]);
    // What the records hold may still be published: the task stays until that time is over.
    expect((await fetchTask(world.connection, task))?.records.leaves).to.equal(1n);
    await checkBooks(world.connection);
  });

  it('sends nothing in a dry run, and says what it would', async () => {
    await overdue();
    const own = await home();
    const sent = () => world.connection.getSignaturesForAddress(own.wallet);
    const before = await sent();
    const lines = await once(keeper, own, true);
    expect(stepsOf(lines, 'would be pushed')).to.deep.equal(['expireClaim', 'expireClaim']);
    expect([complaints(lines), await sent()]).to.deep.equal([[], before]);
    expect(JSON.parse(readFileSync(own.state, 'utf8'))).to.deep.include({ inAll: { lamports: '0', tag: '0' } });
    expect(stepsOf(await once(keeper, own))).to.deep.equal(['expireClaim', 'expireClaim']);
  });

  it('told to be profitable, pushes nothing that brings nothing', async () => {
    await overdue();
    const own = await home({ feesToTips: 1 });
    const before = await world.connection.getBalance(own.wallet);
    expect(stepsOf(await once(keeper, own))).to.deep.equal([]);
    expect(await world.connection.getBalance(own.wallet)).to.equal(before);
    expect(stepsOf(await once(keeper, await home()))).to.deep.equal(['expireClaim', 'expireClaim']);
  });

  it('made a member by a setting, earns tips to the base unit, counts them, and pushes for them where they are worth the fee', async () => {
    await overdue();
    // Two lapsed holds cost 50,000 base units each, of which a tenth is the keeper's: 10,000, a hundredth of a TAG.
    const own = await home({ feesToTips: 1, lamportsPerTag: 400_000 });
    const { connection } = world;
    expect(stepsOf(await once(keeper, own)), 'no member, no tip, no profit').to.deep.equal([]);
    expect(await fetchMember(connection, own.wallet)).to.equal(null);
    own.write({ feesToTips: 1, lamportsPerTag: 400_000, createMember: true });
    // 10,000 base units are 4,000 lamports, less than the fee of 5,000.
    expect(stepsOf(await once(keeper, own))).to.deep.equal([]);
    expect(await fetchMember(connection, own.wallet)).to.include({ stakeActive: 0n, balance: 0n });
    own.write({ feesToTips: 1, lamportsPerTag: 600_000 });
    const lines = await once(keeper, own);
    expect(stepsOf(lines)).to.deep.equal(['expireClaim', 'expireClaim']);
    expect(complaints(lines)).to.deep.equal([]);
    expect(await fetchMember(connection, own.wallet)).to.include({ stakeActive: 10_000n, balance: 0n });
    await checkBooks(connection);
  });

  it('earns what a missed reveal pays, beside one that came', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 2);
    const own = await home({ createMember: true });
    const work = await sit(world, setup, crew, [TRUTH, TRUTH]);
    await commitWork(world, setup, work);
    await revealWork(world, setup, work.slice(0, 1));
    await wait(world, 1_800);
    expect(stepsOf(await once(keeper, own))).to.deep.equal(['expireReveal', 'settle', 'collect', 'collect']);
    expect((await fetchMember(world.connection, own.wallet))?.stakeActive).to.equal(50_000n);
    expect((await fetchMember(world.connection, crew[1]!.key))?.slashed).to.equal(500_000n);
  });

  it('[attack 100] two keepers race for a tip: it is paid once', async () => {
    const homes = [await home({ createMember: true }), await home({ createMember: true })] as const;
    for (const own of homes) await once(keeper, own);
    await overdue();
    await Promise.all(homes.map((own) => once(keeper, own)));
    const stakes = await Promise.all(
      homes.map(async ({ wallet }) => (await fetchMember(world.connection, wallet))!.stakeActive),
    );
    expect(stakes.reduce((a, b) => a + b)).to.equal(10_000n);
    await checkBooks(world.connection);
  });

  it('opens the audit of every payload; told to be profitable, takes the rent of its review back', async () => {
    const { setup } = await submitted(world, { escrow: 2_000_000n, pageFunds: 1_500_000n });
    const own = await home();
    await world.chain.advance({ slots: LEAP });
    expect(stepsOf(await once(keeper, own))).to.include('auditPanel');
    const { task } = setup;
    const page = (await listReviews(world.connection, { task }))[0]!;
    expect(page.rentPayer.equals(own.wallet)).to.equal(true);
    const review = { setup, page: page.address, pageIndex: page.index };
    const votes = Array.from({ length: 10 }, () => 0);
    await judge(world, review, [votes, votes, votes]);
    await waitUntil(world, (await theRound(world, review)).until);
    await conclude(world, review);
    await collectRound(world, review);
    own.write({ feesToTips: 1 });
    const lines = await once(keeper, own);
    expect(stepsOf(lines)).to.deep.equal(['closePage']);
    expect(complaints(lines)).to.deep.equal([]);
  });

  it('stops at its caps, by name, before anything is sent', async () => {
    await overdue();
    // One transaction costs 5,000 lamports.
    const own = await home({ maxSteps: 1, lanes: 1, caps: { lamportsADay: 9_999, lamportsInAll: 100_000 } });
    const before = await world.connection.getBalance(own.wallet);
    expect(await failure(own)).to.include({ name: 'CapReached' });
    expect(await world.connection.getBalance(own.wallet)).to.equal(before - 5_000);
    expect(await failure(own)).to.include({ name: 'CapReached' });
    expect(await world.connection.getBalance(own.wallet)).to.equal(before - 5_000);
    await wait(world, 86_400);
    await once(keeper, own).catch(() => undefined);
    expect(await world.connection.getBalance(own.wallet)).to.equal(before - 10_000);
    await once(keeper, await home());
  });

  it('spends nothing while its disk is full, and goes on when there is room', async () => {
    await overdue();
    const own = await home();
    const before = await world.connection.getBalance(own.wallet);
    await once(keeper, own);
    const spent = before - (await world.connection.getBalance(own.wallet));
    await overdue();
    symlinkSync('/dev/full', `${own.state}.new`);
    expect(await failure(own)).to.include({ name: 'StateNotWritten' });
    expect(before - (await world.connection.getBalance(own.wallet))).to.equal(spent);
    unlinkSync(`${own.state}.new`);
    expect(stepsOf(await once(keeper, own))).to.include('expireClaim');
  });

  it('looks up what it does not know the end of before it begins, and never counts what did not land', async () => {
    await overdue();
    await world.chain.advance({ slots: 400 });
    const own = await home();
    const landed = await world.connection.requestAirdrop(own.wallet, 1_000_000_000);
    const never = bs58.encode(Buffer.alloc(64, 7));
    const open = (signature: string) => ({ signature, lastValidBlockHeight: 1, lamports: '9000', tag: '0' });
    const state = {
      version: 1,
      bot: 'keeper',
      wallet: own.wallet.toBase58(),
      day: 0,
      today: { lamports: '0', tag: '0' },
      inAll: { lamports: '18000', tag: '0' },
      open: [open(landed), open(never)],
      memory: {},
    };
    writeFileSync(own.state, JSON.stringify(state));
    await once(keeper, own);
    // What landed stays, what never did comes back, and one transaction of now was paid.
    expect(JSON.parse(readFileSync(own.state, 'utf8'))).to.deep.include({
      inAll: { lamports: '14000', tag: '0' },
      open: [],
    });
  });

  it('is not stopped by an account nobody can read', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    await sit(world, setup, crew, [TRUTH]);
    const broken = await staffed(world, [{}], 1);
    await wait(world, 600);
    const account = (await world.connection.getAccountInfo(broken.setup.page))!;
    const data = Buffer.from(account.data);
    data.writeUInt8(9, 8);
    const page = broken.setup.page.toBase58();
    await world.chain.setAccount(page, { data });
    const lines = await once(keeper, await home());
    await world.chain.setAccount(page, { data: account.data });
    expect(stepsOf(lines)).to.deep.equal(['expireClaim']);
    expect(complaints(lines).map(({ account: which }) => which)).to.include(page);
  });

  it('hears of changes, pushes what becomes due, and counts it', async () => {
    const own = await home({ sweepSecs: 3_600, intervalSecs: 0.1, createMember: true });
    const bot = start(['keeper', '--config', own.config]);
    const { port } = (await bot.line((line) => line['port'] !== undefined)) as unknown as { port: number };
    await bot.line(({ msg }) => msg === 'read all accounts');
    // All of this comes after the only sweep.
    await overdue();
    const claims = (): number => stepsOf(bot.lines()).filter((step) => step === 'expireClaim').length;
    await bot.line(() => claims() === 2);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).to.match(/tagger_bot_keeper_pushed_total\{kind="expireClaim",bot="keeper"\} 2/);
    expect(metrics).to.match(/tagger_bot_keeper_fees_lamports_total\{bot="keeper"\} (5|10)000/);
    expect(metrics).to.match(/tagger_bot_keeper_tips_tag_total\{bot="keeper"\} 10000/);
    bot.kill('SIGTERM');
    expect(await bot.ended).to.equal(0);
  });
});
