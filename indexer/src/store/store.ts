/** The index in its database. Everything of a step is one database transaction, the cursor with it. */
import type { Db, Queries } from '../db/db.ts';
import { insert, textArray, type Row } from '../db/bulk.ts';
import { IndexerError } from '../error.ts';
import { decode, type Decoded } from '../chain/calls.ts';
import { Fold } from '../fold/fold.ts';
import type { AccountsAt, Opening, Progress, Recent, SlotBatch, Staging } from '../source/source.ts';
import { makeGood } from './good.ts';
import { stagingIn } from './listed.ts';
import { writeAccounts } from './mirror.ts';
import { openFrom } from './opening.ts';
import { undo } from './undo.ts';

interface State {
  program: string;
  genesis: string;
  idl: string;
  slot: bigint;
  finalized_slot: bigint;
  finalized_signature: string | null;
  seq: bigint;
  opened_slot: bigint | null;
  failed: bigint;
}

/** The program does nothing before this. */
const FIRST = 'initializeConfig';

/** What an index belongs to. */
export interface Identity {
  /** Address of the program and of the genesis block. */
  program: string;
  genesis: string;
  /** Hash of the interface. */
  idl: string;
}

export class Store {
  private readonly fold = new Fold();

  private constructor(
    readonly db: Db,
    private state: State,
    private pending: Recent[],
  ) {}

  /** Opens the index of a cluster; makes it where there is none. Throws `OtherCluster`, `OtherInterface`. */
  static async open(db: Db, identity: Identity): Promise<Store> {
    const { program, genesis, idl } = identity;
    await db.query(
      `insert into state (program, genesis, idl, slot, finalized_slot, seq)
       values ($1, $2, $3, -1, -1, 0) on conflict do nothing`,
      [program, genesis, idl],
    );
    const state = await readState(db);
    if (state.program !== program || state.genesis !== genesis)
      throw new IndexerError(
        'OtherCluster',
        `this database indexes ${state.program} on the cluster ${state.genesis}, the node is of ${genesis}: use another database`,
      );
    // Rows decoded with another interface may lack what this one knows.
    if (state.idl !== idl)
      throw new IndexerError(
        'OtherInterface',
        'this database was written with another interface of the program: index into a fresh one, it catches up by itself',
      );
    return new Store(db, state, await readPending(db, state));
  }

  get slot(): number {
    return Number(this.state.slot);
  }

  get finalizedSlot(): number {
    return Number(this.state.finalized_slot);
  }

  /** Slot the books were opened at from accounts; `undefined` where the history is whole. */
  get openedSlot(): number | undefined {
    return this.state.opened_slot === null ? undefined : Number(this.state.opened_slot);
  }

  /** Transactions that failed in slots that are final. */
  get failed(): number {
    return Number(this.state.failed);
  }

  /** Where a long listing is kept. */
  get staging(): Staging {
    return stagingIn(this.db);
  }

  progress(): Progress {
    return {
      slot: this.slot,
      finalizedSlot: this.finalizedSlot,
      finalizedSignature: this.state.finalized_signature ?? undefined,
      recent: this.pending,
    };
  }

  /** Runs `work` in one transaction; when it fails nothing is written and nothing is believed. */
  private async write(work: (tx: Queries, state: State) => Promise<void>): Promise<void> {
    const next = { ...this.state };
    try {
      await this.db.transaction(async (tx) => {
        // Tables that were empty a moment ago have no statistics: without this each row of a step would be looked for in whole tables.
        await tx.exec(
          'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off',
        );
        await work(tx, next);
        await tx.query(
          `update state set slot = $1, finalized_slot = $2, finalized_signature = $3, seq = $4, opened_slot = $5, failed = $6
           where finalized_slot <= $2`,
          [next.slot, next.finalized_slot, next.finalized_signature, next.seq, next.opened_slot, next.failed],
        );
      });
    } catch (error) {
      this.fold.forget();
      throw error;
    }
    this.state = next;
  }

