/** Tasks, and what happens inside one. */
import { Type } from 'typebox';
import { page } from '../list.ts';
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
  Text,
  U64,
  Whole,
  Words,
} from '../shape.ts';
import { rows, select, sql, type Columns, type Part } from '../sql.ts';
import { FINAL, withoutPlace } from '../common.ts';
import { CALL, callsOf } from '../calls.ts';
import { AFTER } from '../feed.ts';
import { answersFrom, LABEL } from '../labels.ts';

const TASK = {
  address: 't.address',
  requester: 't.requester',
  domain: 't.terms_domain',
  level: 't.terms_required_level',
  method: 't.terms_method',
  classes: 't.terms_classes',
  items: 't.terms_item_count',
  price: 't.terms_price',
  bond: 't.terms_bond',
  reviewFee: 't.terms_review_fee',
  private: 't.terms_private',
  hasGold: 't.terms_has_gold',
  claimMode: 't.terms_claim_mode',
  minStake: 't.min_stake',
  cancelled: 't.cancelled',
  endsAt: 't.ends_at',
  escrow: 't.escrow',
  funded: 't.funded',
  paid: 't.paid',
  answers: 't.answers',
  accepted: 't.accepted',
  itemsSettled: 't.items_settled',
  panelsSettled: 't.panels_settled',
  pages: 't.pages',
  seats: 't.seats',
  rulesId: 't.rules_id',
  rulesHash: 't.rules_hash',
  readSlot: 't.read_slot',
  finalized: FINAL('t'),
  title: "(select d.title from document d where d.kind = 'rules' and d.owner = t.address)",
} satisfies Columns;

export const Task = Type.Object({
  address: Address,
  requester: Address,
  domain: Whole,
  level: Whole,
  method: Whole,
  classes: Whole,
  items: Whole,
  price: U64,
  bond: U64,
  reviewFee: U64,
  private: Flag,
  hasGold: Flag,
  claimMode: Whole,
  minStake: U64,
  cancelled: Flag,
  endsAt: U64,
  escrow: U64,
  funded: U64,
  paid: U64,
  answers: U64,
  accepted: U64,
  itemsSettled: U64,
  panelsSettled: Whole,
  pages: Whole,
  seats: Whole,
  rulesId: ItemId,
  rulesHash: Hex,
  readSlot: U64,
  finalized: Flag,
  title: orNull(Text),
});

const ORDERS = {
  newest: {
    by: [
      { column: 'e.born', type: 'integer' },
      { column: 't.address', type: 'text' },
    ],
    descending: true,
  },
  price: {
    by: [
      { column: 't.terms_price', type: 'numeric' },
      { column: 't.address', type: 'text' },
    ],
    descending: true,
  },
  ends: {
    by: [
      { column: 't.ends_at', type: 'numeric' },
      { column: 't.address', type: 'text' },
    ],
  },
} as const;

/** The task as it lives now: an address may have been born before. */
const NEWEST = sql`task t join entity e on e.address = t.address and e.kind = 'task'
  and not exists (select 1 from entity l where l.address = e.address and l.born > e.born)`;

const PAGE = {
  address: 'g.address',
  index: 'g.index',
  review: 'g.review',
  funds: 'g.funds',
  free: 'g.free',
  paid: 'g.paid',
  answers: 'g.answers',
  accepted: 'g.accepted',
  itemsSettled: 'g.items_settled',
  panelsSettled: 'g.panels_settled',
  firstPanel: 'g.first_panel',
  nextPanel: 'g.next_panel',
  readSlot: 'g.read_slot',
  finalized: FINAL('g'),
} satisfies Columns;
const Page = Type.Object({
  address: Address,
  index: Whole,
  review: Flag,
  funds: U64,
  free: U64,
  paid: U64,
  answers: U64,
  accepted: U64,
  itemsSettled: U64,
  panelsSettled: Whole,
  firstPanel: U64,
  nextPanel: U64,
  readSlot: U64,
  finalized: Flag,
});

const Progress = Type.Object({
  panels: Type.Integer({ description: 'Panels of annotators that were opened' }),
  settled: Type.Integer({ description: 'of them decided' }),
  itemsSettledBps: Type.Integer({ description: 'Settled items of all items, basis points' }),
  agreementBps: orNull(Type.Integer({ description: 'Accepted answers of all answers, basis points' })),
  reviews: Type.Integer({ description: 'Reviews and appeals that were opened' }),
});

