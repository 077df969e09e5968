/** How far an index is, in numbers. */
import type { Queries } from './db/db.ts';

export interface Status {
  /** Every transaction up to this slot is written; up to the second for good. */
  slot: bigint;
  finalizedSlot: bigint;
  seq: bigint;
  transactions: bigint;
  /** Slot the history begins at; null where it is whole. */
  openedSlot: bigint | null;
  /** Transactions in final slots that failed. */
  failed: bigint;
  /** Transactions whose log was cut. */
  truncated: bigint;
  accounts: bigint;
  /** Accounts to be read again. */
  stale: bigint;
  /** Movements whose amount is not known yet, and panels whose labels are not. */
  open: bigint;
  unsure: bigint;
}

export async function status(db: Queries): Promise<Status | undefined> {
  const [row] = await db.query<Status>(
    `select slot, finalized_slot as "finalizedSlot", seq, opened_slot as "openedSlot", failed,
       (select count(*) from transactions) as transactions,
       (select count(*) from transactions where truncated) as truncated,
       (select count(*) from account) as accounts,
       (select count(*) from stale) as stale,
       (select count(*) / 2 from ledger_entry where open) as open,
       (select count(*) from panel where unsure) as unsure
     from state`,
  );
  return row;
}
