/** Keeps a chain on disk: what every transaction, slot and test call changed, and a compact rewrite now and then. */
import { join } from 'node:path';
import type { AccountState } from '../chain/accounts.ts';
import type { Chain, ChainListener } from '../chain/chain.ts';
import type { Block, ClockState } from '../chain/clock.ts';
import type { TransactionRecord } from '../chain/history.ts';
import type { Key } from '../chain/keys.ts';
import { parseTransaction } from '../chain/wire.ts';
import { AppendLog } from './log.ts';

/** The log is rewritten when it is this much larger than after its last rewrite. */
const GROWTH_FACTOR = 4;
const MIN_REWRITE_BYTES = 64 * 1024 * 1024;

type AccountChange = [Key, AccountState | null];

/** A transaction record with everything lazy read out and everything derivable left out. */
interface StoredRecord extends Pick<
  TransactionRecord,
  | 'slot'
  | 'time'
  | 'err'
  | 'fee'
  | 'writable'
  | 'loadedWritable'
  | 'loadedReadonly'
  | 'preBalances'
  | 'postBalances'
  | 'preTokenBalances'
  | 'postTokenBalances'
> {
  raw: Uint8Array;
  logs: string[];
  inner: ReturnType<TransactionRecord['meta']['innerInstructions']>;
  units: number;
  returned: ReturnType<TransactionRecord['meta']['returnData']>;
}

type Frame =
  | { type: 'state'; clock: ClockState; rentPerByte: bigint; feesTaken: bigint; total: number }
  | { type: 'account'; change: AccountChange }
  | { type: 'transaction'; changes: AccountChange[]; record: StoredRecord; block: Block; feesTaken: bigint }
  | { type: 'blocks'; blocks: Block[]; unixMs: number }
  | { type: 'settings'; rentPerByte: bigint; lastRestartSlot: number };

export class ChainStore implements ChainListener {
  private readonly log: AppendLog;
  private readonly chain: Chain;
  private baseline: number;

  /** Brings `chain` (fresh from genesis) to the state on disk and records from then on. */
  constructor(chain: Chain, directory: string) {
    this.chain = chain;
    const accounts = new Map<Key, AccountState | null>();
    let stored = false;
    this.log = AppendLog.open(join(directory, 'chain.log'), (frame) => {
      stored = true;
      this.replay(frame as Frame, accounts);
    });
    if (stored) {
      chain.clock.writeSysvars();
      // A program account is compiled when it is set, from its program data: those must be there before.
      const ordered = [...accounts].sort(
        (a, b) => Number(a[1]?.executable ?? false) - Number(b[1]?.executable ?? false),
      );
      for (const [key, state] of ordered) chain.setAccount(key, state ?? undefined);
    }
    this.baseline = this.log.size;
    if (!stored) this.rewrite();
    chain.listen(this);
  }

  transaction(record: TransactionRecord, changed: Key[]): void {
    this.append({
      type: 'transaction',
      changes: changed.map((key) => [key, this.chain.accounts.get(key) ?? null]),
      record: toStored(record),
      block: this.chain.clock.latest,
      feesTaken: this.chain.feesTaken,
    });
  }

  written(key: Key): void {
    this.append({ type: 'account', change: [key, this.chain.accounts.get(key) ?? null] });
  }

  blocks(blocks: Block[]): void {
    this.append({ type: 'blocks', blocks, unixMs: this.chain.clock.unixMilliseconds });
  }

  settings(): void {
    const { rentPerByte, svm } = this.chain;
    this.append({ type: 'settings', rentPerByte, lastRestartSlot: Number(svm.lastRestartSlot) });
  }

  /** Writes the present state as a new log, dropping what was overwritten since. */
  rewrite(): void {
    this.log.rewrite(this.frames());
    this.baseline = this.log.size;
  }

  close(): void {
    this.log.close();
  }

  private append(frame: Frame): void {
    this.log.append(frame);
    if (this.log.size > Math.max(MIN_REWRITE_BYTES, this.baseline * GROWTH_FACTOR)) this.rewrite();
  }

  private *frames(): Generator<Frame> {
    const { chain } = this;
    const { rentPerByte, feesTaken } = chain;
    const records = chain.history.records();
    const total = chain.history.total - records.length;
    yield { type: 'state', clock: chain.clock.state(), rentPerByte, feesTaken, total };
    for (const key of chain.dirty) yield { type: 'account', change: [key, chain.accounts.get(key) ?? null] };
    for (const record of records) {
      const block = chain.history.atSlot(record.slot)?.block ?? chain.clock.latest;
      yield { type: 'transaction', changes: [], record: toStored(record), block, feesTaken };
    }
  }

  private replay(frame: Frame, accounts: Map<Key, AccountState | null>): void {
    const { chain } = this;
    switch (frame.type) {
      case 'state':
        chain.clock.restore(frame.clock);
        chain.setRent(frame.rentPerByte);
        chain.feesTaken = frame.feesTaken;
        chain.history.total = frame.total;
        break;
      case 'account':
        accounts.set(...frame.change);
        break;
      case 'transaction':
        for (const change of frame.changes) accounts.set(...change);
        chain.feesTaken = frame.feesTaken;
        chain.history.add(fromStored(frame.record), frame.block);
        break;
      case 'blocks':
        chain.clock.replay(frame.blocks, frame.unixMs);
        break;
      case 'settings':
        chain.setRent(frame.rentPerByte);
        chain.setLastRestartSlot(frame.lastRestartSlot);
        break;
    }
  }
}

function toStored(record: TransactionRecord): StoredRecord {
  const { meta, tx, keys: _keys, ...rest } = record;
  return {
    ...rest,
    raw: tx.raw,
    logs: meta.logs(),
    inner: meta.innerInstructions(),
    units: meta.computeUnits(),
    returned: meta.returnData(),
  };
}

function fromStored(stored: StoredRecord): TransactionRecord {
  const { raw, logs, inner, units, returned, ...rest } = stored;
  const tx = parseTransaction(Buffer.from(raw));
  const lists = inner.map((list) => list.map((ix) => ({ ...ix, data: Buffer.from(ix.data) })));
  return {
    ...rest,
    tx,
    keys: [...tx.staticKeys, ...rest.loadedWritable, ...rest.loadedReadonly],
    meta: {
      logs: () => logs,
      innerInstructions: () => lists,
      computeUnits: () => units,
      returnData: () => returned,
    },
  };
}
