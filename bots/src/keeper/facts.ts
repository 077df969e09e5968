/** What accounts must know of each other: tasks and datasets as they were last read, whose seat has which number. */
import { PublicKey } from '@solana/web3.js';
import {
  decodeAccount,
  offsetOf,
  type ConfigAccount,
  type DatasetAccount,
  type Keyed,
  type TaskAccount,
} from '@tagger/client';

export type Bytes = { data: Buffer; owner: PublicKey; executable: boolean; lamports: number; rentEpoch?: number };

const SEAT = { index: offsetOf('seat', 'index'), task: offsetOf('seat', 'task'), wallet: offsetOf('seat', 'wallet') };

export class Facts {
  config: ConfigAccount;
  readonly tasks = new Map<string, Keyed<TaskAccount>>();
  readonly datasets = new Map<string, Keyed<DatasetAccount>>();
  /** Accounts whose moment depends on a task or a dataset. */
  private readonly below = new Map<string, Set<string>>();
  private readonly names = new Map<string, string>();
  private readonly wallets = new Map<string, Map<number, PublicKey>>();

  constructor(config: ConfigAccount) {
    this.config = config;
  }

  /** Returns whether those below it must be looked at again. */
  task(address: PublicKey, info: Bytes): boolean {
    const key = address.toBase58();
    const before = this.tasks.get(key);
    const task = { ...decodeAccount('task', info), address };
    this.tasks.set(key, task);
    if (before === undefined) return true;
    const moved = before.cancelled !== task.cancelled || before.publishUntil !== task.publishUntil;
    return moved || !before.dataset.equals(task.dataset);
  }

  dataset(address: PublicKey, info: Bytes): boolean {
    const key = address.toBase58();
    const before = this.datasets.get(key);
    const dataset = { ...decodeAccount('dataset', info), address };
    this.datasets.set(key, dataset);
    return before === undefined || before.withdrawn !== dataset.withdrawn;
  }

  /** The address of these 32 bytes as text; encoding it anew for every page of a task takes longer than reading the page. */
  nameOf(bytes: Buffer): string {
    const raw = bytes.toString('latin1');
    const known = this.names.get(raw);
    if (known !== undefined) return known;
    const name = new PublicKey(bytes).toBase58();
    this.names.set(raw, name);
    return name;
  }

  /** Remembers that `child` depends on `parent`. */
  attach(parent: string, child: string): void {
    const found = this.below.get(parent);
    if (found === undefined) this.below.set(parent, new Set([child]));
    else found.add(child);
  }

  /** What depends on an account. */
  children(parent: string): Iterable<string> {
    return this.below.get(parent) ?? [];
  }

  seat(info: Pick<Bytes, 'data'>): void {
    const { data } = info;
    const task = new PublicKey(data.subarray(SEAT.task, SEAT.task + 32)).toBase58();
    const found = this.wallets.get(task) ?? new Map<number, PublicKey>();
    found.set(data.readUInt32LE(SEAT.index), new PublicKey(data.subarray(SEAT.wallet, SEAT.wallet + 32)));
    this.wallets.set(task, found);
  }

  walletOf(task: string, seat: number): PublicKey | undefined {
    return this.wallets.get(task)?.get(seat);
  }

  /** An account is gone. */
  forget(address: string): void {
    this.tasks.delete(address);
    this.datasets.delete(address);
    this.below.delete(address);
    this.wallets.delete(address);
  }
}
