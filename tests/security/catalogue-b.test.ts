import { expect } from 'chai';
import {
  AuthorityType,
  createApproveInstruction,
  createSetAuthorityInstruction,
  createTransferInstruction,
  getAccount,
} from '@solana/spl-token';
import { SystemProgram, type PublicKey, type TransactionInstruction } from '@solana/web3.js';
import {
  closeMember,
  createMember,
  escrowTokensPda,
  expireReveal,
  fetchEscrowVault,
  fetchMember,
  fetchStakeVault,
  fundTask,
  joinTask,
  memberPda,
  METHOD,
  openPage,
  openPanels,
  openTask,
  pagePda,
  pushPayouts,
  seatPda,
  send,
  settle,
  stake,
  stakeTokensPda,
  taskPda,
  unstake,
  withdrawBalance,
  withdrawStake,
} from '@tagger/client';
import {
  answer,
  aPanel,
  aTask,
  commitWork,
  RULES,
  sha256,
  sit,
  staffed,
  TERMS,
  thePage,
  thePanel,
  TRUTH,
} from '../support/build.ts';
import { eventOf, expectError, tagOf } from '../support/expect.ts';
import { setAccount, whilePatched } from '../support/forge.ts';
import { payees } from '../support/payees.ts';
import { people, team } from '../support/people.ts';
import { now } from '../support/time.ts';
import { act, donations, theWorld, wait, type Actor, type World } from '../support/world.ts';