  /**
   * Writes slots in order, up to and including `upTo`. Slots that are stored and the same are skipped; one that differs undoes everything
   * from it on. Throws `FinalityBroken` when that would be final.
   */
  async apply(batches: readonly SlotBatch[], upTo: number, final: boolean, failed = 0): Promise<void> {
    const fresh = await this.newOnes(batches);
    let pending = this.pending;
    await this.write(async (tx, state) => {
      if (fresh.undoFrom !== undefined) {
        await this.undoIn(tx, state, fresh.undoFrom);
        pending = pending.filter(({ slot }) => slot < (fresh.undoFrom as number));
      }
      const touched = new Map<string, number>();
      const added: Recent[] = [];
      const all = fresh.batches.flatMap(({ transactions }) => transactions.map(decode));
      if (final && state.finalized_slot < 0n && all[0] !== undefined) checkFirst(all[0]);
      await this.fold.prepare(tx, all);
      for (const decoded of all) {
        const { slot, signature } = decoded.transaction;
        await this.fold.take(tx, decoded);
        for (const call of decoded.calls) for (const address of call.touched) touched.set(address, slot);
        added.push({ signature, slot });
      }
      state.seq = await this.fold.flush(tx, state.seq, final ? 'finalized' : 'confirmed');
      state.failed += BigInt(failed);
      await insert(
        tx,
        'stale',
        { address: 'text', slot: 'bigint' },
        [...touched].map(([address, slot]): Row => [address, slot]),
        'on conflict (address) do update set slot = greatest(stale.slot, excluded.slot)',
      );
      if (BigInt(upTo) > state.slot) state.slot = BigInt(upTo);
      if (final) {
        // What is told as final stands behind everything that was told before.
        if (pending.length > 0) throw new IndexerError('FinalityOrder', 'final slots were told before earlier ones');
        // What was seen since is not final with it, even where nothing was seen: a node may have left something out.
        if (BigInt(upTo) > state.finalized_slot) state.finalized_slot = BigInt(upTo);
        state.finalized_signature = added.at(-1)?.signature ?? state.finalized_signature;
      } else pending = [...pending, ...added];
      await this.makeGood(tx, state);
    });
    this.pending = pending;
  }

  /** Begins with accounts instead of the program's first transaction; only an empty index can. */
  async open(opening: Opening): Promise<void> {
    if (this.slot >= 0) throw new IndexerError('IndexBegun', 'this index has a history: begin in a fresh database');
    await this.write(async (tx, state) => {
      await openFrom(tx, opening);
      state.slot = state.finalized_slot = state.opened_slot = BigInt(opening.slot);
      state.finalized_signature = opening.signature ?? null;
    });
    this.fold.forget();
  }

  /** What of the batches is not stored, and from where on what is stored is wrong. */
  private async newOnes(
    batches: readonly SlotBatch[],
  ): Promise<{ batches: readonly SlotBatch[]; undoFrom: number | undefined }> {
    const known = batches.filter(({ slot }) => slot <= this.slot);
    if (known.length === 0) return { batches, undoFrom: undefined };
    const slots = textArray(known.map(({ slot }) => String(slot)));
    const rows = await this.db.query<{ signature: string; slot: bigint }>(
      'select signature, slot from transactions where slot = any(($1::text)::bigint[]) order by slot, position',
      [slots],
    );
    const stored = new Map<number, string[]>();
    for (const { signature, slot } of rows) stored.set(Number(slot), [...(stored.get(Number(slot)) ?? []), signature]);
    const same = ({ slot, transactions }: SlotBatch): boolean => {
      const own = stored.get(slot) ?? [];
      return own.length === transactions.length && transactions.every(({ signature }, at) => signature === own[at]);
    };
    const differs = known.find((batch) => !same(batch));
    if (differs === undefined) return { batches: batches.filter(({ slot }) => slot > this.slot), undoFrom: undefined };
    return { batches: batches.filter(({ slot }) => slot >= differs.slot), undoFrom: differs.slot };
  }

