/** Proposals and figures of the whole market. */
import { Type } from 'typebox';
import { FINAL } from '../common.ts';
import { page } from '../list.ts';
import { missing, Refusal } from '../refusal.ts';
import { route, type Route } from '../route.ts';
import { Address, Flag, listOf, Paging, shaped, U64, u64, Whole } from '../shape.ts';
import { rows, select, sql, type Columns } from '../sql.ts';

const PROPOSAL = {
  address: 'p.address',
  number: 'p.number',
  status: 'p.status',
  proposer: 'p.proposer',
  openedAt: 'p.opened_at',
  endsAt: 'p.ends_at',
  deposit: 'p.deposit',
  votes: 'p.votes',
  against: 'p.against',
  inFavour: 'p.in_favour',
  abstain: 'p.abstain',
  ballots: 'p.ballots',
  readSlot: 'p.read_slot',
  finalized: FINAL('p'),
} satisfies Columns;
const Proposal = Type.Object({
  address: Address,
  number: U64,
  status: Whole,
  proposer: Address,
  openedAt: U64,
  endsAt: U64,
  deposit: U64,
  votes: U64,
  against: U64,
  inFavour: U64,
  abstain: U64,
  ballots: Whole,
  readSlot: U64,
  finalized: Flag,
});
const Stats = Type.Object({
  tasks: Whole,
  openTasks: Whole,
  members: Whole,
  datasets: Whole,
  licences: Whole,
  paid: u64('Base units members earned, final ones only'),
  paidPending: u64('Base units members earned in what is not final'),
  asOf: Type.Integer({ description: 'Unix seconds the figures were counted; they are counted once a minute at most' }),
});
export const Health = Type.Object({
  ok: Type.Boolean(),
  slot: U64,
  finalizedSlot: U64,
  seq: U64,
});

/** Seconds the figures of the whole market stand: counting them reads whole tables. */
const STAND_SECS = 60;

/** The routes, with figures of their own. */
export function rest(): Route[] {
  let counted: { at: number; stats: Promise<Record<string, unknown>> } | undefined;
  return [
    route(
      { name: 'getHealth', path: '/health', summary: 'How far the index is', tag: 'index', answer: Health },
      async (_, { db }) => {
        const [state] = await rows(db, sql`select true as ok, slot, finalized_slot as "finalizedSlot", seq from state`);
        if (state === undefined) throw new Refusal('NotReady', 'the index is empty: start `indexer run` first');
        return shaped(Health, state);
      },
    ),
    route(
      { name: 'getStats', path: '/stats', summary: 'Figures of the whole market', tag: 'index', answer: Stats },
      async (_, { db, now }) => {
        const at = now();
        if (counted === undefined || at - counted.at >= STAND_SECS || at < counted.at) {
          const time = BigInt(at).toString();
          const stats = rows(
            db,
            sql`select (select count(*) from task) as tasks,
              (select count(*) from task where cancelled = 0 and ends_at > ${time}::numeric) as "openTasks",
              (select count(*) from member) as members, (select count(*) from dataset) as datasets,
              (select count(*) from license) as licences,
              coalesce(sum(e.amount) filter (where e.slot <= s.finalized_slot), 0) as paid,
              coalesce(sum(e.amount) filter (where e.slot > s.finalized_slot), 0) as "paidPending",
              ${time}::bigint as "asOf"
            from state s left join ledger_entry e on e.book = 'balance' and e.reason in ('reward', 'vote', 'compensation', 'share')
            group by s.one`,
          ).then(([row]) => {
            if (row === undefined) throw new Refusal('NotReady', 'the index is empty: start `indexer run` first');
            return row;
          });
          const mine = { at, stats };
          counted = mine;
          stats.catch(() => {
            if (counted === mine) counted = undefined;
          });
        }
        return shaped(Stats, await counted.stats);
      },
    ),
    route(
      {
        name: 'listProposals',
        path: '/proposals',
        summary: 'Proposals, the newest first',
        tag: 'governance',
        query: { ...Paging, status: Type.Optional(Type.Integer({ minimum: 0, maximum: 255 })) },
        answer: listOf(Proposal),
      },
      async ({ query: { status, cursor, limit = 50 } }, { db }) =>
        shaped(
          listOf(Proposal),
          await page(db, {
            of: ['proposals', status ?? null],
            columns: PROPOSAL,
            from: sql`proposal p`,
            where: status === undefined ? [] : [sql`p.status = ${status}::smallint`],
            order: {
              by: [
                { column: 'p.number', type: 'numeric' },
                { column: 'p.address', type: 'text' },
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
        name: 'getProposal',
        path: '/proposals/:proposal',
        summary: 'One proposal',
        tag: 'governance',
        params: { proposal: Address },
        answer: Proposal,
      },
      async ({ params: { proposal } }, { db }) => {
        const [found] = await rows(db, sql`select ${select(PROPOSAL)} from proposal p where p.address = ${proposal}`);
        if (found === undefined) throw missing('proposal');
        return shaped(Proposal, found);
      },
    ),
  ];
}
