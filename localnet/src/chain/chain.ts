/**
 * One chain: LiteSVM executes, this class decides what LiteSVM does not (blockhash age, duplicates, sizes), mirrors the
 * accounts, keeps the history and tells listeners what changed. Every transaction is executed once: it is simulated
 * with signature checks, and what the simulation wrote is then committed.
 */
import { AccountStore, type AccountState } from './accounts.ts';
import { type Block, type ClockState, SlotClock } from './clock.ts';
import { ChainError, errorJson, type TransactionErrorJson } from './errors.ts';
import { History, type TransactionMeta, type TransactionRecord } from './history.ts';
import { SYSVAR_OWNER, type Key } from './keys.ts';
import { EMPTY_META, lazyMeta, tokenBalances } from './meta.ts';
import { FailedMetadata, Svm } from './svm.ts';
import { resolveKeys, type ResolvedKeys, type WireTransaction } from './wire.ts';

export interface ChainOptions {
  /** Lamports a byte; the rent-exempt minimum is (128 + bytes) times this. */
  rentPerByte: bigint;
  /** Any text; chains with the same seed have the same genesis hash and blockhashes. */
  seed: string;
  /** Chain time at genesis, Unix milliseconds. */
  startMs: number;
  /** How many transactions are remembered. */
  historyLimit: number;
}

/** What the chain tells its listeners. `account` comes after every change with undefined for a deleted account. */
export interface ChainListener {
  account?(key: Key, state: AccountState | undefined, slot: number): void;
  transaction?(record: TransactionRecord, changed: Key[]): void;
  /** An account was written without a transaction. */
  written?(key: Key): void;
  blocks?(blocks: Block[]): void;
  settings?(): void;
}

export type Outcome =
  { landed: true; record: TransactionRecord } | { landed: false; err: TransactionErrorJson; meta: TransactionMeta };

export interface Simulation {
  err: TransactionErrorJson | null;
  meta: TransactionMeta;
  keys: ResolvedKeys;
  postAccounts: Map<Key, AccountState>;
}

export interface Snapshot {
  accounts: Map<Key, AccountState>;
  clock: ClockState;
  historyTotal: number;
  feesTaken: bigint;
}

export class Chain {
  readonly accounts = new AccountStore();
  readonly history: History;
  readonly svm: Svm;
  readonly clock: SlotClock;
  /** Keys that differ from genesis; persistence writes only these. */
  readonly dirty = new Set<Key>();
  /** Lamports fees removed from accounts since genesis (a cluster burns half and pays half to its leader). */
  feesTaken = 0n;
  rentPerByte: bigint;
  private readonly listeners = new Set<ChainListener>();

  constructor(options: ChainOptions) {
    this.rentPerByte = options.rentPerByte;
    this.svm = new Svm(options.rentPerByte);
    for (const [key, state] of this.svm.genesisAccounts()) this.accounts.set(key, state);
    this.history = new History(options.historyLimit);
    this.clock = new SlotClock(this.svm, options.seed, options.startMs);
  }

  get slot(): number {
    return this.clock.slot;
  }

