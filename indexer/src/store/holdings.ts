/** What the books must hold, as the accounts say it. */

/** What a book must equal, from the accounts: rows of owner and amount, of accounts that speak of the written past. */
export const BOOKS: Readonly<Record<string, string>> = {
  stake: `select wallet as owner, stake_active + stake_locked + stake_cooling as amount from member m where TELLING(m)`,
  balance: `select wallet as owner, balance as amount from member m where TELLING(m)`,
  task: `select t.address as owner, t.escrow + t.fees_due
      + coalesce((select sum(p.funds) from page p where p.task = t.address), 0) as amount
    from task t where TELLING(t) and not exists (select 1 from page p where p.task = t.address and not (TELLING(p)))`,
  slashes: `select t.address as owner, t.slashes_due
      + coalesce((select sum(p.slashed) from page p where p.task = t.address), 0) as amount
    from task t where TELLING(t) and not exists (select 1 from page p where p.task = t.address and not (TELLING(p)))`,
  dataset: `select address as owner, escrowed + contributed + validated - shared_taken + fees_due + publisher_due as amount
    from dataset d where TELLING(d)`,
  bid: `select address as owner, price as amount from bid b where TELLING(b)`,
};
/** A counter of the member `m` when the index began, where he is still the one of then. */
const atFirst = (what: string): string =>
  `coalesce((select o.amount from opening o where o.address = m.address and o.what = '${what}'
     and not exists (select 1 from entity n, state s where n.address = m.address and n.born > s.opened_slot * 16777216)), 0)`;
/** Counters of members, as sums over entries. */
export const COUNTERS: Readonly<Record<string, string>> = {
  earned: `select m.wallet as owner, m.earned as chain, ${atFirst('earned')} + coalesce((select sum(e.amount) from ledger_entry e
      where e.book = 'balance' and e.owner = m.wallet and e.reason in ('reward', 'vote', 'compensation', 'share')
        and e.slot >= coalesce((select max(b.born) / 16777216 from entity b where b.address = m.address), 0)), 0) as index
    from member m where TELLING(m)`,
  slashed: `select m.wallet as owner, m.slashed as chain, ${atFirst('slashed')} + coalesce((select -sum(e.amount) from ledger_entry e
      where e.book = 'stake' and e.owner = m.wallet and e.reason = 'slash' and e.amount < 0
        and e.slot >= coalesce((select max(b.born) / 16777216 from entity b where b.address = m.address), 0)), 0) as index
    from member m where TELLING(m)`,
};
/** Books that nobody's account holds. */
export const OUTSIDE = ['wallet', 'treasury', 'burnt', 'opening'];

/** Replaces `TELLING(x)`: the account was read where all that happened before is written, and nothing has touched it since. */
export const telling = (sql: string, slot: number, quiet: boolean): string =>
  sql.replace(/TELLING\((\w)\)/g, (_, row: string) =>
    quiet
      ? 'true'
      : `(${row}.read_slot <= ${slot} and not exists (select 1 from stale s where s.address = ${row}.address))`,
  );
