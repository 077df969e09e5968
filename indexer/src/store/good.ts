/** Makes good what was not logged: amounts from members' accounts, labels from the pages. */
import { decodePage, PROGRAM_ID, type PanelView } from '@tagger/client';
import { packLabels, type Bits } from '@tagger/client';
import type { Queries } from '../db/db.ts';
import { textArray } from '../db/bulk.ts';
import type { Fold } from '../fold/fold.ts';
import type { Book } from '../fold/movements.ts';
import { computeLost } from './lost.ts';

/** Phases in which a panel's labels stand. */
const DECIDED = new Set<PanelView['phase']>(['settled', 'done']);

/** An account tells of the past where it was read at a slot that is written, and nothing has touched it since. */
const TELLING = 'a.read_slot <= $1 and not exists (select 1 from stale s where s.address = a.address)';

export async function makeGood(db: Queries, fold: Fold, slot: number): Promise<void> {
  await settleAmounts(db, fold, slot);
  const unsure = await db.query('select 1 from panel where unsure limit 1');
  if (unsure.length === 0) return;
  await settleLabels(db, slot);
  await computeLost(db, slot);
}

async function settleAmounts(db: Queries, fold: Fold, slot: number): Promise<void> {
  const owners = (await fold.books.unsettled(db))
    .filter(({ book }) => book === 'stake' || book === 'balance')
    .map(({ owner }) => owner);
  if (owners.length === 0) return;
  const members = await db.query<{ wallet: string; stake: bigint; balance: bigint }>(
    `select m.wallet, m.stake_active + m.stake_locked + m.stake_cooling as stake, m.balance
     from member m join account a on a.address = m.address
     where m.wallet = any(($2::text)::text[]) and ${TELLING} order by m.wallet`,
    [slot, textArray(new Set(owners))],
  );
  const open = new Set((await fold.books.unsettled(db)).map(({ book, owner }) => `${book} ${owner}`));
  for (const { wallet, stake, balance } of members)
    for (const [book, amount] of [
      ['stake', stake],
      ['balance', balance],
    ] as const) {
      const own: Book = { book, owner: wallet };
      if (open.has(`${book} ${wallet}`)) await fold.state(db, slot, own, amount);
    }
  await fold.books.flush(db);
}

interface Unsure {
  page: string;
  born: bigint;
  number: bigint;
  bits: number;
  data: Uint8Array | null;
}

/**
 * A settlement that was not logged is read from the page itself. One that has left its page by then is computed, see `lost.ts`.
 */
async function settleLabels(db: Queries, slot: number): Promise<void> {
  const panels = await db.query<Unsure>(
    `with p as materialized (select * from panel where unsure)
     select p.page, p.born, p.number, t.bits, a.data
     from p
     join account a on a.address = p.page
     join lateral (select bits from task_terms t where t.task = p.task and t.born <= p.born order by t.born desc limit 1) t on true
     where ${TELLING}`,
    [slot],
  );
  for (const { page, born, number, bits, data } of panels) {
    if (data === null) continue;
    const info = { data: Buffer.from(data), owner: PROGRAM_ID, lamports: 0, executable: false };
    const live = decodePage(info).panels.find((panel) => panel.number === number);
    if (live === undefined) continue;
    const key = [page, born, number];
    if (DECIDED.has(live.phase))
      await db.query(
        `update panel set labels = $4, labels_from = 'account', settled_slot = unsure_slot, unsure = false
         where page = $1 and born = $2 and number = $3`,
        [...key, packLabels(live.labels, bits as Bits)],
      );
    else await db.query('update panel set unsure = false where page = $1 and born = $2 and number = $3', key);
  }
}
