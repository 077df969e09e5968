/**
 * The chain over JSON-RPC. Order and completeness come from `getSignaturesForAddress`, which lists the program's transactions of the fork
 * the node is on; the subscription to logs only wakes it up, so nothing depends on notifications that are lost, doubled or late.
 */
import { Connection } from '@solana/web3.js';
import { PROGRAM_ID } from '@tagger/client';
import { IndexerError } from '../error.ts';
import { PROGRAM } from '../chain/calls.ts';
import { fromAnswer, type RawTransaction, type TransactionAnswer } from '../chain/transaction.ts';
import { Endpoints, type EndpointOptions } from './endpoints.ts';
import type { AccountsAt, Progress, Recent, SlotBatch, Source, Step } from './source.ts';
import { Alarm } from './alarm.ts';

interface Listed {
  signature: string;
  slot: number;
  err: unknown;
}

interface AccountJson {
  owner: string;
  lamports: number;
  data: [string, string];
}

export interface RpcOptions extends EndpointOptions {
  /** JSON-RPC addresses, the preferred one first. */
  endpoints: readonly string[];
  /** Address of the WebSocket that wakes; without one the source looks every `pollMs`. */
  wake?: string;
  /** Milliseconds between looks when nothing wakes it. Default 1,000. */
  pollMs?: number;
  /** Transactions asked for in one request. Default 100; public nodes take fewer. */
  batch?: number;
  /** Requests under way at the same time. Default 4. */
  atOnce?: number;
  /** Transactions written in one go while catching up. Default 2,000. */
  step?: number;
}

const LIST_PAGE = 1_000;
/** Most accounts a node gives in one answer. */
const ACCOUNT_PAGE = 100;

export class RpcSource implements Source {
  private readonly stop = new AbortController();
  private readonly rpc: Endpoints;
  private readonly batch: number;
  private readonly atOnce: number;
  private readonly pollMs: number;
  private readonly step: number;
  private readonly alarm = new Alarm();
  private connection: Connection | undefined;
  private subscription: number | undefined;

  constructor(private readonly options: RpcOptions) {
    this.rpc = new Endpoints(options.endpoints, options, this.stop.signal);
    this.batch = options.batch ?? 100;
    this.atOnce = options.atOnce ?? 4;
    this.pollMs = options.pollMs ?? 1_000;
    this.step = options.step ?? 2_000;
  }

  genesis(): Promise<string> {
    return this.rpc.call('getGenesisHash', []);
  }

