/**
 * A task's records from the history of its pages alone: what the program hashed when finished panels left their pages is gone from the
 * chain's state, but every part of it was sent or logged. The root the program keeps says whether the history was whole.
 */
import type { Connection, PublicKey } from '@solana/web3.js';
import { unpackLabels, type Bits } from '../answers.ts';
import { TaggerClientError } from '../clientError.ts';
import { fetchTask } from '../fetch.ts';
import { METHOD } from '../instructions/requester.ts';
import { pagePda } from '../pda.ts';
import { recordLeaf, RecordTree, rootOfRecords, type PanelRecord } from '../records.ts';
import type { PanelSpec, TaskAccount } from '../types.ts';
import { Ledger, type Landed } from './history.ts';

/** One seat of a panel, with the transactions that filled it. */
export interface SeatHistory {
  /** `undefined` for a seat nobody committed on. */
  wallet?: PublicKey;
  commit?: string;
  /** What was revealed, and how the commitment opens. */
  reveal?: { signature: string; answers: Uint8Array; salt: Uint8Array };
}

export interface RecordHistory {
  record: PanelRecord;
  seats: SeatHistory[];
  /** Transactions that settled the panel and that put it on record. */
  settled: string;
  recorded: string;
}

/** A panel as the replay knows it. */
interface Panel {
  spec: PanelSpec;
  wave: number;
  /** Items asked in each later wave. */
  asked: number[];
  seats: Map<number, SeatHistory & { commitment: Uint8Array }>;
  labels?: Uint8Array;
  settled?: string;
}

interface Page {
  index: number;
  panels: Panel[];
  /** The first that has not left. */
  first: number;
}

export interface TaskHistory {
  task: TaskAccount;
  records: RecordHistory[];
  tree: RecordTree;
  /** Transactions that name the task or one of its pages, oldest first. */
  landed: Landed[];
}

/**
 * Everything a task has on record, in the order of its leaves. Throws `NoTask`, and `HistoryIncomplete` when the node has forgotten
 * something: the root over what it told is not the task's. So it is, too, where a later wave could skip items: which ones it was asked
 * is written nowhere.
 */
export async function recordsFromHistory(connection: Connection, task: PublicKey): Promise<TaskHistory> {
  const account = await fetchTask(connection, task);
  if (account === null) throw new TaggerClientError('NoTask', `there is no task ${task.toBase58()} on this cluster`);
  const ledger = new Ledger(connection);
  const own = await ledger.of(task);
  const wallets = new Map<string, PublicKey>();
  const pages = new Map<number, Page>();
  for (const { calls, events } of own)
    for (const call of calls) {
      const { seat, wallet, page } = call.accounts;
      if (call.name === 'joinTask' && seat !== undefined && wallet !== undefined) wallets.set(seat.toBase58(), wallet);
      if (call.name !== 'openPage') continue;
      for (const { name, data } of events)
        if (name === 'pageChanged' && page?.equals(pagePda(task, data.index)) === true)
          pages.set(data.index, { index: data.index, panels: [], first: 0 });
    }
  const all = new Map(own.map((landed) => [landed.signature, landed]));
  for (const page of pages.values()) {
    const landed = await ledger.of(pagePda(task, page.index));
    for (const one of landed) {
      all.set(one.signature, one);
      replay(page, one, task, wallets);
    }
  }
  const records = inOrder(own, task, pages, account);
  const tree = new RecordTree(records.map(({ record }) => recordLeaf(record)));
  const same = Buffer.compare(tree.root, rootOfRecords(account.records)) === 0;
  if (!same)
    throw new TaggerClientError(
      'HistoryIncomplete',
      `the node tells of ${records.length} records and the task has ${account.records.leaves}, or they differ: ask a node with the whole history`,
    );
  return { task: account, records, tree, landed: [...all.values()].sort((a, b) => a.slot - b.slot) };
}

