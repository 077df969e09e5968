/**
 * Yellowstone gRPC: whole blocks of the program's transactions as they are confirmed, without asking. The stream is a faster way to be told,
 * not an authority: a block that does not follow what is written makes the RPC node look, and it is the node's list of finalized
 * transactions that makes rows final. So a stream that loses, doubles or invents blocks is put right within seconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import Yellowstone, { CommitmentLevel, SlotStatus } from '@triton-one/yellowstone-grpc';
import type {
  SubscribeRequest,
  SubscribeUpdate,
  SubscribeUpdateBlock,
  SubscribeUpdateTransactionInfo,
} from '@triton-one/yellowstone-grpc';
import bs58 from 'bs58';
import { PROGRAM } from '../chain/calls.ts';
import { keyAt } from '../chain/keys.ts';
import type { RawTransaction } from '../chain/transaction.ts';
import { Alarm } from './alarm.ts';
import type { RpcSource } from './rpc.ts';
import type { AccountsAt, Opening, Progress, Source, Staging, Step } from './source.ts';

export interface GrpcOptions {
  endpoint: string;
  token?: string;
  /** Serves history, accounts and finality. */
  node: RpcSource;
  /** Milliseconds between questions to the node for what became final. Default 2,000. */
  finalMs?: number;
  /** Milliseconds before a broken stream is opened again. Default 1,000. */
  reopenMs?: number;
}

/** The package is a module whose types say it is CommonJS: its default export is the client itself. */
const Client = Yellowstone as unknown as typeof Yellowstone.default;

/** Blocks kept while the index is busy; older ones are then read from the node. */
const MOST_BLOCKS = 4_096;

/** Milliseconds a node that is behind the stream is given. */
const BEHIND_MS = 100;

const REQUEST: SubscribeRequest = {
  accounts: {},
  slots: { tagger: {} },
  transactions: {},
  transactionsStatus: {},
  blocks: {
    tagger: { accountInclude: [PROGRAM], includeTransactions: true, includeAccounts: false, includeEntries: false },
  },
  blocksMeta: {},
  entry: {},
  commitment: CommitmentLevel.CONFIRMED,
  accountsDataSlice: [],
};

export class GrpcSource implements Source {
  private readonly node: RpcSource;
  private readonly alarm = new Alarm();
  private readonly closed = new AbortController();
  private blocks: SubscribeUpdateBlock[] = [];
  /** Newest slot the stream calls finalized. */
  private finalized = -1;

  constructor(private readonly options: GrpcOptions) {
    this.node = options.node;
  }

  genesis(): Promise<string> {
    return this.node.genesis();
  }

  async *follow(progress: () => Progress | Promise<Progress>, signal: AbortSignal): AsyncIterable<Step> {
    const ending = AbortSignal.any([signal, this.closed.signal]);
    const end = (): void => this.alarm.ring();
    ending.addEventListener('abort', end);
    void this.listen(ending);
    const { finalMs = 2_000 } = this.options;
    let asked = 0;
    try {
      while (!ending.aborted) {
        const now = await progress();
        const block = this.next(now);
        const due = Date.now() - asked >= finalMs && (block === undefined || this.finalized > now.finalizedSlot);
        if (due || (block !== undefined && Number(block.parentSlot) > now.slot)) {
          // What is final by the node's list; and what the stream has not told.
          asked = Date.now();
          let told = false;
          for await (const step of this.node.look(now)) {
            told = true;
            yield step;
          }
          if (told) continue;
          yield { kind: 'idle' };
          // The stream may be ahead of the node.
          await this.alarm.wait(BEHIND_MS);
          continue;
        }
        if (block === undefined) {
          yield { kind: 'idle' };
          await this.alarm.wait(finalMs);
          continue;
        }
        this.blocks.shift();
        yield* this.tell(block, now);
      }
    } finally {
      ending.removeEventListener('abort', end);
    }
  }

