/**
 * An outsider: he has the whole ledger and all of Arweave, and no key. What he can tell apart is written down here once, so
 * that two worlds can be compared: everything counts but bytes that look random, names of keys and the second it happened in.
 */
import { deflateRawSync } from 'node:zlib';
import { PublicKey, type VersionedTransactionResponse } from '@solana/web3.js';
import {
  CAMEL_IDL,
  CODER,
  decodeAccount,
  decodePage,
  decodeSeatKey,
  discriminatorOf,
  parseEvents,
  PROGRAM_ID,
} from '@tagger/client';
import type { Reader } from '@tagger/client/storage';
import type { World } from './world.ts';

/** What somebody posted, with all its bytes. */
export interface Posted {
  tags: { name: string; value: string }[];
  owner: string;
  bytes: Uint8Array;
}

export interface Sight {
  /** Transactions that mention the program, oldest first: instructions, events and sizes. */
  ledger: unknown[];
  /** Its accounts as they are in the end. */
  accounts: unknown[];
  /** Data items in the order they came. */
  arweave: Posted[];
}

const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{43,44}$/;
/** Bytes of one hash, key, wrap half or challenge, as Anchor decodes them. */
const isBytes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length >= 16 && value.every((byte) => typeof byte === 'number' && byte < 256);
const isTime = (value: bigint): boolean => value > 1_500_000_000n && value < 4_000_000_000n;

/** Leaves what two equal worlds share: keys by the order they turn up in, random bytes by their number. */
export class Blur {
  private readonly keys = new Map<string, string>();

  key(name: string): string {
    const known = this.keys.get(name) ?? `key ${this.keys.size}`;
    this.keys.set(name, known);
    return known;
  }

  of(value: unknown): unknown {
    if (value instanceof PublicKey) return this.key(value.toBase58());
    if (value instanceof Uint8Array) return this.of([...value]);
    if (isBytes(value)) return value.every((byte) => byte === 0) ? `${value.length} zeros` : `${value.length} bytes`;
    if (typeof value === 'bigint') return isTime(value) ? 'a time' : value.toString();
    if (Array.isArray(value)) return value.map((entry) => this.of(entry));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value)
          // Slots, bumps and nonces are a matter of how fast the chain was, of the keys, and of the tasks before.
          .filter(([name]) => !/slot$|^target$|^bump$|^nonce$/i.test(name))
          .map(([name, entry]) => [name, this.of(entry)]),
      );
    if (typeof value === 'string' && ADDRESS.test(value)) return this.key(value);
    return value;
  }
}

/** Everything there is to see of a chain since a signature, and of all data items of an endpoint. */
export async function sightOf(world: World, reader: Reader, since: string): Promise<Sight> {
  const { connection } = world;
  const found = await connection.getSignaturesForAddress(PROGRAM_ID, { until: since, limit: 1_000 }, 'confirmed');
  const signatures = found.map(({ signature }) => signature).reverse();
  const transactions = await Promise.all(
    signatures.map((signature) =>
      connection.getTransaction(signature, { commitment: 'confirmed', maxSupportedTransactionVersion: 0 }),
    ),
  );
  const blur = new Blur();
  const ledger = transactions.map((transaction) => blur.of(told(transaction!)));
  const all = await connection.getProgramAccounts(PROGRAM_ID, 'confirmed');
  const accounts = all
    .map(({ pubkey, account }) => {
      const kind = (['task', 'page', 'seat', 'member'] as const).find((name) =>
        discriminatorOf(name).every((byte, at) => account.data[at] === byte),
      );
      const view = kind === undefined ? {} : kind === 'page' ? decodePage(account) : decodeAccount(kind, account);
      const key = kind === 'seat' ? decodeSeatKey(pubkey, account) : undefined;
      return { name: blur.key(pubkey.toBase58()), kind, size: account.data.length, view, key };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((account) => blur.of(account));
  return { ledger, accounts, arweave: await posted(reader) };
}

/** Instructions with their arguments, events and size of a transaction. */
function told({ transaction, meta }: VersionedTransactionResponse): unknown {
  const keys = transaction.message.getAccountKeys();
  const instructions = transaction.message.compiledInstructions
    .filter(({ programIdIndex }) => keys.get(programIdIndex)!.equals(PROGRAM_ID))
    .map(({ data, accountKeyIndexes }) => {
      const name = CAMEL_IDL.instructions.find(({ discriminator }) => discriminator[0] === data[0])?.name;
      const decoded = CODER.instruction.decode(Buffer.from(data));
      return {
        name,
        bytes: data.length,
        arguments: plain(decoded?.data),
        accounts: accountKeyIndexes.map((index) => keys.get(index)!),
      };
    });
  return { instructions, events: parseEvents(meta?.logMessages ?? []), size: transaction.message.serialize().length };
}

const isBig = (value: object): value is { toJSON(): string } => 'toArrayLike' in value;

/** Anchor's numbers and buffers as ours. */
const plain = (value: unknown): unknown => {
  if (value instanceof PublicKey || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (isBig(value)) return BigInt(`0x${value.toJSON()}`);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry)]));
};

