/** Panels inside a page's bytes. Offsets are read from the record itself, types come from the IDL. */
import type { AccountInfo } from '@solana/web3.js';
import { unpackLabels, type Bits } from './answers.ts';
import { MAX_LIVE_PANELS, MAX_SEATS } from './constants.ts';
import { decodeAccount, sizeOf } from './decode.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import { METHOD } from './instructions/requester.ts';
import type { Case, PageAccount, PanelHead, PanelSpec, Slot, Terms } from './types.ts';

/** Phases of a panel, by number as stored. */
export const PHASES = [
  'commit',
  'reveal',
  'revealed',
  'gold',
  'settled',
  'done',
  'draw',
  'challenge',
  'appealed',
] as const;
/** Kinds of panel, by number as stored. */
export const KINDS = ['annotate', 'review', 'appeal'] as const;
export type PhaseName = (typeof PHASES)[number];
/** States of a slot, by number as stored. */
export const SLOT_STATES = ['empty', 'claimed', 'committed', 'revealed', 'missed', 'collected'] as const;
export type SlotStateName = (typeof SLOT_STATES)[number];

/** One live panel. */
export interface PanelView extends Omit<PanelHead, 'phase' | 'reserved'> {
  phase: PhaseName;
  slots: SlotView[];
  /** Labels decided so far; meaningful from phase `gold` on. */
  labels: number[];
  /** Whether the posterior of each label passed the learning threshold. */
  sure: boolean[];
  /** Revealed answers by slot, `undefined` where nothing was revealed. Of a payload task: see `payloads`. */
  answers: (number[] | undefined)[];
  /** Of a payload panel what was revealed: the payload's SHA-256 and its Arweave id. */
  payloads: (PayloadAnswer | undefined)[];
  /** Where labels may be contested: gold that counts, and items that are or were under review. */
  gold: boolean[];
  contested: boolean[];
  /** Of a review or an appeal. */
  case?: CaseView;
}

/** A payload answer: where the work is, and what it must hash to; 32 bytes each. */
export interface PayloadAnswer {
  hash: Uint8Array;
  id: Uint8Array;
}

/** What a review is about. */
export interface CaseView extends Omit<Case, 'parent' | 'reason' | 'seed'> {
  /** Items of the subject, by their number in its panel, in the order of the votes. */
  items: number[];
  /** Number of the round before; `undefined` for the first. */
  parent: bigint | undefined;
  reason: (typeof REASONS)[number];
  /** Hash of the block that decides the draw; `undefined` until somebody fetched it. */
  seed: Uint8Array | undefined;
}

/** A panel of validators. `labels` are the verdict so far, `sure` which items it decides. */
export type CourtView = PanelView & { case: CaseView };

/** Why a review was opened, by number as stored. */
export const REASONS = ['audit', 'requester', 'annotator', 'breach', 'holder'] as const;

export interface SlotView extends Omit<Slot, 'state' | 'heldUntil'> {
  index: number;
  /** Unix seconds until which the seat is held without a commitment. */
  heldUntil: bigint;
  state: SlotStateName;
}

/** A page with its live panels. */
export interface PageView extends PageAccount {
  panels: PanelView[];
}

const HEADER = 8 + sizeOf('page');
const HEAD = sizeOf('panelHead');
const SLOT = sizeOf('slot');
const CASE = sizeOf('case');
const PAYLOAD_BYTES = 64;
/** Masks of a panel whose labels may be contested. */
const REVIEW_MASKS = 2;

export const PAGE_HEADER_BYTES = HEADER;

/** Words of 64 bits a panel takes in its page's ring; the program writes the same number into `PanelHead.words`. */
export function panelWords(
  spec: Pick<PanelSpec, 'items' | 'seatsFirst' | 'seatsStep' | 'seatsMax'>,
  terms: Pick<Terms, 'bits' | 'classes' | 'method'> & Partial<Pick<Terms, 'reviewSeats'>>,
): number {
  const stride = Math.ceil((spec.items * terms.bits) / 64);
  const mask = Math.ceil(spec.items / 64);
  const row = terms.method === METHOD.payload ? PAYLOAD_BYTES / 8 : stride;
  const weight = terms.method === METHOD.weighted ? Math.ceil(terms.classes ** 2 / 8) : 0;
  const later = spec.seatsMax === spec.seatsFirst ? 0 : Math.ceil((spec.seatsMax - spec.seatsFirst) / spec.seatsStep);
  const masks = 1 + later + ((terms.reviewSeats ?? 0) > 0 ? REVIEW_MASKS : 0);
  return HEAD / 8 + spec.seatsMax * (SLOT / 8 + weight + row) + stride + masks * mask;
}

/** Validators of a round of review: k at first, then 2k + 1 of the round before. */
export const seatsOfRound = (first: number, round: number): number =>
  round === 0 ? first : 2 * seatsOfRound(first, round - 1) + 1;

