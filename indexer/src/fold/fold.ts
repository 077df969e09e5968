/** What follows from transactions, one after the other in the chain's order: all rows but those of accounts. */
import type { Queries } from '../db/db.ts';
import { insert, type Row } from '../db/bulk.ts';
import { bytesOf } from '../chain/keys.ts';
import { toJson, type Fields } from '../chain/layout.ts';
import type { Decoded } from '../chain/calls.ts';
import { birthOf } from './births.ts';
import { Books, type Place } from './books.ts';
import { aboutOf, BIRTHS_PER_SLOT, Entities } from './entities.ts';
import { movementsOf, statementsOf, type Book } from './movements.ts';
import { Panels } from './panels.ts';
import { priceOf } from './prices.ts';
import { Reviews } from './reviews.ts';
import { TERMS, termsRow } from './terms.ts';

const TRANSACTIONS = {
  signature: 'text',
  slot: 'bigint',
  position: 'integer',
  block_time: 'bigint',
  fee: 'bigint',
  truncated: 'boolean',
} as const;

const INSTRUCTIONS = {
  signature: 'text',
  ix: 'smallint',
  inner_ix: 'smallint',
  slot: 'bigint',
  position: 'integer',
  name: 'text',
  accounts: 'bytea',
  data: 'bytea',
  task: 'text',
  dataset: 'text',
  wallet: 'text',
} as const;

const EVENTS = {
  signature: 'text',
  ix: 'smallint',
  inner_ix: 'smallint',
  n: 'smallint',
  slot: 'bigint',
  name: 'text',
  data: 'jsonb',
} as const;

const PRICES = {
  signature: 'text',
  ix: 'smallint',
  inner_ix: 'smallint',
  slot: 'bigint',
  block_time: 'bigint',
  what: 'text',
  dataset: 'text',
  offer: 'text',
  license: 'text',
  wallet: 'text',
  amount: 'numeric',
} as const;

const FEED = {
  seq: 'bigint',
  state: 'text',
  signature: 'text',
  ix: 'smallint',
  inner_ix: 'smallint',
  slot: 'bigint',
  name: 'text',
  task: 'text',
  dataset: 'text',
  wallet: 'text',
} as const;

/** Accounts that are asked who is behind them. */
const LOOKED_UP = 'member seat page subject task dataset license offer bid seller publisher'.split(' ');

/** Calls that empty the book of one of their accounts. */
const EMPTIED: Readonly<Record<string, string>> = { closeTask: 'task', withdrawBid: 'bid', acceptBid: 'bid' };

export class Fold {
  private readonly entities = new Entities();
  readonly books = new Books();
  private readonly panels = new Panels(this.entities);
  private readonly reviews = new Reviews(this.entities);
  private rows = emptyRows();
  /** Births of the slot at hand. */
  private births = { slot: -1, count: 0n };

  /** Forgets everything learnt and everything not written: a transaction failed or the history was undone. */
  forget(): void {
    this.entities.forget();
    this.books.forget();
    this.panels.forget();
    this.reviews.forget();
    this.rows = emptyRows();
    this.births = { slot: -1, count: 0n };
  }

  /** Reads what the calls will ask for, in two questions instead of thousands. */
  async prepare(db: Queries, all: readonly Decoded[]): Promise<void> {
    const calls = all.flatMap((one) => one.calls);
    await this.entities.prefetch(
      db,
      calls.flatMap(({ accounts, remaining }) => [...LOOKED_UP.flatMap((name) => accounts[name] ?? []), ...remaining]),
    );
    const wallets = calls.flatMap(({ events }) => events.flatMap(({ data }) => data['wallet'] ?? [])) as string[];
    // Those whose whole content moves.
    const emptied = calls.flatMap(({ name, accounts }) => accounts[EMPTIED[name] ?? ''] ?? []);
    await this.books.prefetch(db, [...wallets, ...emptied]);
  }

