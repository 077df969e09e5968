import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  createAssociatedTokenAccountIdempotentInstruction,
  createCloseAccountInstruction,
  createTransferInstruction,
  getAssociatedTokenAddressSync,
} from '@solana/spl-token';
import {
  ComputeBudgetProgram,
  Keypair,
  PublicKey,
  SystemProgram,
  Transaction,
  TransactionMessage,
  VersionedTransaction,
  type TransactionInstruction,
} from '@solana/web3.js';
import bs58 from 'bs58';
import { expect } from 'chai';
import {
  claim,
  closeMember,
  collect,
  commit,
  createMember,
  fetchMember,
  fetchSeat,
  fundTask,
  joinTask,
  leaveTask,
  newSalt,
  openTask,
  send,
  setKey,
  setSession,
  settle,
  sponsorAt,
  stake,
  unstake,
  withdrawBalance,
  withdrawStake,
  type Sponsor,
} from '@tagger/client';
import { deliveryKey, generateIdentity } from '@tagger/client/keys';
import { run, sponsor as bot } from '@tagger/bots';
import {
  answer,
  commitmentOf,
  panels,
  revealOf,
  RULES,
  sit,
  staffed,
  TERMS,
  thePage,
  TRUTH,
  type PanelSetup,
} from '../../tests/support/build.ts';
import { people, team } from '../../tests/support/people.ts';
import { waitUntil } from '../../tests/support/time.ts';
import { act, chainTime, createWorld, type Actor, type World } from '../../tests/support/world.ts';
import { aHome, type Home, type Line } from './support/bot.ts';

const SOL = 1_000_000_000n;

/** A sponsor in this process. */
interface Running {
  url: string;
  lines: Line[];
  stop(): Promise<void>;
}

async function running(home: Home): Promise<Running> {
  const lines: Line[] = [];
  const stopping = new AbortController();
  let told: (port: number) => void = () => undefined;
  const listening = new Promise<number>((resolve) => (told = resolve));
  const logTo = {
    write: (text: string) => {
      const line = JSON.parse(text) as Line;
      lines.push(line);
      if (line.msg === 'sponsoring') told(Number(line['apiPort']));
    },
  };
  const ended = run(bot, { config: home.config, stopping: stopping.signal, environment: {}, logTo });
  const port = await Promise.race([listening, ended.then(() => 0)]);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await ended;
  };
  return { url: `http://127.0.0.1:${port}`, lines, stop };
}