/** Bytes of the page of a review of `count` of a panel's `items` items, all its appeals included. */
export function reviewPageBytes(
  terms: Pick<Terms, 'bits' | 'reviewSeats' | 'appealRounds'>,
  items: number,
  count: number,
): number {
  const [stride, mask] = [Math.ceil((count * terms.bits) / 64), Math.ceil(count / 64)];
  let words = 0;
  for (let round = 0; round <= terms.appealRounds; round += 1) {
    const seats = Math.min(MAX_SEATS, 2 * Math.min(MAX_SEATS, seatsOfRound(terms.reviewSeats, round)));
    words += (HEAD + CASE) / 8 + Math.ceil(items / 64) + seats * (SLOT / 8 + stride) + stride + mask;
  }
  return HEADER + 8 * words;
}

/** Most a round of review on `count` items costs, base units. */
export const reviewCost = (terms: Pick<Terms, 'reviewFee' | 'reviewSeats'>, count: number, round = 0): bigint =>
  terms.reviewFee * BigInt(Math.min(MAX_SEATS, seatsOfRound(terms.reviewSeats, round)) * count);

/** Decodes a page and all its live panels. */
export function decodePage(info: AccountInfo<Buffer>): PageView {
  const page = decodeAccount('page', info);
  const ring = info.data.subarray(HEADER);
  const panels: PanelView[] = [];
  for (let number = page.firstPanel; number < page.nextPanel; number += 1n) {
    const word = page.directory[Number(number % BigInt(MAX_LIVE_PANELS))] ?? 0;
    panels.push(decodePanel(ring.subarray(word * 8), page));
  }
  return { ...page, panels };
}

function decodePanel(record: Buffer, page: PageAccount): PanelView {
  const head = toPlain(CODER.types.decode<unknown>('panelHead', record.subarray(0, HEAD))) as PanelHead;
  const bits = page.terms.bits as Bits;
  const slots = Array.from({ length: head.seats }, (_, index): SlotView => {
    const at = HEAD + index * SLOT;
    const slot = toPlain(CODER.types.decode<unknown>('slot', record.subarray(at, at + SLOT))) as Slot;
    const state = SLOT_STATES[slot.state] ?? 'empty';
    return { ...slot, index, state, heldUntil: BigInt(slot.heldUntil) };
  });
  const stride = (head.words - head.answersAt) / head.seatsMax;
  const payload = head.kind === 0 && page.terms.method === METHOD.payload;
  const maskWords = Math.ceil(head.items / 64);
  const maskAt = (word: number): boolean[] =>
    unpackLabels(record.subarray(word * 8), head.items, 1).map((bit) => bit === 1);
  const contestable = head.kind === 0 && page.terms.reviewSeats > 0;
  const masksAt = head.sureAt + (1 + head.laterWaves) * maskWords;
  const nothing = (): boolean[] => Array.from({ length: head.items }, () => false);
  const shown = (slot: SlotView): boolean => slot.state === 'revealed' || slot.state === 'collected';
  return {
    ...head,
    phase: PHASES[head.phase] ?? 'done',
    slots,
    labels: unpackLabels(record.subarray(head.labelsAt * 8), head.items, bits),
    sure: maskAt(head.sureAt),
    gold: contestable ? maskAt(masksAt) : nothing(),
    contested: contestable ? maskAt(masksAt + maskWords) : nothing(),
    answers: slots.map((slot) => {
      if (!shown(slot) || payload) return undefined;
      return unpackLabels(record.subarray((head.answersAt + slot.index * stride) * 8), head.items, bits);
    }),
    payloads: slots.map((slot) => {
      if (!shown(slot) || !payload) return undefined;
      const at = (head.answersAt + slot.index * stride) * 8;
      return {
        hash: Uint8Array.from(record.subarray(at, at + 32)),
        id: Uint8Array.from(record.subarray(at + 32, at + 64)),
      };
    }),
    ...(head.kind !== 0 && { case: decodeCase(record, head) }),
  };
}

function decodeCase(record: Buffer, head: PanelHead): CaseView {
  // The case follows the slots, the mask of the subject's items follows the case.
  const at = HEAD + head.seatsMax * SLOT;
  const found = toPlain(CODER.types.decode<unknown>('case', record.subarray(at, at + CASE))) as Case;
  const mask = unpackLabels(record.subarray(at + CASE), head.subjectMask * 64, 1);
  const seed = Uint8Array.from(found.seed);
  return {
    ...found,
    items: mask.flatMap((bit, item) => (bit === 1 ? [item] : [])),
    parent: found.parent === 0n ? undefined : found.parent - 1n,
    reason: REASONS[found.reason] ?? 'audit',
    seed: seed.every((byte) => byte === 0) ? undefined : seed,
  };
}
