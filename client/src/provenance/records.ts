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
import { unpackGold, type GoldEntry } from '../gold.ts';
import type { IndexerOptions, IndexerReader } from '../indexer/reader.ts';
import { Ledger, type Landed } from './history.ts';
import { checkOpenings, disagrees, indexedHistory } from './indexed.ts';
import { recomputeLabels, type LostLabels } from './lost.ts';

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
  /** `recomputed`: the settlement's log was cut; the labels were decided again, and the root holds them. */
  labelsFrom: 'event' | 'recomputed';
}

export interface HistoryOptions {
  /** Where the labels of panels come from whose settlement is missing in the logs. Default `recomputeLabels`. */
  lostLabels?: LostLabels;
  /**
   * An indexer to read the history from, instead of the node's. It is believed as far as the chain agrees: the records have the root the
   * node shows, and the commitments in it open. Which transaction did what, and who stayed silent, is its word until `verifyProvenance`.
   */
  index?: IndexerReader | IndexerOptions;
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
  /** Transactions that settled it or opened its gold and logged nothing of it. */
  silent: string[];
  gold: GoldEntry[];
  /** Seats that were collected; whether it was taken back before anybody sat down. */
  collected: Set<number>;
  released: boolean;
  /** Guesses at labels nobody logged. */
  guesses: readonly Uint8Array[];
}

interface Page {
  index: number;
  panels: Panel[];
  /** The first that has not left; how far that is after each transaction that lets panels leave. */
  first: number;
  left: Map<string, number>;
}

export interface TaskHistory {
  task: TaskAccount;
  records: RecordHistory[];
  tree: RecordTree;
  /** Transactions that name the task or one of its pages, oldest first. */
  landed: Landed[];
}

/**
 * Everything a task has on record, in the order of its leaves. Throws `NoTask`, and what `recordsFrom` throws; with `index` `IndexDisagrees`
 * instead where the chain does not agree with it, and what `IndexerReader.get` throws.
 */
export async function recordsFromHistory(
  connection: Connection,
  task: PublicKey,
  options: HistoryOptions = {},
): Promise<TaskHistory> {
  const account = await fetchTask(connection, task);
  if (account === null) throw new TaggerClientError('NoTask', `there is no task ${task.toBase58()} on this cluster`);
  const root = rootOfRecords(account.records);
  const { terms, pagesMade } = account;
  const about = { task, terms, pagesMade, root };
  if (options.index !== undefined)
    return { task: account, ...(await recordsFromIndex(connection, about, options.index, options)) };
  const ledger = new Ledger(connection);
  return { task: account, ...(await recordsFrom(about, (address) => ledger.of(address), options)) };
}

async function recordsFromIndex(
  connection: Connection,
  about: RecordedTask,
  index: IndexerReader | IndexerOptions,
  options: HistoryOptions,
): Promise<Omit<TaskHistory, 'task'>> {
  const [{ landedOf, lostLabels }, genesisHash] = await Promise.all([
    indexedHistory(index, about.task),
    connection.getGenesisHash(),
  ]);
  try {
    const found = await recordsFrom(about, landedOf, { lostLabels: options.lostLabels ?? lostLabels });
    checkOpenings(about.task, genesisHash, found.records);
    return found;
  } catch (error) {
    if (!(error instanceof TaggerClientError) || error.name !== 'HistoryIncomplete') throw error;
    throw disagrees('the records the index tells of are not those the chain has', error);
  }
}

/** What is known of a task whose records are put together. */
export interface RecordedTask {
  task: PublicKey;
  terms: TaskAccount['terms'];
  pagesMade: number;
  /** What the records must add up to, 32 bytes. */
  root: Uint8Array;
}

/**
 * The same from any history: `landed` gives the transactions that name an address, oldest first. Throws `HistoryIncomplete` when something
 * is missing: the root over what was told is not the task's. So it is, too, where a later wave could skip items: which ones it was asked
 * is written nowhere; and where labels that no log holds are not those of `lostLabels`.
 */
