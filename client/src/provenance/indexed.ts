/**
 * A task's history from an indexer instead of thousands of questions to a node. Nothing an indexer says is believed for its own sake: records
 * put together from it must have the root the chain keeps, and every commitment in that root must open to the answers and the wallet
 * they are shown with.
 */
import { PublicKey } from '@solana/web3.js';
import { sha256 } from '@noble/hashes/sha2';
import { concatBytes, hexToBytes } from '@noble/hashes/utils';
import bs58 from 'bs58';
import { TaggerClientError } from '../clientError.ts';
import { commitment } from '../commitment.ts';
import { COMMIT_DOMAIN } from '../constants.ts';
import { indexerReader, type IndexerOptions, type IndexerReader } from '../indexer/reader.ts';
import { pagePda, PROGRAM_ID } from '../pda.ts';
import { CAMEL_IDL } from '../program.ts';
import type { TaggerEvent } from '../types.ts';
import { decodeCall, type Landed } from './history.ts';
import { recomputeLabels, type LostLabels } from './lost.ts';
import type { RecordHistory } from './records.ts';

export interface IndexedHistory {
  /** Transactions that name an address, oldest first, as `recordsFrom` asks for them. */
  landedOf: (address: PublicKey) => Promise<Landed[]>;
  /** Labels no log holds: those the indexer saw on the page, then what the answers decide. */
  lostLabels: LostLabels;
}

/** Rows of one answer, and the most of all of them: an indexer that never ends must not fill the memory. */
const PAGE = 200;
const MOST_ROWS = 2_000_000;
const ZEROS = new Uint8Array(32);

/** Reads everything an indexer has of a task. Throws what `IndexerReader.get` throws, and `IndexDisagrees` for rows that are none. */
export async function indexedHistory(index: IndexerReader | IndexerOptions, task: PublicKey): Promise<IndexedHistory> {
  const reader = 'get' in index ? index : indexerReader(index);
  const path = { task: task.toBase58() };
  const landed = new Map<string, Landed & { named: Set<string> }>();
  let after = '0';
  for (let rows = 0; ; rows += PAGE) {
    const { data } = await reader.get('listCalls', { path, query: { after, limit: PAGE } });
    for (const row of data.items) add(landed, row);
    if (data.items.length < PAGE) break;
    if (rows >= MOST_ROWS || BigInt(data.last) <= BigInt(after))
      throw disagrees(`the indexer's list of calls of ${task.toBase58()} does not end`);
    after = data.last;
  }
  const all = [...landed.values()];
  const seen = new Map<string, Uint8Array[]>();
  for (let cursor: string | undefined; ;) {
    const { data } = await reader.get('listPanels', { path, query: { cursor, limit: PAGE } });
    for (const { page, number, labels } of data.items)
      if (labels !== null)
        seen.set(`${page} ${number}`, [...(seen.get(`${page} ${number}`) ?? []), hexToBytes(labels)]);
    if (data.next === null || seen.size > MOST_ROWS) break;
    cursor = data.next;
  }
  return {
    landedOf: (address) => Promise.resolve(all.filter(({ named }) => named.has(address.toBase58()))),
    lostLabels: async (lost) => [
      ...(seen.get(`${pagePda(task, lost.page).toBase58()} ${lost.panel}`) ?? []),
      ...(await recomputeLabels(lost)),
    ],
  };
}

interface Row {
  signature: string;
  slot: string;
  blockTime: string | null;
  inner: number;
  accounts: string[];
  data: string;
  events: { name: string; data: string }[];
}

function add(landed: Map<string, Landed & { named: Set<string> }>, row: Row): void {
  const { signature, slot, blockTime, inner, accounts, data, events } = row;
  const time = blockTime === null ? null : Number(blockTime);
  const one = landed.get(signature) ?? { signature, slot: Number(slot), time, calls: [], events: [], named: new Set() };
  landed.set(signature, one);
  try {
    const keys = accounts.map((account) => new PublicKey(account));
    const call = decodeCall(hexToBytes(data), keys, inner === -1);
    if (call !== undefined) one.calls.push(call);
    one.events.push(...events.map(({ name, data }) => eventFrom(name, JSON.parse(data) as Record<string, unknown>)));
  } catch (error) {
    throw disagrees(`the indexer tells something of ${signature} that is no call of the program`, error);
  }
  for (const account of accounts) one.named.add(account);
}

/**
 * An event as it is read from a log, from its fields as an index keeps them: 64-bit numbers and addresses as text, bytes in hexadecimal.
 */
export function eventFrom(name: string, data: Record<string, unknown>): TaggerEvent {
  const definition = CAMEL_IDL.types?.find((type) => type.name === name)?.type;
  const types = new Map<string, unknown>();
  if (definition?.kind === 'struct')
    for (const field of definition.fields ?? [])
      if (typeof field === 'object' && 'name' in field) types.set(field.name, field.type);
  const fields = Object.entries(data).map(([field, value]) => [field, valueFrom(types.get(field), value)]);
  return { name, data: Object.fromEntries(fields) as unknown } as TaggerEvent;
}

function valueFrom(type: unknown, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'pubkey') return new PublicKey(value);
  if (type === 'u64' || type === 'i64' || type === 'u128') return BigInt(value);
  const bytes = type === 'bytes' || (typeof type === 'object' && type !== null && ('array' in type || 'vec' in type));
  return bytes ? hexToBytes(value) : value;
}

/**
 * Throws `IndexDisagrees` where a seat's commitment, which the record root holds, does not open to the answers, the salt and the wallet an
 * index shows. Who committed and stayed silent opens nothing: only his signature says who he was, see `verifyProvenance`.
 */
export function checkOpenings(task: PublicKey, genesisHash: string, records: readonly RecordHistory[]): void {
  const context = sha256(concatBytes(COMMIT_DOMAIN, bs58.decode(genesisHash), PROGRAM_ID.toBytes(), task.toBytes()));
  for (const { record, seats } of records)
    record.members.forEach((member, slot) => {
      const { wallet, reveal } = seats[slot] ?? {};
      const where = `seat ${slot} of panel ${record.panel} on page ${record.page}`;
      if (Buffer.compare(member.commitment, ZEROS) !== 0 && wallet === undefined)
        throw disagrees(`the index does not say who sat on ${where}`);
      if (wallet === undefined || reveal === undefined) {
        if (member.answered > 0) throw disagrees(`the index does not say what was answered on ${where}`);
        return;
      }
      const place = { context, page: record.page, panel: record.panel, wallet };
      if (Buffer.compare(commitment(place, reveal.answers, reveal.salt), member.commitment) !== 0)
        throw disagrees(`what the index shows of ${where} is not what was committed to`);
    });
}

export const disagrees = (what: string, cause?: unknown): TaggerClientError =>
  new TaggerClientError('IndexDisagrees', `${what}: ask another indexer, or a node with the whole history`, { cause });
