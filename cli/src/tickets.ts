/** Claims where the task assigns panels: takes a ticket, waits for its block, redeems it. */
import type { Connection } from '@solana/web3.js';
import {
  fetchClock,
  fetchSeat,
  send,
  TaggerClientError,
  takeTicket,
  TICKET,
  ticketDue,
  vacancy,
  type SeatAccount,
} from '@tagger/client';
import type { Annotator, PageRef } from './annotate.ts';

const POLL_MS = 200;
/** A chain that makes no slots is not waited for. */
const PATIENCE_MS = 30_000;

/**
 * Takes tickets for a page until it takes no more claims of his or his bonds are used up. Returns how many panels he got.
 * A page where he could be given a panel he has no labels for is left alone: not answering costs part of the bond.
 */
export async function claimAssigned(connection: Connection, at: PageRef, who: Annotator): Promise<number> {
  const { task, page, view } = at;
  await finishTicket(connection, at, who);
  const clock = await fetchClock(connection);
  const open = view.panels.filter(
    (panel) => vacancy(panel, who.seat, view.terms.restartGraceSecs, clock) !== undefined,
  );
  if (open.some((panel) => who.labelsFor(panel, view.index) === undefined)) return 0;
  let [got, wanted] = [0, Math.min(open.length, who.room ?? open.length)];
  while (wanted > 0) {
    const before = await seatOf(connection, at, who);
    const bonds = view.terms.bond === 0n ? TICKET.panels : Number(before.bondFree / view.terms.bond);
    const count = Math.min(wanted, bonds, TICKET.panels);
    if (count === 0) break;
    const { signer, wallet } = who;
    await send(connection, [takeTicket({ actor: signer.publicKey, wallet, task, page, count })], [signer]);
    await finishTicket(connection, at, who);
    const more = (await seatOf(connection, at, who)).openSlots - before.openSlots;
    // Others were faster, and nothing is left.
    if (more <= 0) break;
    got += more;
    wanted -= more;
    tookRoom(who, more);
  }
  return got;
}

/** Counts down what he still wants to take. */
export function tookRoom(who: Annotator, panels: number): void {
  if (who.room !== undefined) who.room -= panels;
}

/** Redeems or drops his open ticket, of whatever page, as soon as that can be done. Errors: `SeedNotReady`. */
async function finishTicket(connection: Connection, { task }: PageRef, who: Annotator): Promise<void> {
  const began = Date.now();
  for (;;) {
    const due = await ticketDue(connection, task, who.wallet);
    if (due === undefined) return;
    if (due.waits === undefined) {
      await send(connection, [due.instruction], [who.signer]).catch((error: unknown) => {
        // Anyone may redeem: somebody else was faster.
        if (!(error instanceof TaggerClientError) || error.name !== 'NoTicket') throw error;
      });
    } else if (Date.now() - began > PATIENCE_MS) {
      throw new TaggerClientError(
        'SeedNotReady',
        `slot ${due.waits} decides which panels you get, and the chain is not there yet: run the command again`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function seatOf(connection: Connection, { task }: PageRef, who: Annotator): Promise<SeatAccount> {
  const seat = await fetchSeat(connection, task, who.wallet);
  if (seat === null) throw new TaggerClientError('NoSeat', 'the seat is closed: run the command again to join');
  return seat;
}
