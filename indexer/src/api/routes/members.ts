/** Members, leaderboards, and what a wallet earned. */
import { Type } from 'typebox';
import { FINAL, withoutPlace } from '../common.ts';
import { page } from '../list.ts';
import { missing } from '../refusal.ts';
import { route, type Route } from '../route.ts';
import { Address, listOf, orNull, Paging, shaped, Text, U64, Whole, Flag } from '../shape.ts';
import { rows, select, sql, type Columns } from '../sql.ts';

const MEMBER = {
  address: 'm.address',
  wallet: 'm.wallet',
  stakeActive: 'm.stake_active',
  stakeLocked: 'm.stake_locked',
  stakeCooling: 'm.stake_cooling',
  balance: 'm.balance',
  earned: 'm.earned',
  slashed: 'm.slashed',
  answered: 'm.answered',
  agreed: 'm.agreed',
  goldHits: 'm.gold_hits',
  goldTotal: 'm.gold_total',
  panels: 'm.panels',
  missedReveals: 'm.missed_reveals',
  expiredClaims: 'm.expired_claims',
  seats: 'm.seats',
  votes: 'm.votes',
  coherent: 'm.coherent',
  readSlot: 'm.read_slot',
  finalized: FINAL('m'),
} satisfies Columns;
export const Member = Type.Object({
  address: Address,
  wallet: Address,
  stakeActive: U64,
  stakeLocked: U64,
  stakeCooling: U64,
  balance: U64,
  earned: U64,
  slashed: U64,
  answered: U64,
  agreed: U64,
  goldHits: U64,
  goldTotal: U64,
  panels: Whole,
  missedReveals: Whole,
  expiredClaims: Whole,
  seats: Whole,
  votes: U64,
  coherent: U64,
  readSlot: U64,
  finalized: Flag,
});
const DomainRecord = Type.Object({
  domain: Whole,
  qualityBps: Whole,
  good: U64,
  seen: U64,
  day: Whole,
  streak: Whole,
});
const RECORD = {
  domain: 'd.domain',
  qualityBps: 'd.quality_bps',
  good: 'd.good',
  seen: 'd.seen',
  day: 'd.day',
  streak: 'd.streak',
} satisfies Columns;
const Ranked = Type.Object({ wallet: Address, ...DomainRecord.properties });

const ORDERS = {
  earned: {
    by: [
      { column: 'm.earned', type: 'numeric' },
      { column: 'm.address', type: 'text' },
    ],
    descending: true,
  },
  answered: {
    by: [
      { column: 'm.answered', type: 'numeric' },
      { column: 'm.address', type: 'text' },
    ],
    descending: true,
  },
} as const;

const Money = Type.Object({ finalized: U64, pending: U64 });
/** Reasons that add up to `earned` of a member's account. */
const EARNED = ['reward', 'vote', 'compensation', 'share'] as const;
const earned = sql.raw(EARNED.map((reason) => `'${reason}'`).join(', '));
const moneyOf = (condition = 'true'): string =>
  `coalesce(sum(e.amount) filter (where e.slot <= s.finalized_slot and ${condition}), 0)`;
const pendingOf = (condition = 'true'): string =>
  `coalesce(sum(e.amount) filter (where e.slot > s.finalized_slot and ${condition}), 0)`;
const money = sql.raw(`${moneyOf()} as finalized, ${pendingOf()} as pending`);

const wallet = { wallet: Address };
const tag = 'members';