async function posted(reader: Reader): Promise<Posted[]> {
  const items: Posted[] = [];
  for await (const { id, owner, tags, size } of reader.query({}, 1_000)) {
    const response = await fetch(rawUrl(reader, id));
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length !== size) throw new Error(`${id} has ${bytes.length} bytes, not ${size}`);
    items.push({ tags, owner, bytes });
  }
  return items.reverse();
}

const urls = new WeakMap<Reader, string>();
/** Tells where a reader's gateway serves bytes: an outsider has no hash to ask for. */
export function servedAt(reader: Reader, gateway: string): Reader {
  urls.set(reader, gateway);
  return reader;
}
const rawUrl = (reader: Reader, id: string): string => `${urls.get(reader)}/raw/${id}`;

/** The part of an age file behind its header: `undefined` where there is none. */
export function ageBody(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  const [header] = /^age-encryption\.org\/v1\n(?:-> .*\n[^-].*\n)+--- .*\n/.exec(text) ?? [];
  return header === undefined ? undefined : bytes.subarray(header.length);
}

/** Bytes without a pattern do not get shorter. */
export const looksRandom = (bytes: Uint8Array): boolean => deflateRawSync(bytes, { level: 9 }).length >= bytes.length;

/** What an outsider knows of a requester's data besides: he has the file it was made of. */
export interface Known {
  name: string;
  bytes: Uint8Array;
}

/**
 * His guesses: at which place of the task each of the items he knows is. Four ways to find out; `undefined` where a way says
 * nothing. `files` are the data items that hold the task's items, in their order.
 */
export function guesses(known: readonly Known[], files: readonly Posted[]): Record<string, (number | undefined)[]> {
  const bySize = [...files.keys()].sort((a, b) => files[a]!.bytes.length - files[b]!.bytes.length);
  const distinct = new Set(files.map(({ bytes }) => bytes.length)).size === files.length;
  const rank = [...known.keys()].sort((a, b) => known[a]!.bytes.length - known[b]!.bytes.length);
  const holding = (wanted: Uint8Array): number | undefined => {
    const at = files.findIndex(({ bytes }) => Buffer.from(bytes).includes(Buffer.from(wanted)));
    return at < 0 ? undefined : at;
  };
  return {
    'the order of the file': known.map((_, at) => at),
    'the sizes': known.map((_, at) =>
      distinct && files.length === known.length ? bySize[rank.indexOf(at)] : undefined,
    ),
    'the bytes': known.map(({ bytes }) => holding(bytes)),
    'the tags': known.map(({ name }) => {
      const at = files.findIndex(({ tags }) => tags.some(({ value }) => value.includes(name)));
      return at < 0 ? undefined : at;
    }),
  };
}
