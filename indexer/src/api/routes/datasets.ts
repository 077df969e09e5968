/** Datasets, offers, licences and the market for them. */
import { Type, type TSchema } from 'typebox';
import { FINAL, withoutPlace } from '../common.ts';
import { page, type Order } from '../list.ts';
import { missing } from '../refusal.ts';
import { route, type Route } from '../route.ts';
import {
  Address,
  Amount,
  Flag,
  Hex,
  ItemId,
  listOf,
  orNull,
  Paging,
  shaped,
  Signature,
  Text,
  U64,
  Whole,
  Words,
} from '../shape.ts';
import { rows, select, sql, type Columns, type Part } from '../sql.ts';

const DATASET = {
  address: 'd.address',
  publisher: 'd.publisher',
  mint: 'd.mint',
  task: 'd.task',
  manifestId: 'd.contents_manifest_id',
  manifestHash: 'd.contents_manifest_hash',
  useClass: 'd.contents_use_class',
  withdrawn: 'd.withdrawn',
  offers: 'd.offers',
  sold: 'd.sold',
  earned: 'd.earned',
  publishedAt: 'd.published_at',
  bond: 'd.bond',
  readSlot: 'd.read_slot',
  finalized: FINAL('d'),
  title: "(select x.title from document x where x.kind = 'card' and x.owner = d.address)",
} satisfies Columns;
export const Dataset = Type.Object({
  address: Address,
  publisher: Address,
  mint: Address,
  task: Address,
  manifestId: ItemId,
  manifestHash: Hex,
  useClass: Whole,
  withdrawn: Flag,
  offers: Whole,
  sold: U64,
  earned: U64,
  publishedAt: U64,
  bond: U64,
  readSlot: U64,
  finalized: Flag,
  title: orNull(Text),
});
const OFFER = {
  address: 'o.address',
  dataset: 'o.dataset',
  index: 'o.index',
  price: 'o.price',
  supply: 'o.supply',
  sold: 'o.sold',
  termSecs: 'o.terms_term_secs',
  seats: 'o.terms_seats',
  uses: 'o.terms_uses',
  royaltyBps: 'o.terms_royalty_bps',
  transferable: 'o.terms_transferable',
  readSlot: 'o.read_slot',
  finalized: FINAL('o'),
} satisfies Columns;
const Offer = Type.Object({
  address: Address,
  dataset: Address,
  index: Whole,
  price: U64,
  supply: Whole,
  sold: Whole,
  termSecs: U64,
  seats: Whole,
  uses: Whole,
  royaltyBps: Whole,
  transferable: Flag,
  readSlot: U64,
  finalized: Flag,
});
const LICENCE = {
  address: 'l.address',
  dataset: 'l.dataset',
  mint: 'l.mint',
  holder: 'l.holder',
  state: 'l.state',
  offer: 'l.offer',
  paid: 'l.paid',
  boughtAt: 'l.bought_at',
  expiresAt: 'l.expires_at',
  keyUntil: 'l.key_until',
  asking: 'l.asking',
  royaltyBps: 'l.terms_royalty_bps',
  uses: 'l.terms_uses',
  readSlot: 'l.read_slot',
  finalized: FINAL('l'),
} satisfies Columns;
const Licence = Type.Object({
  address: Address,
  dataset: Address,
  mint: Address,
  holder: Address,
  state: Type.Integer({ description: '0 pending, 1 active, 2 revoked' }),
  offer: Whole,
  paid: U64,
  boughtAt: U64,
  expiresAt: U64,
  keyUntil: U64,
  asking: U64,
  royaltyBps: Whole,
  uses: Whole,
  readSlot: U64,
  finalized: Flag,
});
const BID = {
  address: 'b.address',
  license: 'b.license',
  bidder: 'b.bidder',
  price: 'b.price',
  until: 'b.until',
  readSlot: 'b.read_slot',
  finalized: FINAL('b'),
} satisfies Columns;
const Bid = Type.Object({
  address: Address,
  license: Address,
  bidder: Address,
  price: U64,
  until: U64,
  readSlot: U64,
  finalized: Flag,
});
const PRICE = {
  signature: 'p.signature',
  slot: 'p.slot',
  blockTime: 'p.block_time',
  what: 'p.what',
  dataset: 'p.dataset',
  license: 'p.license',
  wallet: 'p.wallet',
  amount: 'p.amount',
  finalized: 'p.slot <= (select finalized_slot from state)',
} satisfies Columns;
const Price = Type.Object({
  signature: Signature,
  slot: U64,
  blockTime: orNull(U64),
  what: Text,
  dataset: orNull(Address),
  license: orNull(Address),
  wallet: orNull(Address),
  amount: orNull(U64),
  finalized: Flag,
});

