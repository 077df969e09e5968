/**
 * Compares an index with the chain: every account, and every book with the accounts it must equal. Nothing is corrected.
 */
import { decodePage, PROGRAM_ID, unpackLabels, type Bits } from '@tagger/client';
import type { Db } from './db/db.ts';
import { readAccount } from './chain/layout.ts';
import type { Indexer } from './indexer.ts';
import type { AccountRead, Source } from './source/source.ts';
import { BOOKS, COUNTERS, OUTSIDE, telling } from './store/holdings.ts';
import type { Store } from './store/store.ts';

export interface Difference {
  /** What was compared, where, and both values. */
  what: string;
  where: string;
  index: string;
  chain: string;
}

export interface Verdict {
  /** Slot the index had reached. */
  slot: number;
  accounts: number;
  books: number;
  panels: number;
  /** Accounts that changed while they were compared, and were left out. */
  moving: number;
  differences: Difference[];
}

const ROUNDS = 10;
/** Milliseconds a chain is given to pass the slot its accounts were read in; one of 400 ms slots needs a second. */
const PATIENCE_MS = 3_000;

/** Brings the index up to date and compares; looks again while the chain moves under it. */
export async function verify(indexer: Indexer, store: Store, source: Source): Promise<Verdict> {
  let verdict: Verdict | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    await indexer.catchUp(store.slot);
    // Amounts that were not logged are told by accounts once the slot they were read in is written.
    const [{ read }] = (await store.db.query<{ read: bigint }>(
      'select coalesce(max(read_slot), 0) as read from account',
    )) as [{ read: bigint }];
    await indexer.catchUp(Number(read), { patienceMs: PATIENCE_MS });
    const before = await newest(store.db);
    const chain = await readChain(store, source);
    await indexer.catchUp(store.slot);
    const quiet = (await newest(store.db)) === before;
    verdict = await compare(store, chain, quiet);
    if (verdict.moving === 0 && (quiet || verdict.differences.length === 0)) break;
  }
  return verdict as Verdict;
}

/**
 * Compares at once, while the index goes on: what moves is left out. Nothing else may use the index meanwhile.
 */
export const check = async (store: Store, source: Source): Promise<Verdict> =>
  compare(store, await readChain(store, source), false);

async function readChain(store: Store, source: Source): Promise<Map<string, AccountRead & { slot: number }>> {
  const chain = new Map<string, AccountRead & { slot: number }>();
  for await (const { slot, accounts } of source.snapshot(Math.max(0, store.slot)))
    for (const one of accounts) chain.set(one.address, { ...one, slot });
  return chain;
}

const newest = async (db: Db): Promise<string> => {
  const [row] = await db.query<{ n: bigint; slot: bigint | null }>(
    'select count(*) as n, max(slot) as slot from transactions',
  );
  return `${row?.n} ${row?.slot}`;
};

async function compare(
  store: Store,
  chain: ReadonlyMap<string, AccountRead & { slot: number }>,
  quiet: boolean,
): Promise<Verdict> {
  const differences: Difference[] = [];
  const { db } = store;
  const moving = await compareAccounts(db, chain, quiet, differences);
  const books = await compareBooks(db, store.slot, quiet, differences);
  await compareEntries(db, differences);
  const panels = await comparePanels(db, store.slot, quiet, differences);
  return { slot: store.slot, accounts: chain.size, books, panels, moving, differences };
}

async function compareAccounts(
  db: Db,
  chain: ReadonlyMap<string, AccountRead & { slot: number }>,
  quiet: boolean,
  differences: Difference[],
): Promise<number> {
  const rows = await db.query<{
    address: string;
    kind: string;
    read_slot: bigint;
    data: Uint8Array;
    lamports: bigint;
    old: boolean;
  }>('select a.*, exists (select 1 from stale s where s.address = a.address) as old from account a');
  const own = new Map(rows.map((row) => [row.address, row]));
  let moving = 0;
  for (const { address, account, slot } of chain.values()) {
    const row = own.get(address);
    // Lists for the hook of licences are of the program too, and hold nothing.
    if (account === undefined || readAccount(account.data) === undefined) continue;
    if (row === undefined) {
      if (quiet) differences.push({ what: 'account', where: address, index: 'missing', chain: 'there' });
      else moving += 1;
      continue;
    }
    const same = Buffer.compare(row.data, account.data) === 0 && row.lamports === account.lamports;
    if (same) continue;
    // Read at another moment of a chain that moves.
    if (!quiet && (row.old || Number(row.read_slot) !== slot)) moving += 1;
    else
      differences.push({
        what: row.kind,
        where: address,
        index: `${digest(row.data)}, ${row.lamports} lamports, slot ${row.read_slot}`,
        chain: `${digest(account.data)}, ${account.lamports} lamports, slot ${slot}`,
      });
  }
  for (const { address, kind } of rows) {
    const there = chain.get(address);
    if (there?.account !== undefined) continue;
    if (quiet) differences.push({ what: kind, where: address, index: 'there', chain: 'gone' });
    else moving += 1;
  }
  return moving;
}

const digest = (data: Uint8Array): string =>
  `${data.length} bytes ${Buffer.from(data.subarray(0, 24)).toString('hex')}`;

