/**
 * Claims by ticket: one panel on an empty page, then so many places that the page fills up, then a lapsed ticket. A world
 * of its own: what is slashed is partly burnt.
 */
import { CLAIM_MODE, DRAW, dropTicket, redeemTicket, takeTicket } from '@tagger/client';
import { BOND, Job, named, pageBytes, panelsPerPage, type Shape } from './job.ts';
import { groups, Meter, type Measured } from './ours.ts';
import { createWorld, members, seedOf, type Person, type World } from './world.ts';

/** Places of the second ticket; with the first they use up the bonds of a largest ticket. */
const MANY = 7;
const OPEN_AT_ONCE = 40;
export const MEMBERS = 16;

export interface TicketFigures {
  title: string;
  measured: Measured[];
  /** Mean units of redeeming a ticket for one panel while at least half of all places are free. */
  redeemMean: number;
}

export function measureTickets(shapes: readonly Shape[]): TicketFigures[] {
  const world = createWorld();
  const crew = members(world, 'member', MEMBERS, 1_000_000_000n);
  return shapes.map((shape) => measure(world, shape, crew));
}

function measure(world: World, shape: Shape, crew: readonly Person[]): TicketFigures {
  const title = `${named(shape)}, ${shape.method}`;
  const { chain } = world;
  const full = panelsPerPage(shape);
  const job = new Job(world, `tickets, ${title}`, shape, crew, full, undefined, { claimMode: CLAIM_MODE.assigned });
  const me = job.requester.wallet;
  const [task, page] = [job.task, job.page(0)];
  chain.run([me], job.createRequester());
  chain.run([me], ...job.openTask(), job.fund());
  for (const person of crew) chain.run([person.wallet], job.join(person, BOND * BigInt(MANY + 1)));
  chain.run([me], job.openPage(0, full, pageBytes(shape, full)));
  const numbers = Array.from({ length: full }, (_, at) => BigInt(at));
  for (const { length } of groups(numbers, OPEN_AT_ONCE)) chain.run([me], job.openPanels(0, length));

  const meter = new Meter(world);
  const units: number[] = [];
  const hashOf = (slot: bigint): Uint8Array => seedOf(`block:${title}:${slot}`);
  const take = ({ key, wallet }: Person, count: number) =>
    meter.run(`take_ticket, ${count}`, [wallet], takeTicket({ wallet: key, task, page, count }));
  const redeem = ({ key }: Person, name: string) =>
    meter.run(`redeem_ticket, ${name}`, [me], redeemTicket({ wallet: key, task, page }));
  for (const count of [1, MANY]) {
    // At first there is room on half of the panels for everybody who comes.
    const those = count === 1 ? crew.slice(0, Math.floor((full * shape.seats) / 2)) : crew;
    for (const person of those) take(person, count);
    chain.jump(chain.slot + BigInt(DRAW.delay) + 1n, hashOf);
    for (const person of those) {
      const ran = redeem(person, count === 1 ? 'one panel' : `${MANY} places, until the page is full`);
      if (count === 1) units.push(ran.units[0] ?? Number.NaN);
    }
  }
  const last = crew.at(-1);
  if (last === undefined) throw new RangeError('a crew has somebody');
  take(last, 1);
  chain.jump(chain.slot + BigInt(DRAW.delay) + 1n, hashOf);
  redeem(last, 'nothing to be had');
  take(last, 1);
  chain.jump(chain.slot + BigInt(DRAW.delay + DRAW.remembered), hashOf);
  meter.run('drop_ticket, 1', [me], dropTicket({ wallet: last.key, task }));
  return {
    title,
    measured: [...meter.all.values()],
    redeemMean: Math.round(units.reduce((sum, value) => sum + value, 0) / units.length),
  };
}
