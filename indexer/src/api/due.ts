/** What waits for somebody, read out of the pages his seats are on. */
import { decodePage, PROGRAM_ID, type PanelView } from '@tagger/client';
import { Type, type Static } from 'typebox';
import type { Queries } from '../db/db.ts';
import { Address, U64, u64, Whole } from './shape.ts';
import { rows, sql } from './sql.ts';

export const Due = Type.Object({
  what: Type.Enum(['commit', 'reveal']),
  task: Address,
  page: Address,
  panel: U64,
  seat: Type.Integer({ description: 'Place in the panel' }),
  items: Whole,
  until: u64('Unix seconds'),
});
export type Due = Static<typeof Due>;

/** Pages read for one answer: an account has up to 10 MB, and they are unpacked in this process. */
const MOST_PAGES = 24;

interface PageRow {
  task: string;
  seat: bigint;
  page: string;
  data: Uint8Array;
}

/** Of annotators: on pages of reviews sit validators, by their place in the pool. The earliest first. `complete: false` where a wallet sits on more pages than are read. */
export async function dueOf(db: Queries, wallet: string): Promise<{ items: Due[]; complete: boolean }> {
  const found = await rows<PageRow>(
    db,
    sql`select s.task, s.index as seat, g.address as page, a.data from seat s
      join page g on g.task = s.task and g.next_panel > g.first_panel join account a on a.address = g.address
      where s.wallet = ${wallet} and s.open_slots > 0 and g.review = 0 and a.data is not null order by g.ends_at, g.address limit ${MOST_PAGES + 1}`,
  );
  const items = found
    .slice(0, MOST_PAGES)
    .flatMap(({ task, seat, page, data }) =>
      decodePage({ data: Buffer.from(data), owner: PROGRAM_ID, lamports: 0, executable: false }).panels.flatMap(
        (panel) => dueIn(panel, Number(seat)).map((due) => ({ ...due, task, page })),
      ),
    );
  const time = ({ until }: Due): bigint => BigInt(until);
  items.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
  return { items, complete: found.length <= MOST_PAGES };
}

function dueIn(panel: PanelView, seat: number): Omit<Due, 'task' | 'page'>[] {
  return panel.slots.flatMap((slot): Omit<Due, 'task' | 'page'>[] => {
    if (slot.seat !== seat) return [];
    const own = { panel: String(panel.number), seat: slot.index, items: panel.items };
    if (slot.state === 'claimed') return [{ ...own, what: 'commit', until: String(slot.heldUntil) }];
    if (slot.state === 'committed' && panel.phase === 'reveal')
      return [{ ...own, what: 'reveal', until: String(panel.until) }];
    return [];
  });
}
