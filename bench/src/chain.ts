/** A Solana runtime in this process: LiteSVM with today's rent, real signatures and a count of everything that runs. */
import {
  ComputeBudgetProgram,
  PublicKey,
  SYSVAR_SLOT_HASHES_PUBKEY,
  TransactionMessage,
  VersionedTransaction,
  type AccountInfo,
  type Keypair,
  type TransactionInstruction,
} from '@solana/web3.js';
import litesvm from 'litesvm/dist/internal.js';
import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

const LOADER = new PublicKey('BPFLoaderUpgradeab1e11111111111111111111111');
/** Lamports a byte of account data, and bytes the runtime adds to each account, as on mainnet since September 2026. */
export const RENT_PER_BYTE = 5_080n;
export const ACCOUNT_OVERHEAD = 128n;
export const LAMPORTS_PER_SIGNATURE = 5_000n;
/** Bytes of a v0 transaction. LiteSVM does not enforce it, so we do. */
export const MAX_TRANSACTION = 1_232;
const START = 1_800_000_000n;
const SYSVAR_OWNER = new PublicKey('Sysvar1111111111111111111111111111111111111');
/** Blocks the SlotHashes sysvar shows. */
const REMEMBERED = 512;

/** One transaction that succeeded. */
export interface Ran {
  /** Compute units by top-level instruction, the compute budget's own 150 left out. */
  units: number[];
  /** The same without what each spent in other programs it called. */
  own: number[];
  /** Compute units of the whole transaction. */
  total: number;
  /** Bytes of the signed transaction. */
  bytes: number;
  /** Lamports. */
  fee: bigint;
}

/** The signed bytes of a transaction, and what its message says it locks. */
export interface Signed {
  raw: Uint8Array;
  signatures: number;
  transaction: VersionedTransaction;
}

/** Calls `seen` for every transaction that ran. */
export type Observer = (signed: Signed, ran: Ran, instructions: readonly TransactionInstruction[]) => void;

export class Chain {
  readonly svm = new litesvm.LiteSvm();
  /** Every key any transaction named. */
  readonly keys = new Set<string>();
  fees = 0n;
  transactions = 0;
  /** Compute units of all instructions, the compute budget's own left out. */
  units = 0;
  bytes = 0;
  observe: Observer = () => undefined;
  private seconds = START;
  private readonly blockhash = PublicKey.default.toBase58();

  constructor() {
    this.svm.setSigverify(true);
    // There are no blocks here: a blockhash can't expire, and equal transactions of different steps may repeat.
    this.svm.setBlockhashCheck(false);
    this.svm.setTransactionHistory(0n);
    this.svm.setRent(new litesvm.Rent(RENT_PER_BYTE, 1, 50));
    this.advance(0n);
  }

  /** Moves the clock; one slot each time. */
  advance(seconds: bigint): void {
    this.seconds += seconds;
    this.svm.setClock(new litesvm.Clock(this.svm.getClock().slot + 1n, START, 0n, 1n, this.seconds));
  }

  /** Moves to a slot; every slot before it had a block whose hash `hashOf` gives. Time stands still. */
  jump(slot: bigint, hashOf: (slot: bigint) => Uint8Array): void {
    this.svm.setClock(new litesvm.Clock(slot, START, 0n, 1n, this.seconds));
    const data = Buffer.alloc(8 + REMEMBERED * 40);
    data.writeBigUInt64LE(BigInt(REMEMBERED), 0);
    for (let entry = 0; entry < REMEMBERED; entry += 1) {
      const of = slot - 1n - BigInt(entry);
      data.writeBigUInt64LE(of, 8 + 40 * entry);
      data.set(hashOf(of), 16 + 40 * entry);
    }
    const owner = SYSVAR_OWNER.toBytes();
    this.svm.setAccount(SYSVAR_SLOT_HASHES_PUBKEY.toBytes(), new litesvm.Account(1n, data, owner, false, 0n));
  }

  get slot(): bigint {
    return this.svm.getClock().slot;
  }

  get now(): bigint {
    return this.seconds;
  }

  /** Loads a program; `authority` may upgrade it. */
  load(address: PublicKey, elf: Uint8Array, authority?: PublicKey): void {
    this.svm.addProgram(address.toBytes(), elf);
    if (authority === undefined) return;
    const [at] = PublicKey.findProgramAddressSync([address.toBytes()], LOADER);
    const found = this.svm.getAccount(at.toBytes());
    if (found === null) throw new Error(`the runtime kept no program data for ${address.toBase58()}`);
    const data = Buffer.from(found.data());
    // `UpgradeableLoaderState::ProgramData`: u32 tag, u64 slot, Option<authority>.
    data[12] = 1;
    data.set(authority.toBytes(), 13);
    const lamports = this.svm.minimumBalanceForRentExemption(BigInt(data.length));
    this.svm.setAccount(at.toBytes(), new litesvm.Account(lamports, data, found.owner(), false, 0n));
  }