const byAddress = { type: 'text' } as const;
const ORDERS: Readonly<Record<'newest' | 'sold', Order>> = {
  newest: {
    by: [
      { column: 'd.published_at', type: 'numeric' },
      { column: 'd.address', ...byAddress },
    ],
    descending: true,
  },
  sold: {
    by: [
      { column: 'd.sold', type: 'numeric' },
      { column: 'd.address', ...byAddress },
    ],
    descending: true,
  },
};
const SOLD = ['bought', 'renewed', 'upgraded', 'sold'] as const;
const prices: Order = {
  by: [
    { column: 'p.slot', type: 'integer' },
    { column: 'p.signature', type: 'text' },
    { column: 'p.ix', type: 'integer' },
    { column: 'p.inner_ix', type: 'integer' },
  ],
  descending: true,
};

interface Listed<T extends TSchema> {
  name: string;
  path: string;
  summary: string;
  item: T;
  columns: Columns;
  from: string;
  /** Filters that are a column's value. */
  equal: Readonly<Record<string, string>>;
  /** Those that stand in the path. */
  inPath?: readonly string[];
  always?: string;
  order: Order;
}

/** A list whose filters are equalities of addresses. */
function listed<T extends TSchema>(parts: Listed<T>): Route {
  const { name, path, summary, item, columns, from, equal, inPath = [], always, order } = parts;
  const filters = Object.keys(equal).filter((filter) => !inPath.includes(filter));
  return route(
    {
      name,
      path,
      summary,
      tag: 'datasets',
      params: Object.fromEntries(inPath.map((own) => [own, Address])),
      query: { ...Paging, ...Object.fromEntries(filters.map((own) => [own, Type.Optional(Address)])) },
      answer: listOf(item),
    },
    async ({ params, query }, { db }) => {
      const asked: Record<string, unknown> = { ...query, ...params };
      const { cursor, limit = 50 } = query;
      const where: Part[] = Object.entries(equal)
        .filter(([own]) => asked[own] !== undefined)
        .map(([own, column]) => sql`${sql.raw(column)} = ${asked[own]}`);
      if (always !== undefined) where.push(sql.raw(always));
      const of = [name, withoutPlace(asked)];
      return shaped(listOf(item), await page(db, { of, columns, from: sql.raw(from), where, order, cursor, limit }));
    },
  );
}