export async function recordsFrom(
  about: RecordedTask,
  landedOf: (address: PublicKey) => Promise<Landed[]>,
  { lostLabels = recomputeLabels }: HistoryOptions = {},
): Promise<Omit<TaskHistory, 'task'>> {
  const { task, terms, pagesMade, root } = about;
  const own = await landedOf(task);
  const wallets = new Map<string, PublicKey>();
  const pages = new Map<number, Page>();
  const indexes = new Map<string, number>();
  for (let index = 0; index < pagesMade; index += 1) indexes.set(pagePda(task, index).toBase58(), index);
  for (const { calls } of own)
    for (const call of calls) {
      const { seat, wallet, page } = call.accounts;
      if (call.name === 'joinTask' && seat !== undefined && wallet !== undefined) wallets.set(seat.toBase58(), wallet);
      const index = call.name === 'openPage' ? indexes.get(page?.toBase58() ?? '') : undefined;
      if (index !== undefined) pages.set(index, { index, panels: [], first: 0, left: new Map() });
    }
  const all = new Map(own.map((landed) => [landed.signature, landed]));
  for (const page of pages.values()) {
    const landed = await landedOf(pagePda(task, page.index));
    for (const one of landed) {
      all.set(one.signature, one);
      replay(page, one, task, wallets, terms.lureBps > 0);
    }
  }
  await guess(pages, terms, lostLabels);
  let told = 0;
  for (const choice of choices(pages)) {
    const records = inOrder(own, pages, terms, choice);
    told = records.length;
    const tree = new RecordTree(records.map(({ record }) => recordLeaf(record)));
    if (Buffer.compare(tree.root, root) === 0)
      return { records, tree, landed: [...all.values()].sort((a, b) => a.slot - b.slot) };
  }
  throw new TaggerClientError(
    'HistoryIncomplete',
    `the history tells of ${told} records and they are not those the task has: ask a node with the whole history`,
  );
}

/** Ways to choose among the guesses that are tried. */
const MOST_CHOICES = 256;

/** Asks for labels of panels whose settlement nobody logged. */
async function guess(
  pages: ReadonlyMap<number, Page>,
  terms: TaskAccount['terms'],
  lostLabels: LostLabels,
): Promise<void> {
  for (const page of pages.values())
    for (const [number, panel] of page.panels.entries()) {
      if (panel.labels !== undefined || panel.silent.length === 0) continue;
      const { spec, gold, seats } = panel;
      const answers = Array.from({ length: seatsOf(panel) }, (_, slot) => seats.get(slot)?.reveal?.answers);
      panel.guesses = await lostLabels({ page: page.index, panel: BigInt(number), spec, terms, answers, gold });
      panel.settled = panel.silent.at(-1);
    }
}

/** One guess for each panel that needs one; the likeliest of all first. */
function* choices(pages: ReadonlyMap<number, Page>): Iterable<Map<Panel, Uint8Array>> {
  const open = [...pages.values()].flatMap(({ panels }) => panels.filter(({ guesses }) => guesses.length > 0));
  const count = open.reduce((product, { guesses }) => Math.min(product * guesses.length, MOST_CHOICES), 1);
  for (let number = 0; number < count; number += 1) {
    let rest = number;
    const chosen = new Map<Panel, Uint8Array>();
    for (const panel of open) {
      chosen.set(panel, panel.guesses[rest % panel.guesses.length] as Uint8Array);
      rest = Math.floor(rest / panel.guesses.length);
    }
    yield chosen;
  }
}

/** Seats that were opened, of all waves; a wave nobody logged shows by who sat down in it. */
function seatsOf({ spec, wave, seats }: Panel): number {
  const { seatsFirst, seatsStep, seatsMax } = spec;
  const beyond = Math.max(-1, ...seats.keys()) + 1 - seatsFirst;
  const seen = beyond > 0 ? Math.ceil(beyond / seatsStep) : 0;
  return Math.min(seatsFirst + Math.max(wave, seen) * seatsStep, seatsMax);
}