export const MEMBERS: Route[] = [
  route(
    {
      name: 'listMembers',
      path: '/members',
      summary: 'Members',
      tag,
      query: { ...Paging, sort: Type.Optional(Type.Enum(['earned', 'answered'])) },
      answer: listOf(Member),
    },
    async ({ query }, { db }) => {
      const { sort = 'earned', cursor, limit = 50 } = query;
      const of = ['members', withoutPlace(query)];
      return shaped(
        listOf(Member),
        await page(db, { of, columns: MEMBER, from: sql`member m`, where: [], order: ORDERS[sort], cursor, limit }),
      );
    },
  ),
  route(
    {
      name: 'getMember',
      path: '/members/:wallet',
      summary: 'The member behind a wallet, and his record in each domain',
      tag,
      params: wallet,
      answer: Type.Object({ member: Member, records: Type.Array(DomainRecord) }),
    },
    async ({ params }, { db }) => {
      const [member] = await rows(db, sql`select ${select(MEMBER)} from member m where m.wallet = ${params.wallet}`);
      if (member === undefined) throw missing('member');
      const records = await rows(
        db,
        sql`select ${select(RECORD)} from member_domain d where d.wallet = ${params.wallet} order by d.domain`,
      );
      return { member: shaped(Member, member), records: records.map((row) => shaped(DomainRecord, row)) };
    },
  ),
  route(
    {
      name: 'getLeaderboard',
      path: '/leaderboards/:domain',
      summary: 'Members by the quality of their work in a domain',
      tag,
      params: { domain: Type.Integer({ minimum: 0, maximum: 255 }) },
      query: Paging,
      answer: listOf(Ranked),
    },
    async ({ params: { domain }, query: { cursor, limit = 50 } }, { db }) =>
      shaped(
        listOf(Ranked),
        await page(db, {
          of: ['leaderboard', domain],
          columns: { wallet: 'd.wallet', ...RECORD },
          from: sql`member_domain d`,
          where: [sql`d.domain = ${domain}::smallint`],
          order: {
            by: [
              { column: 'd.quality_bps', type: 'integer' },
              { column: 'd.seen', type: 'integer' },
              { column: 'd.wallet', type: 'text' },
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
      name: 'getEarnings',
      path: '/wallets/:wallet/earnings',
      summary: 'What a wallet earned, final and pending apart; `byReason` holds everything that moved its balance',
      tag,
      params: wallet,
      answer: Type.Object({
        earned: Money,
        byReason: Type.Array(Type.Object({ reason: Text, finalized: U64, pending: U64 })),
      }),
    },
    async ({ params }, { db }) => {
      const found = await rows<{ reason: string; finalized: bigint; pending: bigint }>(
        db,
        sql`select e.reason, ${money} from ledger_entry e cross join state s
          where e.book = 'balance' and e.owner = ${params.wallet} group by e.reason order by e.reason`,
      );
      const sum = (field: 'finalized' | 'pending'): string =>
        found
          .filter(({ reason }) => (EARNED as readonly string[]).includes(reason))
          .reduce((total, row) => total + row[field], 0n)
          .toString();
      const byReason = found.map((row) => ({
        reason: row.reason,
        finalized: String(row.finalized),
        pending: String(row.pending),
      }));
      return { earned: { finalized: sum('finalized'), pending: sum('pending') }, byReason };
    },
  ),
  route(
    {
      name: 'listEarningsByTask',
      path: '/wallets/:wallet/earnings/tasks',
      summary: 'What a wallet earned, by task or dataset it came from',
      tag,
      params: wallet,
      query: Paging,
      answer: listOf(Type.Object({ from: Address, book: Text, finalized: U64, pending: U64 })),
    },
    async ({ params, query: { cursor, limit = 50 } }, { db }) =>
      shaped(
        listOf(Type.Object({ from: Address, book: Text, finalized: U64, pending: U64 })),
        await page(db, {
          of: ['earningsByTask', params.wallet],
          columns: { from: 'x.contra_owner', book: 'x.contra_book', finalized: 'x.finalized', pending: 'x.pending' },
          from: sql`(select e.contra_owner, e.contra_book, ${money} from ledger_entry e cross join state s
            where e.book = 'balance' and e.owner = ${params.wallet} and e.reason in (${earned})
            group by e.contra_owner, e.contra_book) x`,
          where: [],
          order: {
            by: [
              { column: 'x.contra_owner', type: 'text' },
              { column: 'x.contra_book', type: 'text' },
            ],
          },
          cursor,
          limit,
        }),
      ),
  ),
  route(
    {
      name: 'listEarningsByDay',
      path: '/wallets/:wallet/earnings/days',
      summary: 'What a wallet earned on each day (days since 1970, UTC), the newest first',
      tag,
      params: wallet,
      query: Paging,
      answer: listOf(Type.Object({ day: Whole, finalized: U64, pending: U64 })),
    },
    async ({ params, query: { cursor, limit = 50 } }, { db }) =>
      shaped(
        listOf(Type.Object({ day: Whole, finalized: U64, pending: U64 })),
        await page(db, {
          of: ['earningsByDay', params.wallet],
          columns: { day: 'x.day', finalized: 'x.finalized', pending: 'x.pending' },
          from: sql`(select coalesce(t.block_time, 0) / 86400 as day, ${money} from ledger_entry e
            join transactions t on t.signature = e.signature cross join state s
            where e.book = 'balance' and e.owner = ${params.wallet} and e.reason in (${earned}) group by 1) x`,
          where: [],
          order: { by: [{ column: 'x.day', type: 'integer' }], descending: true },
          cursor,
          limit,
        }),
      ),
  ),
  route(
    {
      name: 'listSeatsOfWallet',
      path: '/wallets/:wallet/seats',
      summary: 'Seats of a wallet in tasks that live',
      tag,
      params: wallet,
      query: Paging,
      answer: listOf(
        Type.Object({
          task: Address,
          address: Address,
          index: Whole,
          earned: U64,
          answered: U64,
          openSlots: Whole,
          taskEndsAt: orNull(U64),
        }),
      ),
    },
    async ({ params, query: { cursor, limit = 50 } }, { db }) => {
      const answer = listOf(
        Type.Object({
          task: Address,
          address: Address,
          index: Whole,
          earned: U64,
          answered: U64,
          openSlots: Whole,
          taskEndsAt: orNull(U64),
        }),
      );
      const columns = {
        task: 's.task',
        address: 's.address',
        index: 's.index',
        earned: 's.earned',
        answered: 's.answered',
        openSlots: 's.open_slots',
        taskEndsAt: 't.ends_at',
      };
      return shaped(
        answer,
        await page(db, {
          of: ['seatsOf', params.wallet],
          columns,
          from: sql`seat s left join task t on t.address = s.task`,
          where: [sql`s.wallet = ${params.wallet}`],
          order: { by: [{ column: 's.address', type: 'text' }] },
          cursor,
          limit,
        }),
      );
    },
  ),
];