  listen(listener: ChainListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Current state of an account. Sysvars are read from the SVM because slots change them. */
  account(key: Key): AccountState | undefined {
    const mirrored = this.accounts.get(key);
    return mirrored?.owner === SYSVAR_OWNER ? this.svm.account(key) : mirrored;
  }

  /** Creates, overwrites or (undefined or zero lamports) deletes an account without any rule of the runtime. */
  setAccount(key: Key, state: AccountState | undefined): void {
    this.svm.setAccount(key, state);
    if (this.mirror(key, state)) for (const l of this.listeners) l.written?.(key);
  }

  /** Rent-exempt minimum becomes (128 + bytes) x this many lamports. */
  setRent(lamportsPerByte: bigint): void {
    this.rentPerByte = lamportsPerByte;
    this.svm.setRent(lamportsPerByte);
    for (const l of this.listeners) l.settings?.();
  }

  setLastRestartSlot(slot: number): void {
    this.svm.setLastRestartSlot(BigInt(slot));
    for (const l of this.listeners) l.settings?.();
  }

  advance(slots: number, ms: number): void {
    const blocks = this.clock.advance(slots, ms);
    for (const l of this.listeners) l.blocks?.(blocks);
  }

  /** Why this transaction can't be accepted now, before it is executed. */
  admission(tx: WireTransaction): TransactionErrorJson | undefined {
    if (this.history.has(tx.signature)) return 'AlreadyProcessed';
    if (this.clock.lastValidSlot(tx.blockhash) === undefined) return 'BlockhashNotFound';
    return undefined;
  }

  /**
   * Executes a transaction. With `preflight` a failing one leaves no trace; without, it lands as failed and costs its
   * fee, as on a cluster. A wrong signature never lands (`SignatureFailure`).
   */
  execute(tx: WireTransaction, preflight: boolean): Outcome {
    const refused = this.admission(tx);
    if (refused !== undefined) return { landed: false, err: refused, meta: EMPTY_META };
    const keys = this.resolve(tx);
    if (typeof keys === 'string') return { landed: false, err: keys, meta: EMPTY_META };
    const preBalances = this.balances(keys.keys);
    const preTokenBalances = tokenBalances(keys.keys, this.accounts);
    const simulated = this.svm.simulate(tx, true);
    let err: TransactionErrorJson | null = null;
    let native;
    let written: [Key, AccountState | undefined][];
    if (simulated instanceof FailedMetadata) {
      err = errorJson(simulated.err());
      native = simulated.meta();
      if (preflight || !reachedExecution(err)) return { landed: false, err, meta: lazyMeta(native) };
      this.svm.sendVerified(tx);
      written = keys.keys.filter((_, i) => keys.writable[i]).map((k) => [k, this.svm.account(k)]);
    } else {
      native = simulated.meta();
      written = this.svm.commit(simulated);
    }
    const changed = written.filter(([key, state]) => this.mirror(key, state)).map(([key]) => key);
    const postBalances = this.balances(keys.keys);
    const fee = sum(preBalances) - sum(postBalances);
    this.feesTaken += fee;
    const record: TransactionRecord = {
      tx,
      slot: this.slot,
      time: this.clock.unixTime,
      err,
      fee,
      ...keys,
      preBalances,
      postBalances,
      preTokenBalances,
      postTokenBalances: tokenBalances(keys.keys, this.accounts),
      meta: lazyMeta(native),
    };
    this.history.add(record, this.clock.latest);
    for (const l of this.listeners) l.transaction?.(record, changed);
    return { landed: true, record };
  }

  /** Executes without keeping anything. */
  simulate(tx: WireTransaction, verify: boolean, checkBlockhash: boolean): Simulation {
    const empty: ResolvedKeys = { keys: tx.staticKeys, writable: [], loadedWritable: [], loadedReadonly: [] };
    const failed = (err: TransactionErrorJson): Simulation => ({
      err,
      meta: EMPTY_META,
      keys: empty,
      postAccounts: new Map(),
    });
    if (this.history.has(tx.signature)) return failed('AlreadyProcessed');
    if (checkBlockhash && this.clock.lastValidSlot(tx.blockhash) === undefined) return failed('BlockhashNotFound');
    const keys = this.resolve(tx);
    if (typeof keys === 'string') return failed(keys);
    const simulated = this.svm.simulate(tx, verify);
    if (simulated instanceof FailedMetadata) {
      return { err: errorJson(simulated.err()), meta: lazyMeta(simulated.meta()), keys, postAccounts: new Map() };
    }
    return {
      err: null,
      meta: lazyMeta(simulated.meta()),
      keys,
      postAccounts: new Map(this.svm.postAccounts(simulated)),
    };
  }

  snapshot(): Snapshot {
    return {
      accounts: new Map(this.accounts.entries()),
      clock: this.clock.state(),
      historyTotal: this.history.total,
      feesTaken: this.feesTaken,
    };
  }

  /** Puts accounts, clock and history back. Costs one write per account that differs. */
  restore(snapshot: Snapshot): void {
    const missing = [...this.accounts.entries()].map(([k]) => k).filter((k) => !snapshot.accounts.has(k));
    for (const key of missing) this.setAccount(key, undefined);
    const executablesLast = [...snapshot.accounts].sort((a, b) => Number(a[1].executable) - Number(b[1].executable));
    for (const [key, state] of executablesLast) {
      if (this.accounts.get(key) !== state && state.owner !== SYSVAR_OWNER) this.setAccount(key, state);
    }
    this.clock.restore(snapshot.clock);
    this.history.truncate(snapshot.historyTotal);
    this.feesTaken = snapshot.feesTaken;
  }

  private resolve(tx: WireTransaction): ResolvedKeys | string {
    try {
      return resolveKeys(tx, (table) => this.account(table));
    } catch (error) {
      if (error instanceof ChainError) return error.name;
      throw error;
    }
  }

  private mirror(key: Key, state: AccountState | undefined): boolean {
    if (!this.accounts.set(key, state)) return false;
    this.dirty.add(key);
    for (const l of this.listeners) l.account?.(key, this.accounts.get(key), this.slot);
    return true;
  }

  private balances(keys: Key[]): bigint[] {
    return keys.map((key) => this.accounts.get(key)?.lamports ?? 0n);
  }
}

/** Errors after loading cost the fee on a cluster; errors before it never reach a block. */
function reachedExecution(err: TransactionErrorJson): boolean {
  return typeof err === 'object' && ('InstructionError' in err || 'InsufficientFundsForRent' in err);
}

function sum(values: bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n);
}
