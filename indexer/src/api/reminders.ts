/**
 * What is coming for a wallet: one question about due times of accounts, and what `dueOf` reads out of pages. Nothing is scheduled and nothing
 * stored, so a reminder can't be lost, and is gone once there is nothing to do.
 */
import { decodePage, decodePool, LICENCE_STATES, PROGRAM_ID, type PageView } from '@tagger/client';
import { Type, type Static } from 'typebox';
import type { Queries } from '../db/db.ts';
import { dueOf } from './due.ts';
import { COMING, listed, type Coming } from './kinds.ts';
import { Address, orNull, shaped, U64 } from './shape.ts';
import { rows, sql, type Part } from './sql.ts';

export const Reminder = Type.Object({
  kind: Type.Integer({ description: listed(COMING) }),
  at: Type.Union([U64, Type.Null()], { description: 'Unix seconds; null where it holds now' }),
  task: orNull(Address),
  dataset: orNull(Address),
  licence: orNull(Address),
  page: orNull(Address),
  panel: orNull(U64),
  amount: orNull(U64),
});
export type Reminder = Static<typeof Reminder>;

/** Rows of each kind, and pages of reviews, that are read for one answer. */
const MOST = 200;
const PENDING = LICENCE_STATES.indexOf('pending');
const ACTIVE = LICENCE_STATES.indexOf('active');

const number = (kind: Coming): Part => sql.raw(String(COMING[kind].number));

/** Due times that stand in accounts: by requester, holder, publisher and member, each along an index. */
function scheduled(wallet: string, now: number, within: number): Part {
  const soon = (column: string): Part =>
    sql`${sql.raw(column)} > ${now}::bigint and ${sql.raw(column)} <= ${now + within}::bigint`;
  const left = sql.raw('t.escrow + coalesce((select sum(p.funds) from page p where p.task = t.address), 0)');
  return sql`(
    select ${number('taskEnds')} as kind, t.ends_at as at, t.address as task, null::text as dataset, null::text as licence, null::numeric as amount
    from task t where t.requester = ${wallet} and t.cancelled = 0 and ${soon('t.ends_at')}
    union all
    select ${number('moneyLow')}, null, t.address, null, null, ${left}
    from task t where t.requester = ${wallet} and t.cancelled = 0 and t.ends_at > ${now}::bigint
      and t.items_settled < t.terms_item_count and (${left}) * 10 < t.funded
    union all
    select ${number('keyOwed')}, l.key_until, null, d.address, l.address, l.paid
    from dataset d join license l on l.dataset = d.address and l.state = ${PENDING} and l.key_until > ${now}::bigint
    where d.publisher = ${wallet}
    union all
    select ${number('refundPossible')}, l.key_until, null, l.dataset, l.address, l.paid
    from license l where l.holder = ${wallet} and l.state = ${PENDING} and l.key_until <= ${now}::bigint
    union all
    select ${number('licenceEnds')}, l.expires_at, null, l.dataset, l.address, null
    from license l where l.holder = ${wallet} and l.state = ${ACTIVE} and ${soon('l.expires_at')}
    union all
    select ${number('sessionEnds')}, m.session_until, null, null, null, null
    from member m where m.wallet = ${wallet} and ${soon('m.session_until')}
  )`;
}

/** The earliest first, those without a time before them. `complete: false` where there is more than is read. */
export async function remindersOf(
  db: Queries,
  wallet: string,
  now: number,
  within: number,
): Promise<{ items: Reminder[]; complete: boolean }> {
  const found = await rows(
    db,
    sql`select x.*, null as page, null as panel from ${scheduled(wallet, now, within)} x order by x.at nulls first, x.kind limit ${MOST + 1}`,
  );
  const due = await dueOf(db, wallet);
  const votes = await votesOf(db, wallet);
  const work = due.items.map(({ what, task, page, panel, until }) =>
    reminder(what === 'commit' ? 'claimLapses' : 'revealOpen', { at: until, task, page, panel }),
  );
  const items = [
    ...found.slice(0, MOST).map((row) => shaped(Reminder, row)),
    // One for a panel, however many of its seats are his.
    ...new Map([...work, ...votes.items].map((one) => [`${one.kind} ${one.page} ${one.panel}`, one])).values(),
  ].filter(({ at }) => at === null || BigInt(at) <= BigInt(now) + BigInt(within));
  const time = ({ at }: Reminder): bigint => (at === null ? 0n : BigInt(at));
  items.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a.kind - b.kind));
  return { items, complete: found.length <= MOST && due.complete && votes.complete };
}

const NOTHING = { at: null, task: null, dataset: null, licence: null, page: null, panel: null, amount: null };
const reminder = (kind: Coming, about: Partial<Reminder>): Reminder => ({
  ...NOTHING,
  ...about,
  kind: COMING[kind].number,
});

/** Places of wallets in a shard of the pool, as it was last read. A shard has thousands of them. */
const shards = new WeakMap<Queries, Map<string, { readSlot: bigint; places: Map<string, number> }>>();

/** What a validator was drawn for. */
async function votesOf(db: Queries, wallet: string): Promise<{ items: Reminder[]; complete: boolean }> {
  const pages = await rows<{ address: string; data: Uint8Array }>(
    db,
    sql`select g.address, a.data from page g join account a on a.address = g.address
      where g.review = 1 and g.next_panel > g.first_panel order by g.address limit ${MOST + 1}`,
  );
  const place = pages.length === 0 ? undefined : await placeOf(db, wallet);
  if (place === undefined) return { items: [], complete: true };
  const items = pages.slice(0, MOST).flatMap(({ address, data }) => {
    const page = decodePage({ data: Buffer.from(data), owner: PROGRAM_ID, lamports: 0, executable: false });
    return votesOn(page, address, place);
  });
  return { items, complete: pages.length <= MOST };
}

const votesOn = ({ task, panels }: PageView, page: string, place: number): Reminder[] =>
  panels.flatMap(({ phase, slots, number, until }) =>
    slots.flatMap(({ seat, state }): Reminder[] => {
      const about = { at: String(until), task: task.toBase58(), page, panel: String(number) };
      if (seat !== place) return [];
      if (state === 'claimed' && phase === 'commit') return [reminder('voteDrawn', about)];
      if (state === 'committed' && phase === 'reveal') return [reminder('voteReveal', about)];
      return [];
    }),
  );

async function placeOf(db: Queries, wallet: string): Promise<number | undefined> {
  const pools = await db.query<{ address: string; read_slot: bigint }>('select address, read_slot from pool');
  const own = shards.get(db) ?? new Map<string, { readSlot: bigint; places: Map<string, number> }>();
  shards.set(db, own);
  for (const { address, read_slot } of pools) {
    let known = own.get(address);
    if (known?.readSlot !== read_slot) {
      const [row] = await db.query<{ data: Uint8Array }>('select data from account where address = $1', [address]);
      if (row === undefined) continue;
      const pool = decodePool({ data: Buffer.from(row.data), owner: PROGRAM_ID, lamports: 0, executable: false });
      known = {
        readSlot: read_slot,
        places: new Map(pool.validators.map((one) => [one.wallet.toBase58(), one.place])),
      };
      own.set(address, known);
    }
    const place = known.places.get(wallet);
    if (place !== undefined) return place;
  }
  return undefined;
}
