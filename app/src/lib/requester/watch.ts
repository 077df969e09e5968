/** Everything a requester's pages show of one task, read from the chain, checked, in one shape whether panels are alive or on record. */
import {
  unpackLabels,
  type Bits,
  type ChainClock,
  type ConfigAccount,
  type Keyed,
  type PageView,
  type PayloadAnswer,
  type PhaseName,
  type SeatAccount,
  type SlotStateName,
  type TaskAccount,
} from '@tagger/client';
import { readPublicItems, readRules, type PublishedItem, type Rules } from '@tagger/client/published';
import type { OpenedFile } from '@tagger/client/private';
import { recordsFromHistory } from '@tagger/client/provenance';
import type { PublicKey } from '@solana/web3.js';
import type { Chain } from '../chain/door.ts';
import { sentence } from '../format/error.ts';
import { keptNotes, type Notes } from '../posting/notes.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';

export interface PanelRow {
  /** Index of its page, and where that is; the page of a panel on record is gone or has forgotten it. */
  page: number;
  address: PublicKey;
  number: bigint;
  firstItem: number;
  items: number;
  phase: PhaseName | 'recorded';
  /** Unix seconds at which its phase ends; 0 where nothing ends. */
  until: bigint;
  /** Seats asked so far. */
  seats: {
    wallet: string | undefined;
    state: SlotStateName;
    answers: number[] | undefined;
    /** Of a payload task: where the encrypted answer lies. */
    payload: PayloadAnswer | undefined;
  }[];
  /** Undefined while nothing is decided. */
  labels: number[] | undefined;
  contested: boolean[];
  /** Whether gold was opened on an item, where the program keeps that. */
  gold: boolean[];
}

export interface Watched {
  task: Keyed<TaskAccount>;
  config: ConfigAccount;
  clock: ChainClock;
  /** Pages of panels, and of reviews. */
  pages: Keyed<PageView>[];
  reviews: Keyed<PageView>[];
  seats: Keyed<SeatAccount>[];
  panels: PanelRow[];
  rules: Rules | undefined;
  items: (PublishedItem | OpenedFile)[] | undefined;
  /** Seats of a private task that wait for its key. */
  keyless: number;
  /** What could not be read, as sentences. */
  troubles: string[];
  notes: Notes | undefined;
}

const DECIDED: ReadonlySet<PhaseName> = new Set(['challenge', 'appealed', 'settled', 'done']);

/**
 * `vault` opens the items of a private task; without it they stay closed. Throws what `fetchTask` throws, and an error where there is
 * no task.
 */
export async function watchTask(chain: Chain, address: PublicKey, vault?: VaultState): Promise<Watched> {
  const { client, connection } = chain;
  const [task, all, seats, config, clock, notes] = await Promise.all([
    client.fetchTask(connection, address),
    client.listPages(connection, { task: address }),
    client.listSeats(connection, { task: address }),
    chain.config(),
    client.fetchClock(connection),
    keptNotes(address.toBase58()),
  ]);
  if (task === null) throw new Error(text.myTasks.gone);
  const troubles: string[] = [];
  const orTrouble = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      troubles.push(sentence(error));
      return undefined;
    }
  };
  const rules = await orTrouble(readRules(chain.storage, task));
  const closed = task.terms.private !== 0;
  const [items, keyless] = await Promise.all([
    rules &&
      orTrouble<Watched['items']>(
        closed ? opened(chain, vault, task, rules) : readPublicItems(chain.storage, task, rules),
      ),
    closed ? import('./sealed.ts').then(({ waitForKey }) => waitForKey(chain, address)) : 0,
  ]);
  const [pages, reviews] = [all.filter(({ review }) => review === 0), all.filter(({ review }) => review === 1)];
  const live = pages.flatMap((page) => liveOf(page, seats));
  const left = task.records.leaves > 0n ? ((await orTrouble(recordedOf(chain, address))) ?? []) : [];
  const panels = [...left, ...live].sort((a, b) => a.page - b.page || Number(a.number - b.number));
  return { task, config, clock, pages, reviews, seats, panels, rules, items, keyless, troubles, notes };
}

/** Undefined where nobody here may open them. */
async function opened(chain: Chain, vault: VaultState | undefined, task: Keyed<TaskAccount>, rules: Rules) {
  if (vault === undefined) return undefined;
  const { sealedItems } = await import('./sealed.ts');
  return sealedItems(chain, vault, task, rules);
}

function liveOf(page: Keyed<PageView>, seats: readonly SeatAccount[]): PanelRow[] {
  const wallets = new Map(seats.map(({ index, wallet }) => [index, wallet.toBase58()]));
  return page.panels
    .filter(({ kind }) => kind === 0)
    .map((panel) => ({
      page: page.index,
      address: page.address,
      number: panel.number,
      firstItem: panel.firstItem,
      items: panel.items,
      phase: panel.phase,
      until: panel.until,
      seats: panel.slots.map((slot, at) => ({
        wallet: slot.state === 'empty' ? undefined : wallets.get(slot.seat),
        state: slot.state,
        answers: panel.answers[at],
        payload: panel.payloads[at],
      })),
      // A panel nobody answered is done as well, and decided nothing.
      labels:
        DECIDED.has(panel.phase) && [...panel.answers, ...panel.payloads].some((own) => own !== undefined)
          ? panel.labels
          : undefined,
      contested: panel.contested,
      gold: panel.gold,
    }));
}

/** Panels that left their pages, from the history: believed because it has the root the chain keeps. */
async function recordedOf(chain: Chain, address: PublicKey): Promise<PanelRow[]> {
  const { client, connection, index } = chain;
  const { task, records } = await recordsFromHistory(connection, address, index && { index }).catch(
    (error: unknown) => {
      if (index === undefined) throw error;
      return recordsFromHistory(connection, address);
    },
  );
  const payload = task.terms.method === client.METHOD.payload;
  return records.map(({ record, seats }) => ({
    page: record.page,
    address: client.pagePda(address, record.page),
    number: record.panel,
    firstItem: record.firstItem,
    items: record.labels.length,
    phase: 'recorded' as const,
    until: 0n,
    seats: seats.map(({ wallet, reveal }) => ({
      wallet: wallet?.toBase58(),
      state: reveal === undefined ? ('missed' as const) : ('collected' as const),
      answers:
        reveal && !payload ? unpackLabels(reveal.answers, record.labels.length, task.terms.bits as Bits) : undefined,
      payload: reveal && payload ? payloadIn(reveal.answers) : undefined,
    })),
    labels: record.labels,
    contested: record.labels.map(() => false),
    gold: record.labels.map(() => false),
  }));
}

const payloadIn = (answers: Uint8Array): PayloadAnswer => ({ hash: answers.slice(0, 32), id: answers.slice(32, 64) });

/** Phases in which answers still come in. */
export const isOpen = ({ phase }: PanelRow): boolean => phase === 'commit' || phase === 'reveal';
