/** Tickets: tasks that assign panels, and the blocks that decide. */
import {
  CLAIM_MODE,
  DRAW,
  fetchClock,
  fetchSeat,
  fetchSlotHashes,
  redeemTicket,
  seedAt,
  takeTicket,
  ticketPlaces,
  ticketState,
  type Keyed,
  type PanelSpec,
  type SeatAccount,
} from '@tagger/client';
import { staffed, thePage, type PanelSetup } from './build.ts';
import { LEAP } from './reviews.ts';
import { now } from './time.ts';
import { act, type Actor, type World } from './world.ts';

/** As `staffed`, in a task that assigns panels. */
export const assigned = (
  world: World,
  specs: Partial<PanelSpec>[],
  count: number,
  options: NonNullable<Parameters<typeof staffed>[3]> = {},
): Promise<{ setup: PanelSetup; crew: Actor[] }> =>
  staffed(world, specs, count, { ...options, terms: { claimMode: CLAIM_MODE.assigned, ...options.terms } });

export async function theSeat(world: World, setup: PanelSetup, member: Actor): Promise<Keyed<SeatAccount>> {
  const seat = await fetchSeat(world.connection, setup.task, member.key);
  if (seat === null) throw new Error(`${member.name} has no seat`);
  return seat;
}

/** Takes a ticket for `count` panels. */
export async function ticketed(world: World, setup: PanelSetup, member: Actor, count = 1): Promise<void> {
  const { task, page } = setup;
  await act(world, member, takeTicket({ wallet: member.key, task, page, count }));
}

export const redeeming = ({ task, page }: PanelSetup, member: Actor) =>
  redeemTicket({ wallet: member.key, task, page });

/** Moves on to a slot in which the member's ticket can be redeemed: Surfpool shows slots before their hashes. */
export async function untilReady(world: World, setup: PanelSetup, member: Actor): Promise<void> {
  const { target } = (await theSeat(world, setup, member)).ticket;
  const missing = Number(target) + 1 - (await now(world)).slot;
  if (missing > 0) await world.chain.advance({ slots: Math.max(missing, LEAP) });
  while (seedAt(target, await fetchSlotHashes(world.connection), BigInt((await now(world)).slot)) === undefined)
    await world.chain.advance({ slots: LEAP });
}

/** Moves on until the chain has forgotten the block of the member's ticket. */
export async function untilLapsed(world: World, setup: PanelSetup, member: Actor): Promise<void> {
  const { ticket } = await theSeat(world, setup, member);
  const missing = Number(ticket.target) + DRAW.remembered - (await now(world)).slot;
  if (missing > 0) await world.chain.advance({ slots: missing });
  if (ticketState((await theSeat(world, setup, member)).ticket, BigInt((await now(world)).slot)) !== 'lapsed')
    throw new Error('the ticket lives on');
}

/** What the member's ticket gets, computed by the client from the chain's hashes. */
export async function expectedPlaces(world: World, setup: PanelSetup, member: Actor) {
  const [page, seat] = await Promise.all([thePage(world, setup), theSeat(world, setup, member)]);
  const clock = await fetchClock(world.connection);
  const seed = seedAt(seat.ticket.target, await fetchSlotHashes(world.connection), clock.slot);
  if (seed === undefined) throw new Error('the block is not there');
  return ticketPlaces(page, seat, seed, clock);
}

/** Panels on which a member sits. */
export async function panelsOf(world: World, setup: PanelSetup, member: Actor): Promise<bigint[]> {
  const { index } = await theSeat(world, setup, member);
  return (await thePage(world, setup)).panels
    .filter((panel) => panel.slots.some((slot) => slot.state !== 'empty' && slot.seat === index))
    .map((panel) => panel.number);
}
