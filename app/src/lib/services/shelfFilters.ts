/** What a list of datasets is narrowed down to, and its order; it lives in the address. */
import { cheapest, type Kind, type Listing } from './shelf.ts';

export const SORTS = ['newest', 'price', 'sold', 'quality'] as const;
export type Sort = (typeof SORTS)[number];
export const KINDS = ['text', 'image', 'audio', 'other'] as const satisfies readonly Kind[];

export interface ShelfFilters {
  text: string;
  kind: Kind | undefined;
  domain: number | undefined;
  language: string;
  /** Name of a use that an offer must allow. */
  use: string;
  /** Base units of TAG. */
  most: bigint | undefined;
  /** Part of the answers that agree, basis points. */
  agreement: number;
  sort: Sort;
}

export const NO_FILTERS: ShelfFilters = {
  text: '',
  kind: undefined,
  domain: undefined,
  language: '',
  use: '',
  most: undefined,
  agreement: 0,
  sort: 'newest',
};

export function readShelfFilters(query: Pick<URLSearchParams, 'get'>): ShelfFilters {
  const whole = (name: string, most: number): number | undefined => {
    const text = query.get(name) ?? '';
    return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
  };
  const most = query.get('most') ?? '';
  const language = query.get('language') ?? '';
  const use = query.get('use') ?? '';
  return {
    text: (query.get('text') ?? '').slice(0, 200),
    kind: KINDS.find((name) => name === query.get('kind')),
    domain: whole('domain', 255),
    language: /^[a-z]{2,8}$/.test(language) ? language : '',
    use: /^[a-z]{1,20}$/.test(use) ? use : '',
    most: /^\d{1,19}$/.test(most) ? BigInt(most) : undefined,
    agreement: whole('agreement', 10_000) ?? 0,
    sort: SORTS.find((name) => name === query.get('sort')) ?? 'newest',
  };
}

/** Only what differs from the whole list. */
export function writeShelfFilters(filters: ShelfFilters): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of Object.keys(NO_FILTERS) as (keyof ShelfFilters)[]) {
    const value = filters[name];
    if (value !== undefined && value !== NO_FILTERS[name]) query.set(name, String(value));
  }
  return query;
}

/** Listings that match all of it, in the wanted order. `uses` by their bit. */
export function arrange(
  listings: readonly Listing[],
  filters: ShelfFilters,
  uses: Readonly<Record<string, number>>,
): Listing[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const bit = filters.use === '' ? 0 : (uses[filters.use] ?? 0);
  const left = listings.filter((listing) => {
    const { manifest, row, kind, domain, agreementBps, offers } = listing;
    const said = [manifest?.name, manifest?.description, ...(manifest?.keywords ?? []), row.address, row.publisher]
      .join(' ')
      .toLowerCase();
    const spoken = manifest?.languages.map((tag) => tag.split('-')[0]?.toLowerCase()) ?? [];
    const fitting = offers.filter(
      (offer) =>
        !offer.soldOut && (offer.uses & bit) === bit && (filters.most === undefined || offer.price <= filters.most),
    );
    return (
      words.every((word) => said.includes(word)) &&
      (filters.kind === undefined || kind === filters.kind) &&
      (filters.domain === undefined || domain === filters.domain) &&
      (filters.language === '' || spoken.includes(filters.language)) &&
      ((bit === 0 && filters.most === undefined) || fitting.length > 0) &&
      (agreementBps ?? 0) >= filters.agreement
    );
  });
  const order: Record<Sort, (a: Listing, b: Listing) => number> = {
    newest: (a, b) => compare(BigInt(b.row.publishedAt), BigInt(a.row.publishedAt)),
    price: (a, b) => compare(cheapest(a) ?? DEAR, cheapest(b) ?? DEAR),
    sold: (a, b) => compare(BigInt(b.row.sold), BigInt(a.row.sold)),
    quality: (a, b) => (b.agreementBps ?? -1) - (a.agreementBps ?? -1),
  };
  return left.sort(order[filters.sort]);
}

/** More than any price: what has no offer comes last. */
const DEAR = 1n << 64n;
const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
