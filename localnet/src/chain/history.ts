/** What happened: transactions by signature, by address and by slot, newest last, at most `limit` of them. */
import type { TransactionErrorJson } from './errors.ts';
import type { Block } from './clock.ts';
import type { Key } from './keys.ts';
import type { WireTransaction } from './wire.ts';

export interface InnerInstructionRecord {
  programIdIndex: number;
  accounts: number[];
  data: Buffer;
  stackHeight: number;
}

export interface TokenBalanceRecord {
  accountIndex: number;
  mint: Key;
  owner: Key;
  programId: Key;
  amount: bigint;
  decimals: number;
}

/** Everything a client can ask about a landed transaction. The methods read lazily from LiteSVM's own object. */
export interface TransactionMeta {
  logs(): string[];
  innerInstructions(): InnerInstructionRecord[][];
  computeUnits(): number;
  returnData(): { programId: Key; data: Uint8Array } | undefined;
}

export interface TransactionRecord {
  tx: WireTransaction;
  slot: number;
  /** Unix seconds. */
  time: number;
  err: TransactionErrorJson | null;
  fee: bigint;
  keys: Key[];
  writable: boolean[];
  loadedWritable: Key[];
  loadedReadonly: Key[];
  preBalances: bigint[];
  postBalances: bigint[];
  preTokenBalances: TokenBalanceRecord[];
  postTokenBalances: TokenBalanceRecord[];
  meta: TransactionMeta;
}

/** A list that loses its oldest entries without moving the rest each time. */
class Trail {
  items: TransactionRecord[] = [];
  start = 0;
  push(record: TransactionRecord): void {
    this.items.push(record);
  }
  dropOldest(): void {
    this.start++;
    if (this.start > 64 && this.start * 2 > this.items.length) {
      this.items = this.items.slice(this.start);
      this.start = 0;
    }
  }
  get length(): number {
    return this.items.length - this.start;
  }
}

export class History {
  private readonly bySignature = new Map<string, TransactionRecord>();
  private readonly byAddress = new Map<Key, Trail>();
  private readonly bySlot = new Map<number, { block: Block; records: TransactionRecord[] }>();
  private readonly limit: number;
  /** Transactions that ever landed, including those no longer kept. */
  total = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(signature: string): TransactionRecord | undefined {
    return this.bySignature.get(signature);
  }

  has(signature: string): boolean {
    return this.bySignature.has(signature);
  }

  add(record: TransactionRecord, block: Block): void {
    this.total++;
    this.bySignature.set(record.tx.signature, record);
    for (const key of new Set(record.keys)) {
      let trail = this.byAddress.get(key);
      if (trail === undefined) this.byAddress.set(key, (trail = new Trail()));
      trail.push(record);
    }
    let slot = this.bySlot.get(record.slot);
    if (slot === undefined) this.bySlot.set(record.slot, (slot = { block, records: [] }));
    slot.records.push(record);
    if (this.bySignature.size > this.limit) this.dropOldest();
  }

  /** Kept records, oldest first. */
  records(): TransactionRecord[] {
    return [...this.bySignature.values()];
  }

  atSlot(slot: number): { block: Block; records: TransactionRecord[] } | undefined {
    return this.bySlot.get(slot);
  }

  slots(): number[] {
    return [...this.bySlot.keys()];
  }

  /** Newest first, after `before` and up to `until` (both exclusive signatures). */
  ofAddress(address: Key, limit: number, before?: string, until?: string): TransactionRecord[] {
    const trail = this.byAddress.get(address);
    if (trail === undefined) return [];
    const found: TransactionRecord[] = [];
    let skipping = before !== undefined;
    for (let i = trail.items.length - 1; i >= trail.start && found.length < limit; i--) {
      const record = trail.items[i] as TransactionRecord;
      if (until !== undefined && record.tx.signature === until) break;
      if (skipping) skipping = record.tx.signature !== before;
      else found.push(record);
    }
    return found;
  }

  /** Forgets everything after the first `total` transactions that ever landed (used by restore). */
  truncate(total: number): void {
    const kept = this.records().slice(0, Math.max(0, this.size - (this.total - total)));
    const blocks = new Map([...this.bySlot].map(([slot, s]) => [slot, s.block]));
    this.bySignature.clear();
    this.byAddress.clear();
    this.bySlot.clear();
    for (const record of kept) this.add(record, blocks.get(record.slot) as Block);
    this.total = total;
  }

  get size(): number {
    return this.bySignature.size;
  }

  private dropOldest(): void {
    const [signature, record] = this.bySignature.entries().next().value as [string, TransactionRecord];
    this.bySignature.delete(signature);
    for (const key of new Set(record.keys)) {
      const trail = this.byAddress.get(key);
      trail?.dropOldest();
      if (trail?.length === 0) this.byAddress.delete(key);
    }
    const slot = this.bySlot.get(record.slot);
    slot?.records.shift();
    if (slot?.records.length === 0) this.bySlot.delete(record.slot);
  }
}
