/** The only place that sends: simulate, ask for exactly the compute and data needed, sign, send, confirm, explain errors. */
import type { Transaction } from '@solana/web3.js';
import {
  ComputeBudgetProgram,
  TransactionMessage,
  VersionedTransaction,
  type Commitment,
  type Connection,
  type PublicKey,
  type Signer,
  type SimulatedTransactionAccountInfo,
  type TransactionInstruction,
} from '@solana/web3.js';
import bs58 from 'bs58';
import { explain, TaggerClientError, translate } from './errors.ts';
import { parseEvents } from './events.ts';
import type { TaggerEvent } from './types.ts';

export interface SendOptions {
  commitment?: Commitment;
  /** How often an expired blockhash or a lost connection is tried again. Default 3. */
  retries?: number;
  /** Simulate only; nothing is sent and nothing changes. */
  dryRun?: boolean;
  /** Added to the compute units the simulation used, percent. Default 5. */
  computeMargin?: number;
  /** Lamports per million compute units, for busy times. Default 0. */
  priorityFee?: number;
  /** Blocks beyond its last valid one until a transaction nobody has seen counts as expired; for several nodes, how far one may be behind. Default 0. */
  expiryMargin?: number;
  /** Accounts `approve` wants to see as the transaction leaves them. */
  watch?: readonly PublicKey[];
  /** Shown what will happen before anybody signs, once for each transaction that is made; it refuses by throwing. May take its time. */
  review?: (rehearsed: Rehearsed) => void | Promise<void>;
  /** Asked before anything is sent, once for each transaction that is made; it refuses by throwing. */
  approve?: (plan: Planned) => void | Promise<void>;
}

/** What a simulation says a transaction will do. */
export interface Rehearsed {
  /** Lamports: for the signatures and for the compute asked for. */
  fee: bigint;
  units: number;
  /** What `watch` holds afterwards; null for an account that is not there. */
  accounts: readonly (SimulatedTransactionAccountInfo | null)[];
  events: TaggerEvent[];
}

/** A signed transaction that was simulated and is about to be sent. */
export interface Planned {
  /** Base58. */
  signature: string;
  /** Block height from which it can't land any more. */
  lastValidBlockHeight: number;
  /** Lamports: for the signatures and for the compute asked for. */
  fee: bigint;
  units: number;
  bytes: number;
  /** What the program would log, by the simulation. */
  events: TaggerEvent[];
  /** What `watch` holds afterwards, by the simulation; null for an account that is not there. */
  accounts: readonly (SimulatedTransactionAccountInfo | null)[];
}

export interface Sent {
  /** Base58; empty for a dry run. */
  signature: string;
  /** Compute units used by the simulation. */
  units: number;
  /** Bytes of the signed transaction. */
  bytes: number;
  logs: readonly string[];
  events: TaggerEvent[];
}

/** A wallet or keypair that signs: `Signer` of web3.js, or an adapter with `signTransaction`. */
export interface WalletSigner {
  publicKey: PublicKey;
  signTransaction<T extends Transaction | VersionedTransaction>(transaction: T): Promise<T>;
}

type AnySigner = Signer | WalletSigner;
const isKeypair = (signer: AnySigner): signer is Signer => 'secretKey' in signer;

const MAX_UNITS = 1_400_000;
/** What an instruction that runs out of compute ends with, in a program and in the runtime. */
const SHORT = ['ProgramFailedToComplete', 'ComputationalBudgetExceeded'];
/** Lamports for each signature; the cluster's, unchanged since its beginning. */
const SIGNATURE_FEE = 5_000n;

/**
 * A few units more than asked for, different each time: two equal payments in one slot would otherwise be one and the
 * same transaction, of which the cluster takes only the first.
 */
function distinct(): number {
  sends = (sends + 1) % 997;
  return sends;
}
let sends = Math.floor(Math.random() * 997);

/**
 * Sends instructions in one v0 transaction. The first signer pays the fee.
 *
 * Errors: every `TaggerError` of the program by name, runtime errors by name, `ConnectionLost`, `NotConfirmed`.
 * A transaction that might have landed is looked up before it is tried again, so nothing happens twice. One that needed more
 * compute than its rehearsal, because others changed the accounts meanwhile, did nothing but pay its fee: it is rehearsed again,
 * with four times the margin.
 */
export async function send(
  connection: Connection,
  instructions: TransactionInstruction[],
  signers: [AnySigner, ...AnySigner[]],
  options: SendOptions = {},
): Promise<Sent> {
  const retries = options.retries ?? 3;
  let computeMargin = options.computeMargin ?? 5;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await sendOnce(connection, instructions, signers, { ...options, computeMargin });
    } catch (error) {
      const translated = translate(error);
      const again = ['BlockhashNotFound', 'ConnectionLost', 'OutOfCompute'].includes(translated.name);
      if (!again || attempt >= retries) throw translated;
      if (translated.name === 'OutOfCompute') computeMargin = 4 * Math.max(5, computeMargin);
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}

