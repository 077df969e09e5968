/** Panels and answers: who committed and revealed what, from the instructions themselves, and what was decided. */
import { PublicKey } from '@solana/web3.js';
import type { Queries } from '../db/db.ts';
import { insert, rowsOf, type Row } from '../db/bulk.ts';
import type { Call } from '../chain/calls.ts';
import type { Fields } from '../chain/layout.ts';
import { madeBefore, type Entities, type Entity } from './entities.ts';
import type { Place } from './books.ts';

/** Kinds of panel, by number as the program stores them. */
const KIND = { annotate: 0, review: 1, appeal: 2 } as const;

/** What is known of a panel when it opens. */
export const OPENED = {
  page: 'text',
  born: 'bigint',
  number: 'bigint',
  task: 'text',
  page_number: 'integer',
  kind: 'smallint',
  first_item: 'bigint',
  items: 'integer',
  seats_first: 'smallint',
  seats_step: 'smallint',
  seats_max: 'smallint',
  difficulty_bps: 'integer',
  opened_slot: 'bigint',
  opened_signature: 'text',
} as const;

const PANEL = { ...OPENED, subject_page: 'text', subject: 'bigint' } as const;

/** What is known of an answer when it is committed to. */
export const COMMIT = {
  page: 'text',
  born: 'bigint',
  panel: 'bigint',
  slot_number: 'smallint',
  task: 'text',
  wallet: 'text',
  commitment: 'bytea',
  committed_slot: 'bigint',
  committed_signature: 'text',
} as const;

const REVEAL = {
  page: 'text',
  born: 'bigint',
  panel: 'bigint',
  slot_number: 'smallint',
  answers: 'bytea',
  salt: 'bytea',
  revealed_slot: 'bigint',
  revealed_signature: 'text',
} as const;

const SETTLED = {
  page: 'text',
  born: 'bigint',
  number: 'bigint',
  labels: 'bytea',
  answers: 'numeric',
  rewards: 'numeric',
  fees: 'numeric',
  returned: 'numeric',
  settled_slot: 'bigint',
  settled_signature: 'text',
} as const;

/** Calls that make the page they name: its panels are numbered from 0. */
const OPENING = new Set(['openPage', 'contestItems', 'contestScore', 'auditPanel', 'accuseLicense']);

const MOST = 100_000;
const NOBODY = PublicKey.default.toBase58();

export class Panels {
  /** Number of the next panel of a page. */
  private next = new Map<string, bigint>();
  private opened: Row[] = [];
  private commits = new Map<string, Row>();
  private reveals = new Map<string, Row>();
  private settled: Row[] = [];
  private unsure: Row[] = [];

  constructor(private readonly entities: Entities) {}

  forget(): void {
    this.next = new Map();
    this.opened = [];
    this.commits = new Map();
    this.reveals = new Map();
    this.settled = [];
    this.unsure = [];
  }

  private async number(db: Queries, page: Entity): Promise<bigint> {
    const key = `${page.address} ${page.born}`;
    let number = this.next.get(key);
    if (number === undefined) {
      const [row] = await db.query<{ next: bigint }>(
        'select coalesce(max(number) + 1, 0)::bigint as next from panel where page = $1 and born = $2',
        [page.address, page.born],
      );
      number = row?.next ?? 0n;
      const before = await madeBefore(db, page);
      if (before > number) number = before;
      const unsaved = this.opened.filter((own) => own[0] === page.address && own[1] === page.born).length;
      if (BigInt(unsaved) > number) number = BigInt(unsaved);
    }
    this.keep(key, number + 1n);
    return number;
  }

  private keep(key: string, next: bigint): void {
    if (this.next.size >= MOST) this.next = new Map();
    this.next.set(key, next);
  }