export const DATASETS: Route[] = [
  route(
    {
      name: 'listDatasets',
      path: '/datasets',
      summary: 'Datasets',
      tag: 'datasets',
      query: {
        ...Paging,
        publisher: Type.Optional(Address),
        task: Type.Optional(Address),
        useClass: Type.Optional(Type.Integer({ minimum: 0, maximum: 255 })),
        withdrawn: Type.Optional(Type.Boolean()),
        maxPrice: Type.Optional(Amount),
        text: Type.Optional(Words),
        sort: Type.Optional(Type.Enum(['newest', 'sold'])),
      },
      answer: listOf(Dataset),
    },
    async ({ query }, { db }) => {
      const { publisher, task, useClass, withdrawn, maxPrice, text, sort = 'newest', cursor, limit = 50 } = query;
      const where: Part[] = [];
      if (publisher !== undefined) where.push(sql`d.publisher = ${publisher}`);
      if (task !== undefined) where.push(sql`d.task = ${task}`);
      if (useClass !== undefined) where.push(sql`d.contents_use_class = ${useClass}::smallint`);
      if (withdrawn !== undefined) where.push(sql`(d.withdrawn <> 0) = ${withdrawn}::boolean`);
      if (maxPrice !== undefined)
        where.push(sql`exists (select 1 from offer o where o.dataset = d.address and o.price <= ${maxPrice}::numeric)`);
      if (text !== undefined)
        where.push(
          sql`d.address in (select x.owner from document x where x.kind = 'card' and x.words @@ websearch_to_tsquery('simple', ${text}))`,
        );
      const of = ['datasets', withoutPlace(query)];
      return shaped(
        listOf(Dataset),
        await page(db, { of, columns: DATASET, from: sql`dataset d`, where, order: ORDERS[sort], cursor, limit }),
      );
    },
  ),
  route(
    {
      name: 'getDataset',
      path: '/datasets/:dataset',
      summary: 'One dataset with its offers',
      tag: 'datasets',
      params: { dataset: Address },
      answer: Type.Object({ dataset: Dataset, offers: Type.Array(Offer) }),
    },
    async ({ params: { dataset } }, { db }) => {
      const [found] = await rows(db, sql`select ${select(DATASET)} from dataset d where d.address = ${dataset}`);
      if (found === undefined) throw missing('dataset');
      const offers = await rows(
        db,
        sql`select ${select(OFFER)} from offer o where o.dataset = ${dataset} order by o.index limit 1000`,
      );
      return { dataset: shaped(Dataset, found), offers: offers.map((row) => shaped(Offer, row)) };
    },
  ),
  listed({
    name: 'listSales',
    path: '/datasets/:dataset/sales',
    summary: 'Purchases, renewals and resales of licences of a dataset, the newest first',
    item: Price,
    columns: PRICE,
    from: 'price p',
    equal: { dataset: 'p.dataset' },
    inPath: ['dataset'],
    always: `p.what in (${SOLD.map((what) => `'${what}'`).join(', ')})`,
    order: prices,
  }),
  listed({
    name: 'listPrices',
    path: '/prices',
    summary: 'Offers, sales, asks, bids and resales over time, the newest first',
    item: Price,
    columns: PRICE,
    from: 'price p',
    equal: { dataset: 'p.dataset', license: 'p.license' },
    order: prices,
  }),
  listed({
    name: 'listOffers',
    path: '/offers',
    summary: 'Offers, the cheapest first',
    item: Offer,
    columns: OFFER,
    from: 'offer o',
    equal: { dataset: 'o.dataset' },
    order: {
      by: [
        { column: 'o.price', type: 'numeric' },
        { column: 'o.address', ...byAddress },
      ],
    },
  }),
  listed({
    name: 'listLicences',
    path: '/wallets/:holder/licences',
    summary: 'Licences of a wallet, the newest first',
    item: Licence,
    columns: LICENCE,
    from: 'license l',
    equal: { holder: 'l.holder', dataset: 'l.dataset' },
    inPath: ['holder'],
    order: {
      by: [
        { column: 'l.bought_at', type: 'numeric' },
        { column: 'l.address', ...byAddress },
      ],
      descending: true,
    },
  }),
  listed({
    name: 'listResale',
    path: '/resale',
    summary: 'Licences that are for sale by their holders, the cheapest first',
    item: Licence,
    columns: LICENCE,
    from: 'license l',
    equal: { dataset: 'l.dataset' },
    always: 'l.asking > 0',
    order: {
      by: [
        { column: 'l.asking', type: 'numeric' },
        { column: 'l.address', ...byAddress },
      ],
    },
  }),
  listed({
    name: 'listBids',
    path: '/bids',
    summary: 'Bids, the highest first',
    item: Bid,
    columns: BID,
    from: 'bid b',
    equal: { license: 'b.license', bidder: 'b.bidder' },
    order: {
      by: [
        { column: 'b.price', type: 'numeric' },
        { column: 'b.address', ...byAddress },
      ],
      descending: true,
    },
  }),
];
