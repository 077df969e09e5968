/**
 * What still has to be sent until a task is open, funded and all its panels are there: from the plan and from what the chain shows, so
 * that whoever was interrupted goes on where he stopped and pays nothing twice. Pure.
 */
import { ComputeBudgetProgram, PublicKey, TransactionMessage, type TransactionInstruction } from '@solana/web3.js';
import { MAX_PAGE_BYTES } from '../constants.ts';
import { TaggerClientError } from '../errors.ts';
import { openPage, openPanels, type TaskTerms } from '../instructions/requester.ts';
import { pack } from '../packing.ts';
import { PAGE_HEADER_BYTES, panelWords, type PageView } from '../panel.ts';
import { pagePda } from '../pda.ts';
import { reserveOf } from '../reserve.ts';
import type { PanelSpec } from '../types.ts';

/** Panels of one `open_panels`: as many as surely fit a transaction. */
export const PANELS_PER_OPEN = 30;
/** Panels of one page: its directory has 64 places. */
export const PANELS_PER_PAGE = 60;

export interface PostingPlan {
  /** The requester, or whom his task names. */
  operator: PublicKey;
  task: PublicKey;
  terms: TaskTerms;
  panels: readonly PanelSpec[];
  /** `Params.feeBps`. */
  feeBps: number;
  /** Whether the items are encrypted. */
  isPrivate?: boolean;
}

/** Base units panels set aside when they open: the most they can cost. */
export const setAside = (
  panels: readonly PanelSpec[],
  terms: Parameters<typeof reserveOf>[1],
  feeBps: number,
  isPrivate = false,
): bigint => panels.reduce((sum, spec) => sum + reserveOf(spec, terms, feeBps, isPrivate), 0n);

/** Panels by page. Throws `PanelTooLarge`. */
export function panelPages(panels: readonly PanelSpec[], terms: TaskTerms): PanelSpec[][] {
  const room = (MAX_PAGE_BYTES - PAGE_HEADER_BYTES) / 8;
  if (panels.some((spec) => panelWords(spec, terms) > room))
    throw new TaggerClientError('PanelTooLarge', 'a panel of this size does not fit a page: use smaller batches');
  return pack(panels, (spec) => panelWords(spec, terms), { size: room, count: PANELS_PER_PAGE });
}

/** Instructions for the pages and panels that are missing, one after the other; `known` are the task's pages. */
export function pagesLeft(
  plan: PostingPlan,
  known: readonly Pick<PageView, 'index' | 'nextPanel'>[],
): TransactionInstruction[] {
  return partsLeft(plan, known).flatMap(({ page, amount, specs, opens }) => [
    ...(opens ? [opening(plan, page, amount)] : []),
    ...pack(specs, () => 1, { size: PANELS_PER_OPEN }).map((together) => panelling(plan, page, together)),
  ]);
}

interface Part {
  page: PublicKey;
  /** The page is missing, and opens with so many base units. */
  opens: boolean;
  amount: bigint;
  /** Panels that are missing on it. */
  specs: PanelSpec[];
}

function partsLeft(plan: PostingPlan, known: readonly Pick<PageView, 'index' | 'nextPanel'>[]): Part[] {
  const { task, terms, panels, feeBps, isPrivate } = plan;
  return panelPages(panels, terms).flatMap((own, index): Part[] => {
    const existing = known.find((candidate) => candidate.index === index);
    const specs = own.slice(Number(existing?.nextPanel ?? 0n));
    const opens = existing === undefined;
    if (!opens && specs.length === 0) return [];
    return [{ page: pagePda(task, index), opens, amount: setAside(own, terms, feeBps, isPrivate), specs }];
  });
}

const opening = ({ operator, task }: PostingPlan, page: PublicKey, amount: bigint): TransactionInstruction =>
  openPage({ operator, task, page, bytes: MAX_PAGE_BYTES, amount });

const panelling = ({ operator, task }: PostingPlan, page: PublicKey, specs: PanelSpec[]): TransactionInstruction =>
  openPanels({ operator, task, page, specs });

/** Bytes of a transaction on the wire. */
const PACKET = 1_232;
const SIGNATURE = 64;

/** Whether instructions fit one transaction with one signature, its compute budget included. */
function fits(payerKey: PublicKey, instructions: readonly TransactionInstruction[]): boolean {
  const budget = ComputeBudgetProgram.setComputeUnitLimit({ units: 1_400_000 });
  const message = new TransactionMessage({
    payerKey,
    recentBlockhash: PublicKey.default.toBase58(),
    instructions: [budget, ...instructions],
  });
  try {
    return message.compileToV0Message().serialize().length + SIGNATURE + 1 <= PACKET;
  } catch (error) {
    // It does not even fit the buffer it is written into.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Instructions in their order as transactions with one signature, at most `most` in each (compute has a limit, too). */
export function inTransactions(
  payer: PublicKey,
  instructions: readonly TransactionInstruction[],
  most = 8,
): TransactionInstruction[][] {
  const parts: TransactionInstruction[][] = [];
  for (const instruction of instructions) {
    const part = parts.at(-1);
    if (part !== undefined && part.length < most && fits(payer, [...part, instruction])) part.push(instruction);
    else parts.push([instruction]);
  }
  return parts;
}

/**
 * The same as transactions of the requester, as few as possible: `first` (member, task, money, whatever of it is missing), then each
 * page with as many of its panels as fit.
 */
export function postingTransactions(
  plan: PostingPlan,
  known: readonly Pick<PageView, 'index' | 'nextPanel'>[],
  first: readonly TransactionInstruction[] = [],
): TransactionInstruction[][] {
  const done: TransactionInstruction[][] = [];
  let [current, count] = [[...first], 0];
  const flush = (): void => {
    if (current.length > 0) done.push(current);
    [current, count] = [[], 0];
  };
  for (const { page, opens, amount, specs } of partsLeft(plan, known)) {
    if (opens) {
      const instruction = opening(plan, page, amount);
      if (!fits(plan.operator, [...current, instruction])) flush();
      current.push(instruction);
    }
    for (let from = 0; from < specs.length;) {
      const most = Math.min(PANELS_PER_OPEN - count, specs.length - from);
      const next = (size: number): TransactionInstruction => panelling(plan, page, specs.slice(from, from + size));
      let size = most;
      while (size > 0 && !fits(plan.operator, [...current, next(size)])) size -= 1;
      if (size > 0) current.push(next(size));
      from += size;
      count += size;
      if (from < specs.length) flush();
    }
  }
  flush();
  return done;
}