  loadFile(address: PublicKey, path: string, authority?: PublicKey): number {
    const elf = readFileSync(path);
    this.load(address, elf, authority);
    return elf.length;
  }

  /** Gives `key` lamports out of nothing; once, at the start. */
  endow(key: PublicKey, lamports: bigint): void {
    this.svm.setAccount(
      key.toBytes(),
      new litesvm.Account(lamports, new Uint8Array(), PublicKey.default.toBytes(), false, 0n),
    );
  }

  account(key: PublicKey): AccountInfo<Buffer> | null {
    const found = this.svm.getAccount(key.toBytes());
    if (found === null || found.lamports() === 0n) return null;
    return {
      data: Buffer.from(found.data()),
      owner: new PublicKey(found.owner()),
      lamports: Number(found.lamports()),
      executable: found.executable(),
    };
  }

  lamports(key: PublicKey): bigint {
    return this.svm.getBalance(key.toBytes()) ?? 0n;
  }

  /** Builds and signs a v0 transaction with a compute limit; the first signer pays. */
  sign(instructions: readonly TransactionInstruction[], signers: readonly Keypair[], limit = 1_400_000): Signed {
    const payer = signers[0];
    if (payer === undefined) throw new Error('a transaction needs somebody who pays');
    const message = new TransactionMessage({
      payerKey: payer.publicKey,
      recentBlockhash: this.blockhash,
      instructions: [ComputeBudgetProgram.setComputeUnitLimit({ units: limit }), ...instructions],
    }).compileToV0Message();
    const transaction = new VersionedTransaction(message);
    const bytes = message.serialize();
    for (const signer of new Set(signers)) transaction.addSignature(signer.publicKey, sign(null, bytes, keyOf(signer)));
    return { raw: transaction.serialize(), signatures: message.header.numRequiredSignatures, transaction };
  }

  /** Runs a signed transaction; a refusal throws with its logs. */
  execute(signed: Signed, instructions: readonly TransactionInstruction[]): Ran {
    if (signed.raw.length > MAX_TRANSACTION)
      throw new RangeError(`a transaction of ${signed.raw.length} bytes does not fit ${MAX_TRANSACTION}`);
    const result = this.svm.sendVersionedTransaction(signed.raw);
    if (result instanceof litesvm.FailedTransactionMetadata)
      throw new Error(`${result.toString()}\n${result.meta().logs().join('\n')}`);
    const fee = BigInt(signed.signatures) * LAMPORTS_PER_SIGNATURE;
    const total = Number(result.computeUnitsConsumed());
    const ran: Ran = { ...topLevelUnits(result.logs()), total, bytes: signed.raw.length, fee };
    this.fees += fee;
    this.transactions += 1;
    this.units += ran.units.reduce((sum, units) => sum + units, 0);
    this.bytes += signed.raw.length;
    for (const key of signed.transaction.message.staticAccountKeys) this.keys.add(key.toBase58());
    this.observe(signed, ran, instructions);
    return ran;
  }

  run(signers: readonly Keypair[], ...instructions: TransactionInstruction[]): Ran {
    return this.execute(this.sign(instructions, signers), instructions);
  }
}

const signingKeys = new Map<Keypair, KeyObject>();
/** What PKCS #8 puts before the 32 bytes of an Ed25519 seed. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signed by the platform, not in JavaScript: much faster, the same signatures. */
function keyOf(signer: Keypair): KeyObject {
  let key = signingKeys.get(signer);
  if (key === undefined) {
    const der = Buffer.concat([PKCS8, signer.secretKey.subarray(0, 32)]);
    key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    signingKeys.set(signer, key);
  }
  return key;
}

/** Units of each top-level instruction that runs a program of its own; built-in programs log none. */
function topLevelUnits(logs: readonly string[]): Pick<Ran, 'units' | 'own'> {
  const [units, own]: [number[], number[]] = [[], []];
  let depth = 0;
  let below = 0;
  for (const line of logs) {
    if (/^Program \w+ invoke \[\d+\]$/.test(line)) depth += 1;
    else if (/^Program \w+ (success|failed)/.test(line)) depth -= 1;
    const consumed = Number(/^Program \w+ consumed (\d+) of/.exec(line)?.[1] ?? Number.NaN);
    if (Number.isNaN(consumed)) continue;
    if (depth === 2) below += consumed;
    if (depth !== 1) continue;
    units.push(consumed);
    own.push(consumed - below);
    below = 0;
  }
  return { units, own };
}