async function sendOnce(
  connection: Connection,
  instructions: TransactionInstruction[],
  signers: [AnySigner, ...AnySigner[]],
  options: SendOptions & { computeMargin: number },
): Promise<Sent> {
  const commitment = options.commitment ?? 'confirmed';
  const payer = signers[0].publicKey;
  let { blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash(commitment);
  const price = options.priorityFee ?? 0;
  const pricing =
    options.priorityFee === undefined ? [] : [ComputeBudgetProgram.setComputeUnitPrice({ microLamports: price })];
  const compile = (units: number): VersionedTransaction => {
    const budget = [ComputeBudgetProgram.setComputeUnitLimit({ units }), ...pricing];
    const message = new TransactionMessage({
      payerKey: payer,
      recentBlockhash: blockhash,
      instructions: [...budget, ...instructions],
    });
    return new VersionedTransaction(message.compileToV0Message());
  };

  const watched = options.watch ?? [];
  const rehearsal = await connection.simulateTransaction(compile(MAX_UNITS), {
    commitment,
    sigVerify: false,
    ...(watched.length > 0 && {
      accounts: { encoding: 'base64' as const, addresses: watched.map((key) => key.toBase58()) },
    }),
  });
  const logs = rehearsal.value.logs ?? [];
  const events = parseEvents(logs);
  const before = 1 + pricing.length;
  if (rehearsal.value.err !== null) throw explain(rehearsal.value.err, logs, before);
  const used = rehearsal.value.unitsConsumed ?? MAX_UNITS;
  const units = Math.min(MAX_UNITS, Math.ceil(used * (1 + options.computeMargin / 100)) + 150 + distinct());

  const accounts = rehearsal.value.accounts ?? [];
  const feeOf = (signatures: number): bigint =>
    SIGNATURE_FEE * BigInt(signatures) + (BigInt(units) * BigInt(price) + 999_999n) / 1_000_000n;
  if (options.review !== undefined) {
    const fee = feeOf(compile(units).message.header.numRequiredSignatures);
    await options.review({ fee, units, accounts, events });
    // Whoever reads takes longer than a blockhash lives.
    ({ blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash(commitment));
  }
  const transaction = await sign(compile(units), signers);
  const raw = transaction.serialize();
  // Known before anything is sent: a reply that gets lost leaves no doubt about what to look for.
  const signature = bs58.encode(transaction.signatures[0] ?? new Uint8Array());
  await options.approve?.({
    signature,
    lastValidBlockHeight,
    fee: feeOf(transaction.signatures.length),
    units,
    bytes: raw.length,
    accounts,
    events,
  });
  if (options.dryRun === true) return { signature: '', units: used, bytes: raw.length, logs, events };
  await broadcast(connection, raw, commitment, options.retries ?? 3);
  const lastBlock = lastValidBlockHeight + (options.expiryMargin ?? 0);
  const failure = await confirm(connection, signature, lastBlock, commitment, before);
  if (failure !== undefined) throw units < MAX_UNITS && SHORT.includes(failure.name) ? outOfCompute(failure) : failure;
  return { signature, units: used, bytes: raw.length, logs, events };
}

/** The rehearsal needed less: what it read was changed before it landed. */
function outOfCompute(cause: TaggerClientError): TaggerClientError {
  const { logs, instruction } = cause;
  const message = 'The transaction needed more compute than its rehearsal: it is built again with more';
  return new TaggerClientError('OutOfCompute', message, { cause, logs, instruction });
}

/** Sends the same bytes again when the connection breaks; the cluster takes a transaction only once. */
async function broadcast(
  connection: Connection,
  raw: Uint8Array,
  commitment: Commitment,
  retries: number,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await connection.sendRawTransaction(raw, { skipPreflight: true, preflightCommitment: commitment });
      return;
    } catch (error) {
      const { name } = translate(error);
      if (name === 'AlreadyProcessed') return;
      if (name !== 'ConnectionLost') throw error;
      // It may have arrived: whether it did is for `confirm` to find out, never for a new transaction.
      if (attempt >= retries) return;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}

async function sign(transaction: VersionedTransaction, signers: AnySigner[]): Promise<VersionedTransaction> {
  const unique = signers.filter(
    (signer, at) => signers.findIndex((other) => other.publicKey.equals(signer.publicKey)) === at,
  );
  let signed = transaction;
  const keypairs = unique.filter(isKeypair);
  if (keypairs.length > 0) signed.sign(keypairs);
  // Whoever pays signs last: a sponsor wants to see that the others have.
  for (const wallet of unique.filter((signer): signer is WalletSigner => !isKeypair(signer)).reverse()) {
    signed = await wallet.signTransaction(signed);
  }
  return signed;
}

/** Waits for a signature by asking for its status, and returns why it failed; throws when its blockhash has expired without it. */
async function confirm(
  connection: Connection,
  signature: string,
  lastValidBlockHeight: number,
  commitment: Commitment,
  before: number,
): Promise<TaggerClientError | undefined> {
  const enough = commitment === 'finalized' ? ['finalized'] : ['confirmed', 'finalized'];
  let expired = false;
  for (let wait = 0; ; wait = Math.min(400, wait + 20)) {
    const status = await patiently(async () => (await connection.getSignatureStatuses([signature])).value[0]);
    if (status?.err != null) {
      const failed = await connection.getTransaction(signature, {
        commitment: 'confirmed',
        maxSupportedTransactionVersion: 0,
      });
      return explain(status.err, failed?.meta?.logMessages ?? [], before);
    }
    if (status?.confirmationStatus !== undefined && enough.includes(status.confirmationStatus)) return undefined;
    if (status === null && expired) {
      throw new TaggerClientError(
        'BlockhashNotFound',
        'The transaction was not included in time; it is built again and retried',
      );
    }
    // It may have landed in its last block since it was asked for: only a question asked after that block is an answer.
    if (status === null)
      expired = (await patiently(() => connection.getBlockHeight(commitment))) > lastValidBlockHeight;
    if (!expired) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Asks again while the connection is lost, for about a minute; then says that the outcome is not known. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (translate(error).name !== 'ConnectionLost') throw error;
      if (attempt >= 30) {
        throw new TaggerClientError(
          'NotConfirmed',
          'The connection was lost while waiting: the transaction may have landed, look before you send again',
          { cause: error },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}
