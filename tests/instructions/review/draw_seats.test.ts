import { expect } from 'chai';
import {
  DRAW,
  drawSeats,
  fetchPools,
  growPool,
  joinPool,
  nextDraw,
  openPool,
  poolPda,
  send,
  stake,
  createMember,
} from '@tagger/client';
import { aTask, TRUTH } from '../../support/build.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import {
  contest,
  contestable,
  draw,
  joinValidators,
  nextEpoch,
  ownPool,
  seated,
  theRound,
  untilSeed,
  EXACT_SLOTS,
} from '../../support/reviews.ts';
import { now } from '../../support/time.ts';
import { act, createWorld, theWorld, type Actor, type World } from '../../support/world.ts';

describe('draw_seats', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await theWorld();
    [gus] = (await people(world, 1)) as [Actor];
  });

  it('[attack 80] refuses until the block that decides exists: SeedNotReady', async function () {
    if (!EXACT_SLOTS) this.skip();
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    const { target } = (await theRound(world, review)).case;
    const early = drawSeats({ task: setup.task, page: review.page, panel: 0n, pools: 1, candidates: [] });
    await world.chain.advance({ slots: Number(target) - (await now(world)).slot });
    await expectError(act(world, gus, early), 'SeedNotReady');
    await expectError(
      nextDraw(world.connection, review.page, 0n).then((step) => act(world, gus, step.instruction)),
      'SeedNotReady',
    );
    await world.chain.advance({ slots: 1 });
    await act(world, gus, early);
    expect((await theRound(world, review)).case.seed).to.have.length(32);
  });

  it('[attack 84] refuses candidates left out or in another order, and shards left out: WrongCandidate, WrongPool', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await untilSeed(world, review);
    const { candidates } = await nextDraw(world.connection, review.page, 0n);
    const wallets = candidates.map(({ validator }) => validator.wallet);
    expect(wallets.length).to.be.at.least(3);
    const drawing = (given: typeof wallets, pools = 1) =>
      act(world, gus, drawSeats({ task: setup.task, page: review.page, panel: 0n, pools, candidates: given }));
    await expectError(drawing(wallets.slice(1)), 'WrongCandidate');
    await expectError(drawing([...wallets].reverse()), 'WrongCandidate');
    await expectError(drawing([], 0), 'WrongPool');
    const readOnly = drawSeats({ task: setup.task, page: review.page, panel: 0n, pools: 1, candidates: wallets });
    readOnly.keys.find((key) => key.pubkey.equals(poolPda(0)))!.isWritable = false;
    await expectError(act(world, gus, readOnly), 'ConstraintMut');
    // One by one or all at once: the same people.
    await drawing(wallets.slice(0, 1));
    await drawing(wallets.slice(1));
    expect((await theRound(world, review)).phase).to.equal('commit');
  });

  it('[attack 4] refuses the task of another page, and a page without that round: WrongPage, NoSuchPanel', async () => {
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await untilSeed(world, review);
    const other = await aTask(world);
    const drawing = (task: typeof setup.task, page: typeof setup.page, panel: bigint) =>
      act(world, gus, drawSeats({ task, page, panel, pools: 1, candidates: [] }));
    await expectError(drawing(other.task, review.page, 0n), 'WrongPage');
    await expectError(drawing(setup.task, review.page, 1n), 'NoSuchPanel');
    // A panel of annotators is no review.
    await expectError(drawing(setup.task, setup.page, 0n), 'NoSuchPanel');
  });

  it('seats whom the client computed, binds their bonds, opens the commitments, and then refuses: NothingToDraw', async function () {
    if (!EXACT_SLOTS) this.skip();
    const { setup } = await contestable(world, [TRUTH]);
    const review = await contest(world, setup, [0]);
    await untilSeed(world, review);
    const before = (await fetchPools(world.connection)).flatMap((pool) => pool.validators);
    const { candidates, instruction } = await nextDraw(world.connection, review.page, 0n);
    const expected = candidates.filter(({ passed }) => passed === undefined).map(({ validator }) => validator);
    const event = eventOf(await act(world, gus, instruction), 'caseMoved');
    const { unixTimestamp } = await now(world);
    expect(event).to.deep.include({ phase: 0, seats: 3 });
    const round = await theRound(world, review);
    expect(round.slots.map(({ seat, state }) => ({ seat, state }))).to.deep.equal(
      expected.map(({ place }) => ({ seat: place, state: 'claimed' })),
    );
    expect(Number(round.until) - unixTimestamp).to.be.within(1_799, 1_800);
    const after = (await fetchPools(world.connection)).flatMap((pool) => pool.validators);
    for (const { place } of expected) {
      const [was, is] = [before, after].map((all) => all.find((validator) => validator.place === place)!);
      expect(is).to.deep.include({ held: was!.held + 5_000_000n, duties: was!.duties + 1 });
    }
    await expectError(act(world, gus, instruction), 'NothingToDraw');
  });

  it('draws from several shards, each weight by its share', async () => {
    const own = ownPool(await createWorld());
    const { admin, deployer, connection } = own;
    const payer = deployer.publicKey;
    await send(connection, [openPool({ caller: admin.publicKey, payer, index: 1 })], [deployer, admin]);
    const grow = growPool({ payer, index: 1 });
    await send(connection, [grow, grow, grow, grow], [deployer]);
    await send(connection, [grow, grow, grow, grow], [deployer]);
    await joinValidators(own, 3);
    for (const actor of await people(own, 3)) {
      const bond = 500_000_000n;
      await act(
        own,
        actor,
        createMember({ wallet: actor.key }),
        stake({ wallet: actor.key, from: actor.tokens, tagMint: own.tagMint, amount: bond }),
        joinPool({ wallet: actor.key, bond, pool: 1 }),
      );
    }
    await nextEpoch(own);
    const { setup } = await contestable(own, [TRUTH]);
    const review = await contest(own, setup, [0]);
    await untilSeed(own, review);
    // Without the second shard, or twice the first, nothing is drawn.
    const short = drawSeats({ task: setup.task, page: review.page, panel: 0n, pools: 1, candidates: [] });
    await expectError(act(own, deployer, short), 'WrongPool');
    const twice = drawSeats({ task: setup.task, page: review.page, panel: 0n, pools: 2, candidates: [] });
    twice.keys.find((key) => key.pubkey.equals(poolPda(1)))!.pubkey = poolPda(0);
    await expectError(act(own, deployer, twice), ['WrongPool', 'AccountBorrowFailed']);
    const { instruction, candidates } = await nextDraw(connection, review.page, 0n);
    await act(own, deployer, instruction);
    const seats = (await theRound(own, review)).slots.map(({ seat }) => seat);
    expect(seats).to.deep.equal(candidates.filter(({ passed }) => passed === undefined).map((c) => c.validator.place));
    const pools = await fetchPools(connection);
    // 1,000 TAG each against 500 TAG each, both capped by nothing.
    expect(pools.map((pool) => pool.frozen[1])).to.deep.equal([3 * 50_000, 3 * 25_000]);
    await own.chain.stop();
  });

  it('[attack 77] goes on while a further shard has not its full size: whoever opened it may be gone', async () => {
    const own = ownPool(await createWorld());
    const { admin, deployer, connection } = own;
    await joinValidators(own, 3);
    await nextEpoch(own);
    const { setup } = await contestable(own, [TRUTH]);
    const review = await contest(own, setup, [0]);
    const opening = openPool({ caller: admin.publicKey, payer: deployer.publicKey, index: 1 });
    await send(connection, [opening], [deployer, admin]);
    // It must be named like any other.
    await untilSeed(own, review);
    const short = drawSeats({ task: setup.task, page: review.page, panel: 0n, pools: 1, candidates: [] });
    await expectError(act(own, deployer, short), 'WrongPool');
    expect(await draw(own, review)).to.have.length(3);
    await own.chain.stop();
  });

  it('[attack 77] goes on without whom there is nobody for', async () => {
    const own = ownPool(await createWorld());
    const two = await joinValidators(own, 2);
    await nextEpoch(own);
    const { setup } = await contestable(own, [TRUTH]);
    const review = await contest(own, setup, [0]);
    const voters = await draw(own, review);
    expect(voters.map(({ key }) => key.toBase58()).sort()).to.deep.equal(two.map(({ key }) => key.toBase58()).sort());
    // Sixteen tries for each of the six seats it may have.
    expect((await theRound(own, review)).case).to.include({ tries: DRAW.triesASeat * 6, wanted: 1 });
    expect(await seated(own, review)).to.have.length(2);
    await own.chain.stop();
  });
});
