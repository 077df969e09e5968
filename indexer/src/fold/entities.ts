/** Who is behind an address: learnt from the instruction that created it, kept while the process runs. */
import type { Queries } from '../db/db.ts';
import type { Row } from '../db/bulk.ts';
import { insert, textArray } from '../db/bulk.ts';
import type { Call } from '../chain/calls.ts';

export interface Entity {
  address: string;
  /** When it was created: its slot times `BIRTHS_PER_SLOT`, and its number in the slot. */
  born: bigint;
  kind: 'member' | 'seat' | 'task' | 'page' | 'dataset' | 'offer' | 'license' | 'bid' | 'proposal';
  wallet?: string;
  task?: string;
  dataset?: string;
  number?: number;
}

/** An address can be closed and created again within a slot, so its birth is told by more than the slot. */
export const BIRTHS_PER_SLOT = 1n << 24n;

/** How many panels, pages or offers an account had made when the index began with it; 0 for all others. */
export async function madeBefore(db: Queries, { address, born }: Pick<Entity, 'address' | 'born'>): Promise<bigint> {
  const [row] = await db.query<{ amount: bigint; opened: bigint }>(
    "select amount, (select opened_slot from state) as opened from opening where address = $1 and what = 'made'",
    [address],
  );
  return row !== undefined && row.opened * BIRTHS_PER_SLOT === born ? row.amount : 0n;
}

const MOST = 300_000;

const COLUMNS = {
  address: 'text',
  born: 'bigint',
  kind: 'text',
  wallet: 'text',
  task: 'text',
  dataset: 'text',
  number: 'integer',
} as const;

export class Entities {
  private known = new Map<string, Entity | undefined>();
  /** How many pages a task and offers a dataset has had since it was born. */
  private made = new Map<string, number>();
  private fresh: Entity[] = [];

  /** Forgets what was learnt: the history was undone, or a transaction failed. */
  forget(): void {
    this.known = new Map();
    this.made = new Map();
    this.fresh = [];
  }

  async get(db: Queries, address: string | undefined): Promise<Entity | undefined> {
    if (address === undefined) return undefined;
    if (this.known.has(address)) return this.known.get(address);
    const [row] = await db.query<Entity>(
      'select address, born, kind, wallet, task, dataset, number from entity where address = $1 order by born desc limit 1',
      [address],
    );
    const found = row === undefined ? undefined : withoutNulls(row);
    this.keep(address, found);
    return found;
  }

  /** Looks many up at once: what is asked for one by one afterwards costs no question. */
  async prefetch(db: Queries, addresses: Iterable<string>): Promise<void> {
    const wanted = [...new Set(addresses)].filter((address) => !this.known.has(address));
    if (wanted.length === 0) return;
    const rows = await db.query<Entity>(
      `select distinct on (address) address, born, kind, wallet, task, dataset, number
       from entity where address = any(($1::text)::text[]) order by address, born desc`,
      [textArray(wanted)],
    );
    for (const address of wanted) this.keep(address, undefined);
    for (const row of rows) this.keep(row.address, withoutNulls(row));
  }

  private keep(address: string, entity: Entity | undefined): void {
    if (this.known.size >= MOST) this.known = new Map();
    this.known.set(address, entity);
  }

  /** Notes a new one. */
  add(entity: Entity): void {
    this.keep(entity.address, entity);
    this.fresh.push(entity);
    if (entity.kind === 'task' || entity.kind === 'dataset') this.made.set(entity.address, 0);
  }

  /** Number of the next page of a task or offer of a dataset, which is counted. */
  async next(db: Queries, parent: string, kind: 'page' | 'offer'): Promise<number> {
    let count = this.made.get(parent);
    if (count === undefined) {
      const born = (await this.get(db, parent))?.born ?? 0n;
      const column = kind === 'page' ? 'task' : 'dataset';
      const [row] = await db.query<{ next: bigint }>(
        `select coalesce(max(number) + 1, 0)::bigint as next from entity where ${column} = $1 and kind = $2 and born >= $3`,
        [parent, kind, born],
      );
      const unsaved = this.fresh.filter((one) => one.kind === kind && one[column] === parent).length;
      count = Math.max(Number(row?.next ?? 0n), unsaved, Number(await madeBefore(db, { address: parent, born })));
    }
    if (this.made.size >= MOST) this.made = new Map();
    this.made.set(parent, count + 1);
    return count;
  }

  async flush(db: Queries): Promise<void> {
    const rows: Row[] = this.fresh.map(({ address, born, kind, wallet, task, dataset, number }) => [
      address,
      born,
      kind,
      wallet,
      task,
      dataset,
      number,
    ]);
    this.fresh = [];
    await insert(db, 'entity', COLUMNS, rows);
  }
}

const withoutNulls = (row: Entity): Entity =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Entity;

/** What a call is about. */
export interface About {
  task?: string;
  dataset?: string;
  wallet?: string;
}

/** Accounts that are somebody's wallet, the one a call is about first. */
const WALLETS = ['wallet', 'requester', 'publisher', 'buyer', 'bidder', 'holder', 'caster', 'caller', 'payer'];
/** Accounts that name their task, dataset or wallet. */
const NAMING = ['page', 'seat', 'subject', 'license', 'offer', 'bid'];

export async function aboutOf(db: Queries, entities: Entities, { accounts, name }: Call): Promise<About> {
  const about: About = { task: accounts['task'], dataset: accounts['dataset'] };
  for (const account of NAMING) {
    if (about.task !== undefined && about.dataset !== undefined) break;
    const entity = await entities.get(db, accounts[account]);
    about.task ??= entity?.task;
    about.dataset ??= entity?.dataset;
  }
  about.wallet = (await entities.get(db, accounts['member']))?.wallet;
  // The publisher of a late purchase is named by his member account.
  const named = name === 'refundPurchase' ? WALLETS.filter((wallet) => wallet !== 'publisher') : WALLETS;
  for (const wallet of named) about.wallet ??= accounts[wallet];
  return about;
}
