/**
 * Drives a planned replay to its end, round by round. Every phase looks at the chain first and does only what is
 * missing: stopped anywhere and started again, it goes on and pays nobody twice.
 */
import type { Connection, Keypair, PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  collect,
  fetchPage,
  openGold,
  openPage,
  openPanels,
  pagePda,
  panelWords,
  send,
  settle,
  MAX_LIVE_PANELS,
  MAX_PAGE_BYTES,
  PAGE_HEADER_BYTES,
  type GoldTree,
  type PageView,
  type PanelSpec,
  type PanelView,
  type TaskTerms,
  oneWave,
} from '@tagger/client';
import { claimWanted, commitHeld, revealOpen, type Annotator, type PageRef } from '../annotate.ts';
import { chunks, pack } from '../packing.ts';
import { pool } from '../pool.ts';
import type { Progress } from '../progress.ts';
import type { Plan, PlannedPanel } from './plan.ts';

export interface Replay {
  connection: Connection;
  plan: Plan;
  task: PublicKey;
  terms: TaskTerms;
  gold: GoldTree | undefined;
  /** Requester's operator: opens pages, panels and gold, pays for settling and collecting. */
  operator: Keypair;
  /** Base units each page gets when it opens. */
  pageFunds: bigint[];
  annotators: Map<string, Annotator>;
  progress: Progress;
  /** Called when seats are taken: how many lamports of rent hold how many answers in flight. */
  onFlight(lamports: number, answers: number): void;
}

/** Pages side by side. Two keep everybody busy and leave enough rounds to learn between. */
export const PAGES = 2;
const WIDTH = 12;
const PANELS_PER_OPEN = 40;
const PANELS_PER_SETTLE = 12;
const SLOTS_PER_COLLECT = 30;
/** Instructions that share a transaction, as many as its 1,232 bytes hold in the usual case. */
const GOLD_PER_TRANSACTION = 2;
const COLLECTS_PER_TRANSACTION = 5;
/** Bytes of instruction data that fit one transaction beside signature, keys and the rest. */
const DATA_BUDGET = 640;
/** Bytes set aside for the rest of an instruction: the places of its program and accounts, and lengths. */
const INSTRUCTION_OVERHEAD = 12;

/** The plan's panels of one page, cut into rounds that fill it. `rounds[r]` are indices into `plan.panels`. */
export function roundsOf(plan: Plan, terms: TaskTerms, page: number): number[][] {
  const capacity = Math.floor((MAX_PAGE_BYTES - PAGE_HEADER_BYTES) / 8);
  const own = plan.panels.map((_, index) => index).filter((index) => index % PAGES === page);
  const words = (index: number): number => panelWords(specOf(plan.panels[index] as PlannedPanel), terms);
  return pack(own, words, { size: capacity, count: MAX_LIVE_PANELS });
}

export const specOf = ({ firstItem, items, workers }: PlannedPanel): PanelSpec =>
  oneWave(firstItem, items, workers.length);

/** Index into `plan.panels` of panel `number` on page `page`. */
export const planIndex = (page: number, number: bigint): number => Number(number) * PAGES + page;

/**
 * Runs until every planned panel is settled and collected. `onRound` gets the panels of a round with their pages before
 * anything is collected: afterwards their place is used again and they can't be read any more.
 */
export async function runReplay(
  replay: Replay,
  onRound: (panels: [page: number, panel: PanelView][]) => void,
): Promise<void> {
  const rounds = Array.from({ length: PAGES }, (_, page) => roundsOf(replay.plan, replay.terms, page));
  await openPages(replay, rounds);
  const count = Math.max(...rounds.map((own) => own.length));
  for (let round = 0; round < count; round += 1) {
    const named = `round ${round + 1} of ${count}`;
    await openRound(
      replay,
      rounds.map((own) => own[round] ?? []),
    );
    await annotate(replay, `${named}: claim`, claimWanted);
    await reportFlight(replay);
    await annotate(replay, `${named}: commit`, commitHeld);
    await annotate(replay, `${named}: reveal`, revealOpen);
    await settleAll(replay, `${named}: settle`);
    await openAllGold(replay, `${named}: gold`);
    const alive = await pagesOf(replay);
    onRound(alive.flatMap(({ view }) => view.panels.map((panel): [number, PanelView] => [view.index, panel])));
    await collectAll(replay, `${named}: collect`);
  }
  replay.progress.stop();
}

async function openPages(replay: Replay, rounds: number[][][]): Promise<void> {
  for (let index = 0; index < PAGES; index += 1) {
    const page = pagePda(replay.task, index);
    if (rounds[index]?.length === 0 || (await replay.connection.getAccountInfo(page)) !== null) continue;
    const operator = replay.operator.publicKey;
    const amount = replay.pageFunds[index] ?? 0n;
    await send(
      replay.connection,
      [openPage({ operator, task: replay.task, page, bytes: MAX_PAGE_BYTES, amount })],
      [replay.operator],
    );
  }
}

