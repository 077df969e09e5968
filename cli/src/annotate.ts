/**
 * One annotator at work on one page: takes the seats he wants, commits, reveals. Each call looks at the chain and does
 * what is possible now, so that an interrupted run continues where it stopped and nothing is done twice.
 */
import { sha256 } from '@noble/hashes/sha2';
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import {
  claim,
  commit,
  commitment,
  packLabels,
  reveal,
  send,
  type Bits,
  type CommitEntry,
  type PageView,
  type PanelView,
  type RevealEntry,
} from '@tagger/client';

export interface Annotator {
  wallet: PublicKey;
  /** Signs and pays: the wallet or its session key. */
  signer: Keypair;
  /** Secret from which salts are derived, so that none can be lost: 32 bytes. */
  saltSecret: Uint8Array;
  /** `Seat.index` in this task. */
  seat: number;
  /** Labels for a panel of page number `page`, or undefined when this annotator does not want it. */
  labelsFor(panel: PanelView, page: number): number[] | undefined;
}

export interface PageRef {
  task: PublicKey;
  page: PublicKey;
  view: PageView;
}

/** Bytes of entries that fit one transaction beside signatures, keys and the rest. */
const ENTRY_BUDGET = 760;
const COMMIT_BYTES = 8 + 1 + 32;
const REVEAL_BYTES = 8 + 1 + 32 + 4;
const CLAIMS = 40;

/** The salt of one answer: a secret of the annotator's and the place, hashed. */
export function saltFor(secret: Uint8Array, task: PublicKey, page: number, panel: bigint): Uint8Array {
  const place = new DataView(new ArrayBuffer(12));
  place.setUint32(0, page, true);
  place.setBigUint64(4, panel, true);
  return sha256
    .create()
    .update('tagger:salt:v1')
    .update(secret)
    .update(task.toBytes())
    .update(new Uint8Array(place.buffer))
    .digest();
}

const ownSlot = (panel: PanelView, seat: number) =>
  panel.slots.find((slot) => slot.state !== 'empty' && slot.seat === seat);

/** Takes free seats on the panels he wants. Returns how many. */
export async function claimWanted(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const wanted = at.view.panels.filter(
    (panel) =>
      panel.phase === 'commit' &&
      ownSlot(panel, who.seat) === undefined &&
      panel.slots.some((slot) => slot.state === 'empty' && slot.index >= panel.waveStart) &&
      who.labelsFor(panel, at.view.index) !== undefined,
  );
  for (let from = 0; from < wanted.length; from += CLAIMS) {
    const panels = wanted.slice(from, from + CLAIMS).map((panel) => panel.number);
    const { task, page } = at;
    await send(
      connection,
      [claim({ actor: who.signer.publicKey, wallet: who.wallet, task, page, panels })],
      [who.signer],
    );
  }
  return wanted.length;
}

/** Commits wherever he holds a seat without a commitment. Returns how many. */
export async function commitHeld(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const entries: CommitEntry[] = [];
  for (const panel of at.view.panels) {
    const slot = ownSlot(panel, who.seat);
    const labels =
      panel.phase === 'commit' && slot?.state === 'claimed' ? who.labelsFor(panel, at.view.index) : undefined;
    if (slot === undefined || labels === undefined) continue;
    const place = {
      context: Uint8Array.from(at.view.context),
      page: at.view.index,
      panel: panel.number,
      wallet: who.wallet,
    };
    const salt = saltFor(who.saltSecret, at.task, at.view.index, panel.number);
    entries.push({
      panel: panel.number,
      slot: slot.index,
      commitment: commitment(place, packLabels(labels, at.view.terms.bits as Bits), salt),
    });
  }
  for (const batch of batches(entries, () => COMMIT_BYTES)) {
    const { task, page } = at;
    await send(
      connection,
      [commit({ actor: who.signer.publicKey, wallet: who.wallet, task, page, entries: batch })],
      [who.signer],
    );
  }
  return entries.length;
}

/** Reveals wherever reveals are open. Returns how many. */
export async function revealOpen(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const entries: RevealEntry[] = [];
  for (const panel of at.view.panels) {
    const slot = ownSlot(panel, who.seat);
    const labels =
      panel.phase === 'reveal' && slot?.state === 'committed' ? who.labelsFor(panel, at.view.index) : undefined;
    if (slot === undefined || labels === undefined) continue;
    const salt = saltFor(who.saltSecret, at.task, at.view.index, panel.number);
    entries.push({
      panel: panel.number,
      slot: slot.index,
      salt,
      answers: packLabels(labels, at.view.terms.bits as Bits),
    });
  }
  for (const batch of batches(entries, (entry) => REVEAL_BYTES + entry.answers.length)) {
    const { task, page } = at;
    await send(
      connection,
      [reveal({ actor: who.signer.publicKey, wallet: who.wallet, task, page, entries: batch })],
      [who.signer],
    );
  }
  return entries.length;
}

/** Cuts a list so that the bytes of each part fit one transaction. */
export function batches<T>(entries: T[], bytes: (entry: T) => number): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = bytes(entry);
    if (parts.length === 0 || room < size) {
      parts.push([]);
      room = ENTRY_BUDGET;
    }
    parts.at(-1)?.push(entry);
    room -= size;
  }
  return parts;
}