const PANEL = {
  page: 'p.page',
  pageNumber: 'p.page_number',
  number: 'p.number',
  kind: 'p.kind',
  firstItem: 'p.first_item',
  items: 'p.items',
  seatsFirst: 'p.seats_first',
  seatsMax: 'p.seats_max',
  difficultyBps: 'p.difficulty_bps',
  openedSlot: 'p.opened_slot',
  labels: 'p.labels',
  labelsFrom: 'p.labels_from',
  answers: 'p.answers',
  rewards: 'p.rewards',
  settledSlot: 'p.settled_slot',
  unsure: 'p.unsure',
  finalized: 'coalesce(p.settled_slot, p.opened_slot) <= (select finalized_slot from state)',
} satisfies Columns;
const Panel = Type.Object({
  page: Address,
  pageNumber: Whole,
  number: U64,
  kind: Type.Integer({ description: '0 annotators, 1 review, 2 appeal' }),
  firstItem: orNull(U64),
  items: orNull(Whole),
  seatsFirst: orNull(Whole),
  seatsMax: orNull(Whole),
  difficultyBps: orNull(Whole),
  openedSlot: U64,
  labels: orNull(Hex),
  labelsFrom: orNull(Text),
  answers: orNull(U64),
  rewards: orNull(U64),
  settledSlot: orNull(U64),
  unsure: Flag,
  finalized: Flag,
});

const SEAT = {
  address: 's.address',
  index: 's.index',
  task: 's.task',
  wallet: 's.wallet',
  validator: 's.validator',
  bondFree: 's.bond_free',
  bondHeld: 's.bond_held',
  earned: 's.earned',
  slashed: 's.slashed',
  answered: 's.answered',
  accepted: 's.accepted',
  missedReveals: 's.missed_reveals',
  openSlots: 's.open_slots',
  readSlot: 's.read_slot',
  finalized: FINAL('s'),
} satisfies Columns;
const Seat = Type.Object({
  address: Address,
  index: Whole,
  task: Address,
  wallet: Address,
  validator: Flag,
  bondFree: U64,
  bondHeld: U64,
  earned: U64,
  slashed: U64,
  answered: U64,
  accepted: U64,
  missedReveals: Whole,
  openSlots: Whole,
  readSlot: U64,
  finalized: Flag,
});

const one = { task: Address };
const tag = 'tasks';