async function pagesOf(replay: Replay): Promise<PageRef[]> {
  const pages = await Promise.all(
    Array.from({ length: PAGES }, async (_, index) => {
      const page = pagePda(replay.task, index);
      const view = await fetchPage(replay.connection, page);
      return view === null ? undefined : { task: replay.task, page, view };
    }),
  );
  return pages.filter(
    (page): page is { task: PublicKey; page: PublicKey; view: NonNullable<Awaited<ReturnType<typeof fetchPage>>> } =>
      page !== undefined,
  );
}

async function openRound(replay: Replay, wanted: number[][]): Promise<void> {
  for (const { page, view } of await pagesOf(replay)) {
    const missing = (wanted[view.index] ?? []).filter((index) => BigInt(Math.floor(index / PAGES)) >= view.nextPanel);
    for (const group of chunks(missing, PANELS_PER_OPEN)) {
      const specs = group.map((index) => specOf(replay.plan.panels[index] as PlannedPanel));
      await send(
        replay.connection,
        [openPanels({ operator: replay.operator.publicKey, task: replay.task, page, specs })],
        [replay.operator],
      );
    }
  }
}

/** Lets every annotator do one kind of thing on every page. */
async function annotate(
  replay: Replay,
  title: string,
  work: (connection: Connection, at: PageRef, who: Annotator) => Promise<number>,
): Promise<void> {
  const pages = await pagesOf(replay);
  const jobs = [...replay.annotators.values()].flatMap((who) => pages.map((at) => ({ who, at })));
  replay.progress.phase(title, jobs.length);
  await pool(jobs, WIDTH, async ({ who, at }) => {
    await work(replay.connection, at, who);
    replay.progress.step();
  });
}

async function reportFlight(replay: Replay): Promise<void> {
  let [lamports, answers] = [0, 0];
  for (const { page, view } of await pagesOf(replay)) {
    lamports += (await replay.connection.getAccountInfo(page))?.lamports ?? 0;
    for (const panel of view.panels)
      answers +=
        panel.items * panel.slots.filter((slot) => slot.state !== 'empty' && slot.state !== 'collected').length;
  }
  replay.onFlight(lamports, answers);
}

async function settleAll(replay: Replay, title: string): Promise<void> {
  const jobs = (await pagesOf(replay)).flatMap(({ page, view }) => {
    const ready = view.panels.filter((panel) => panel.phase === 'revealed').map((panel) => panel.number);
    return chunks(ready, PANELS_PER_SETTLE).map((panels) => ({ page, panels }));
  });
  replay.progress.phase(title, jobs.length);
  await pool(jobs, WIDTH, async ({ page, panels }) => {
    await send(replay.connection, [settle({ page, panels })], [replay.operator]);
    replay.progress.step();
  });
}

/** Opens each panel's gold; waives it where a panel has none. */
async function openAllGold(replay: Replay, title: string): Promise<void> {
  const { connection, operator, task } = replay;
  const openings = (await pagesOf(replay)).flatMap(({ page, view }) =>
    goldPanels(view).map((panel) => ({ page, panel })),
  );
  const instructions = openings.map(({ page, panel }) => {
    const opening = replay.gold?.open(panel.firstItem);
    return openGold({ operator: operator.publicKey, task, page, panel: panel.number, ...(opening && { opening }) });
  });
  const jobs = together(instructions, GOLD_PER_TRANSACTION);
  replay.progress.phase(title, jobs.length);
  await pool(jobs, WIDTH, async (group) => {
    await send(connection, group, [operator]);
    replay.progress.step();
  });
}

/** Groups instructions so that each group fits one transaction: at most `count`, and no more data than there is room for. */
const together = (instructions: TransactionInstruction[], count: number): TransactionInstruction[][] =>
  pack(instructions, ({ data }) => data.length + INSTRUCTION_OVERHEAD, { size: DATA_BUDGET, count });

const goldPanels = (view: PageView): PanelView[] => view.panels.filter((panel) => panel.phase === 'gold');

async function collectAll(replay: Replay, title: string): Promise<void> {
  const pages = await pagesOf(replay);
  const jobs = [...replay.annotators.values()].flatMap((who) =>
    pages.flatMap(({ page, view }) => {
      const settled = view.panels.filter((panel) => panel.phase === 'settled');
      const entries = settled.flatMap((panel) =>
        panel.slots
          .filter((slot) => slot.seat === who.seat && (slot.state === 'revealed' || slot.state === 'missed'))
          .map((slot) => ({ panel: panel.number, slot: slot.index })),
      );
      const { wallet } = who;
      return chunks(entries, SLOTS_PER_COLLECT).map((batch) =>
        collect({ wallet, task: replay.task, page, entries: batch }),
      );
    }),
  );
  const groups = together(jobs, COLLECTS_PER_TRANSACTION);
  replay.progress.phase(title, groups.length);
  await pool(groups, WIDTH, async (group) => {
    await send(replay.connection, group, [replay.operator]);
    replay.progress.step();
  });
}
