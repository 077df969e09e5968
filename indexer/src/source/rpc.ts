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
import type {
  AccountRead,
  AccountsAt,
  Listed,
  Opening,
  Progress,
  Recent,
  SlotBatch,
  Source,
  Staging,
  Step,
} from './source.ts';
import { Alarm } from './alarm.ts';
import { Listing } from './listing.ts';
import { openingOf, type AccountJson } from './opening.ts';

interface ListedJson {
  signature: string;
  slot: number;
  err: unknown;
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
  /** Signatures of one listing held in memory before they are staged in the database. Default 20,000. */
  listMost?: number;
  /** Milliseconds after which a newest slot that nothing follows counts as whole: the chain stands still. Default 2,000. */
  standsMs?: number;
}

const LIST_PAGE = 1_000;
/** Most accounts a node gives in one answer. */
const ACCOUNT_PAGE = 100;
/** Five slots of a cluster, and less than `verify` waits. */
const STANDS_MS = 2_000;

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
  private staging: Staging | undefined;
  /** Newest slot seen, and since when. */
  private newest = { slot: -1, since: 0 };

  constructor(private readonly options: RpcOptions) {
    this.rpc = new Endpoints(options.endpoints, options, this.stop.signal);
    this.batch = options.batch ?? 100;
    this.atOnce = options.atOnce ?? 4;
    this.pollMs = options.pollMs ?? 1_000;
    this.step = options.step ?? 2_000;
  }

  stage(staging: Staging): void {
    this.staging = staging;
  }

  genesis(): Promise<string> {
    return this.rpc.call('getGenesisHash', []);
  }

  head(): Promise<number> {
    return this.rpc.call('getSlot', [{ commitment: 'confirmed' }]);
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
    const head = this.stands(confirmed) ? confirmed : confirmed - 1;
    const final = Math.min(finalized - 1, confirmed - 1);
    if (recent.length === 0) {
      if (final > finalizedSlot) {
        const listing = new Listing(this.staging, this.options.listMost);
        for await (const page of this.pages(finalizedSignature, finalizedSlot, final, 'finalized'))
          await listing.add(page);
        yield* this.tell(listing, final, true);
        return;
      }
    } else if (final > finalizedSlot) {
      // An index that was away has less than what is final: only what it has is compared, the rest is read as final after it.
      const upTo = Math.min(final, slot);
      const all = await this.list(finalizedSignature, finalizedSlot, upTo, 'finalized');
      const listed = all.filter((one) => !one.failed);
      const at = firstDifference(
        recent.filter((one) => one.slot <= upTo),
        listed,
      );
      if (at === undefined) yield { kind: 'final', slot: upTo, failed: all.length - listed.length };
      else yield { kind: 'undone', slot: at };
      return;
    }
    if (head <= slot) return;
    const last = recent.at(-1);
    const listed = await this.list(last?.signature ?? finalizedSignature, finalizedSlot, head, 'confirmed');
    const landed = listed.filter((one) => !one.failed);
    if (landed.some((one) => one.slot <= slot)) {
      // The node has not our newest one, or has something before it: another fork, or a gap. All that is not final is compared.
      const all = (await this.list(finalizedSignature, finalizedSlot, head, 'confirmed')).filter((one) => !one.failed);
      const at = firstDifference(
        recent,
        all.filter((one) => one.slot <= slot),
      );
      if (at !== undefined) {
        yield { kind: 'undone', slot: at };
        return;
      }
      yield* this.tell(Listing.of(all.filter((one) => one.slot > slot)), head, false);
      return;
    }
    yield* this.tell(Listing.of(landed), head, false);
  }

  /**
   * Whether nothing has followed the newest slot for so long that nothing will be added to it: accounts that were read there speak of
   * what is written then. Where something is added after all, the slot is undone and told again; it is never final before the next.
   */
  private stands(slot: number): boolean {
    if (slot !== this.newest.slot) this.newest = { slot, since: performance.now() };
    return performance.now() - this.newest.since >= (this.options.standsMs ?? STANDS_MS);
  }

  /**
   * Transactions after `until` in slots (after, upTo], newest first, page by page. A node that is behind `upTo` refuses, and another one
   * is asked.
   */
  private async *pages(
    until: string | undefined,
    after: number,
    upTo: number,
    commitment: 'confirmed' | 'finalized',
  ): AsyncIterable<Listed[]> {
    // A node behind others may list the end of a page again, and one that indexes while it is asked the same signature twice.
    let known = new Set<string>();
    for (let before: string | undefined; ;) {
      const page = await this.rpc.call<ListedJson[]>('getSignaturesForAddress', [
        PROGRAM,
        { before, until, limit: LIST_PAGE, commitment, minContextSlot: upTo },
      ]);
      const told = new Set<string>();
      const fresh = page.filter(
        ({ signature }) => !known.has(signature) && !told.has(signature) && told.add(signature),
      );
      known = told;
      yield fresh
        .filter(({ slot }) => slot > after && slot <= upTo)
        .map(({ signature, slot, err }) => ({ signature, slot, failed: err !== null }));
      const oldest = page.at(-1);
      if (oldest === undefined || page.length < LIST_PAGE || oldest.slot <= after) return;
      before = oldest.signature;
    }
  }

  /** The same, oldest first. */
  private async list(...asked: Parameters<RpcSource['pages']>): Promise<Listed[]> {
    const found: Listed[] = [];
    for await (const page of this.pages(...asked)) found.push(...page);
    return found.reverse();
  }

  private async *tell(listing: Listing, upTo: number, final: boolean): AsyncIterable<Step> {
    const take = async (): Promise<{ batches: SlotBatch[]; last: number; failed: number; more: boolean }> => {
      const part = await listing.take(this.step);
      const landed = part.filter((one) => !one.failed);
      const batches = await this.fetch(bySlot(landed));
      return { batches, last: part.at(-1)?.slot ?? upTo, failed: part.length - landed.length, more: listing.more };
    };
    // The next part is fetched while the one before is written.
    let coming = take();
    for (;;) {
      const { batches, last, failed, more } = await coming;
      if (more) {
        coming = take();
        // A failure is told when its turn comes, not while the part before it is written.
        coming.catch(() => undefined);
      }
      yield { kind: 'slots', batches, upTo: more ? last : upTo, final, ...(final && { failed }) };
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
    const pages = await this.accountsOf(addresses, since, 'confirmed');
    return { slot: Math.min(...pages.map(({ slot }) => slot)), accounts: pages.flatMap(({ accounts }) => accounts) };
  }

  /** Accounts in pages, each at a slot of its own. Throws `NodeBehind`. */
  private async accountsOf(
    addresses: readonly string[],
    since: number,
    commitment: 'confirmed' | 'finalized',
  ): Promise<AccountsAt[]> {
    const parts: string[][] = [];
    for (let at = 0; at < addresses.length; at += ACCOUNT_PAGE) parts.push(addresses.slice(at, at + ACCOUNT_PAGE));
    return Promise.all(
      parts.map(async (part) => {
        const { context, value } = await this.rpc.call<{ context: { slot: number }; value: (AccountJson | null)[] }>(
          'getMultipleAccounts',
          [part, { commitment, encoding: 'base64', minContextSlot: since }],
        );
        // [attack 135] A node that is behind what it was asked for must not speak for it.
        if (context.slot < since)
          throw new IndexerError('NodeBehind', `a node answered for slot ${context.slot}, asked for ${since}`);
        return {
          slot: context.slot,
          accounts: part.map((address, at): AccountRead => ({ address, account: ownOf(value[at] ?? null) })),
        };
      }),
    );
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

  opening(): Promise<Opening> {
    return openingOf({
      rpc: this.rpc,
      read: (addresses, since) => this.accountsOf(addresses, since, 'finalized'),
      listed: async (after, upTo) => {
        const listed = await this.list(undefined, after, upTo, 'finalized');
        const batches = await this.fetch(bySlot(listed.filter((one) => !one.failed)));
        return { listed, transactions: batches.flatMap(({ transactions }) => transactions) };
      },
    });
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
