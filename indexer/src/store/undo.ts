/** Takes back everything from a slot on: a fork won, and it did not happen. */
import type { Queries } from '../db/db.ts';
import { BIRTHS_PER_SLOT } from '../fold/entities.ts';

/** Undoes slots from `slot` on; returns the feed's last number. What was told about them stays in the feed, with the news that it is undone. */
export async function undo(db: Queries, slot: number, seq: bigint): Promise<bigint> {
  const from = [slot];
  const [fed] = await db.query<{ last: bigint }>(
    `with told as (
       insert into feed (seq, state, signature, ix, inner_ix, slot, name, task, dataset, wallet)
       select $2::bigint + row_number() over (order by slot desc, position desc, ix desc, inner_ix desc),
         'reverted', signature, ix, inner_ix, slot, name, task, dataset, wallet
       from instructions where slot >= $1 returning seq
     ) select coalesce(max(seq), $2::bigint) as last from told`,
    [slot, seq],
  );
  // Amounts told by what is undone are open again. Both before the rows themselves go, while the sums still know them.
  await db.query(
    `insert into book (book, owner, amount)
     select book, owner, -sum(amount) from ledger_entry where slot >= $1 or resolved_slot >= $1 group by book, owner
     on conflict (book, owner) do update set amount = book.amount + excluded.amount`,
    from,
  );
  await db.query(
    'update ledger_entry set amount = 0, open = true, resolved_slot = null where slot < $1 and resolved_slot >= $1',
    from,
  );
  for (const table of ['ledger_entry', 'price', 'verdict', 'vote_result', 'events', 'instructions', 'transactions'])
    await db.query(`delete from ${table} where slot >= $1`, from);
  const born = [BigInt(slot) * BIRTHS_PER_SLOT];
  await db.query('delete from entity where born >= $1', born);
  await db.query('delete from task_terms where born >= $1', born);
  await db.query('delete from answer where committed_slot >= $1', from);
  await db.query(
    'update answer set answers = null, salt = null, revealed_slot = null, revealed_signature = null where revealed_slot >= $1',
    from,
  );
  await db.query('delete from panel where opened_slot >= $1', from);
  await db.query(
    `update panel set labels = null, labels_from = null, labels_proved = false, answers = null, rewards = null, fees = null, returned = null,
       settled_slot = null, settled_signature = null where settled_slot >= $1`,
    from,
  );
  await db.query('update panel set unsure = false, unsure_slot = null where unsure_slot >= $1', from);
  // Accounts read since then may show the other fork: they are read again, and that read counts whatever its slot.
  await db.query(
    `insert into stale (address, slot) select address, $1::bigint - 1 from account where read_slot >= $1
     on conflict (address) do nothing`,
    from,
  );
  await db.query('update account set read_slot = $1::bigint - 1 where read_slot >= $1', from);
  return fed?.last ?? seq;
}