  /** What a call does to panels. */
  async take(db: Queries, call: Call, { signature, slot }: Place): Promise<void> {
    const { name, args, accounts } = call;
    const page = await this.entities.get(db, accounts['page']);
    if (page?.task === undefined) return;
    const { address, born, task } = page;
    if (OPENING.has(name)) this.keep(`${address} ${born}`, 0n);
    const open = async (kind: number, spec: Fields, subject: readonly [string | undefined, bigint | undefined]) => {
      const number = await this.number(db, page);
      const shape = ['firstItem', 'items', 'seatsFirst', 'seatsStep', 'seatsMax', 'difficultyBps'].map(
        (field) => spec[field] as number | undefined,
      );
      this.opened.push([address, born, number, task, page.number, kind, ...shape, slot, signature, ...subject]);
    };
    switch (name) {
      case 'openPanels':
        for (const spec of args['specs'] as Fields[]) await open(KIND.annotate, spec, [undefined, undefined]);
        break;
      case 'contestItems':
      case 'contestScore':
      case 'auditPanel': {
        const asked = (args['items'] as bigint[] | undefined)?.reduce((count, word) => count + ones(word), 0);
        const spec: Fields = asked === undefined ? {} : { items: asked };
        await open(KIND.review, spec, [accounts['subject'], args['number'] as bigint]);
        break;
      }
      case 'accuseLicense':
        await open(KIND.review, { items: 1 }, [accounts['license'], undefined]);
        break;
      case 'appealItems':
      case 'appealScore':
      case 'defendLicense':
        await open(KIND.appeal, {}, [accounts['subject'] ?? accounts['license'], undefined]);
        break;
      case 'commit':
      case 'commitVotes': {
        const wallet = (await this.entities.get(db, accounts['member']))?.wallet ?? NOBODY;
        for (const { panel, slot: seat, commitment } of args['entries'] as Fields[])
          this.commits.set(`${address} ${born} ${panel as bigint} ${seat as number}`, [
            address,
            born,
            panel as bigint,
            seat as number,
            task,
            wallet,
            commitment as Uint8Array,
            slot,
            signature,
          ]);
        break;
      }
      case 'reveal':
      case 'revealVotes':
        for (const { panel, slot: seat, answers, salt } of args['entries'] as Fields[])
          this.reveals.set(`${address} ${born} ${panel as bigint} ${seat as number}`, [
            address,
            born,
            panel as bigint,
            seat as number,
            answers as Uint8Array,
            salt as Uint8Array,
            slot,
            signature,
          ]);
        break;
      default:
    }
    this.takeSettled(call, page, { signature, slot });
  }

  private takeSettled(
    { name, args, events }: Call,
    { address, born }: Entity,
    { signature, slot }: Pick<Place, 'signature' | 'slot'>,
  ): void {
    const told = new Set<bigint>();
    for (const { name: event, data } of events) {
      if (event !== 'panelSettled' && event !== 'panelMoved') continue;
      told.add(data['panel'] as bigint);
      if (event !== 'panelSettled') continue;
      const { panel, labels, answers, rewards, fees, returned } = data as Record<string, bigint> & Fields;
      const decided = labels as unknown as Uint8Array;
      this.settled.push([address, born, panel, decided, answers, rewards, fees, returned, slot, signature]);
    }
    // Not logged: they may have been settled, or have opened another wave.
    const named =
      name === 'settle'
        ? (args['panels'] as bigint[])
        : name === 'openGold'
          ? [(args['args'] as Fields)['panel'] as bigint]
          : [];
    for (const number of named) if (!told.has(number)) this.unsure.push([address, born, number, slot]);
  }

  async flush(db: Queries): Promise<void> {
    await insert(db, 'panel', PANEL, this.opened);
    await insert(
      db,
      'answer',
      COMMIT,
      [...this.commits.values()],
      `on conflict (page, born, panel, slot_number) do update set wallet = excluded.wallet, commitment = excluded.commitment,
         committed_slot = excluded.committed_slot, committed_signature = excluded.committed_signature`,
    );
    if (this.reveals.size > 0) {
      const { select, params } = rowsOf(REVEAL, [...this.reveals.values()]);
      await db.query(
        `update answer a set answers = v.answers, salt = v.salt, revealed_slot = v.revealed_slot,
           revealed_signature = v.revealed_signature
         from (${select}) v
         where a.page = v.page and a.born = v.born and a.panel = v.panel and a.slot_number = v.slot_number`,
        params,
      );
    }
    if (this.settled.length > 0) {
      const { select, params } = rowsOf(SETTLED, this.settled);
      await db.query(
        `update panel p set labels = v.labels, labels_from = 'event', answers = v.answers, rewards = v.rewards, fees = v.fees,
           returned = v.returned, settled_slot = v.settled_slot, settled_signature = v.settled_signature, unsure = false
         from (${select}) v where p.page = v.page and p.born = v.born and p.number = v.number`,
        params,
      );
    }
    if (this.unsure.length > 0) {
      const columns = { page: 'text', born: 'bigint', number: 'bigint', slot: 'bigint' } as const;
      const { select, params } = rowsOf(columns, this.unsure);
      await db.query(
        `update panel p set unsure = true, unsure_slot = v.slot
         from (${select}) v where p.page = v.page and p.born = v.born and p.number = v.number and p.labels is null`,
        params,
      );
    }
    this.opened = [];
    this.commits = new Map();
    this.reveals = new Map();
    this.settled = [];
    this.unsure = [];
  }
}

function ones(word: bigint): number {
  let count = 0;
  for (let rest = word; rest > 0n; rest >>= 1n) count += Number(rest & 1n);
  return count;
}
