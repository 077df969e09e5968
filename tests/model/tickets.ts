/**
 * Tickets in the machine: a block decides them, so slots count. With one panel it decides nothing but the time, and states are
 * one that differ only in how often tickets were taken, in the slot and in the slots a phase and a ticket began; which of two
 * tickets lapses first still tells them apart.
 */
import { createHash } from 'node:crypto';
import { DRAW, offsetOf, PAGE_HEADER_BYTES, redeemTicket, ticketState } from '@tagger/client';
import type { PanelSetup } from '../support/build.ts';
import { nextWait, type Wait } from './explorer.ts';
import { digest, type Account, type Machine, type Move, type State } from './machine.ts';
import { nameOf, viewOf } from './view.ts';

const HASH = new Uint8Array(createHash('sha256').update('the block of a ticket').digest());

/** Redemptions of all open tickets; instructions are built once and kept. */
export function redemptions(machine: Machine, { task, page }: PanelSetup): (state: State) => Move[] {
  const built = new Map<string, Move>();
  return (state) =>
    viewOf(state)
      .seat.filter(({ view: { ticket } }) => ticket.target !== 0n)
      .map(({ view: { wallet, ticket } }) => {
        const id = `${nameOf(wallet)}:${ticket.target}`;
        const block = { slot: ticket.target, hash: HASH };
        const move = built.get(id) ?? machine.move('keeper', 'redeem', redeemTicket({ wallet, task, page }), block);
        built.set(id, move);
        return move;
      });
}

/** The next deadline, the next block of a ticket, and the next slot in which a block is forgotten. */
export function waitsOf(state: State): Wait[] {
  const { slot } = state;
  const targets = viewOf(state)
    .seat.map(({ view: { ticket } }) => ticket.target)
    .filter((target) => target !== 0n);
  const first = (name: string, slots: bigint[]): Wait[] => {
    const later = slots.filter((at) => at > slot);
    return later.length === 0 ? [] : [{ name, slot: later.reduce((a, b) => (a < b ? a : b)) }];
  };
  return [
    ...nextWait(state),
    ...first(
      'a block',
      targets.map((target) => target + 1n),
    ),
    ...first(
      'a block is forgotten',
      targets.filter((target) => target < slot).map((target) => target + BigInt(DRAW.remembered)),
    ),
  ];
}

const masked = new WeakMap<Account, string>();

/** The account without the given words of eight bytes. */
function without(account: Account, words: readonly number[]): string {
  const known = masked.get(account);
  if (known !== undefined) return known;
  const data = Buffer.from(account.data);
  for (const at of words) data.fill(0, at, at + 8);
  const found = digest({ ...account, data });
  masked.set(account, found);
  return found;
}

const TICKET = offsetOf('seat', 'ticket');
/** `target`, and `page` with `number`: there is one page. */
const OF_TICKET = [TICKET, TICKET + 16];
/** `PanelHead.phaseSlot` of the only panel. */
const OF_PAGE = [PAGE_HEADER_BYTES + 24];

/** Equal for states that count as one. */
export function keyOfTickets(state: State): string {
  const { now, slot } = state;
  const view = viewOf(state);
  const seats = new Map(view.seat.map((found) => [found.address, found.view.ticket]));
  const pages = new Set(view.page.map((found) => found.address));
  const open = [...seats.values()].map(({ target }) => target).sort((a, b) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(`${now}`);
  for (const address of [...state.accounts.keys()].sort()) {
    const account = state.accounts.get(address) as Account;
    const ticket = seats.get(address);
    hash.update(address);
    if (ticket !== undefined)
      hash.update(`${without(account, OF_TICKET)}${ticketState(ticket, slot)}${open.indexOf(ticket.target)}`);
    else hash.update(pages.has(address) ? without(account, OF_PAGE) : digest(account));
  }
  return hash.digest('base64');
}