/** Attacks on tokens, lamports and arithmetic (catalogue B). */
describe('security B: tokens, lamports, arithmetic', () => {
  let world: World;
  let mallory: Actor;
  before(async () => {
    world = await theWorld();
    [mallory] = (await people(world, 1)) as [Actor];
  });
  const push = (...actors: Actor[]) =>
    pushPayouts({ payees: actors.map(({ key, tokens }) => ({ wallet: key, payout: tokens })) });

  it('[attack 38] [attack 39] what arrives is credited, to the wallet that signs, whoever the delegate is', async () => {
    const [ann, ben] = (await team(world, 2, 0n)) as [Actor, Actor];
    await act(world, ben, createApproveInstruction(ben.tokens, ann.key, ben.key, 500n));
    const before = await tagOf(world, stakeTokensPda());
    const staking = (amount: bigint) => stake({ wallet: ann.key, from: ben.tokens, tagMint: world.tagMint, amount });
    await expectError(act(world, ann, staking(501n)), 'NotEnoughTokens');
    await act(world, ann, staking(500n));
    expect((await fetchMember(world.connection, ann.key))?.stakeActive).to.equal(500n);
    expect(await tagOf(world, stakeTokensPda())).to.equal(before + 500n);
  });

  it('[attack 40] the vaults have no delegate, no close authority and the vault as owner', async () => {
    for (const vault of [await fetchStakeVault(world.connection), await fetchEscrowVault(world.connection)]) {
      const tokens = await getAccount(world.connection, vault!.tokens);
      expect(tokens.delegate).to.equal(null);
      expect(tokens.closeAuthority).to.equal(null);
      expect(tokens.owner.equals(vault!.address) && tokens.mint.equals(world.tagMint)).to.equal(true);
    }
  });

  it('[attack 41] a payout account that was given away is skipped', async () => {
    const [a, b] = (await payees(world, 2)) as [Actor, Actor];
    await act(world, a, createSetAuthorityInstruction(a.tokens, a.key, AuthorityType.AccountOwner, mallory.key));
    expect(eventOf(await act(world, mallory, push(a, b)), 'payoutsPushed')).to.deep.include({
      payees: 1,
      skipped: 1,
      amount: 2_000n,
    });
    expect((await fetchMember(world.connection, a.key))?.balance).to.equal(1_000n);
  });

  it('[attack 43] a frozen payout account is skipped', async () => {
    const [a, b] = (await payees(world, 2)) as [Actor, Actor];
    // TAG can't be frozen; the state byte is written by force.
    await whilePatched(
      world,
      a.tokens,
      (data) => data.writeUInt8(2, 108),
      async () => {
        expect(eventOf(await act(world, mallory, push(a, b)), 'payoutsPushed')).to.deep.include({
          payees: 1,
          skipped: 1,
        });
      },
    );
    await act(world, mallory, push(a));
    expect((await fetchMember(world.connection, a.key))?.balance).to.equal(0n);
  });

  it("[attack 44] [attack 45] donations to the vaults change nobody's share and stop nobody", async () => {
    const [ann] = (await team(world, 1)) as [Actor];
    const before = { stake: await fetchStakeVault(world.connection), escrow: await fetchEscrowVault(world.connection) };
    const give = (to: PublicKey, amount: bigint) => createTransferInstruction(mallory.tokens, to, mallory.key, amount);
    await act(world, mallory, give(stakeTokensPda(), 1n), give(escrowTokensPda(), 12_345n));
    donations.stake += 1n;
    donations.escrow += 12_345n;
    const after = { stake: await fetchStakeVault(world.connection), escrow: await fetchEscrowVault(world.connection) };
    expect(after).to.deep.equal(before);
    await act(world, ann, unstake({ wallet: ann.key, amount: 100_000_000n }));
    await wait(world, 86_400);
    await act(world, ann, withdrawStake({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint }));
    expect(await tagOf(world, ann.tokens)).to.equal(1_000_000_000n);
    await act(world, ann, closeMember({ wallet: ann.key }));
  });

  it('[attack 46] lamports sent ahead to an address do not keep its account from being made', async () => {
    const [rita, ann] = (await people(world, 2)) as [Actor, Actor];
    const task = taskPda(rita.key, 1n);
    const page = pagePda(task, 0);
    const endsAt = BigInt((await now(world)).unixTimestamp + 3_600);
    const makers: [PublicKey, Actor, TransactionInstruction[]][] = [
      [memberPda(rita.key), rita, [createMember({ wallet: rita.key })]],
      [
        memberPda(ann.key),
        ann,
        [
          createMember({ wallet: ann.key }),
          stake({ wallet: ann.key, from: ann.tokens, tagMint: world.tagMint, amount: 50_000_000n }),
        ],
      ],
      [
        task,
        rita,
        [
          openTask({
            requester: rita.key,
            nonce: 1n,
            rulesHash: RULES,
            rulesId: sha256('r'),
            itemsId: sha256('i'),
            endsAt,
            terms: TERMS,
          }),
        ],
      ],
      [page, rita, [openPage({ operator: rita.key, task, page, bytes: 10_240, amount: 0n })]],
      [seatPda(task, ann.key), ann, [joinTask({ wallet: ann.key, task, rulesHash: RULES, bond: 1_000_000n })]],
    ];
    for (const [at, [address, maker, instructions]] of makers.entries()) {
      // Below the rent minimum of an empty account, just above it, and more than the account will need.
      const lamports = [700_000, 5_000_000, 800_000, 90_000_000, 650_240][at]!;
      await act(world, mallory, SystemProgram.transfer({ fromPubkey: mallory.key, toPubkey: address, lamports }));
      await act(world, maker, ...instructions);
      expect((await world.connection.getAccountInfo(address))?.data.length).to.be.greaterThan(0);
    }
  });

  it('[attack 49] under another rent accounts are still made, and closing returns all of it', async () => {
    const [ann, payer] = (await people(world, 2)) as [Actor, Actor];
    const start = await world.connection.getBalance(payer.key);
    await world.chain.setRent(696);
    try {
      await send(
        world.connection,
        [createMember({ wallet: ann.key, payer: payer.key })],
        [world.deployer, payer.wallet, ann.wallet],
      );
      const rent = await world.connection.getBalance(memberPda(ann.key));
      expect(await world.connection.getBalance(payer.key)).to.equal(start - rent);
      expect(rent % 696).to.equal(0);
    } finally {
      await world.chain.setRent(5_080);
    }
    await send(
      world.connection,
      [closeMember({ wallet: ann.key, rentPayer: payer.key })],
      [world.deployer, ann.wallet],
    );
    expect(await world.connection.getBalance(payer.key)).to.equal(start);
  });

  it('[attack 51] amounts at the edge are refused, never wrapped: MathOverflow', async () => {
    const { requester, task } = await aTask(world, { terms: { price: 2n ** 64n - 1n } });
    const page = pagePda(task, 0);
    await act(world, requester, openPage({ operator: requester.key, task, page, bytes: 10_240, amount: 0n }));
    const opening = (items: number, seats: number) =>
      act(
        world,
        requester,
        openPanels({ operator: requester.key, task, page, specs: [aPanel({ items, seatsFirst: seats })] }),
      );
    await expectError(opening(2, 1), 'MathOverflow');
    await expectError(opening(1, 1), 'MathOverflow');
    const half = await aTask(world, { terms: { price: 2n ** 60n } });
    const other = pagePda(half.task, 0);
    await act(
      world,
      half.requester,
      openPage({ operator: half.requester.key, task: half.task, page: other, bytes: 10_240, amount: 0n }),
    );
    const specs = (seats: number) => [aPanel({ items: 1, seatsFirst: seats })];
    await expectError(
      act(
        world,
        half.requester,
        openPanels({ operator: half.requester.key, task: half.task, page: other, specs: specs(16) }),
      ),
      'MathOverflow',
    );
    await expectError(
      act(
        world,
        half.requester,
        openPanels({ operator: half.requester.key, task: half.task, page: other, specs: specs(15) }),
      ),
      'NotEnoughPageFunds',
    );
    const funding = fundTask({
      payer: requester.key,
      task,
      from: requester.tokens,
      tagMint: world.tagMint,
      amount: 2n ** 64n - 1n,
    });
    await expectError(act(world, requester, funding), ['NotEnoughTokens', 'MathOverflow']);
    await expectError(
      act(
        world,
        requester,
        withdrawBalance({
          wallet: requester.key,
          to: requester.tokens,
          tagMint: world.tagMint,
          amount: 2n ** 64n - 1n,
        }),
      ),
      'NotEnoughBalance',
    );
  });

  it('[attack 52] [attack 53] odd prices: every split adds up and small panels do not dodge the fee', async () => {
    const terms = { price: 3n, method: METHOD.majority };
    const specs = [
      { items: 10, seatsFirst: 1 },
      ...Array.from({ length: 4 }, () => ({ items: 1, seatsFirst: 1, difficultyBps: 15_000 })),
    ];
    const { setup, crew } = await staffed(world, specs, 1, { terms, pageFunds: 1_000n });
    await answer(world, setup, crew, [TRUTH]);
    for (let panel = 1n; panel < 5n; panel += 1n) await answer(world, setup, crew, [[1]], panel);
    const sent = await act(world, mallory, settle({ page: setup.page, panels: [0n, 1n, 2n, 3n, 4n] }));
    const splits = sent.events.flatMap((event) => (event.name === 'panelSettled' ? [event.data] : []));
    // 30 and a fee of 0.6; 3 x 1.5 = 4.5 rounded down and a fee of 0.08: each fee is at least one unit.
    expect(splits.map(({ rewards, fees, returned }) => [rewards, fees, returned])).to.deep.equal([
      [30n, 1n, 0n],
      ...Array.from({ length: 4 }, () => [4n, 1n, 0n]),
    ]);
    expect(await thePage(world, setup)).to.include({
      free: 1_000n - 31n - 20n,
      credited: 46n,
      fees: 5n,
      reservedFunds: 0n,
    });
  });

  it('[attack 47] [attack 50] a rent payer that became a program account still gets its rent: nobody can refuse it', async () => {
    const [ann] = (await people(world, 1)) as [Actor];
    await send(world.connection, [createMember({ wallet: ann.key, payer: mallory.key })], [mallory.wallet, ann.wallet]);
    const { owner } = (await world.connection.getAccountInfo(world.treasury))!;
    const [rent, before] = [
      await world.connection.getBalance(memberPda(ann.key)),
      await world.connection.getBalance(mallory.key),
    ];
    await setAccount(world, mallory.key, { owner, data: new Uint8Array(0), lamports: before });
    await act(world, ann, closeMember({ wallet: ann.key, rentPayer: mallory.key }));
    expect(await world.connection.getBalance(mallory.key)).to.equal(before + rent);
    await setAccount(world, mallory.key, { owner: SystemProgram.programId, data: new Uint8Array(0) });
  });

  it('[attack 55] a panel nobody revealed on has no divisor and no pay', async () => {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
    await commitWork(world, setup, await sit(world, setup, crew, [TRUTH]));
    await wait(world, 1_801);
    const sent = await act(
      world,
      mallory,
      expireReveal({ page: setup.page, panel: 0n }),
      settle({ page: setup.page, panels: [0n] }),
    );
    expect(eventOf(sent, 'panelSettled')).to.deep.include({ answers: 0n, rewards: 0n, fees: 0n, returned: 102_000n });
    expect((await thePanel(world, setup)).slots[0]?.state).to.equal('missed');
  });
});
