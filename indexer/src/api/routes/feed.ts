/** The change feed, and what of it somebody wants to be told. */
import { Type } from 'typebox';
import { AFTER, FEED_FILTERS, FeedRow, filterOf, readFeed } from '../feed.ts';
import { page } from '../list.ts';
import { route, type Route } from '../route.ts';
import { Address, listOf, Paging, shaped, Signature, U64, u64, orNull, Flag } from '../shape.ts';
import { sql, type Part } from '../sql.ts';
import { dueOf, Due } from '../due.ts';
import { listed, TOLD, type Told } from '../kinds.ts';
import { Reminder, remindersOf } from '../reminders.ts';

const Notification = Type.Object({
  seq: u64('Number of the feed row'),
  kind: Type.Integer({ description: listed(TOLD) }),
  slot: U64,
  blockTime: orNull(U64),
  signature: Signature,
  task: orNull(Address),
  dataset: orNull(Address),
  page: orNull(Address),
  panel: orNull(U64),
  amount: orNull(U64),
});

/** Calls that name the wallet itself. */
const OWN: readonly (readonly [string, Told])[] = [
  ['collect', 'paid'],
  ['collectVotes', 'paid'],
  ['expireClaim', 'claimExpired'],
  ['expireReveal', 'revealMissed'],
  ['deliverTaskKey', 'taskKeyDelivered'],
];
/** Calls about a licence that say whose it is in `licenseChanged`. */
const HELD: readonly (readonly [string, Told])[] = [
  ['deliverKey', 'keyDelivered'],
  ['refundPurchase', 'purchaseRefunded'],
  ['accuseLicense', 'licenceAccused'],
];
const SOLD: readonly (readonly [string, Told])[] = [
  ['buyLicense', 'licenceBought'],
  ['renewLicense', 'licenceBought'],
  ['upgradeLicense', 'licenceBought'],
  ['acceptBid', 'licenceResold'],
];

const kindOf = (pairs: readonly (readonly [string, Told])[]): Part =>
  sql.raw(`case f.name ${pairs.map(([name, kind]) => `when '${name}' then ${TOLD[kind].number}`).join(' ')} end`);
const numberOf = (kind: Told): Part => sql.raw(String(TOLD[kind].number));
const namesOf = (pairs: readonly (readonly [string, Told])[]): Part =>
  sql.raw(pairs.map(([name]) => `'${name}'`).join(', '));
const fields = sql.raw('f.seq, f.slot, f.signature, f.task, f.dataset');
const nowhere = sql.raw('null::text as page, null::bigint as panel');

/** Calls about a task that its requester is told of. */
const OF_TASK: readonly (readonly [string, Told])[] = [
  ['settle', 'taskPanelSettled'],
  ['contestItems', 'taskContested'],
  ['contestScore', 'taskContested'],
  ['auditPanel', 'taskContested'],
  ['concludeCase', 'taskCaseConcluded'],
];

/** Everything a wallet is told of, of final rows. */
function told(wallet: string): Part {
  return sql`(
    select ${fields}, ${kindOf(OWN)} as kind, ${nowhere}, (
      select sum((e.data ->> 'reward')::numeric) from events e
      where e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix and e.name = 'collected'
    ) as amount
    from feed f where f.wallet = ${wallet} and f.state = 'finalized' and f.name in (${namesOf(OWN)})
    union all
    select ${fields}, ${numberOf('panelSettled')} as kind, p.page, p.number as panel, null::numeric as amount
    from answer a join panel p on p.page = a.page and p.born = a.born and p.number = a.panel and p.settled_signature is not null
    join feed f on f.signature = p.settled_signature and f.state = 'finalized' and f.name = 'settle' and f.task = p.task
    where a.wallet = ${wallet}
    union all
    select ${fields}, ${numberOf('contested')} as kind, a.page, a.panel, null::numeric as amount
    from answer a join panel r on r.task = a.task and r.subject_page = a.page and r.subject = a.panel and r.kind <> 0
    join feed f on f.signature = r.opened_signature and f.state = 'finalized' and f.name in ('contestItems', 'contestScore', 'auditPanel')
    where a.wallet = ${wallet}
    union all
    select ${fields}, ${numberOf('caseConcluded')} as kind, a.page, a.panel, (e.data ->> 'returned')::numeric as amount
    from (select distinct task from answer where wallet = ${wallet}) own
    join feed f on f.task = own.task and f.state = 'finalized' and f.name = 'concludeCase'
    join events e on e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix and e.name = 'caseConcluded'
    join answer a on a.wallet = ${wallet} and a.page = e.data ->> 'subjectPage' and a.panel = (e.data ->> 'subject')::bigint
    union all
    select ${fields}, ${kindOf(SOLD)} as kind, ${nowhere}, p.amount
    from dataset d join feed f on f.dataset = d.address and f.state = 'finalized' and f.name in (${namesOf(SOLD)})
    left join price p on p.signature = f.signature and p.ix = f.ix and p.inner_ix = f.inner_ix
    where d.publisher = ${wallet}
    union all
    select ${fields}, ${kindOf(HELD)} as kind, ${nowhere}, null::numeric as amount
    from (select distinct dataset from license where holder = ${wallet}) l
    join feed f on f.dataset = l.dataset and f.state = 'finalized' and f.name in (${namesOf(HELD)})
    join events e on e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix and e.name = 'licenseChanged'
      and e.data ->> 'holder' = ${wallet}
    union all
    select ${fields}, ${numberOf('bidReceived')} as kind, ${nowhere}, p.amount
    from license l join price p on p.license = l.address and p.what = 'bid'
    join feed f on f.signature = p.signature and f.ix = p.ix and f.inner_ix = p.inner_ix and f.state = 'finalized'
    where l.holder = ${wallet}
    union all
    select ${fields}, ${numberOf('slashed')} as kind, ${nowhere}, (e.data ->> 'slashed')::numeric as amount
    from feed f join events e on e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix and e.name = 'collected'
      and (e.data ->> 'slashed')::numeric > 0 and e.data ->> 'wallet' = ${wallet}
    where f.wallet = ${wallet} and f.state = 'finalized'
    union all
    select r.seq, r.slot, r.signature, r.task, r.dataset, ${numberOf('levelChanged')} as kind, ${nowhere}, r.level as amount
    from (
      select ${fields}, (e.data ->> 'level')::numeric as level,
        lag((e.data ->> 'level')::numeric, 1, 0) over (partition by e.data ->> 'domain' order by f.seq, e.n) as before
      from feed f join events e on e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix
        and e.name = 'reputationChanged' and e.data ->> 'wallet' = ${wallet}
      where f.wallet = ${wallet} and f.state = 'finalized'
    ) r where r.level <> r.before
    union all
    select ${fields}, ${kindOf(OF_TASK)} as kind, ${nowhere}, (
      select sum((e.data ->> 'returned')::numeric) from events e
      where e.signature = f.signature and e.ix = f.ix and e.inner_ix = f.inner_ix and e.name = 'caseConcluded'
    ) as amount
    from task own join feed f on f.task = own.address and f.state = 'finalized' and f.name in (${namesOf(OF_TASK)})
    where own.requester = ${wallet}
  ) x left join transactions t on t.signature = x.signature`;
}

