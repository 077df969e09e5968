import { expect } from 'chai';
import { Keypair, PublicKey, SystemProgram, TransactionInstruction } from '@solana/web3.js';
import {
  addBond,
  claim,
  closeMember,
  collect,
  createMember,
  discriminatorOf,
  escrowVaultPda,
  fetchMember,
  memberPda,
  openPage,
  openTask,
  pagePda,
  PROGRAM_ID,
  pushPayouts,
  refundTask,
  seatPda,
  SEEDS,
  send,
  setSession,
  stakeTokensPda,
  stakeVaultPda,
  taskPda,
  unstake,
  withdrawBalance,
  withdrawStake,
} from '@tagger/client';
import { aTask, join, RULES, sha256, staffed, TERMS } from '../support/build.ts';
import { EXISTS, expectError, eventOf, tagOf, WRONG_KIND } from '../support/expect.ts';
import { forgery, rawAccount, setAccount, vanish, whilePatched } from '../support/forge.ts';
import { payees } from '../support/payees.ts';
import { people, team } from '../support/people.ts';
import { now } from '../support/time.ts';
import { act, theWorld, type Actor, type World } from '../support/world.ts';

const swap = (instruction: TransactionInstruction, from: PublicKey, to: PublicKey): TransactionInstruction => {
  const keys = instruction.keys.map((key) => (key.pubkey.equals(from) ? { ...key, pubkey: to } : key));
  return new TransactionInstruction({ programId: instruction.programId, keys, data: instruction.data });
};

