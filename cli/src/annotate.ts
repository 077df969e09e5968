/**
 * One annotator at work on one page: takes the seats he wants, commits, reveals. Each call looks at the chain and does
 * what is possible now, so that an interrupted run continues where it stopped and nothing is done twice.
 */
import type { Connection, Keypair, PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  chunks,
  claim,
  CLAIM_MODE,
  commit,
  commitBatches,
  commitsDue,
  listPages,
  lostReveals,
  MOST_CLAIMS,
  ownSlot,
  packLabels,
  reveal,
  revealBatches,
  revealsDue,
  send,
  TaggerClientError,
  type Answerer,
  type Bits,
  type Keyed,
  type PageView,
  type PanelView,
} from '@tagger/client';
import { claimAssigned, tookRoom } from './tickets.ts';

export { ownSlot };

export interface Annotator {
  wallet: PublicKey;
  /** Signs and pays: the wallet or its session key. */
  signer: Keypair;
  /** Secret from which salts are derived, so that none can be lost: 32 bytes. */
  saltSecret: Uint8Array;
  /** `Seat.index` in this task. */
  seat: number;
  /**
   * Labels for a panel of page number `page`, or undefined when this annotator does not want it. Of a payload task only that
   * counts: the list is empty.
   */
  labelsFor(panel: PanelView, page: number): number[] | undefined;
  /** Of a payload task: the 64 bytes that answer a panel, or undefined before there is a payload. */
  payloadFor?(panel: PanelView, page: number): Uint8Array | undefined;
  /** Most panels he takes now; default as many as he wants. Counted down as he takes them. */
  room?: number;
}

export interface PageRef {
  task: PublicKey;
  page: PublicKey;
  view: Keyed<PageView>;
}

/** All pages of a task, reviews included. */
export async function pagesOf(connection: Connection, task: PublicKey): Promise<PageRef[]> {
  return (await listPages(connection, { task })).map((view) => ({ task, page: view.address, view }));
}

/** One instruction of the annotator's, signed by whoever acts for him. */
const act = (connection: Connection, who: Annotator, instruction: TransactionInstruction) =>
  send(connection, [instruction], [who.signer]);

/** Whether a page has anything for him to wait for: an answer of his that is not settled, or a panel he would still take. */
export function hasMore({ panels, index }: PageView, who: Annotator): boolean {
  return panels.some((panel) => {
    if (panel.kind !== 0) return false;
    const state = ownSlot(panel, who.seat)?.state;
    if (state === 'claimed' || state === 'committed') return true;
    if (state !== undefined) return panel.phase !== 'settled' && panel.phase !== 'done';
    const free = panel.slots.some((slot) => slot.state === 'empty' && slot.index >= panel.waveStart);
    return panel.phase === 'commit' && free && who.room !== 0 && who.labelsFor(panel, index) !== undefined;
  });
}

/** Takes free seats on the panels he wants, or as many as the task gives him. Returns how many. */
export async function claimWanted(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const { task, page, view } = at;
  if (view.terms.claimMode === CLAIM_MODE.assigned) return claimAssigned(connection, at, who);
  const wanted = view.panels.filter(
    (panel) =>
      panel.phase === 'commit' &&
      ownSlot(panel, who.seat) === undefined &&
      panel.slots.some((slot) => slot.state === 'empty' && slot.index >= panel.waveStart) &&
      who.labelsFor(panel, view.index) !== undefined,
  );
  const numbers = wanted.map((panel) => panel.number).slice(0, who.room);
  for (const panels of chunks(numbers, MOST_CLAIMS))
    await act(connection, who, claim({ actor: who.signer.publicKey, wallet: who.wallet, task, page, panels }));
  tookRoom(who, numbers.length);
  return numbers.length;
}

/** Commits wherever he holds a seat without a commitment. Returns how many. */
export async function commitHeld(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const { task, page, view } = at;
  const due = commitsDue(view, answererOf(view, who));
  for (const entries of commitBatches(due))
    await act(connection, who, commit({ actor: who.signer.publicKey, wallet: who.wallet, task, page, entries }));
  return due.length;
}

/** Reveals wherever reveals are open. Throws `CommitmentMismatch` where he committed to other answers. Returns how many. */
export async function revealOpen(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const { task, page, view } = at;
  const answerer = answererOf(view, who);
  const due = revealsDue(view, answerer);
  for (const entries of revealBatches(due))
    await act(connection, who, reveal({ actor: who.signer.publicKey, wallet: who.wallet, task, page, entries }));
  const lost = lostReveals(view, answerer);
  const other = view.panels.filter((panel) => lost.includes(panel.number) && answersTo(panel, view, who) !== undefined);
  if (other.length > 0)
    throw new TaggerClientError(
      'CommitmentMismatch',
      `you committed to other answers on panels ${other.map(({ number }) => number).join(', ')} of page ${view.index}: bring back those of then`,
    );
  return due.length;
}

const answererOf = (view: PageView, who: Annotator): Answerer => ({
  wallet: who.wallet,
  seat: who.seat,
  saltSecret: who.saltSecret,
  answersTo: (panel) => answersTo(panel, view, who),
});

function answersTo(panel: PanelView, { index, terms }: PageView, who: Annotator): Uint8Array | undefined {
  if (who.payloadFor !== undefined) return who.payloadFor(panel, index);
  const labels = who.labelsFor(panel, index);
  return labels === undefined ? undefined : packLabels(labels, terms.bits as Bits);
}