/** What one transaction does to the panels of a page. */
function replay(
  page: Page,
  { signature, calls, events }: Landed,
  task: PublicKey,
  wallets: Map<string, PublicKey>,
): void {
  const address = pagePda(task, page.index);
  for (const call of calls) {
    const { page: named, seat = address } = call.accounts;
    if (named?.equals(address) !== true) continue;
    if (call.name === 'openPanels')
      for (const spec of call.args.specs) page.panels.push({ spec, wave: 0, asked: [], seats: new Map() });
    if (call.name === 'commit')
      for (const { panel, slot, commitment } of call.args.entries)
        page.panels[Number(panel)]?.seats.set(slot, {
          wallet: wallets.get(seat.toBase58()),
          commit: signature,
          commitment: Uint8Array.from(commitment),
        });
    if (call.name === 'reveal')
      for (const { panel, slot, answers, salt } of call.args.entries) {
        const held = page.panels[Number(panel)]?.seats.get(slot);
        if (held !== undefined)
          held.reveal = { signature, answers: Uint8Array.from(answers), salt: Uint8Array.from(salt) };
      }
  }
  for (const { name, data } of events) {
    if ((name !== 'panelMoved' && name !== 'panelSettled') || !data.task.equals(task) || data.page !== page.index)
      continue;
    const panel = page.panels[Number(data.panel)];
    if (panel === undefined) continue;
    if (name === 'panelSettled') {
      panel.labels = Uint8Array.from(data.labels);
      panel.settled = signature;
    } else if (data.wave > panel.wave) {
      panel.wave = data.wave;
      panel.asked[data.wave] = data.openItems;
    }
  }
}

/** Panels leave their pages in transactions that name the task: their order is the order of the leaves. */
function inOrder(own: Landed[], task: PublicKey, pages: Map<number, Page>, account: TaskAccount): RecordHistory[] {
  const records: RecordHistory[] = [];
  for (const { signature, events } of own)
    for (const { name, data } of events) {
      if (name !== 'pageChanged' || !data.task.equals(task)) continue;
      const page = pages.get(data.index);
      if (page === undefined) continue;
      for (; page.first < Number(data.firstPanel); page.first += 1) {
        const panel = page.panels[page.first];
        const record = panel === undefined ? undefined : recordFrom(page, panel, account);
        if (record !== undefined) records.push({ ...record, recorded: signature });
      }
    }
  return records;
}

function recordFrom(page: Page, panel: Panel, { terms }: TaskAccount): Omit<RecordHistory, 'recorded'> | undefined {
  const { spec, labels, settled, wave } = panel;
  if (labels === undefined || settled === undefined) return undefined;
  const bits = terms.bits as Bits;
  const count = Math.min(spec.seatsFirst + wave * spec.seatsStep, spec.seatsMax);
  const members: PanelRecord['members'] = [];
  const seats: SeatHistory[] = [];
  for (let slot = 0; slot < count; slot += 1) {
    const held = panel.seats.get(slot);
    const later = slot < spec.seatsFirst ? 0 : Math.floor((slot - spec.seatsFirst) / spec.seatsStep) + 1;
    const answered =
      held?.reveal === undefined ? 0 : answeredOf(held.reveal.answers, spec.items, terms, panel.asked[later]);
    members.push({ commitment: held?.commitment ?? new Uint8Array(32), answered });
    seats.push({ wallet: held?.wallet, commit: held?.commit, reveal: held?.reveal });
  }
  if (members.every(({ answered }) => answered === 0)) return undefined;
  const record = {
    page: page.index,
    panel: BigInt(page.panels.indexOf(panel)),
    firstItem: spec.firstItem,
    labels: unpackLabels(labels, spec.items, bits),
    bits,
    members,
  };
  return { record, seats, settled };
}

/** How many items a member answered, as the program counts: all that he did not skip, of a later wave those it was asked. */
function answeredOf(
  answers: Uint8Array,
  items: number,
  terms: TaskAccount['terms'],
  asked: number | undefined,
): number {
  if (terms.method === METHOD.payload) return items;
  const bits = terms.bits as Bits;
  const given = unpackLabels(answers, items, bits).filter((label) => label < terms.classes).length;
  return asked === undefined ? given : Math.min(given, asked);
}