/** Attacks on accounts and authority (catalogue A). The matrix in substitution.test.ts covers the same by brute force. */
describe('security A: accounts and authority', () => {
  let world: World;
  let ann: Actor;
  let mallory: Actor;
  before(async () => {
    world = await theWorld();
    [ann, mallory] = (await team(world, 2)) as [Actor, Actor];
  });
  const unstaking = (amount = 1n) => unstake({ wallet: ann.key, amount });

  it('[attack 1] an instruction in another name without that signature is refused', async () => {
    const instruction = unstaking();
    instruction.keys[0]!.isSigner = false;
    await expectError(act(world, mallory, instruction), 'MissingRequiredSignature');
  });

  it('[attack 2] a member account that another program owns is refused, rich as it looks', async () => {
    const rich = await forgery(
      world,
      memberPda(ann.key),
      (data) => data.writeBigUInt64LE(10n ** 15n, 8 + 8 + 32 * 3 + 8 + 32),
      SystemProgram.programId,
    );
    await expectError(act(world, ann, swap(unstaking(), memberPda(ann.key), rich)), WRONG_KIND);
  });

  it('[attack 3] a seat is no member: the discriminator is another', async () => {
    const member = memberPda(ann.key);
    for (const other of ['seat', 'task', 'page', 'vault', 'config'] as const) {
      await whilePatched(
        world,
        member,
        (data) => data.set(discriminatorOf(other), 0),
        async () => {
          await expectError(act(world, ann, unstaking()), WRONG_KIND);
        },
      );
    }
  });

  it('[attack 4] a page of task A never meets a seat of task B', async () => {
    const a = await staffed(world, [{}], 1);
    const b = await staffed(world, [{}], 1);
    const [dan] = a.crew as [Actor];
    await expectError(
      act(world, dan, claim({ wallet: dan.key, task: a.setup.task, page: b.setup.page, panels: [0n] })),
      'WrongSeat',
    );
  });

  it('[attack 5] the next lower bump makes an address the program refuses', async () => {
    const [wallet] = (await people(world, 1)) as [Actor];
    const [canonical, bump] = PublicKey.findProgramAddressSync([SEEDS.member, wallet.key.toBytes()], PROGRAM_ID);
    let other: PublicKey | undefined;
    for (let lower = bump - 1; lower >= 0 && other === undefined; lower -= 1) {
      try {
        other = PublicKey.createProgramAddressSync(
          [SEEDS.member, wallet.key.toBytes(), Uint8Array.of(lower)],
          PROGRAM_ID,
        );
      } catch {
        // On the curve: not an address of a program.
      }
    }
    await expectError(
      act(world, wallet, swap(createMember({ wallet: wallet.key }), canonical, other!)),
      'InvalidSeeds',
    );
  });

  it('[attack 6] one vault cannot be drained through the other', async () => {
    const { requester } = await aTask(world, { escrow: 5n });
    const to = requester.tokens;
    const honest = withdrawBalance({ wallet: requester.key, to, tagMint: world.tagMint, amount: 1n });
    await expectError(act(world, requester, swap(honest, escrowVaultPda(), stakeVaultPda())), 'InvalidSeeds');
    const tokens = honest.keys[4]!.pubkey;
    await expectError(act(world, requester, swap(honest, tokens, stakeTokensPda())), 'WrongVault');
  });

  it('[attack 7] seeds have fixed widths: no two things share an address', () => {
    const [a, b] = [Keypair.generate().publicKey, Keypair.generate().publicKey];
    const numbers = [0, 1, 2, 255, 256, 65_536, 2 ** 31, 2 ** 32 - 1];
    const addresses = [a, b].flatMap((key) => [
      memberPda(key),
      seatPda(key, a),
      seatPda(key, b),
      ...numbers.map((index) => pagePda(key, index)),
      ...[...numbers.map(BigInt), 2n ** 32n, 2n ** 64n - 1n].map((nonce) => taskPda(key, nonce)),
    ]);
    expect(new Set(addresses.map((address) => address.toBase58())).size).to.equal(addresses.length);
  });

  it('[attack 8] [attack 12] nothing can be initialised over what lives', async () => {
    await expectError(act(world, ann, createMember({ wallet: ann.key })), EXISTS);
    expect((await fetchMember(world.connection, ann.key))?.stakeActive).to.equal(100_000_000n);
  });

  it('[attack 10] a stranger cannot open the task with a nonce of mine', async () => {
    const endsAt = BigInt((await now(world)).unixTimestamp + 600);
    const opening = { nonce: 1n, rulesHash: RULES, rulesId: sha256('r'), itemsId: sha256('i'), endsAt, terms: TERMS };
    const theirs = swap(
      openTask({ requester: mallory.key, ...opening }),
      taskPda(mallory.key, 1n),
      taskPda(ann.key, 1n),
    );
    await expectError(act(world, mallory, theirs), 'InvalidSeeds');
    const unsigned = openTask({ requester: ann.key, payer: mallory.key, ...opening });
    unsigned.keys[1]!.isSigner = false;
    await expectError(act(world, mallory, unsigned), 'MissingRequiredSignature');
  });

  it('[attack 11] a closed member revived in the same transaction is dead: what follows is refused', async () => {
    const [cyd] = (await team(world, 1, 0n)) as [Actor];
    const revive = SystemProgram.transfer({ fromPubkey: cyd.key, toPubkey: memberPda(cyd.key), lamports: 5_000_000 });
    const use = setSession({
      wallet: cyd.key,
      session: mallory.key,
      until: BigInt((await now(world)).unixTimestamp + 60),
    });
    await expectError(act(world, cyd, closeMember({ wallet: cyd.key }), revive, use), [
      ...WRONG_KIND,
      'UninitializedAccount',
    ]);
    await act(world, cyd, closeMember({ wallet: cyd.key }), revive);
    expect((await world.connection.getAccountInfo(memberPda(cyd.key)))?.data.length).to.equal(0);
    await act(world, cyd, createMember({ wallet: cyd.key }));
  });

  it('[attack 13] the same writable account twice is refused', async () => {
    const setup = await aTask(world, { escrow: 0n });
    await join(world, setup, [ann]);
    const twice = swap(
      addBond({ wallet: ann.key, task: setup.task, amount: 1n }),
      seatPda(setup.task, ann.key),
      memberPda(ann.key),
    );
    await expectError(act(world, ann, twice), [...WRONG_KIND, 'ConstraintDuplicateMutableAccount']);
    const member = memberPda(ann.key);
    const page = pagePda(setup.task, 0);
    const collecting = swap(
      collect({ wallet: ann.key, task: setup.task, page, entries: [{ panel: 0n, slot: 0 }] }),
      seatPda(setup.task, ann.key),
      member,
    );
    await expectError(act(world, ann, collecting), [
      ...WRONG_KIND,
      'ConstraintDuplicateMutableAccount',
      'UninitializedAccount',
    ]);
  });

  it('[attack 14] another program in the place of the token program is refused', async () => {
    const honest = withdrawStake({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint });
    const program = honest.keys.at(-1)!.pubkey;
    for (const fake of [SystemProgram.programId, PROGRAM_ID])
      await expectError(act(world, ann, swap(honest, program, fake)), 'IncorrectProgramId');
  });

  it('[attack 17] appended payees: reordered pairs are paid alike, doubled ones once, foreign and shifted ones not at all', async () => {
    const actors = await payees(world, 3);
    const [a, b, c] = actors as [Actor, Actor, Actor];
    const pair = ({ key, tokens }: Actor) => ({ wallet: key, payout: tokens });
    const shifted = pushPayouts({ payees: [pair(a), pair(b)] });
    [shifted.keys[4], shifted.keys[5]] = [shifted.keys[5]!, shifted.keys[4]!];
    await expectError(act(world, mallory, shifted), WRONG_KIND);
    const crossed = pushPayouts({
      payees: [
        { wallet: a.key, payout: b.tokens },
        { wallet: b.key, payout: a.tokens },
      ],
    });
    await expectError(act(world, mallory, crossed), 'WrongRemainingAccounts');
    const foreign = pushPayouts({ payees: [pair(a), { wallet: b.key, payout: mallory.tokens }] });
    await expectError(act(world, mallory, foreign), 'WrongRemainingAccounts');
    const before = await tagOf(world, a.tokens);
    const event = eventOf(
      await act(world, mallory, pushPayouts({ payees: [pair(c), pair(a), pair(a), pair(b)] })),
      'payoutsPushed',
    );
    expect(event).to.deep.include({ payees: 3, skipped: 1, amount: 6_000n });
    expect(await tagOf(world, a.tokens)).to.equal(before + 1_000n);
  });

  it('[attack 17] a forged member among the payees is refused', async () => {
    const [a] = (await payees(world, 1)) as [Actor];
    const forged = await forgery(world, memberPda(a.key), undefined, SystemProgram.programId);
    const instruction = swap(pushPayouts({ payees: [{ wallet: a.key, payout: a.tokens }] }), memberPda(a.key), forged);
    await expectError(act(world, mallory, instruction), WRONG_KIND);
  });

  it('[attack 25] the zero address never acts for a member without a session key', async () => {
    const { setup, crew } = await staffed(world, [{}], 1);
    const instruction = claim({
      actor: PublicKey.default,
      wallet: crew[0]!.key,
      task: setup.task,
      page: setup.page,
      panels: [0n],
    });
    instruction.keys[0]!.isSigner = false;
    await expectError(act(world, mallory, instruction), 'MissingRequiredSignature');
  });

  it('[attack 28] two who open pages at the same time: one gets the next index, the other a clear refusal', async () => {
    const { requester, task } = await aTask(world);
    const opening = (index: number) =>
      openPage({ operator: requester.key, task, page: pagePda(task, index), bytes: 4_000, amount: 0n });
    await act(world, requester, opening(0));
    await expectError(act(world, requester, opening(0)), 'InvalidSeeds');
    await act(world, requester, opening(1));
  });

  it('a vault whose bytes were tampered with stops before money moves: LedgerBroken', async () => {
    const { requester, task } = await aTask(world, { escrow: 50n });
    await act(world, requester, refundTask({ requester: requester.key, task, amount: 50n }));
    const paidAt = 8 + 8 + 32 + 8 + 8;
    await whilePatched(
      world,
      escrowVaultPda(),
      (data) => data.writeBigUInt64LE(data.readBigUInt64LE(paidAt) + 1n, paidAt),
      async () => {
        await expectError(
          act(
            world,
            requester,
            withdrawBalance({ wallet: requester.key, to: requester.tokens, tagMint: world.tagMint, amount: 50n }),
          ),
          'LedgerBroken',
        );
      },
    );
    await whilePatched(
      world,
      escrowVaultPda(),
      (data) => {
        data.writeBigUInt64LE(data.readBigUInt64LE(48) + 10n ** 12n, 48);
        data.writeBigUInt64LE(data.readBigUInt64LE(56) + 10n ** 12n, 56);
      },
      async () => {
        await expectError(
          act(
            world,
            requester,
            withdrawBalance({ wallet: requester.key, to: requester.tokens, tagMint: world.tagMint, amount: 50n }),
          ),
          'VaultInsolvent',
        );
      },
    );
  });

  it('[attack 42] a payee whose account has vanished is skipped, the others are paid', async () => {
    const [a, b] = (await payees(world, 2)) as [Actor, Actor];
    const saved = await rawAccount(world, a.tokens);
    await vanish(world, a.tokens);
    const sent = await act(
      world,
      mallory,
      pushPayouts({
        payees: [
          { wallet: a.key, payout: a.tokens },
          { wallet: b.key, payout: b.tokens },
        ],
      }),
    );
    expect(eventOf(sent, 'payoutsPushed')).to.deep.include({ payees: 1, skipped: 1, amount: 2_000n });
    await setAccount(world, a.tokens, { data: saved.data, owner: saved.owner, lamports: saved.lamports });
    expect((await fetchMember(world.connection, a.key))?.balance).to.equal(1_000n);
    await send(world.connection, [pushPayouts({ payees: [{ wallet: a.key, payout: a.tokens }] })], [mallory.wallet]);
  });
});
