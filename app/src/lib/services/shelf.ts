/** Datasets with what their cards, offers and tasks say, as the list shows them. */
import type { Domain, TaskAccount } from '@tagger/client';
import type { DatasetRow } from '@tagger/client/indexer';
import type { Manifest } from '@tagger/client/manifest';
import type { Chain } from '../chain/door.ts';
import { accountsOf } from './accounts.ts';
import { inTurn } from './inTurn.ts';
import { cardOf } from './manifests.ts';

export type Kind = 'text' | 'image' | 'audio' | 'other';

/** What a list needs of an offer. */
export interface OfferBrief {
  dataset: string;
  /** Base units of TAG. */
  price: bigint;
  /** Bits of `USES`. */
  uses: number;
  soldOut: boolean;
}

export interface Listing {
  row: DatasetRow;
  /** Undefined where it could not be read; `trouble` says why. */
  manifest?: Manifest;
  trouble?: string;
  offers: OfferBrief[];
  /** Undefined for the publisher's own data, and where the task is closed. */
  domain?: number;
  /** Part of the answers that are the label, by the task's account. */
  agreementBps?: number;
  kind: Kind;
}

export interface Shelf {
  listings: Listing[];
  domains: Domain[];
  /** Uses by their bit. */
  uses: Readonly<Record<string, number>>;
  from: 'indexer' | 'chain';
}

/** Most cards that are read at once, and datasets that are listed. */
const AT_ONCE = 6;
const MOST = 200;
/** Pages of offers that are read: a list that goes on for ever is none. */
const MOST_PAGES = 100;

/** All datasets, the newest first. Throws what the node throws; a card that can't be read is said in its place. */
export async function readShelf(chain: Chain): Promise<Shelf> {
  const { client, connection } = chain;
  const [{ items, from }, named] = await Promise.all([
    chain.market.datasets({ limit: MOST }),
    client.fetchDomains(connection),
  ]);
  const own = chain.PublicKey.default.toBase58();
  const made = [...new Set(items.map(({ task }) => task).filter((task) => task !== own))];
  const [offers, tasks, cards] = await Promise.all([
    from === 'indexer' ? offersOfIndex(chain).catch(() => offersOfChain(chain)) : offersOfChain(chain),
    accountsOf(
      chain,
      'task',
      made.map((task) => new chain.PublicKey(task)),
    ),
    inTurn(items, AT_ONCE, (row) => cardOf(chain, row)),
  ]);
  const listings = items.map((row, at): Listing => {
    const { read, trouble } = cards[at]!;
    const task = tasks.get(row.task);
    return {
      row,
      ...(read === undefined ? { trouble } : { manifest: read.manifest }),
      offers: offers.filter(({ dataset }) => dataset === row.address),
      ...(task !== undefined && { domain: task.terms.domain, ...agreementOf(task) }),
      kind: read === undefined ? 'other' : kindOf(read.manifest),
    };
  });
  return { listings, domains: named === null ? [] : client.domainsOf(named), uses: client.USES, from };
}

const agreementOf = ({ accepted, answers }: TaskAccount): { agreementBps?: number } =>
  answers === 0n ? {} : { agreementBps: Number((accepted * 10_000n) / answers) };

async function offersOfChain({ client, connection }: Chain): Promise<OfferBrief[]> {
  return (await client.listOffers(connection)).map(({ dataset, price, terms, supply, sold }) => ({
    dataset: dataset.toBase58(),
    price,
    uses: terms.uses,
    soldOut: supply > 0 && sold >= supply,
  }));
}

async function offersOfIndex({ index }: Chain): Promise<OfferBrief[]> {
  const found: OfferBrief[] = [];
  let cursor: string | undefined;
  for (let pages = 0; index !== undefined; pages += 1) {
    if (pages === MOST_PAGES) throw new Error('the list of offers does not end');
    const { data } = await index.get('listOffers', { query: { cursor, limit: MOST } });
    for (const { dataset, price, uses, supply, sold } of data.items)
      found.push({ dataset, price: BigInt(price), uses, soldOut: supply > 0 && sold >= supply });
    if (data.next === null) break;
    cursor = data.next;
  }
  return found;
}

/** By the media types of its files, the data before the samples. */
export function kindOf({ files }: Manifest): Kind {
  const types = [...files]
    .sort((a, b) => Number(a.plain === undefined) - Number(b.plain === undefined))
    .map(({ plain, mediaType }) => plain?.mediaType ?? mediaType);
  for (const type of types) {
    if (type.startsWith('image/')) return 'image';
    if (type.startsWith('audio/')) return 'audio';
    if (type.startsWith('text/') || /json|parquet/.test(type)) return 'text';
  }
  return 'other';
}

/** The least that is asked of those who can still buy; undefined where nobody can. */
export function cheapest({ offers }: Pick<Listing, 'offers'>): bigint | undefined {
  const open = offers.filter(({ soldOut }) => !soldOut).map(({ price }) => price);
  return open.length === 0 ? undefined : open.reduce((least, price) => (price < least ? price : least));
}
