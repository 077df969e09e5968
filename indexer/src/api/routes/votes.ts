/** Votes a wallet gave as a validator, those of reviews whose pages are closed too. */
import { unpackLabels, type Bits } from '@tagger/client';
import { Type } from 'typebox';
import { page } from '../list.ts';
import { route, type Route } from '../route.ts';
import { Address, Flag, listOf, orNull, Paging, shaped, u64, U64, Whole } from '../shape.ts';
import { sql, type Columns, type Row } from '../sql.ts';

const Vote = Type.Object({
  review: { ...Address, description: 'Page of the review' },
  round: u64('0 for the first, then appeals'),
  task: Address,
  subjectPage: {
    ...orNull(Address),
    description: 'Page whose panel is judged, or the licence of a breach; null where it is not known',
  },
  subject: { ...orNull(U64), description: 'Number of the judged panel; null for a breach' },
  breach: Flag,
  payload: Flag,
  votes: {
    ...orNull(Type.Array(Whole)),
    description:
      'Code for each judged item, in their order; null where nothing was shown, or its length is not known yet',
  },
  verdict: {
    ...orNull(Type.Array(orNull(Whole))),
    description: 'Code that stood for each item, null for one left undecided; null before the review is concluded',
  },
  coherent: { ...orNull(Whole), description: 'Votes that became the verdict, or were about an item left undecided' },
  reward: { ...orNull(U64), description: 'Base units paid for them; null before they are collected' },
  slashed: { ...orNull(U64), description: 'Base units taken from the bond; null before it is given back' },
  committedAt: { ...orNull(U64), description: 'Unix seconds' },
  revealedAt: { ...orNull(U64), description: 'Unix seconds' },
  concludedAt: { ...orNull(U64), description: 'Unix seconds' },
  collectedAt: { ...orNull(U64), description: 'Unix seconds' },
  finalized: Flag,
});

const timeOf = (signature: string): string =>
  `(select t.block_time from transactions t where t.signature = ${signature})`;

const COLUMNS = {
  review: 'x.page',
  round: 'x.panel',
  task: 'x.task',
  subjectPage: 'f.subject_page',
  subject: 'f.subject',
  breach: 'f.subject_page is not null and f.subject is null',
  payload: 'coalesce(t.method = 2, false)',
  bits: 't.bits',
  classes: 't.classes',
  items: 'coalesce(octet_length(v.labels), p.items, f.items)',
  packed: 'a.answers',
  labels: 'v.labels',
  reward: 'r.reward',
  slashed: 'r.slashed',
  committedAt: timeOf('a.committed_signature'),
  revealedAt: timeOf('a.revealed_signature'),
  concludedAt: timeOf('v.signature'),
  collectedAt: timeOf('r.signature'),
  finalized: 'greatest(a.committed_slot, a.revealed_slot, v.slot, r.slot) <= (select finalized_slot from state)',
} satisfies Columns;

/** Seats somebody committed on, and seats that were collected for him: who was silent has only the latter. */
const seatsOf = (wallet: string) => sql`(
  select a.page, a.born, a.panel, a.slot_number, a.task, a.committed_slot as first from answer a
  join panel q on q.page = a.page and q.born = a.born and q.number = a.panel and q.kind <> 0
  where a.wallet = ${wallet}
  union all
  select r.page, r.born, r.panel, r.slot_number, r.task, r.slot as first from vote_result r
  where r.wallet = ${wallet} and not exists (
    select 1 from answer a
    join panel q on q.page = a.page and q.born = a.born and q.number = a.panel and q.kind <> 0
    where a.page = r.page and a.born = r.born and a.panel = r.panel and a.slot_number = r.slot_number
      and a.wallet = r.wallet)) x
  left join answer a on a.page = x.page and a.born = x.born and a.panel = x.panel and a.slot_number = x.slot_number
  left join panel p on p.page = x.page and p.born = x.born and p.number = x.panel
  left join panel f on f.page = x.page and f.born = x.born and f.number = 0
  left join verdict v on v.page = x.page and v.born = x.born
  left join vote_result r on r.page = x.page and r.born = x.born and r.panel = x.panel and r.slot_number = x.slot_number
  left join lateral (select * from task_terms t where t.task = x.task and t.born <= x.born order by t.born desc limit 1) t
    on true`;

const UNDECIDED = 255;

/** What was packed, as lists; and how much of it the program paid for. */
function told(row: Row): void {
  const { packed, items, bits, classes, labels } = row as {
    packed: Uint8Array | null;
    items: number | null;
    bits: Bits | null;
    classes: number | null;
    labels: Uint8Array | null;
  };
  const shown = packed !== null && items !== null && bits !== null;
  const votes = shown ? unpackLabels(packed, Number(items), bits) : null;
  const verdict = labels === null ? null : Array.from(labels, (label) => (label === UNDECIDED ? null : label));
  row['votes'] = votes;
  row['verdict'] = verdict;
  // A code that is no class is no vote.
  const most = classes ?? 0;
  row['coherent'] =
    votes === null || verdict === null
      ? null
      : votes.filter((vote, at) => vote < most && (verdict[at] === null || verdict[at] === vote)).length;
}

const answer = listOf(Vote);

export const VOTES: Route[] = [
  route(
    {
      name: 'listVotesOfWallet',
      path: '/wallets/:wallet/votes',
      summary: 'Votes a wallet gave as a validator, the newest first, with the verdict and what was paid',
      tag: 'members',
      params: { wallet: Address },
      query: Paging,
      answer,
    },
    async ({ params: { wallet }, query: { cursor, limit = 50 } }, { db }) => {
      const found = await page(db, {
        of: ['votesOf', wallet],
        columns: COLUMNS,
        from: seatsOf(wallet),
        where: [],
        order: {
          by: [
            { column: 'x.first', type: 'integer' },
            { column: 'x.page', type: 'text' },
            { column: 'x.panel', type: 'integer' },
            { column: 'x.slot_number', type: 'integer' },
          ],
          descending: true,
        },
        cursor,
        limit,
      });
      found.items.forEach(told);
      return shaped(answer, found);
    },
  ),
];