/** What one transaction does to the panels of a page. */
function replay(
  page: Page,
  { signature, calls, events }: Landed,
  task: PublicKey,
  wallets: Map<string, PublicKey>,
  lures: boolean,
): void {
  const address = pagePda(task, page.index);
  const about = calls.filter((call) => call.accounts['page']?.equals(address) === true);
  const told = new Set(
    events.flatMap(({ name, data }) =>
      (name === 'panelMoved' || name === 'panelSettled') && data.task.equals(task) && data.page === page.index
        ? [Number(data.panel)]
        : [],
    ),
  );
  for (const call of about) {
    const { seat = address } = call.accounts;
    if (call.name === 'openPanels')
      for (const spec of call.args.specs)
        page.panels.push({
          spec,
          wave: 0,
          asked: [],
          seats: new Map(),
          silent: [],
          gold: [],
          collected: new Set(),
          released: false,
          guesses: [],
        });
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
  for (const call of about) {
    if (call.name === 'settle')
      for (const number of call.args.panels)
        if (!told.has(Number(number))) page.panels[Number(number)]?.silent.push(signature);
    if (call.name === 'openGold') {
      const { panel: number, entries } = call.args.args;
      const panel = page.panels[Number(number)];
      if (panel !== undefined) panel.gold = unpackGold(Uint8Array.from(entries), lures);
      if (!told.has(Number(number))) panel?.silent.push(signature);
    }
    const given = call.name === 'releasePanel' ? page.panels[Number(call.args.number)] : undefined;
    if (given !== undefined) given.released = true;
    if (call.name === 'collect')
      for (const { panel, slot } of call.args.entries) page.panels[Number(panel)]?.collected.add(slot);
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
  leave(page, signature, events, about, task);
}

const LEAVING = new Set<string>(['recyclePage', 'closePage', 'openPanels']);

/**
 * Panels leave their page, the oldest first, once all who have something to collect did. How far that is stands in the log; where it is
 * missing, it follows from who collected.
 */
function leave(page: Page, signature: string, events: Landed['events'], about: Landed['calls'], task: PublicKey): void {
  const found = events.findLast(
    ({ name, data }) => name === 'pageChanged' && data.task.equals(task) && data.index === page.index,
  );
  if (found?.name === 'pageChanged') page.left.set(signature, Number(found.data.firstPanel));
  else if (about.some(({ name }) => LEAVING.has(name))) {
    let first = Math.max(0, ...page.left.values());
    while (isDone(page.panels[first])) first += 1;
    page.left.set(signature, first);
  }
}

const isDone = (panel: Panel | undefined): boolean =>
  panel !== undefined &&
  (panel.settled !== undefined || panel.silent.length > 0 || panel.released) &&
  [...panel.seats.keys()].every((slot) => panel.collected.has(slot));

/** Panels leave their pages in transactions that name the task: their order is the order of the leaves. */
function inOrder(
  own: Landed[],
  pages: Map<number, Page>,
  terms: TaskAccount['terms'],
  chosen: ReadonlyMap<Panel, Uint8Array>,
): RecordHistory[] {
  const records: RecordHistory[] = [];
  for (const page of pages.values()) page.first = 0;
  for (const { signature } of own)
    for (const page of pages.values())
      for (const left = page.left.get(signature) ?? 0; page.first < left; page.first += 1) {
        const panel = page.panels[page.first];
        const record = panel === undefined ? undefined : recordFrom(page, panel, terms, chosen.get(panel));
        if (record !== undefined) records.push({ ...record, recorded: signature });
      }
  return records;
}

function recordFrom(
  page: Page,
  panel: Panel,
  terms: TaskAccount['terms'],
  guessed: Uint8Array | undefined,
): Omit<RecordHistory, 'recorded'> | undefined {
  const { spec, settled } = panel;
  const labels = panel.labels ?? guessed;
  if (labels === undefined || settled === undefined) return undefined;
  const bits = terms.bits as Bits;
  const count = seatsOf(panel);
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
  return { record, seats, settled, labelsFrom: panel.labels === undefined ? 'recomputed' : 'event' };
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