async function compareBooks(db: Db, slot: number, quiet: boolean, differences: Difference[]): Promise<number> {
  let compared = 0;
  for (const [book, sql] of Object.entries(BOOKS)) {
    const rows = await db.query<{ owner: string; index: bigint; chain: bigint }>(
      `select c.owner, coalesce(b.amount, 0) as index, c.amount as chain
       from (${telling(sql, slot, quiet)}) c left join book b on b.book = $1 and b.owner = c.owner`,
      [book],
    );
    compared += rows.length;
    for (const { owner, index, chain } of rows)
      if (index !== chain)
        differences.push({ what: `book ${book}`, where: owner, index: String(index), chain: String(chain) });
  }
  for (const [counter, sql] of Object.entries(COUNTERS)) {
    const rows = await db.query<{ owner: string; index: bigint; chain: bigint }>(telling(sql, slot, quiet));
    for (const { owner, index, chain } of rows)
      if (index !== chain)
        differences.push({ what: `member ${counter}`, where: owner, index: String(index), chain: String(chain) });
  }
  if (!quiet) return compared;
  const left = await db.query<{ book: string; owner: string; amount: bigint }>(
    `select b.* from book b where b.amount <> 0 and not (b.book = any(($1::text)::text[])) and not (
       b.book in ('stake', 'balance') and exists (select 1 from member m where m.wallet = b.owner)
       or b.book in ('task', 'slashes') and exists (select 1 from task t where t.address = b.owner)
       or b.book = 'dataset' and exists (select 1 from dataset d where d.address = b.owner)
       or b.book = 'bid' and exists (select 1 from bid d where d.address = b.owner))`,
    [`{${OUTSIDE.join(',')}}`],
  );
  for (const { book, owner, amount } of left)
    differences.push({ what: `book ${book}`, where: owner, index: String(amount), chain: 'no account' });
  return compared;
}

/** The books among themselves. */
async function compareEntries(db: Db, differences: Difference[]): Promise<void> {
  const sums = await db.query<{ book: string; owner: string; entries: bigint; book_amount: bigint }>(
    `select coalesce(e.book, b.book) as book, coalesce(e.owner, b.owner) as owner,
       coalesce(e.amount, 0) as entries, coalesce(b.amount, 0) as book_amount
     from (select book, owner, sum(amount) as amount from ledger_entry group by book, owner) e
     full join book b on b.book = e.book and b.owner = e.owner
     where coalesce(e.amount, 0) <> coalesce(b.amount, 0)`,
  );
  for (const { book, owner, entries, book_amount } of sums)
    differences.push({
      what: `sum of ${book}`,
      where: owner,
      index: String(book_amount),
      chain: `${entries} by its entries`,
    });
  const uneven = await db.query<{ signature: string; amount: bigint }>(
    'select signature, sum(amount) as amount from ledger_entry group by signature having sum(amount) <> 0',
  );
  for (const { signature, amount } of uneven)
    differences.push({ what: 'entries that add up', where: signature, index: String(amount), chain: '0' });
}

/** Answers and labels beside those of live pages; panels whose labels are known nowhere. */
async function comparePanels(db: Db, slot: number, quiet: boolean, differences: Difference[]): Promise<number> {
  const pages = await db.query<{ address: string; data: Uint8Array; born: bigint }>(
    `select a.address, a.data, e.born from account a
     join lateral (select max(born) as born from entity e where e.address = a.address) e on true
     where a.kind = 'page' and ${telling('TELLING(a)', slot, quiet)}`,
  );
  let compared = 0;
  for (const { address, data, born } of pages) {
    const page = decodePage({ data: Buffer.from(data), owner: PROGRAM_ID, lamports: 0, executable: false });
    const bits = page.terms.bits as Bits;
    for (const panel of page.panels) {
      compared += 1;
      const where = `${address} panel ${panel.number}`;
      const [row] = await db.query<{ labels: Uint8Array | null }>(
        'select labels from panel where page = $1 and born = $2 and number = $3',
        [address, born, panel.number],
      );
      if (row === undefined) {
        differences.push({ what: 'panel', where, index: 'missing', chain: 'there' });
        continue;
      }
      const decided = panel.kind === 0 && (panel.phase === 'settled' || panel.phase === 'done') && panel.seats > 0;
      const answered =
        panel.answers.some((row) => row !== undefined) || panel.payloads.some((row) => row !== undefined);
      if (decided && answered) {
        const own = row.labels === null ? undefined : unpackLabels(row.labels, panel.items, bits);
        if (own?.join() !== panel.labels.join())
          differences.push({ what: 'labels', where, index: String(own), chain: String(panel.labels) });
      }
      const answers = await db.query<{ slot_number: number; answers: Uint8Array | null }>(
        'select slot_number, answers from answer where page = $1 and born = $2 and panel = $3',
        [address, born, panel.number],
      );
      panel.answers.forEach((real, at) => {
        const packed = answers.find((one) => one.slot_number === at)?.answers;
        // Who missed his reveal is collected too, and answered nothing.
        if (real === undefined || (panel.slots[at]?.state === 'collected' && (packed ?? null) === null)) return;
        const own = packed === null || packed === undefined ? undefined : unpackLabels(packed, panel.items, bits);
        if (own?.join() !== real.join())
          differences.push({ what: 'answers', where: `${where} slot ${at}`, index: String(own), chain: String(real) });
      });
    }
  }
  const unsure = await db.query<{ page: string; number: bigint }>('select page, number from panel where unsure');
  if (quiet)
    for (const { page, number } of unsure)
      differences.push({ what: 'labels', where: `${page} panel ${number}`, index: 'unknown', chain: 'settled' });
  return compared;
}

/** One line a difference. */
export const describe = ({ what, where, index, chain }: Difference): string =>
  `${what} ${where}: index ${index}, chain ${chain}`;