  /** The oldest block that is not written yet. */
  private next({ slot }: Progress): SubscribeUpdateBlock | undefined {
    while (this.blocks[0] !== undefined && Number(this.blocks[0].slot) <= slot) this.blocks.shift();
    return this.blocks[0];
  }

  private *tell(block: SubscribeUpdateBlock, { recent }: Progress): Iterable<Step> {
    const [slot, parent] = [Number(block.slot), Number(block.parentSlot)];
    // Something is written behind its parent: that was another fork.
    const orphan = recent.find((one) => one.slot > parent);
    if (orphan !== undefined) yield { kind: 'undone', slot: orphan.slot };
    const time = block.blockTime === undefined ? null : Number(block.blockTime.timestamp);
    const ordered = [...block.transactions].sort((a, b) => Number(BigInt(a.index) - BigInt(b.index)));
    const transactions = ordered.flatMap((info, position) => transactionOf(info, slot, position, time));
    const batches = transactions.length === 0 ? [] : [{ slot, transactions }];
    yield { kind: 'slots', batches, upTo: slot, final: false };
  }

  /** Keeps the stream open. */
  private async listen(signal: AbortSignal): Promise<void> {
    const { endpoint, token, reopenMs = 1_000 } = this.options;
    while (!signal.aborted) {
      try {
        const client = new Client(endpoint, token, undefined);
        await client.connect();
        const stream = await client.subscribe(REQUEST);
        const stop = (): void => void stream.destroy();
        signal.addEventListener('abort', stop);
        try {
          for await (const update of stream) this.take(update as SubscribeUpdate);
        } finally {
          signal.removeEventListener('abort', stop);
          stream.destroy();
        }
      } catch {
        // The node is asked until the stream is back.
      }
      // Blocks told before the break do not connect to those after it.
      this.blocks = [];
      await sleep(reopenMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private take({ block, slot }: SubscribeUpdate): void {
    if (slot !== undefined && slot.status === SlotStatus.SLOT_FINALIZED)
      this.finalized = Math.max(this.finalized, Number(slot.slot));
    if (block === undefined) return;
    if (this.blocks.length >= MOST_BLOCKS) this.blocks.shift();
    this.blocks.push(block);
    this.alarm.ring();
  }

  accounts(addresses: readonly string[], since: number): Promise<AccountsAt> {
    return this.node.accounts(addresses, since);
  }

  snapshot(since: number): AsyncIterable<AccountsAt> {
    return this.node.snapshot(since);
  }

  head(): Promise<number> {
    return this.node.head();
  }

  opening(): Promise<Opening> {
    return this.node.opening();
  }

  stage(staging: Staging): void {
    this.node.stage(staging);
  }

  async close(): Promise<void> {
    this.closed.abort();
    this.alarm.ring();
    await this.node.close();
  }
}

/** A streamed transaction; nothing for one that failed. */
export function transactionOf(
  { signature, transaction, meta }: SubscribeUpdateTransactionInfo,
  slot: number,
  position: number,
  time: number | null,
): RawTransaction[] {
  const message = transaction?.message;
  if (message === undefined || meta === undefined || meta.err !== undefined) return [];
  const keys = [...message.accountKeys, ...meta.loadedWritableAddresses, ...meta.loadedReadonlyAddresses];
  return [
    {
      signature: bs58.encode(signature),
      slot,
      position,
      time,
      fee: Number(meta.fee),
      keys: keys.map((key) => keyAt(key, 0)),
      outer: message.instructions.map(({ programIdIndex, accounts, data }) => ({
        program: programIdIndex,
        accounts,
        data,
      })),
      inner: new Map(
        meta.innerInstructions.map(({ index, instructions }) => [
          index,
          instructions.map(({ programIdIndex, accounts, data, stackHeight }) => ({
            program: programIdIndex,
            accounts,
            data,
            height: stackHeight,
          })),
        ]),
      ),
      logs: meta.logMessagesNone ? null : meta.logMessages,
    },
  ];
}
