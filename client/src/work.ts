/**
 * What a member has to send for the panels he sits on, from a page as it is read: whoever knows his answers and his secret can
 * ask again after any interruption and goes on where the chain says he stopped.
 */
import type { PublicKey } from '@solana/web3.js';
import { commitment } from './commitment.ts';
import type { CommitEntry, RevealEntry } from './instructions/hot.ts';
import { pack } from './packing.ts';
import type { PageView, PanelView, SlotView } from './panel.ts';
import { saltFor } from './salt.ts';

/** Who answers. */
export interface Answerer {
  wallet: PublicKey;
  /** `Seat.index` in the page's task. */
  seat: number;
  /** 32 bytes, his own: salts are made of it, so that none can be lost. */
  saltSecret: Uint8Array;
  /** His packed answers to a panel, or the 64 bytes of a payload; `undefined` where he has none. */
  answersTo(panel: PanelView, page: number): Uint8Array | undefined;
}

/** The slot a seat holds on a panel. */
export const ownSlot = (panel: PanelView, seat: number): SlotView | undefined =>
  panel.slots.find((slot) => slot.state !== 'empty' && slot.seat === seat);

/** An own place with what belongs into it. */
interface Place {
  panel: PanelView;
  slot: SlotView;
  answers: Uint8Array;
  salt: Uint8Array;
}

function placesIn(view: PageView, who: Answerer, phase: PanelView['phase'], state: SlotView['state']): Place[] {
  return view.panels.flatMap((panel) => {
    const slot = panel.phase === phase ? ownSlot(panel, who.seat) : undefined;
    const answers = slot?.state === state ? who.answersTo(panel, view.index) : undefined;
    if (slot === undefined || answers === undefined) return [];
    return [{ panel, slot, answers, salt: saltFor(who.saltSecret, view.task, view.index, panel.number) }];
  });
}

const hidden = (view: PageView, { wallet }: Answerer, { panel, answers, salt }: Place): Uint8Array =>
  commitment({ context: Uint8Array.from(view.context), page: view.index, panel: panel.number, wallet }, answers, salt);

/** Commitments for the seats he holds without one. */
export const commitsDue = (view: PageView, who: Answerer): CommitEntry[] =>
  placesIn(view, who, 'commit', 'claimed').map((place) => ({
    panel: place.panel.number,
    slot: place.slot.index,
    commitment: hidden(view, who, place),
  }));

/**
 * Reveals where reveals are open, of answers that are those he committed to: others the program would refuse, and the whole
 * transaction with them.
 */
export const revealsDue = (view: PageView, who: Answerer): RevealEntry[] =>
  placesIn(view, who, 'reveal', 'committed')
    .filter((place) => same(hidden(view, who, place), place.slot.commitment))
    .map(({ panel, slot, salt, answers }) => ({ panel: panel.number, slot: slot.index, salt, answers }));

/** Panels that wait for a reveal he can't give: his answers are gone, or others than he committed to. */
export const lostReveals = (view: PageView, who: Answerer): bigint[] => {
  const given = new Set(revealsDue(view, who).map(({ panel }) => panel));
  return view.panels
    .filter(({ phase, number }) => phase === 'reveal' && !given.has(number))
    .filter((panel) => ownSlot(panel, who.seat)?.state === 'committed')
    .map(({ number }) => number);
};

const same = (a: Uint8Array, b: ArrayLike<number>): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Bytes of entries that fit one transaction beside signatures, keys and the rest. */
const ENTRY_BUDGET = 760;
const COMMIT_BYTES = 8 + 1 + 32;
const REVEAL_BYTES = 8 + 1 + 32 + 4;

/** Commitments by transaction. */
export const commitBatches = (entries: readonly CommitEntry[]): CommitEntry[][] =>
  pack(entries, () => COMMIT_BYTES, { size: ENTRY_BUDGET });

/** Reveals by transaction. */
export const revealBatches = (entries: readonly RevealEntry[]): RevealEntry[][] =>
  pack(entries, ({ answers }) => REVEAL_BYTES + answers.length, { size: ENTRY_BUDGET });

/** Panels of one claim. */
export const MOST_CLAIMS = 40;
