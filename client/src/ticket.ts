/**
 * Tickets: claims whose panels a block decides that did not exist when they were taken (`rules/ticket.rs`,
 * `instructions/hot/redeem_ticket.rs`). Anyone may redeem one; who lets it lapse pays.
 */
import { sha256 } from '@noble/hashes/sha2';
import type { Connection, PublicKey, TransactionInstruction } from '@solana/web3.js';
import { isOver, type ChainClock } from './clock.ts';
import { DRAW, TICKET, TICKET_DOMAIN } from './constants.ts';
import { fetchSeat, listSeats, type Keyed } from './fetch.ts';
import { dropTicket } from './instructions/crank.ts';
import { redeemTicket } from './instructions/hot.ts';
import type { PageView, PanelView } from './panel.ts';
import { pagePda } from './pda.ts';
import { fetchSlot } from './review.ts';
import type { SeatAccount, Ticket } from './types.ts';

/** A seat has no ticket, its block does not exist yet, it can be redeemed, or its block is forgotten. */
export type TicketState = 'none' | 'waiting' | 'ready' | 'lapsed';

/** State of a ticket in `slot`. */
export function ticketState(ticket: Ticket, slot: bigint): TicketState {
  if (ticket.target === 0n) return 'none';
  if (slot <= ticket.target) return 'waiting';
  return slot - ticket.target < BigInt(DRAW.remembered) ? 'ready' : 'lapsed';
}

/** What may be sent for a ticket now, or the slot after which to ask again. */
export type TicketDue =
  | { what: 'redeem' | 'drop'; wallet: PublicKey; instruction: TransactionInstruction; waits?: undefined }
  | { what?: undefined; wallet: PublicKey; instruction?: undefined; waits: bigint };

/** What is due for a seat's ticket in `slot`; `undefined` without a ticket. */
export function ticketDueOf(seat: SeatAccount, slot: bigint): TicketDue | undefined {
  const { task, wallet, ticket } = seat;
  switch (ticketState(ticket, slot)) {
    case 'waiting':
      return { wallet, waits: ticket.target };
    case 'ready': {
      const page = pagePda(task, ticket.page);
      return { what: 'redeem', wallet, instruction: redeemTicket({ wallet, task, page }) };
    }
    case 'lapsed':
      return { what: 'drop', wallet, instruction: dropTicket({ wallet, task }) };
    default:
      return undefined;
  }
}

/** What is due for the ticket of one member in a task. A step may still be refused when somebody else was faster. */
export async function ticketDue(
  connection: Connection,
  task: PublicKey,
  wallet: PublicKey,
): Promise<TicketDue | undefined> {
  const [seat, slot] = await Promise.all([fetchSeat(connection, task, wallet), fetchSlot(connection)]);
  return seat === null ? undefined : ticketDueOf(seat, slot);
}

/** What is due for all tickets of a task, for keepers. */
export async function ticketsDue(connection: Connection, task: PublicKey): Promise<TicketDue[]> {
  const [seats, slot] = await Promise.all([listSeats(connection, { task }), fetchSlot(connection)]);
  return seats.flatMap((seat) => ticketDueOf(seat, slot) ?? []);
}

/** The words of place `place` of a ticket: sixteen numbers of 16 bits. */
export function ticketWords(seed: Uint8Array, seat: PublicKey, number: number, place: number): number[] {
  const tail = new DataView(new ArrayBuffer(5));
  tail.setUint32(0, number, true);
  tail.setUint8(4, place);
  const digest = sha256
    .create()
    .update(TICKET_DOMAIN)
    .update(seed)
    .update(seat.toBytes())
    .update(new Uint8Array(tail.buffer))
    .digest();
  const view = new DataView(digest.buffer, digest.byteOffset);
  return Array.from({ length: 16 }, (_, at) => view.getUint16(2 * at, true));
}

/** One of `of` things, each equally likely up to one in 65,536. */
export const pickOf = (word: number, of: number): number => Math.floor((word * of) / 65_536);

/** The slot of a panel that a seat may take now; `undefined` when the panel takes no claim of his. */
export function vacancy(panel: PanelView, seat: number, graceSecs: number, clock: ChainClock): number | undefined {
  if (panel.kind !== 0 || panel.phase !== 'commit') return undefined;
  if (panel.until !== 0n && isOver(panel, graceSecs, clock)) return undefined;
  if (panel.slots.some((slot) => slot.state !== 'empty' && slot.seat === seat)) return undefined;
  return panel.slots.find((slot) => slot.state === 'empty' && slot.index >= panel.waveStart)?.index;
}

/** Panels and slots a ticket gets if it is redeemed now; `seed` as of `seedAt`. */
export function ticketPlaces(
  page: PageView,
  seat: Keyed<SeatAccount>,
  seed: Uint8Array,
  clock: ChainClock,
): { panel: bigint; slot: number }[] {
  const { ticket } = seat;
  const got: { panel: bigint; slot: number }[] = [];
  const free = (panel: PanelView | undefined): { panel: bigint; slot: number } | undefined => {
    if (panel === undefined || got.some((place) => place.panel === panel.number)) return undefined;
    const slot = vacancy(panel, seat.index, page.terms.restartGraceSecs, clock);
    return slot === undefined ? undefined : { panel: panel.number, slot };
  };
  if (clock.seconds >= page.endsAt) return got;
  for (let place = 0; place < ticket.count; place += 1) {
    const words = ticketWords(seed, seat.address, ticket.number, place);
    const named = words
      .slice(0, TICKET.tries)
      .map((word) => ticket.first + BigInt(pickOf(word, ticket.live)))
      .map((number) => free(page.panels.find((panel) => panel.number === number)))
      .find((found) => found !== undefined);
    const open = page.panels.flatMap((panel) => free(panel) ?? []);
    const found = named ?? open[pickOf(words[TICKET.tries] ?? 0, open.length)];
    if (found === undefined) break;
    got.push(found);
  }
  return got;
}
