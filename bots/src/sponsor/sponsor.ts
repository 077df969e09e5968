/**
 * Pays fees and rent for annotators and validators who own no SOL. It signs, as fee payer, transactions of allowed instructions of our program
 * and nothing else, within caps for each wallet, task and day. Rent comes back to it when accounts are closed: the program
 * remembers who paid.
 */
import { join, dirname, basename } from 'node:path';
import { PublicKey, type VersionedTransaction } from '@solana/web3.js';
import { z } from 'zod';
import { explain, TaggerClientError } from '@tagger/client';
import { amount, defineBot, type Kit, type SettingsOf } from '../kit/index.ts';
import { readAbout } from './about.ts';
import { Allowances, dayOf } from './allowances.ts';
import { serve } from './http.ts';
import { readRequest, type Rules } from './request.ts';

/** What somebody who works needs from his first day to his last. */
const WORK = [
  ...['createMember', 'closeMember', 'setSession', 'setKey', 'setPayout'],
  ...['stake', 'unstake', 'withdrawStake', 'withdrawBalance'],
  ...[
    'joinTask',
    'addBond',
    'leaveTask',
    'takeTicket',
    'redeemTicket',
    'dropTicket',
    'claim',
    'returnClaim',
    'releasePanel',
  ],
  ...['commit', 'reveal', 'collect', 'contestScore', 'appealScore'],
  ...['joinPool', 'leavePool', 'commitVotes', 'revealVotes', 'collectVotes', 'openValidatorSeat'],
  ...['claimShare', 'leaveDataset'],
];

const address = z.string().refine((text) => {
  try {
    return new PublicKey(text).toBase58() === text;
  } catch {
    return false;
  }
}, 'an address, base58');

const SETTINGS = {
  /** Loopback port of the service; 0 takes a free one. */
  apiPort: z.number().int().min(0).max(65_535).default(8_910),
  origins: z.array(z.string()).default([]),
  requestsAMinute: z.number().int().positive().default(60),
  behindProxy: z.boolean().default(false),
  /** Instructions that are paid for. */
  instructions: z.array(z.string()).default(WORK),
  /** Tasks that are paid for; default all. What concerns no task is paid for in any case. */
  tasks: z.array(address).optional(),
  allowances: z
    .strictObject({
      walletADay: amount.default(30_000_000n),
      walletInAll: amount.default(100_000_000n),
      taskADay: amount.default(1_000_000_000n),
      taskInAll: amount.default(10_000_000_000n),
    })
    .prefault({}),
  /** Lamports one transaction may take at most. */
  mostATransaction: amount.default(20_000_000n),
  /** Lamports per million compute units at most. */
  mostPriority: amount.default(0n),
  /** Base units of TAG from which on a withdrawal may open the wallet's account for TAG; without it none is paid for. */
  leastWithdrawal: amount.optional(),
};

/** Blocks a blockhash is good for. */
const BLOCKHASH_BLOCKS = 150;

export const sponsor = defineBot({
  name: 'sponsor',
  about: 'pays fees and rent for people who own no SOL, for our instructions only',
  settings: SETTINGS,
  async start(kit, settings) {
    const service = await Service.start(kit, settings);
    return { round: () => service.look(), stop: () => service.stop() };
  },
});

class Service {
  private queue: Promise<unknown> = Promise.resolve();
  private stopServer: () => Promise<void> = () => Promise.resolve();
  private readonly signed;
  private readonly lamports;

  private constructor(
    private readonly kit: Kit,
    private readonly settings: SettingsOf<typeof SETTINGS>,
    private readonly rules: Rules,
    private readonly allowances: Allowances,
  ) {
    this.signed = kit.metrics.counter('sponsored_total', 'Transactions signed, by instruction', ['instruction']);
    this.lamports = kit.metrics.gauge('balance_lamports', 'What the sponsor has left');
    kit.ledger.onSettle((signature, landed) => this.allowances.settle(signature, landed));
  }