  async *follow(progress: () => Progress | Promise<Progress>, signal: AbortSignal): AsyncIterable<Step> {
    const end = (): void => this.alarm.ring();
    signal.addEventListener('abort', end);
    this.subscribe();
    try {
      while (!signal.aborted) {
        let told = false;
        for await (const step of this.look(await progress())) {
          told = true;
          yield step;
          if (signal.aborted) return;
        }
        if (!told) {
          yield { kind: 'idle' };
          await this.alarm.wait(this.pollMs);
        }
      }
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  private subscribe(): void {
    const { wake } = this.options;
    if (wake === undefined || this.connection !== undefined) return;
    this.connection = new Connection(this.rpc.current, { wsEndpoint: wake, commitment: 'confirmed' });
    this.subscription = this.connection.onLogs(PROGRAM_ID, () => this.alarm.ring(), 'confirmed');
  }

  /** One look at the chain: what became final, then what is new. */
  async *look({ slot, finalizedSlot, finalizedSignature, recent }: Progress): AsyncIterable<Step> {
    // Read before the lists: what they show up to here is whole. The newest slot may still grow on a node of one's own.
    const [confirmed, finalized] = (await this.rpc.batch<number>([
      { method: 'getSlot', params: [{ commitment: 'confirmed' }] },
      { method: 'getSlot', params: [{ commitment: 'finalized' }] },
    ])) as [number, number];
    const [head, final] = [confirmed - 1, Math.min(finalized - 1, confirmed - 1)];
    if (recent.length === 0) {
      if (final > finalizedSlot) {
        yield* this.tell(await this.list(finalizedSignature, finalizedSlot, final, 'finalized'), final, true);
        return;
      }
    } else if (final > finalizedSlot) {
      const listed = await this.list(finalizedSignature, finalizedSlot, final, 'finalized');
      const own = recent.filter((one) => one.slot <= final);
      const at = firstDifference(own, listed);
      if (at !== undefined) {
        yield { kind: 'undone', slot: at };
        return;
      }
      // All that is stored up to here is what the finalized chain has.
      if (slot >= final) {
        yield { kind: 'final', slot: final };
        return;
      }
    }
    if (head <= slot) return;
    const last = recent.at(-1);
    const listed = await this.list(last?.signature ?? finalizedSignature, finalizedSlot, head, 'confirmed');
    if (listed.some((one) => one.slot <= slot)) {
      // The node has not our newest one, or has something before it: another fork, or a gap. All that is not final is compared.
      const all = await this.list(finalizedSignature, finalizedSlot, head, 'confirmed');
      const at = firstDifference(
        recent,
        all.filter((one) => one.slot <= slot),
      );
      if (at !== undefined) {
        yield { kind: 'undone', slot: at };
        return;
      }
      yield* this.tell(
        all.filter((one) => one.slot > slot),
        head,
        false,
      );
      return;
    }
    yield* this.tell(listed, head, false);
  }

  /**
   * Successful transactions after `until` in slots (after, upTo], oldest first. A node that is behind `upTo` refuses, and another one
   * is asked.
   */
  private async list(
    until: string | undefined,
    after: number,
    upTo: number,
    commitment: 'confirmed' | 'finalized',
  ): Promise<Listed[]> {
    const found: Listed[] = [];
    for (let before: string | undefined; ;) {
      const page = await this.rpc.call<Listed[]>('getSignaturesForAddress', [
        PROGRAM,
        { before, until, limit: LIST_PAGE, commitment, minContextSlot: upTo },
      ]);
      for (const one of page)
        if (one.err === null && one.slot > after && one.slot <= upTo)
          found.push({ signature: one.signature, slot: one.slot, err: null });
      const oldest = page.at(-1);
      if (oldest === undefined || page.length < LIST_PAGE || oldest.slot <= after) break;
      before = oldest.signature;
    }
    return found.reverse();
  }

  private async *tell(listed: readonly Listed[], upTo: number, final: boolean): AsyncIterable<Step> {
    const groups = bySlot(listed);
    let at = 0;
    const take = (): Listed[][] => {
      const part: Listed[][] = [];
      for (let count = 0; at < groups.length && count < this.step; at += 1) {
        const group = groups[at] as Listed[];
        part.push(group);
        count += group.length;
      }
      return part;
    };
    // The next part is fetched while the one before is written.
    let coming = this.fetch(take());
    for (;;) {
      const batches = await coming;
      const more = at < groups.length;
      coming = more ? this.fetch(take()) : Promise.resolve([]);
      // A failure is told when its turn comes, not while the part before it is written.
      coming.catch(() => undefined);
      const last = batches.at(-1)?.slot ?? upTo;
      yield { kind: 'slots', batches, upTo: more ? last : upTo, final };
      if (!more) return;
    }
  }

  private async fetch(groups: readonly Listed[][]): Promise<SlotBatch[]> {
    const wanted = groups.flat();
    const found = new Map<string, RawTransaction>();
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < wanted.length) {
        const part = wanted.slice(next, (next += this.batch));
        for (const transaction of await this.transactions(part)) found.set(transaction.signature, transaction);
      }
    };
    await Promise.all(Array.from({ length: this.atOnce }, worker));
    return groups.map((group) => ({
      slot: (group[0] as Listed).slot,
      transactions: group.map(({ signature, slot }, position) => {
        const transaction = found.get(signature) as RawTransaction;
        if (transaction.slot !== slot)
          throw new IndexerError('SlotMoved', `${signature} moved from slot ${slot} to ${transaction.slot}: a fork`);
        return { ...transaction, position };
      }),
    }));
  }

