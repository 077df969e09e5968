/** What happened to an account: from the indexer where it knows, else from the account's own transactions. */
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { inTurn } from '../services/inTurn.ts';
import { factOf, type Fact } from './facts.ts';
import type { Found } from './find.ts';
import { text } from '../text/index.ts';

export interface Happening {
  signature: string;
  slot: bigint;
  /** Unix seconds; undefined where nobody remembers. */
  time?: bigint;
  /** Who paid for the transaction. */
  by?: string;
  /** Instructions of the program, by their names. */
  calls: string[];
  /** Undefined where an indexer told of it: `detailsOf` reads them. */
  events?: Told[];
}

/** An event with its fields as people read them. */
export interface Told {
  name: string;
  facts: Fact[];
}

export interface Timeline {
  /** The newest first. */
  happenings: Happening[];
  /** Where it goes on; undefined at its end. */
  next?: string;
  from: 'indexer' | 'chain';
}

const PAGE = 20;
const AT_ONCE = 6;

export async function timelineOf(chain: Chain, found: Found, next?: string): Promise<Timeline> {
  if (next === undefined) {
    const known = await fromIndexer(chain, found).catch(() => undefined);
    if (known !== undefined) return known;
  }
  return fromChain(chain, found.address, next);
}

/** Rows of the feed that a page shows; whoever wants more reads the chain. */
const ROWS = 200;

async function fromIndexer(chain: Chain, { kind, address, ...found }: Found): Promise<Timeline | undefined> {
  const wallet = kind === 'member' && 'account' in found ? (found.account as { wallet: PublicKey }).wallet : undefined;
  const about = {
    ...(kind === 'task' && { task: address.toBase58() }),
    ...(kind === 'dataset' && { dataset: address.toBase58() }),
    ...(wallet !== undefined && { wallet: wallet.toBase58() }),
  };
  if (chain.index === undefined || Object.keys(about).length === 0) return undefined;
  const { data } = await chain.index.get('listFeed', { query: { ...about, state: 'any', limit: ROWS } });
  // It begins with the oldest: what does not fit would be the newest.
  if (data.items.length >= ROWS || data.items.length === 0) return undefined;
  const byTransaction = new Map<string, Happening>();
  for (const { signature, slot, blockTime, name, state } of data.items) {
    if (state === 'reverted') continue;
    const one = byTransaction.get(signature) ?? {
      signature,
      slot: BigInt(slot),
      ...(blockTime !== null && { time: BigInt(blockTime) }),
      calls: [],
    };
    one.calls.push(name);
    byTransaction.set(signature, one);
  }
  return { happenings: [...byTransaction.values()].reverse(), from: 'indexer' };
}

async function fromChain(chain: Chain, address: PublicKey, before: string | undefined): Promise<Timeline> {
  const listed = await chain.connection.getSignaturesForAddress(address, { before, limit: PAGE }, 'confirmed');
  const landed = listed.filter(({ err }) => err === null);
  const read = await inTurn(landed, AT_ONCE, ({ signature }) => happeningOf(chain, signature));
  const last = listed.at(-1);
  return {
    happenings: read.filter((one) => one !== undefined),
    ...(listed.length === PAGE && last !== undefined && { next: last.signature }),
    from: 'chain',
  };
}

/** A transaction with all it did; undefined where the node has forgotten it. */
export async function happeningOf(chain: Chain, signature: string): Promise<Happening | undefined> {
  const { client, connection } = chain;
  const { callsOf } = await import('@tagger/client/provenance');
  const options = { commitment: 'confirmed', maxSupportedTransactionVersion: 0 } as const;
  const found = await connection.getTransaction(signature, options);
  if (found === null || found.meta === null) return undefined;
  return {
    signature,
    slot: BigInt(found.slot),
    ...(found.blockTime != null && { time: BigInt(found.blockTime) }),
    by: found.transaction.message.staticAccountKeys[0]?.toBase58(),
    calls: callsOf(found).map(({ name }) => name),
    events: client.parseEvents(found.meta.logMessages ?? []).map((event) => toldOf(chain, event)),
  };
}

function toldOf(chain: Chain, { name, data }: { name: string; data: object }): Told {
  const facts = Object.entries(data).flatMap(([field, value]): Fact[] => {
    const shown = factOf(chain, field, value);
    return shown === undefined ? [] : [{ name: text.explore.field(field), ...shown }];
  });
  return { name, facts };
}
