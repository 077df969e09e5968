/**
 * Labels of panels whose settlement nobody logged and which had left their page before it was read [attack 130]: decided again from the
 * stored answers, and checked against the record root the program keeps.
 */
import { PublicKey } from '@solana/web3.js';
import { rootOfRecords, unpackGold, type TaskAccount } from '@tagger/client';
import {
  decodeCall,
  eventFrom,
  recomputeLabels,
  recordsFrom,
  type Landed,
  type LostPanel,
} from '@tagger/client/provenance';
import type { Queries } from '../db/db.ts';
import { bytesOf } from '../chain/keys.ts';
import { readAccount, readInstruction, type Fields } from '../chain/layout.ts';

type Terms = LostPanel['terms'] & Pick<TaskAccount['terms'], 'lureBps'>;

interface Lost {
  page: string;
  born: bigint;
  number: bigint;
  task: string;
  page_number: number;
  items: number;
  seats_first: number;
  seats_step: number;
  seats_max: number;
  terms: Record<string, unknown>;
}

/** An account says nothing of the past while it is to be read again. */
const SETTLED = 'not exists (select 1 from stale s where s.address = p.page)';

/** Computes what is lost; a panel still on its page, or one nobody settled, is left alone. */
export async function computeLost(db: Queries, slot: number): Promise<void> {
  const lost = await db.query<Lost>(
    // The few that are unsure first: tables that grew a moment ago have no statistics.
    `with p as materialized (select * from panel where unsure)
     select p.page, p.born, p.number, p.task, p.page_number, p.items, p.seats_first, p.seats_step, p.seats_max, t.terms
     from p
     join lateral (select terms from task_terms t where t.task = p.task and t.born <= p.born order by t.born desc limit 1) t on true
     left join page a on a.address = p.page
     where p.kind = 0 and p.items is not null and ${SETTLED}
       and (a.address is null or a.read_slot <= $1 and a.first_panel > p.number)
     order by p.page, p.number`,
    [slot],
  );
  for (const one of lost) {
    const terms = termsOf(one.terms);
    const [answers, gold] = [await answersOf(db, one), await goldOf(db, one, terms.lureBps > 0)];
    const [labels] = await recomputeLabels({
      page: one.page_number,
      panel: one.number,
      spec: { items: one.items },
      terms,
      answers,
      gold,
    });
    if (labels === undefined) continue;
    await db.query(
      `update panel set labels = $4, labels_from = 'recomputed', settled_slot = unsure_slot, unsure = false
       where page = $1 and born = $2 and number = $3`,
      [one.page, one.born, one.number, labels],
    );
  }
  for (const task of new Set(lost.map((one) => one.task))) await prove(db, task);
}

/** Small numbers as they are, bytes in hexadecimal: see `toJson`. */
function termsOf(stored: Record<string, unknown>): Terms {
  const prior = stored['prior'];
  const costs = typeof prior === 'string' ? [...Buffer.from(prior, 'hex')] : (prior as number[]);
  return { ...(stored as unknown as Terms), prior: costs };
}

async function answersOf(db: Queries, one: Lost): Promise<(Uint8Array | undefined)[]> {
  const rows = await db.query<{ slot_number: number; answers: Uint8Array | null }>(
    'select slot_number, answers from answer where page = $1 and born = $2 and panel = $3',
    [one.page, one.born, one.number],
  );
  const count = Math.max(one.seats_first, ...rows.map((row) => row.slot_number + 1));
  return Array.from({ length: count }, (_, seat) => rows.find((row) => row.slot_number === seat)?.answers ?? undefined);
}

/** Gold the requester opened, from the instruction: its data can't be hidden. */
async function goldOf(db: Queries, one: Lost, lures: boolean): Promise<LostPanel['gold']> {
  const calls = await db.query<{ data: Uint8Array }>(
    `select data from instructions where name = 'openGold' and task = $1 and position($2::bytea in accounts) > 0
     order by slot, position`,
    [one.task, bytesOf(one.page)],
  );
  for (const { data } of calls) {
    const { panel, entries } = readInstruction(data).args['args'] as Fields;
    if (panel === one.number) return unpackGold(entries as Uint8Array, lures);
  }
  return [];
}