  /** Bodies of listed transactions. A node that lists one and does not have it is not asked again this time. */
  private async transactions(listed: readonly Listed[]): Promise<RawTransaction[]> {
    const answers = await this.rpc.batch<TransactionAnswer | null>(
      listed.map(({ signature }) => ({
        method: 'getTransaction',
        params: [signature, { commitment: 'confirmed', encoding: 'base64', maxSupportedTransactionVersion: 0 }],
      })),
    );
    return answers.map((answer, at) => {
      const { signature } = listed[at] as Listed;
      const transaction = answer === null ? undefined : fromAnswer(signature, at, answer);
      if (transaction === undefined)
        throw new IndexerError('TransactionMissing', `the node lists ${signature} and does not have it`);
      return transaction;
    });
  }

  async accounts(addresses: readonly string[], since: number): Promise<AccountsAt> {
    const pages: Promise<{ context: { slot: number }; value: (AccountJson | null)[] }>[] = [];
    for (let at = 0; at < addresses.length; at += ACCOUNT_PAGE)
      pages.push(
        this.rpc.call('getMultipleAccounts', [
          addresses.slice(at, at + ACCOUNT_PAGE),
          { commitment: 'confirmed', encoding: 'base64', minContextSlot: since },
        ]),
      );
    const answers = await Promise.all(pages);
    const slots = answers.map(({ context }) => context.slot);
    // [attack 135] A node that is behind what it was asked for must not speak for it.
    if (slots.some((slot) => slot < since))
      throw new IndexerError('NodeBehind', `a node answered for slot ${Math.min(...slots)}, asked for ${since}`);
    const accounts = answers.flatMap(({ value }) => value);
    return {
      slot: Math.min(...slots),
      accounts: addresses.map((address, at) => ({ address, account: ownOf(accounts[at] ?? null) })),
    };
  }

  async *snapshot(since: number): AsyncIterable<AccountsAt> {
    // Addresses first, without data: the answer stays small however many there are; then their data in pages.
    const answer = await this.rpc.call<{ value: { pubkey: string }[] } | { pubkey: string }[]>('getProgramAccounts', [
      PROGRAM,
      {
        commitment: 'confirmed',
        encoding: 'base64',
        dataSlice: { offset: 0, length: 0 },
        withContext: true,
        minContextSlot: since,
      },
    ]);
    const addresses = (Array.isArray(answer) ? answer : answer.value).map(({ pubkey }) => pubkey).sort();
    for (let at = 0; at < addresses.length; at += ACCOUNT_PAGE)
      yield await this.accounts(addresses.slice(at, at + ACCOUNT_PAGE), since);
  }

  async close(): Promise<void> {
    this.stop.abort();
    this.alarm.ring();
    if (this.connection !== undefined && this.subscription !== undefined)
      await this.connection.removeOnLogsListener(this.subscription).catch(() => undefined);
  }
}

/** An account of the program; everything else counts as nothing [attack 135]. */
function ownOf(account: AccountJson | null): { data: Uint8Array; lamports: bigint } | undefined {
  if (account === null || account.owner !== PROGRAM) return undefined;
  return { data: Buffer.from(account.data[0], 'base64'), lamports: BigInt(account.lamports) };
}

function bySlot(listed: readonly Listed[]): Listed[][] {
  const groups: Listed[][] = [];
  for (const one of listed) {
    const group = groups.at(-1);
    if (group?.[0]?.slot === one.slot) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Slot from which on two lists differ; `undefined` where they are the same. */
export function firstDifference(own: readonly Recent[], listed: readonly Recent[]): number | undefined {
  const length = Math.max(own.length, listed.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [own[at], listed[at]];
    if (a?.signature !== b?.signature || a?.slot !== b?.slot)
      return Math.min(a?.slot ?? Number.MAX_SAFE_INTEGER, b?.slot ?? Number.MAX_SAFE_INTEGER);
  }
  return undefined;
}