  private async undoIn(tx: Queries, state: State, slot: number): Promise<void> {
    if (BigInt(slot) <= state.finalized_slot)
      throw new IndexerError(
        'FinalityBroken',
        `the node tells slot ${slot} otherwise than it was told as final: check the node, or index into a fresh database`,
      );
    state.seq = await undo(tx, slot, state.seq);
    state.slot = BigInt(slot) - 1n;
    this.fold.forget();
  }

  /** Takes back everything from `slot` on. Throws `FinalityBroken`. */
  async undo(slot: number): Promise<void> {
    if (slot > this.slot) return;
    await this.write((tx, state) => this.undoIn(tx, state, slot));
    this.pending = this.pending.filter((one) => one.slot < slot);
  }

  /** Everything up to and including `slot` is final. */
  async finalize(slot: number, failed = 0): Promise<void> {
    const until = Math.min(slot, this.slot);
    if (until <= this.finalizedSlot) return;
    const last = this.pending.findLast((one) => one.slot <= until);
    await this.write(async (tx, state) => {
      state.failed += BigInt(failed);
      if (last !== undefined) {
        const [fed] = await tx.query<{ last: bigint }>(
          `with told as (
             insert into feed (seq, state, signature, ix, inner_ix, slot, name, task, dataset, wallet)
             select $3::bigint + row_number() over (order by slot, position, ix, inner_ix),
               'finalized', signature, ix, inner_ix, slot, name, task, dataset, wallet
             from instructions where slot > $1 and slot <= $2 returning seq
           ) select coalesce(max(seq), $3::bigint) as last from told`,
          [state.finalized_slot, until, state.seq],
        );
        state.seq = fed?.last ?? state.seq;
        state.finalized_signature = last.signature;
      }
      state.finalized_slot = BigInt(until);
    });
    this.pending = this.pending.filter((one) => one.slot > until);
  }

  /** Writes accounts as a node saw them, and what they tell of amounts and labels that were not logged. */
  async writeAccounts(read: AccountsAt): Promise<void> {
    await this.write(async (tx, state) => {
      await writeAccounts(tx, read);
      await this.makeGood(tx, state);
    });
  }

  /** After the snapshot of all accounts at `since` or later: those not found are gone. */
  async forgetAccounts(found: ReadonlySet<string>, since: number): Promise<void> {
    const rows = await this.db.query<{ address: string }>('select address from account where read_slot < $1', [since]);
    const gone = rows
      .filter(({ address }) => !found.has(address))
      .map(({ address }) => ({ address, account: undefined }));
    await this.writeAccounts({ slot: since, accounts: gone });
    await this.db.query('delete from stale where slot < $1 and address not in (select address from account)', [since]);
  }

  private makeGood(tx: Queries, state: State): Promise<void> {
    return makeGood(tx, this.fold, Number(state.slot));
  }

  /** Accounts a transaction may have changed since they were read, the longest waiting first. */
  async stale(limit: number): Promise<{ address: string; slot: number }[]> {
    const rows = await this.db.query<{ address: string; slot: bigint }>(
      'select address, slot from stale order by slot, address limit $1',
      [limit],
    );
    return rows.map(({ address, slot }) => ({ address, slot: Number(slot) }));
  }
}

/** Books begin with nothing, so they need every transaction. Throws `HistoryMissing`. */
function checkFirst({ calls, transaction }: Decoded): void {
  if (calls[0]?.name === FIRST) return;
  throw new IndexerError(
    'HistoryMissing',
    `the node's history begins with ${transaction.signature}, which is not the program's first: ask a node that keeps all of it`,
  );
}

async function readState(db: Queries): Promise<State> {
  const [state] = await db.query<State>('select * from state');
  if (state === undefined) throw new IndexerError('NoState', 'the database has no index yet: run `indexer run`');
  return state;
}

async function readPending(db: Queries, state: State): Promise<Recent[]> {
  const rows = await db.query<{ signature: string; slot: bigint }>(
    'select signature, slot from transactions where slot > $1 order by slot, position',
    [state.finalized_slot],
  );
  return rows.map(({ signature, slot }) => ({ signature, slot: Number(slot) }));
}
