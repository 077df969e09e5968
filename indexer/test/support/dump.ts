/** What an index says, in a form two of them can be compared by. */
import { expect } from 'chai';
import type { Queries } from '../../src/db/db.ts';

/** Everything that must be the same whenever, however and into whatever the same history was read. */
const TABLES: Readonly<Record<string, string>> = {
  transactions: 'select * from transactions order by slot, position',
  instructions: 'select * from instructions order by slot, position, ix, inner_ix',
  events: 'select * from events order by slot, signature, ix, inner_ix, n',
  entity: 'select * from entity order by born, address',
  // Which slot told an open amount depends on when the accounts were read.
  ledger_entry: `select signature, n, slot, position, book, owner, amount, reason, contra_book, contra_owner, open
    from ledger_entry order by slot, position, signature, n`,
  book: 'select * from book where amount <> 0 order by book, owner',
  panel: 'select * from panel order by page, born, number',
  answer: 'select * from answer order by page, born, panel, slot_number',
  verdict: 'select * from verdict order by page, born',
  vote_result: 'select * from vote_result order by page, born, panel, slot_number',
  price: 'select * from price order by slot, signature, ix, inner_ix',
  task_terms: 'select * from task_terms order by born',
  account: 'select address, kind, lamports, data from account order by address',
  member: 'select * from member order by address',
  task: 'select * from task order by address',
  dataset: 'select * from dataset order by address',
  member_domain:
    'select wallet, domain, good, seen, day, streak, quality_bps from member_domain order by wallet, domain',
  label_event: 'select * from label_event order by page, panel, slot_number, item',
  // Of each call the last that was said of it.
  feed: `select distinct on (signature, ix, inner_ix) signature, ix, inner_ix, slot, name, state, task, dataset, wallet
    from feed order by signature, ix, inner_ix, seq desc`,
};
/** Slots accounts were read at. */
const LEFT_OUT = new Set(['read_slot']);

export type Dump = Record<string, string[]>;

export async function dump(db: Queries): Promise<Dump> {
  const out: Dump = {};
  for (const [table, sql] of Object.entries(TABLES)) out[table] = (await db.query(sql)).map(line);
  return out;
}

/** Compares two, table by table: a failure names the table and the rows only one of them has, few of them as thousands tell no more. */
export function same(one: Dump, other: Dump): void {
  for (const table of Object.keys(TABLES)) {
    const [own, others] = [one[table] as string[], other[table] as string[]];
    const [more, less] = [without(own, others), without(others, own)];
    expect({ more, less, rows: own.length }, table).to.deep.equal({ more: [], less: [], rows: others.length });
    expect(own, `order of ${table}`).to.deep.equal(others);
  }
}

const SHOWN = 5;

const without = (rows: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row)).slice(0, SHOWN);
};

const line = (row: Record<string, unknown>): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(row).filter(([name]) => !LEFT_OUT.has(name))),
    function (this: Record<string, unknown>, name: string, value: unknown) {
      const own = this[name];
      if (own instanceof Uint8Array) return Buffer.from(own).toString('hex');
      if (typeof value === 'bigint') return `${value}n`;
      return value;
    },
  );
