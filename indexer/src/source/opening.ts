/**
 * All accounts at the end of one final slot, from a node that goes on meanwhile: addresses by kind, then accounts in pages, then again
 * those that transactions touched between the first page and the last, until none is left.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { CAMEL_IDL } from '@tagger/client';
import bs58 from 'bs58';
import { IndexerError } from '../error.ts';
import { decode, PROGRAM } from '../chain/calls.ts';
import type { RawTransaction } from '../chain/transaction.ts';
import type { Endpoints } from './endpoints.ts';
import type { AccountRead, AccountsAt, Listed, Opening } from './source.ts';

export interface AccountJson {
  owner: string;
  lamports: number;
  data: [string, string];
}

export interface OpeningNode {
  rpc: Pick<Endpoints, 'call' | 'batch'>;
  /** Accounts as of a final slot, in pages, none before `since`. */
  read(addresses: readonly string[], since: number): Promise<AccountsAt[]>;
  /** What is listed as final in slots (after, upTo], oldest first, and the transactions of it that succeeded. */
  listed(after: number, upTo: number): Promise<{ listed: Listed[]; transactions: RawTransaction[] }>;
}

const ROUNDS = 100;
/** Milliseconds between rounds; a slot has 400. */
const PAUSE_MS = 50;

/** Throws `SnapshotMoving` where the accounts change faster than the node can be asked. */
export async function openingOf(node: OpeningNode): Promise<Opening> {
  const [confirmed, finalized] = (await node.rpc.batch<number>([
    { method: 'getSlot', params: [{ commitment: 'confirmed' }] },
    { method: 'getSlot', params: [{ commitment: 'finalized' }] },
  ])) as [number, number];
  // Where finality comes at once, as on a chain of one's own, the newest final slot may still grow.
  const whole = confirmed > finalized;
  const read = new Map<string, AccountRead & { slot: number }>();
  const keep = (pages: readonly AccountsAt[]): void => {
    for (const { slot, accounts } of pages) for (const one of accounts) read.set(one.address, { ...one, slot });
  };
  keep(await node.read(await addresses(node.rpc), finalized));
  const first = Math.min(finalized, ...[...read.values()].map(({ slot }) => slot));
  for (let round = 0; round < ROUNDS; round += 1) {
    const newest = Math.max(first, ...[...read.values()].map(({ slot }) => slot));
    const { listed, transactions } = await node.listed(first - 1, newest);
    const again = new Set<string>();
    for (const transaction of transactions)
      for (const { touched } of decode(transaction).calls)
        for (const address of touched) {
          const seen = read.get(address)?.slot ?? -1;
          if (transaction.slot > seen || (transaction.slot === seen && !whole)) again.add(address);
        }
    if (again.size === 0) {
      const slot = whole ? newest : newest - 1;
      const signature = listed.findLast((one) => one.slot <= slot)?.signature;
      return { slot, signature, accounts: [...read.values()].filter(({ account }) => account !== undefined) };
    }
    if (round > 0) await sleep(PAUSE_MS);
    keep(await node.read([...again], newest));
  }
  throw new IndexerError(
    'SnapshotMoving',
    `the accounts changed ${ROUNDS} times while they were read: ask a nearer node, or one with the whole history`,
  );
}

/** Addresses of all accounts, kind by kind and without their data, so that the answers stay small. */
async function addresses(rpc: OpeningNode['rpc']): Promise<string[]> {
  const found: string[] = [];
  for (const { discriminator } of CAMEL_IDL.accounts ?? []) {
    const memcmp = { offset: 0, bytes: bs58.encode(Uint8Array.from(discriminator)) };
    const answer = await rpc.call<{ value: { pubkey: string }[] } | { pubkey: string }[]>('getProgramAccounts', [
      PROGRAM,
      {
        commitment: 'finalized',
        encoding: 'base64',
        dataSlice: { offset: 0, length: 0 },
        filters: [{ memcmp }],
        withContext: true,
      },
    ]);
    found.push(...(Array.isArray(answer) ? answer : answer.value).map(({ pubkey }) => pubkey));
  }
  return found;
}
