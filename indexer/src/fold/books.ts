/** The books: rows of double entry, running sums, and amounts that are still open. */
import type { Queries } from '../db/db.ts';
import { insert, rowsOf, textArray } from '../db/bulk.ts';
import type { Book, BookName, Movement } from './movements.ts';

/** One movement, as its two rows are written. */
interface Entry {
  signature: string;
  /** Number of its first row. */
  n: number;
  slot: number;
  position: number;
  from: Book;
  to: Book;
  amount: bigint;
  reason: string;
  open: boolean;
  resolvedSlot: number | undefined;
  /** Whether its rows are in the database already, and differ from this. */
  stored: boolean;
  changed: boolean;
}

/** Where rows belong. */
export interface Place {
  signature: string;
  slot: number;
  position: number;
}

const keyOf = ({ book, owner }: Book): string => `${book} ${owner}`;

const COLUMNS = {
  signature: 'text',
  n: 'integer',
  slot: 'bigint',
  position: 'integer',
  book: 'text',
  owner: 'text',
  amount: 'numeric',
  reason: 'text',
  contra_book: 'text',
  contra_owner: 'text',
  open: 'boolean',
  resolved_slot: 'bigint',
} as const;

interface OpenRow {
  signature: string;
  n: number;
  slot: bigint;
  position: number;
  book: BookName;
  owner: string;
  amount: bigint;
  reason: string;
  contra_book: BookName;
  contra_owner: string;
}

const MOST = 300_000;

export class Books {
  private sums = new Map<string, bigint>();
  /** Open movements by book; `undefined` until they were looked for. */
  private open: Map<string, Entry[]> | undefined;
  private fresh: Entry[] = [];
  private changed = new Set<Entry>();
  /** What the books gained since the last flush. */
  private gains = new Map<string, { book: Book; amount: bigint }>();
  private rows = { signature: '', next: 0 };

  forget(): void {
    this.sums = new Map();
    this.open = undefined;
    this.fresh = [];
    this.changed = new Set();
    this.gains = new Map();
    this.rows = { signature: '', next: 0 };
  }

  /** What a book holds now, base units. */
  async sumOf(db: Queries, book: Book): Promise<bigint> {
    const key = keyOf(book);
    let sum = this.sums.get(key);
    if (sum === undefined) {
      const [row] = await db.query<{ amount: bigint }>('select amount from book where book = $1 and owner = $2', [
        book.book,
        book.owner,
      ]);
      sum = (row?.amount ?? 0n) + (this.gains.get(key)?.amount ?? 0n);
      if (this.sums.size >= MOST) this.sums = new Map();
      this.sums.set(key, sum);
    }
    return sum;
  }

  /** Reads the books of many owners at once. */
  async prefetch(db: Queries, owners: Iterable<string>): Promise<void> {
    const wanted = [...new Set(owners)].filter((owner) => !this.sums.has(`balance ${owner}`));
    if (wanted.length === 0) return;
    if (this.sums.size + 2 * wanted.length > MOST) this.sums = new Map();
    const rows = await db.query<Book & { amount: bigint }>(
      'select book, owner, amount from book where owner = any(($1::text)::text[])',
      [textArray(wanted)],
    );
    for (const owner of wanted)
      for (const name of ['stake', 'balance', 'task', 'bid'] as const) {
        const key = keyOf({ book: name, owner });
        this.sums.set(key, this.gains.get(key)?.amount ?? 0n);
      }
    for (const { book, owner, amount } of rows) {
      const key = keyOf({ book, owner });
      this.sums.set(key, amount + (this.gains.get(key)?.amount ?? 0n));
    }
  }

  private async openOf(db: Queries, book: Book): Promise<Entry[]> {
    if (this.open === undefined) {
      this.open = new Map();
      // Both rows of a movement are open: the giving one, of even number, stands for both.
      const rows = await db.query<OpenRow>(
        'select * from ledger_entry where open and n % 2 = 0 order by slot, position, n',
      );
      for (const row of rows) this.note(entryOf(row));
    }
    return this.open.get(keyOf(book)) ?? [];
  }

  private note(entry: Entry): void {
    for (const key of [keyOf(entry.from), keyOf(entry.to)]) {
      const list = this.open?.get(key) ?? [];
      list.push(entry);
      this.open?.set(key, list);
    }
  }

  private close(entry: Entry): void {
    for (const key of [keyOf(entry.from), keyOf(entry.to)]) {
      const rest = (this.open?.get(key) ?? []).filter((one) => one !== entry);
      if (rest.length === 0) this.open?.delete(key);
      else this.open?.set(key, rest);
    }
  }