export const TASKS: Route[] = [
  route(
    {
      name: 'listTasks',
      path: '/tasks',
      summary: 'Tasks',
      tag,
      query: {
        ...Paging,
        domain: Type.Optional(Type.Integer({ minimum: 0, maximum: 255 })),
        state: Type.Optional(Type.Enum(['open', 'ended', 'cancelled'])),
        level: Type.Optional(Type.Integer({ minimum: 0, maximum: 255, description: 'Tasks this level may join' })),
        minPrice: Type.Optional(Amount),
        requester: Type.Optional(Address),
        text: Type.Optional(Words),
        sort: Type.Optional(Type.Enum(['newest', 'price', 'ends'])),
      },
      answer: listOf(Task),
    },
    async ({ query }, { db, now }) => {
      const { domain, state, level, minPrice, requester, text, sort = 'newest', cursor, limit = 50 } = query;
      const where: Part[] = [];
      const at = BigInt(now()).toString();
      if (domain !== undefined) where.push(sql`t.terms_domain = ${domain}::smallint`);
      if (level !== undefined) where.push(sql`t.terms_required_level <= ${level}::smallint`);
      if (minPrice !== undefined) where.push(sql`t.terms_price >= ${minPrice}::numeric`);
      if (requester !== undefined) where.push(sql`t.requester = ${requester}`);
      if (state === 'open') where.push(sql`t.cancelled = 0 and t.ends_at > ${at}::numeric`);
      if (state === 'ended') where.push(sql`t.cancelled = 0 and t.ends_at <= ${at}::numeric`);
      if (state === 'cancelled') where.push(sql`t.cancelled <> 0`);
      if (text !== undefined)
        where.push(
          sql`t.address in (select d.owner from document d where d.kind = 'rules' and d.words @@ websearch_to_tsquery('simple', ${text}))`,
        );
      const from = sort === 'newest' ? NEWEST : sql`task t`;
      const of = ['tasks', withoutPlace(query)];
      return shaped(
        listOf(Task),
        await page(db, { of, columns: TASK, from, where, order: ORDERS[sort], cursor, limit }),
      );
    },
  ),
  route(
    {
      name: 'getTask',
      path: '/tasks/:task',
      summary: 'One task with its pages and how far it is',
      tag,
      params: one,
      answer: Type.Object({ task: Task, pages: Type.Array(Page), progress: Progress }),
    },
    async ({ params: { task } }, { db }) => {
      const [found] = await rows(db, sql`select ${select(TASK)} from task t where t.address = ${task}`);
      if (found === undefined) throw missing('task');
      const pages = await rows(
        db,
        sql`select ${select(PAGE)} from page g where g.task = ${task} order by g.index limit 1000`,
      );
      const [panels] = await rows(
        db,
        sql`select count(*) filter (where p.kind = 0) as panels, count(*) filter (where p.kind = 0 and p.labels is not null) as settled,
          count(*) filter (where p.kind <> 0) as reviews from panel p where p.task = ${task}
          and p.born >= coalesce((select max(born) from entity where address = ${task}), 0)`,
      );
      const own = shaped(Task, found);
      const share = (part: bigint, whole: bigint): number | null =>
        whole === 0n ? null : Number((part * 10_000n) / whole);
      const progress = {
        ...panels,
        itemsSettledBps: share(BigInt(own.itemsSettled), BigInt(own.items)) ?? 0,
        agreementBps: share(BigInt(own.accepted), BigInt(own.answers)),
      };
      return {
        task: own,
        pages: pages.map((row) => shaped(Page, row)),
        progress: shaped(Progress, progress),
      };
    },
  ),
  route(
    {
      name: 'listPanels',
      path: '/tasks/:task/panels',
      summary: 'Panels of a task, of pages that are closed too',
      tag,
      params: one,
      query: Paging,
      answer: listOf(Panel),
    },
    async ({ params: { task }, query: { cursor, limit = 50 } }, { db }) =>
      shaped(
        listOf(Panel),
        await page(db, {
          of: ['panels', task],
          columns: PANEL,
          from: sql`panel p`,
          where: [sql`p.task = ${task}`],
          order: {
            by: [
              { column: 'p.page_number', type: 'integer' },
              { column: 'p.number', type: 'integer' },
              { column: 'p.born', type: 'integer' },
              { column: 'p.page', type: 'text' },
            ],
          },
          cursor,
          limit,
        }),
      ),
  ),
  route(
    {
      name: 'listSeats',
      path: '/tasks/:task/seats',
      summary: 'Seats of a task',
      tag,
      params: one,
      query: Paging,
      answer: listOf(Seat),
    },
    async ({ params: { task }, query: { cursor, limit = 50 } }, { db }) =>
      shaped(
        listOf(Seat),
        await page(db, {
          of: ['seats', task],
          columns: SEAT,
          from: sql`seat s`,
          where: [sql`s.task = ${task}`],
          order: {
            by: [
              { column: 's.index', type: 'integer' },
              { column: 's.address', type: 'text' },
            ],
          },
          cursor,
          limit,
        }),
      ),
  ),
  route(
    {
      name: 'listLabels',
      path: '/tasks/:task/labels',
      summary: 'Answers that were revealed in a task with what was decided, one row a seat of a panel',
      tag,
      params: one,
      query: Paging,
      answer: listOf(LABEL),
    },
    async ({ params: { task }, query: { cursor, limit = 50 } }, { db }) =>
      shaped(listOf(LABEL), await answersFrom(db, task, cursor, limit)),
  ),
  route(
    {
      name: 'listCalls',
      path: '/tasks/:task/calls',
      summary: 'Final calls about a task with their bytes and what they logged, the oldest first',
      tag,
      params: one,
      query: { after: AFTER, limit: Paging.limit },
      answer: Type.Object({
        items: Type.Array(CALL),
        last: Type.String({ description: '`after` of the next page; the same as asked where nothing is new' }),
      }),
    },
    async ({ params: { task }, query: { after = '0', limit = 50 } }, { db }) => {
      const items = await callsOf(db, task, BigInt(after), limit);
      return { items, last: items.at(-1)?.seq ?? after };
    },
  ),
];