/** Marks recomputed labels of a task whose records, put together with them, have the root the program keeps. */
async function prove(db: Queries, task: string): Promise<void> {
  const root = await rootOf(db, task);
  const [known] = await db.query<{ terms: Record<string, unknown>; pages: bigint }>(
    `select t.terms, (select count(*) from entity e where e.kind = 'page' and e.task = t.task and e.born >= t.born) as pages
     from task_terms t where t.task = $1 order by t.born desc limit 1`,
    [task],
  );
  if (root === undefined || known === undefined) return;
  const about = {
    task: new PublicKey(task),
    terms: termsOf(known.terms) as unknown as TaskAccount['terms'],
    pagesMade: Number(known.pages),
    root,
  };
  const lostLabels = labelsIn(db, task);
  try {
    const { records } = await recordsFrom(about, (address) => landedOf(db, task, address.toBase58()), { lostLabels });
    for (const { record, labelsFrom } of records)
      if (labelsFrom === 'recomputed')
        await db.query(
          `update panel set labels_proved = true where task = $1 and page_number = $2 and number = $3 and labels_from <> 'event'`,
          [task, record.page, record.panel],
        );
  } catch (error) {
    // Not proved: the row says so.
    if ((error as Error).name !== 'HistoryIncomplete') throw error;
  }
}

/** Labels as this index knows them, for `recordsFromHistory`: seen on the page or recomputed. */
export const labelsIn =
  (db: Queries, task: string) =>
  async ({ page, panel }: Pick<LostPanel, 'page' | 'panel'>): Promise<readonly Uint8Array[]> => {
    const rows = await db.query<{ labels: Uint8Array }>(
      `select labels from panel where task = $1 and page_number = $2 and number = $3 and labels is not null
       order by born desc`,
      [task, page, panel],
    );
    return rows.map(({ labels }) => labels);
  };

/** From the task's account, or from the dataset made of it where the task is gone. */
async function rootOf(db: Queries, task: string): Promise<Uint8Array | undefined> {
  const [live] = await db.query<{ data: Uint8Array }>(
    `select data from account a where address = $1 and kind = 'task'
       and not exists (select 1 from stale s where s.address = a.address)`,
    [task],
  );
  if (live !== undefined) {
    const { leaves, peaks } = readAccount(live.data)?.fields['records'] as { leaves: bigint; peaks: Uint8Array[] };
    return rootOfRecords({ leaves, peaks: peaks.map((peak) => [...peak]) });
  }
  const [made] = await db.query<{ records_root: Uint8Array }>('select records_root from dataset where task = $1', [
    task,
  ]);
  return made?.records_root;
}

interface StoredCall {
  signature: string;
  slot: bigint;
  block_time: bigint | null;
  inner_ix: number;
  accounts: Uint8Array;
  data: Uint8Array;
}

/** Transactions that name an address, in the form the client reads from a node. */
async function landedOf(db: Queries, task: string, address: string): Promise<Landed[]> {
  const calls = await db.query<StoredCall>(
    `select i.signature, i.slot, t.block_time, i.inner_ix, i.accounts, i.data
     from instructions i join transactions t using (signature)
     where i.task = $1 and position($2::bytea in i.accounts) > 0 order by i.slot, i.position, i.ix, i.inner_ix`,
    [task, bytesOf(address)],
  );
  const events = await db.query<{ signature: string; name: string; data: Record<string, unknown> }>(
    `select e.signature, e.name, e.data from events e
     where e.name in ('panelMoved', 'panelSettled', 'pageChanged') and e.data->>'task' = $1
       and e.signature in (select signature from instructions where task = $1)
     order by e.slot, e.signature, e.ix, e.inner_ix, e.n`,
    [task],
  );
  const landed = new Map<string, Landed>();
  for (const { signature, slot, block_time, inner_ix, accounts, data } of calls) {
    const one = landed.get(signature) ?? {
      signature,
      slot: Number(slot),
      time: block_time === null ? null : Number(block_time),
      calls: [],
      events: [],
    };
    landed.set(signature, one);
    const keys = Array.from(
      { length: accounts.length / 32 },
      (_, at) => new PublicKey(accounts.subarray(at * 32, (at + 1) * 32)),
    );
    const call = decodeCall(data, keys, inner_ix === -1);
    if (call !== undefined) one.calls.push(call);
  }
  for (const { signature, name, data } of events) landed.get(signature)?.events.push(eventFrom(name, data));
  return [...landed.values()];
}