  /** Writes a movement. */
  async post(db: Queries, place: Place, { from, to, amount, reason }: Movement): Promise<void> {
    const unsettled = amount === 'all' && (await this.openOf(db, from)).length > 0;
    const known = amount === 'all' ? await this.sumOf(db, from) : (amount ?? 0n);
    const open = amount === undefined || unsettled;
    if (known === 0n && !open) return;
    if (this.rows.signature !== place.signature) {
      this.rows = { signature: place.signature, next: 0 };
    }
    const n = this.rows.next;
    this.rows.next += 2;
    const entry: Entry = {
      ...place,
      n,
      from,
      to,
      amount: known,
      reason,
      open,
      resolvedSlot: undefined,
      stored: false,
      changed: false,
    };
    this.fresh.push(entry);
    this.gain(entry, known);
    if (!open) return;
    await this.openOf(db, from);
    this.note(entry);
  }

  private gain({ from, to }: Entry, amount: bigint): void {
    for (const [book, gained] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const key = keyOf(book);
      const sum = this.sums.get(key);
      if (sum !== undefined) this.sums.set(key, sum + gained);
      const so = this.gains.get(key);
      if (so === undefined) this.gains.set(key, { book, amount: gained });
      else so.amount += gained;
    }
  }

  /**
   * Somebody states what a book holds: the newest open movement of it becomes what is missing, the others stay nothing. Without an open
   * one the difference can't be: it is written to the book `unexplained`, which `verify` refuses.
   */
  async state(db: Queries, place: Place, book: Book, holds: bigint): Promise<void> {
    const missing = holds - (await this.sumOf(db, book));
    const open = await this.openOf(db, book);
    const last = open.at(-1);
    if (last === undefined) {
      if (missing === 0n) return;
      const nobody: Book = { book: 'unexplained', owner: '' };
      await this.post(db, place, { from: nobody, to: book, amount: missing, reason: 'unexplained' });
      return;
    }
    const gained = keyOf(last.to) === keyOf(book) ? missing : -missing;
    last.amount += gained;
    this.gain(last, gained);
    for (const entry of [...open]) {
      entry.open = false;
      entry.resolvedSlot = place.slot;
      this.close(entry);
      if (entry.stored) this.changed.add(entry);
    }
  }

  /** Books with an amount that is still open. */
  async unsettled(db: Queries): Promise<Book[]> {
    await this.openOf(db, { book: 'unexplained', owner: '' });
    return [...(this.open?.keys() ?? [])].map((key) => {
      const at = key.indexOf(' ');
      return { book: key.slice(0, at) as BookName, owner: key.slice(at + 1) };
    });
  }

  async flush(db: Queries): Promise<void> {
    const rows = this.fresh.flatMap((entry) => {
      const { signature, n, slot, position, from, to, amount, reason, open, resolvedSlot } = entry;
      entry.stored = true;
      return [
        [signature, n, slot, position, from.book, from.owner, -amount, reason, to.book, to.owner, open, resolvedSlot],
        [
          signature,
          n + 1,
          slot,
          position,
          to.book,
          to.owner,
          amount,
          reason,
          from.book,
          from.owner,
          open,
          resolvedSlot,
        ],
      ];
    });
    await insert(db, 'ledger_entry', COLUMNS, rows);
    await this.flushChanged(db);
    const gained = [...this.gains.values()].filter(({ amount }) => amount !== 0n);
    await insert(
      db,
      'book',
      { book: 'text', owner: 'text', amount: 'numeric' },
      gained.map(({ book, amount }) => [book.book, book.owner, amount]),
      'on conflict (book, owner) do update set amount = book.amount + excluded.amount',
    );
    this.fresh = [];
    this.gains = new Map();
  }

  private async flushChanged(db: Queries): Promise<void> {
    if (this.changed.size === 0) return;
    const rows = [...this.changed].flatMap(({ signature, n, amount, resolvedSlot }) => [
      [signature, n, -amount, resolvedSlot],
      [signature, n + 1, amount, resolvedSlot],
    ]);
    this.changed = new Set();
    const columns = { signature: 'text', n: 'integer', amount: 'numeric', resolved_slot: 'bigint' } as const;
    const { select, params } = rowsOf(columns, rows);
    await db.query(
      `update ledger_entry e set amount = v.amount, open = false, resolved_slot = v.resolved_slot
       from (${select}) v where e.signature = v.signature and e.n = v.n`,
      params,
    );
  }
}

function entryOf(row: OpenRow): Entry {
  return {
    signature: row.signature,
    n: row.n,
    slot: Number(row.slot),
    position: row.position,
    from: { book: row.book, owner: row.owner },
    to: { book: row.contra_book, owner: row.contra_owner },
    amount: -row.amount,
    reason: row.reason,
    open: true,
    resolvedSlot: undefined,
    stored: true,
    changed: false,
  };
}
