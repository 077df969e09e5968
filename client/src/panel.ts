/** Panels inside a page's bytes. Offsets are read from the record itself, types come from the IDL. */
import type { AccountInfo } from '@solana/web3.js';
import { unpackLabels, type Bits } from './answers.ts';
import { MAX_LIVE_PANELS } from './constants.ts';
import { decodeAccount, sizeOf } from './decode.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import { METHOD } from './instructions/requester.ts';
import type { PageAccount, PanelHead, PanelSpec, Slot, Terms } from './types.ts';

/** Phases of a panel, by number as stored. */
export const PHASES = ['commit', 'reveal', 'revealed', 'gold', 'settled', 'done'] as const;
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
  /** Revealed answers by slot, `undefined` where nothing was revealed. */
  answers: (number[] | undefined)[];
}

export interface SlotView extends Omit<Slot, 'state' | 'goldFailed' | 'reserved'> {
  index: number;
  state: SlotStateName;
  goldFailed: boolean;
}

/** A page with its live panels. */
export interface PageView extends PageAccount {
  panels: PanelView[];
}

const HEADER = 8 + sizeOf('page');
const HEAD = sizeOf('panelHead');
const SLOT = sizeOf('slot');

export const PAGE_HEADER_BYTES = HEADER;

/** Words of 64 bits a panel takes in its page's ring; the program writes the same number into `PanelHead.words`. */
export function panelWords(
  spec: Pick<PanelSpec, 'items' | 'seatsFirst' | 'seatsStep' | 'seatsMax'>,
  terms: Pick<Terms, 'bits' | 'classes' | 'method'>,
): number {
  const stride = Math.ceil((spec.items * terms.bits) / 64);
  const mask = Math.ceil(spec.items / 64);
  const weight = terms.method === METHOD.weighted ? Math.ceil(terms.classes ** 2 / 8) : 0;
  const later = spec.seatsMax === spec.seatsFirst ? 0 : Math.ceil((spec.seatsMax - spec.seatsFirst) / spec.seatsStep);
  return HEAD / 8 + spec.seatsMax * (SLOT / 8 + weight + stride) + stride + (1 + later) * mask;
}

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
    return { ...slot, index, state: SLOT_STATES[slot.state] ?? 'empty', goldFailed: slot.goldFailed !== 0 };
  });
  const stride = (head.words - head.answersAt) / head.seatsMax;
  const shown = (slot: SlotView): boolean => slot.state === 'revealed' || slot.state === 'collected';
  return {
    ...head,
    phase: PHASES[head.phase] ?? 'done',
    slots,
    labels: unpackLabels(record.subarray(head.labelsAt * 8), head.items, bits),
    sure: unpackLabels(record.subarray(head.sureAt * 8), head.items, 1).map((bit) => bit === 1),
    answers: slots.map((slot) => {
      if (!shown(slot)) return undefined;
      return unpackLabels(record.subarray((head.answersAt + slot.index * stride) * 8), head.items, bits);
    }),
  };
}