export const FEEDS: Route[] = [
  route(
    {
      name: 'listFeed',
      path: '/feed',
      summary: 'What happened, the oldest first: with `task`, `dataset` or `wallet` the activity of one thing',
      tag: 'feed',
      query: { ...FEED_FILTERS, after: AFTER, limit: Paging.limit },
      answer: Type.Object({
        items: Type.Array(FeedRow),
        last: Type.String({ description: '`after` of the next page; the same as asked where nothing is new' }),
      }),
    },
    async ({ query }, { db }) => {
      const { after = '0', limit = 50 } = query;
      const items = await readFeed(db, filterOf(query), BigInt(after), limit);
      return { items, last: items.at(-1)?.seq ?? after };
    },
  ),
  route(
    {
      name: 'listNotifications',
      path: '/wallets/:wallet/notifications',
      summary: 'What a wallet should know of, the newest first; final only',
      tag: 'feed',
      params: { wallet: Address },
      query: Paging,
      answer: listOf(Notification),
    },
    async ({ params: { wallet }, query: { cursor, limit = 50 } }, { db }) =>
      shaped(
        listOf(Notification),
        await page(db, {
          of: ['notifications', wallet],
          columns: {
            seq: 'x.seq',
            kind: 'x.kind',
            slot: 'x.slot',
            blockTime: 't.block_time',
            signature: 'x.signature',
            task: 'x.task',
            dataset: 'x.dataset',
            page: 'x.page',
            panel: 'x.panel',
            amount: 'x.amount',
          },
          from: told(wallet),
          where: [],
          order: {
            by: [
              { column: 'x.seq', type: 'integer' },
              { column: 'x.kind', type: 'integer' },
              { column: "coalesce(x.page, '1')", type: 'text' },
              { column: 'coalesce(x.panel, 0)', type: 'integer' },
            ],
            descending: true,
          },
          cursor,
          limit,
        }),
      ),
  ),
  route(
    {
      name: 'listDue',
      path: '/wallets/:wallet/due',
      summary: 'What a wallet has to do by when: claims to be committed and commitments to be revealed',
      tag: 'feed',
      params: { wallet: Address },
      answer: Type.Object({ items: Type.Array(Due), complete: Flag }),
    },
    ({ params: { wallet } }, { db }) => dueOf(db, wallet),
  ),
  route(
    {
      name: 'listReminders',
      path: '/wallets/:wallet/reminders',
      summary: 'What is coming for a wallet: what it has to do, and what ends, the earliest first',
      tag: 'feed',
      params: { wallet: Address },
      query: {
        within: Type.Optional(
          Type.Integer({
            minimum: 60,
            maximum: 31_536_000,
            default: 86_400,
            description: 'Only what is due within so many seconds',
          }),
        ),
      },
      answer: Type.Object({ items: Type.Array(Reminder), complete: Flag }),
    },
    ({ params: { wallet }, query: { within = 86_400 } }, { db, now }) => remindersOf(db, wallet, now(), within),
  ),
];