  /** Takes one transaction; nothing is written before `flush`. */
  async take(db: Queries, { transaction, calls, truncated }: Decoded): Promise<void> {
    const { signature, slot, position, time, fee } = transaction;
    const place: Place = { signature, slot, position };
    this.rows.transactions.push([signature, slot, position, time, fee, truncated]);
    for (const call of calls) {
      const { ix, inner, name, data, keys, events, args, accounts } = call;
      const born = this.birth(slot);
      const fresh = await birthOf(db, this.entities, call, born);
      if (fresh !== undefined) this.entities.add(fresh);
      if (name === 'openTask')
        this.rows.terms.push(termsRow(accounts['task'] as string, born, (args['args'] as Fields)['terms'] as Fields));
      const about = await aboutOf(db, this.entities, call);
      const { task, dataset, wallet } = about;
      this.rows.instructions.push([
        signature,
        ix,
        inner,
        slot,
        position,
        name,
        Buffer.concat(keys.map(bytesOf)),
        data,
        task,
        dataset,
        wallet,
      ]);
      this.rows.told.push([signature, ix, inner, slot, name, task, dataset, wallet]);
      events.forEach((event, n) =>
        this.rows.events.push([signature, ix, inner, n, slot, event.name, toJson(event.data)]),
      );
      const price = priceOf(call);
      if (price !== undefined)
        this.rows.prices.push([
          signature,
          ix,
          inner,
          slot,
          time,
          price.what,
          dataset,
          accounts['offer'],
          accounts['license'],
          wallet,
          price.amount,
        ]);
      await this.panels.take(db, call, place);
      await this.reviews.take(db, call, place);
      for (const movement of await movementsOf(db, this.entities, call)) await this.books.post(db, place, movement);
      for (const { book, amount } of statementsOf(call)) await this.books.state(db, place, book, amount);
    }
  }

  /** An account was read and no transaction has touched it since: it states what a book holds. */
  state(db: Queries, slot: number, book: Book, amount: bigint): Promise<void> {
    return this.books.state(
      db,
      { signature: `account ${book.book} ${book.owner} ${slot}`, slot, position: 0 },
      book,
      amount,
    );
  }

  private birth(slot: number): bigint {
    if (this.births.slot !== slot) this.births = { slot, count: 0n };
    this.births.count += 1n;
    return BigInt(slot) * BIRTHS_PER_SLOT + this.births.count;
  }

  /** Writes everything taken. `seq` is the feed's last number; returns the new one. */
  async flush(db: Queries, seq: bigint, state: 'confirmed' | 'finalized'): Promise<bigint> {
    const { transactions, instructions, events, prices, terms, told } = this.rows;
    this.rows = emptyRows();
    let last = seq;
    const feed = told.map(([signature, ...rest]): Row => [(last += 1n), state, signature, ...rest]);
    // Not one after the other: the database works on one statement while the next is put together.
    const writes = [
      insert(db, 'transactions', TRANSACTIONS, transactions),
      insert(db, 'instructions', INSTRUCTIONS, instructions),
      insert(db, 'events', EVENTS, events),
      insert(db, 'feed', FEED, feed),
      insert(db, 'price', PRICES, prices),
      insert(db, 'task_terms', TERMS, terms),
      this.entities.flush(db),
      this.panels.flush(db),
      this.reviews.flush(db),
      this.books.flush(db),
    ];
    // All of them end before the transaction does, also when one fails. Those behind the one that failed only say that something did.
    const failed = (await Promise.allSettled(writes)).flatMap((one) =>
      one.status === 'rejected' ? [one.reason as Error & { code?: string }] : [],
    );
    const reason = failed.find(({ code }) => code !== IN_FAILED_TRANSACTION) ?? failed[0];
    if (reason !== undefined) throw reason;
    return last;
  }
}

/** PostgreSQL's code for whatever is asked in a transaction after something in it failed. */
const IN_FAILED_TRANSACTION = '25P02';

const emptyRows = () => ({
  transactions: [] as Row[],
  instructions: [] as Row[],
  events: [] as Row[],
  prices: [] as Row[],
  terms: [] as Row[],
  told: [] as Row[],
});