describe('the sponsor', () => {
  let world: World;
  let home: Home;
  let service: Running;
  let sponsor: Sponsor;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.chain.stop());
  beforeEach(async () => {
    home = await aHome(world, { apiPort: 0, leastWithdrawal: '1000', intervalSecs: 0.05, requestsAMinute: 1_000 });
    service = await running(home);
    sponsor = await sponsorAt(service.url);
  });
  afterEach(async () => {
    await service.stop();
    home.remove();
  });

  /** Somebody with 1,000 TAG and not a lamport. */
  const poor = async (): Promise<Actor> => {
    const wallet = Keypair.generate();
    const tokens = getAssociatedTokenAddressSync(world.tagMint, wallet.publicKey);
    const [giver] = (await people(world, 1)) as [Actor];
    await act(
      world,
      giver,
      createAssociatedTokenAccountIdempotentInstruction(giver.key, tokens, wallet.publicKey, world.tagMint),
      createTransferInstruction(giver.tokens, tokens, giver.key, 1_000_000_000n),
    );
    return { name: 'Ann', wallet, key: wallet.publicKey, tokens };
  };
  const paid = (actor: Actor, ...instructions: TransactionInstruction[]) =>
    send(world.connection, instructions, [sponsor, actor.wallet]);
  const born = ({ key }: Actor) => createMember({ wallet: key, payer: sponsor.publicKey });
  const refusal = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'paid for',
      (error: Error) => error.name,
    );
  /** A transaction as somebody hostile builds it: without `send`. */
  const raw = async (
    instructions: TransactionInstruction[],
    signers: Keypair[],
    payerKey = sponsor.publicKey,
  ): Promise<VersionedTransaction> => {
    const { blockhash } = await world.connection.getLatestBlockhash();
    const made = new VersionedTransaction(
      new TransactionMessage({ payerKey, recentBlockhash: blockhash, instructions }).compileToV0Message(),
    );
    if (signers.length > 0) made.sign(signers);
    return made;
  };
  const sign = async (transaction: VersionedTransaction): Promise<string> =>
    refusal(sponsor.signTransaction(transaction));

  it('Ann never owns a lamport: she joins, works, is paid and leaves, and the sponsor is out fees and one token account', async () => {
    const { connection, tagMint } = world;
    const ann = await poor();
    const setup: PanelSetup = await panels(world, [{ seatsFirst: 1 }], { lifeSecs: 8_000n });
    const { task, page } = setup;
    let transactions = 0;
    const step = async (...instructions: TransactionInstruction[]) => {
      await paid(ann, ...instructions);
      transactions += 1;
      expect(await connection.getBalance(ann.key)).to.equal(0);
    };
    await step(born(ann), stake({ wallet: ann.key, from: ann.tokens, tagMint, amount: 1_000_000_000n }));
    // Her account for TAG is empty now; it is closed, so that she will need a new one.
    const { deployer } = world;
    await send(
      connection,
      [createCloseAccountInstruction(ann.tokens, deployer.publicKey, ann.key)],
      [deployer, ann.wallet],
    );
    await step(joinTask({ payer: sponsor.publicKey, wallet: ann.key, task, rulesHash: RULES, bond: 10_000_000n }));
    await step(claim({ wallet: ann.key, task, page, panels: [0n] }));
    const work = { member: ann, labels: TRUTH, salt: newSalt(), slot: 0 };
    const commitment = commitmentOf(await thePage(world, setup), setup, work);
    await step(commit({ wallet: ann.key, task, page, entries: [{ panel: 0n, slot: 0, commitment }] }));
    await step(revealOf(setup, work));
    await act(world, setup.requester, settle({ page, panels: [0n] }));
    const seat = (await fetchSeat(connection, task, ann.key))!;
    expect(seat.rentPayer.equals(sponsor.publicKey)).to.equal(true);
    await step(
      collect({ task, page, wallet: ann.key, entries: [{ panel: 0n, slot: 0 }] }),
      createAssociatedTokenAccountIdempotentInstruction(sponsor.publicKey, ann.tokens, ann.key, tagMint),
      withdrawBalance({ wallet: ann.key, to: ann.tokens, tagMint, amount: 100_000n }),
    );
    await step(leaveTask({ caller: ann.key, wallet: ann.key, task, rentPayer: sponsor.publicKey }));
    await step(unstake({ wallet: ann.key, amount: 1_000_000_000n }));
    await waitUntil(world, (await fetchMember(connection, ann.key))!.coolingUntil);
    await step(
      withdrawStake({ wallet: ann.key, to: ann.tokens, tagMint }),
      closeMember({ wallet: ann.key, rentPayer: sponsor.publicKey }),
    );
    expect(transactions).to.equal(9);
    const spent = 10n * SOL - BigInt(await connection.getBalance(sponsor.publicKey));
    // Two signatures each.
    expect(spent).to.equal(BigInt(transactions * 10_000 + (await connection.getMinimumBalanceForRentExemption(165))));
    expect(await connection.getBalance(ann.key)).to.equal(0);
  });

  describe('is nothing but a payer of fees and rent', () => {
    const cases: [string, string, (ann: Actor) => Promise<string>][] = [
      [
        'NotPaidFor',
        '[attack 138] lamports sent from his wallet',
        async (ann) =>
          sign(
            await raw(
              [born(ann), SystemProgram.transfer({ fromPubkey: sponsor.publicKey, toPubkey: ann.key, lamports: 1 })],
              [ann.wallet],
            ),
          ),
      ],
      [
        'NotPaidFor',
        'TAG sent from his account',
        async (ann) => {
          const his = getAssociatedTokenAddressSync(world.tagMint, sponsor.publicKey);
          return sign(await raw([createTransferInstruction(his, ann.tokens, sponsor.publicKey, 1n)], []));
        },
      ],
      [
        'SponsorMisused',
        'his own membership',
        async () => sign(await raw([createMember({ wallet: sponsor.publicKey, payer: sponsor.publicKey })], [])),
      ],
      [
        'SponsorMisused',
        'his signature on a further account',
        async (ann) => {
          const instruction = born(ann);
          instruction.keys.push({ pubkey: sponsor.publicKey, isSigner: true, isWritable: true });
          return sign(await raw([instruction], [ann.wallet]));
        },
      ],
      [
        'NotPaidFor',
        "a requester's task",
        async (ann) =>
          sign(
            await raw(
              [
                openTask({
                  payer: sponsor.publicKey,
                  requester: ann.key,
                  nonce: 1n,
                  rulesHash: RULES,
                  rulesId: RULES,
                  itemsId: RULES,
                  endsAt: 9_999_999_999n,
                  terms: TERMS,
                }),
              ],
              [ann.wallet],
            ),
          ),
      ],
      [
        'NotSigned',
        '[attack 124] somebody who uses up what is set aside for Ann',
        async (ann) => sign(await raw([born(ann)], [])),
      ],
      [
        'NotSigned',
        'what anyone may push, in the name of Ann',
        async () => {
          const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
          await sit(world, setup, crew, [TRUTH]);
          const entries = [{ panel: 0n, slot: 0 }];
          const collecting = collect({ task: setup.task, page: setup.page, wallet: crew[0]!.key, entries });
          return sign(await raw([collecting], []));
        },
      ],
      [
        'NotSigned',
        'a signature of something else',
        async (ann) => {
          const made = await raw([born(ann)], [ann.wallet]);
          made.signatures[1] = (await raw([setKey({ wallet: ann.key })], [ann.wallet])).signatures[1]!;
          return sign(made);
        },
      ],
      [
        'OtherPayer',
        'another payer',
        async (ann) => sign(await raw([createMember({ wallet: ann.key })], [ann.wallet], ann.key)),
      ],
      [
        'ManyWallets',
        'two wallets at once',
        async (ann) => {
          const ben = await poor();
          return sign(await raw([born(ann), born(ben)], [ann.wallet, ben.wallet]));
        },
      ],
      [
        'PriorityTooHigh',
        'a fee for a place in front',
        async (ann) =>
          sign(await raw([ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 1 }), born(ann)], [ann.wallet])),
      ],
      [
        'NotPaidFor',
        'memory nobody needs',
        async (ann) =>
          sign(await raw([ComputeBudgetProgram.requestHeapFrame({ bytes: 262_144 }), born(ann)], [ann.wallet])),
      ],
      [
        'NotPaidFor',
        'token accounts to be closed for their rent',
        async (ann) => {
          const other = Keypair.generate().publicKey;
          const tokens = getAssociatedTokenAddressSync(world.tagMint, other);
          const opening = createAssociatedTokenAccountIdempotentInstruction(
            sponsor.publicKey,
            tokens,
            other,
            world.tagMint,
          );
          return sign(await raw([opening, born(ann)], [ann.wallet]));
        },
      ],
      [
        'NotPaidFor',
        'a token account with a withdrawal of next to nothing',
        async (ann) => {
          const opening = createAssociatedTokenAccountIdempotentInstruction(
            ...([sponsor.publicKey, ann.tokens, ann.key, world.tagMint] as const),
          );
          const paying = withdrawBalance({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint, amount: 999n });
          return sign(await raw([opening, paying], [ann.wallet]));
        },
      ],
      ['NotPaidFor', 'nothing of the program', async (ann) => sign(await raw([], [ann.wallet].slice(1)))],
    ];
    for (const [name, what, ask] of cases)
      it(`${what}: ${name}`, async () => {
        const ann = await poor();
        expect(await ask(ann)).to.equal(name);
        expect(await world.connection.getBalance(sponsor.publicKey)).to.equal(Number(10n * SOL));
      });

    it("says what the program says of a transaction that would fail: Ann's seat with too small a bond", async () => {
      const ann = await poor();
      await paid(ann, born(ann), stake({ wallet: ann.key, from: ann.tokens, tagMint: world.tagMint, amount: 1_000n }));
      const { task } = await panels(world, [{}]);
      const seat = joinTask({ payer: sponsor.publicKey, wallet: ann.key, task, rulesHash: RULES, bond: 10_000_000n });
      const limit = ComputeBudgetProgram.setComputeUnitLimit({ units: 100_000 });
      expect(await sign(await raw([limit, seat], [ann.wallet]))).to.equal('NotEnoughStake');
    });

    it('pays nothing of TAG, even where the operator allows what a payer funds', async () => {
      await service.stop();
      home.write({ instructions: ['fundTask', 'createMember'] });
      service = await running(home);
      const ann = await poor();
      const { task } = await panels(world, [{}]);
      const { tagMint } = world;
      const funding = fundTask({ payer: sponsor.publicKey, task, from: ann.tokens, tagMint, amount: 1n });
      sponsor = await sponsorAt(service.url);
      expect(await sign(await raw([funding, born(ann)], [ann.wallet]))).to.equal('SponsorMisused');
    });
  });

  describe('keeps to its allowances', () => {
    const rentOfMember = async (ann: Actor): Promise<bigint> =>
      BigInt(
        (await world.connection.getAccountInfo(new PublicKey((await fetchMember(world.connection, ann.key))!.address)))!
          .lamports,
      );

    const restart = async (settings: Record<string, unknown>) => {
      await service.stop();
      home.write(settings);
      service = await running(home);
      sponsor = await sponsorAt(service.url);
    };

    it('a wallet has so much a day, also with another session key and after a restart: AllowanceSpent', async () => {
      const ann = await poor();
      await paid(ann, born(ann));
      const used = (await rentOfMember(ann)) + 10_000n;
      const most = { allowances: { walletADay: String(used + 10_000n) } };
      await restart(most);
      await paid(ann, setKey({ wallet: ann.key, key: deliveryKey(generateIdentity()) }));
      expect(await refusal(paid(ann, setKey({ wallet: ann.key })))).to.equal('AllowanceSpent');
      await restart(most);
      expect(await refusal(paid(ann, setKey({ wallet: ann.key })))).to.equal('AllowanceSpent');
      // The next day of the chain she has it again, and never more than in all.
      await world.chain.advance({ seconds: 86_400 });
      await paid(ann, setKey({ wallet: ann.key }));
      await restart({ allowances: { walletInAll: String(used + 20_000n) } });
      expect(await refusal(paid(ann, setKey({ wallet: ann.key })))).to.equal('AllowanceSpent');
    });

    it('[attack 124] a session key that has run out can’t use up what is set aside for Ann: NotSigned', async () => {
      const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }], 1);
      const [ann] = crew as [Actor];
      await answer(world, setup, crew, [TRUTH]);
      await act(world, setup.requester, settle({ page: setup.page, panels: [0n] }));
      const session = Keypair.generate();
      const until = (await chainTime(world)) + 3_600n;
      await act(world, ann, setSession({ wallet: ann.key, session: session.publicKey, until }));
      // Pushing needs no signature of Ann's; the key is an account nobody asked for.
      const collecting = async (): Promise<string> => {
        const { task, page } = setup;
        const push = collect({ task, page, wallet: ann.key, entries: [{ panel: 0n, slot: 0 }] });
        push.keys.push({ pubkey: session.publicKey, isSigner: true, isWritable: false });
        return sign(await raw([push], [session]));
      };
      expect(await collecting()).to.equal('paid for');
      await waitUntil(world, until);
      expect(await collecting()).to.equal('NotSigned');
    });

    it('a task has so much, however many work on it: AllowanceSpent; tasks that are not named are not paid for', async () => {
      const { task } = await panels(world, [{}]);
      const crew = await team(world, 2);
      const seat = ({ key }: Actor) =>
        joinTask({ payer: sponsor.publicKey, wallet: key, task, rulesHash: RULES, bond: 10_000_000n });
      const [ann, ben] = crew as [Actor, Actor];
      await paid(ann, seat(ann));
      const rent = BigInt(
        (await world.connection.getAccountInfo((await fetchSeat(world.connection, task, ann.key))!.address))!.lamports,
      );
      await restart({ allowances: { taskInAll: String(2n * rent + 19_999n) } });
      expect(await refusal(paid(ben, seat(ben)))).to.equal('AllowanceSpent');
      await restart({ tasks: [Keypair.generate().publicKey.toBase58()] });
      expect(await refusal(paid(ben, seat(ben)))).to.equal('NotPaidFor');
      await restart({ tasks: [task.toBase58()] });
      expect(await refusal(paid(ben, seat(ben)))).to.equal('paid for');
    });

    it('[attack 134] the same transaction twice is one; one that never lands is given back', async () => {
      const ann = await poor();
      const units = ComputeBudgetProgram.setComputeUnitLimit({ units: 100_000 });
      const made = await raw([units, born(ann)], [ann.wallet]);
      await sponsor.signTransaction(made);
      await sponsor.signTransaction(made);
      const file = join(home.dir, 'state.allowances.jsonl');
      const lines = () =>
        readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines()).to.have.length(1);
      expect(lines()[0]).to.deep.include({ wallet: ann.key.toBase58(), signature: bs58.encode(made.signatures[0]!) });
      // Ann never sends it.
      await world.chain.advance({ slots: 700 });
      for (let wait = 0; lines().length < 2 && wait < 100; wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(lines()[1]).to.deep.include({ signature: bs58.encode(made.signatures[0]!), back: true });
      expect(JSON.parse(readFileSync(home.state, 'utf8'))).to.deep.include({
        inAll: { lamports: '0', tag: '0' },
        open: [],
      });
    });

    it('one transaction may not take more than is said: TooExpensive; and all together not more than the caps: CapReached', async () => {
      const ann = await poor();
      await restart({ mostATransaction: '10000' });
      expect(await refusal(paid(ann, born(ann)))).to.equal('TooExpensive');
      await restart({ caps: { lamportsADay: '10000' } });
      expect(await refusal(paid(ann, born(ann)))).to.equal('CapReached');
      expect(await world.connection.getBalance(sponsor.publicKey)).to.equal(Number(10n * SOL));
    });
  });

  it('answers politely, in small words, and to few: BadRequest, BadTransaction, TooMany', async () => {
    const post = async (body: string, url = `${service.url}/v1/sign`) => {
      const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    const coded = (bytes: Uint8Array) => JSON.stringify({ transaction: Buffer.from(bytes).toString('base64') });
    expect(await post('{')).to.deep.equal([400, 'BadRequest']);
    expect(await post('{"transaction":"ä"}')).to.deep.equal([400, 'BadRequest']);
    expect(await post(JSON.stringify({ transaction: 'A'.repeat(5_000) }))).to.deep.equal([413, 'BadRequest']);
    expect(await post(coded(new Uint8Array(100)))).to.deep.equal([400, 'BadTransaction']);
    const ann = await poor();
    const old = new Transaction({ feePayer: sponsor.publicKey, recentBlockhash: PublicKey.default.toBase58() }).add(
      born(ann),
    );
    old.partialSign(ann.wallet);
    expect(await post(coded(old.serialize({ requireAllSignatures: false })))).to.deep.equal([400, 'BadTransaction']);
    const padded = Buffer.concat([(await raw([born(ann)], [ann.wallet])).serialize(), Buffer.from([0])]);
    expect(await post(coded(padded))).to.deep.equal([400, 'BadTransaction']);
    const { headers } = await fetch(`${service.url}/v1/sponsor`, { headers: { origin: 'https://elsewhere.example' } });
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('access-control-allow-origin')).to.equal(null);
    await service.stop();
    home.write({ requestsAMinute: 2 });
    service = await running(home);
    await sponsorAt(service.url);
    await sponsorAt(service.url);
    expect(await refusal(sponsorAt(service.url))).to.equal('TooMany');
  });

  it('[attack 138] shows its key nowhere, and keeps its files to itself', async () => {
    const ann = await poor();
    await paid(ann, born(ann));
    const files = ['state.json', 'state.allowances.jsonl'].map((name) => join(home.dir, name));
    const text = [JSON.stringify(service.lines), ...files.map((file) => readFileSync(file, 'utf8'))].join('\n');
    const { secretKey } = home.key;
    for (const spelling of [
      bs58.encode(secretKey),
      Buffer.from(secretKey).toString('base64'),
      [...secretKey].join(','),
    ])
      expect(text).not.to.contain(spelling);
    for (const file of files) expect(statSync(file).mode & 0o077).to.equal(0);
    expect(service.lines.map(({ msg }) => msg)).to.include('signed');
  });

  it('a client takes nothing from a sponsor but his signature under what it sent: BadSponsor', async () => {
    const ann = await poor();
    const lying: typeof fetch = async (input, init) => {
      const path = new URL(String(input instanceof Request ? input.url : input)).pathname;
      if (path === '/v1/sponsor') return fetch(input, init);
      return new Response(JSON.stringify({ signature: bs58.encode(new Uint8Array(64).fill(7)) }));
    };
    const liar = await sponsorAt(service.url, { fetch: lying });
    expect(await refusal(send(world.connection, [born(ann)], [liar, ann.wallet]))).to.equal('BadSponsor');
    expect(await refusal(sponsorAt('http://127.0.0.1:1'))).to.equal('SponsorUnreachable');
    const endless: typeof fetch = async () => new Response('x'.repeat(20_000));
    expect(await refusal(sponsorAt(service.url, { fetch: endless }))).to.equal('BadSponsor');
  });
});