  static async start(kit: Kit, settings: SettingsOf<typeof SETTINGS>): Promise<Service> {
    const { chain, wallet, ledger } = kit;
    const [{ tagMint }, { seconds }, genesis] = await Promise.all([
      chain.config(),
      chain.clock(),
      chain.connection.getGenesisHash(),
    ]);
    const rules: Rules = { sponsor: wallet.publicKey, tagMint, ...settings, leastWithdrawal: settings.leastWithdrawal };
    const file = join(dirname(settings.state), `${basename(settings.state, '.json')}.allowances.jsonl`);
    const unsettled = new Set(ledger.open.map(({ signature }) => signature));
    const allowances = new Allowances(file, settings.allowances, dayOf(seconds), unsettled);
    const service = new Service(kit, settings, rules, allowances);
    const facts = { sponsor: wallet.publicKey.toBase58(), genesis, instructions: settings.instructions };
    const { server, port } = await serve({
      ...settings,
      port: settings.apiPort,
      facts,
      log: kit.log,
      sign: (bytes) => service.inTurn(() => service.sign(bytes)),
    });
    service.stopServer = () => server.close();
    kit.log.info({ apiPort: port }, 'sponsoring');
    return service;
  }

  /** One after the other: caps are checked against what is written down. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.queue.then(work);
    this.queue = mine.catch(() => undefined);
    return mine;
  }

  /** Checks a transaction and signs it. Base58. */
  private async sign(bytes: Uint8Array): Promise<string> {
    const { kit, settings, allowances } = this;
    if (kit.stopping.aborted)
      throw new TaggerClientError('ConnectionLost', 'the service is about to stop: try again later');
    const { transaction, instructions, signers } = readRequest(bytes, this.rules);
    const connection = kit.chain.connection;
    const clock = await kit.chain.clock();
    const fetch = (keys: PublicKey[]) => connection.getMultipleAccountsInfo(keys);
    const { wallet, speakers, task } = await readAbout(instructions, fetch, clock.seconds);
    if (!signers.some((signer) => speakers.some((speaker) => speaker.equals(signer))))
      throw new TaggerClientError(
        'NotSigned',
        `${wallet.toBase58()} or its session key must sign: whatever needs no signature is pushed by keepers`,
      );
    if (task !== undefined && settings.tasks !== undefined && !settings.tasks.includes(task.toBase58()))
      throw new TaggerClientError('NotPaidFor', `work on task ${task.toBase58()} is not paid for here`);
    const lamports = await this.outlay(transaction);
    const about = { wallet: wallet.toBase58(), task: task?.toBase58() ?? '', day: dayOf(clock.seconds), lamports };
    const lastValidBlockHeight = (await connection.getBlockHeight('confirmed')) + BLOCKHASH_BLOCKS;
    let before = false;
    const signature = await kit.wallet.cosign(
      transaction,
      { lamports, tag: 0n, lastValidBlockHeight },
      clock,
      (found) => {
        // A reply was lost, and the same is asked again.
        before = allowances.has(found);
        if (before) return 'signed before';
        allowances.check(about);
        return 'sign';
      },
    );
    if (before) return signature;
    allowances.take({ ...about, signature });
    for (const { name } of instructions) this.signed.inc({ instruction: name });
    kit.metrics.fees.inc(Number(lamports));
    kit.log.info({ ...about, signature, lamports: lamports.toString() }, 'signed');
    return signature;
  }

  /** Lamports that leave the sponsor, by simulation: fee and rent. Throws what the program says of it, and `TooExpensive`. */
  private async outlay(transaction: VersionedTransaction): Promise<bigint> {
    const { connection } = this.kit.chain;
    const { publicKey } = this.kit.wallet;
    const rehearsal = await connection.simulateTransaction(transaction, {
      commitment: 'confirmed',
      sigVerify: false,
      accounts: { encoding: 'base64', addresses: [publicKey.toBase58()] },
    });
    if (rehearsal.value.err !== null) throw explain(rehearsal.value.err, rehearsal.value.logs ?? []);
    const after = rehearsal.value.accounts?.[0];
    if (after == null)
      throw new TaggerClientError('ConnectionLost', 'the node does not show what it would cost: try again');
    // Read afterwards: what comes in meanwhile makes it look dearer, never cheaper.
    const lamports = BigInt(await connection.getBalance(publicKey, 'confirmed')) - BigInt(after.lamports);
    const { mostATransaction } = this.settings;
    if (lamports > mostATransaction)
      throw new TaggerClientError(
        'TooExpensive',
        `it would take ${lamports} lamports, at most ${mostATransaction} are paid`,
      );
    return lamports > 0n ? lamports : 0n;
  }

  /** What it has left, for whoever fills it up. */
  async look(): Promise<boolean> {
    this.lamports.set(await this.kit.chain.connection.getBalance(this.kit.wallet.publicKey));
    return false;
  }

  async stop(): Promise<void> {
    await this.stopServer();
    await this.queue;
    this.allowances.close();
  }
}
