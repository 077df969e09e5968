/** What somebody may do in a task, and why not. */
import { text } from '#lib/text/index.ts';
import type { Mine, TaskView } from '#lib/services/taskPage.ts';

export interface Stands {
  /** What keeps him out, and what he waits for. */
  notes: string[];
  facts: string[];
  mayJoin: boolean;
  /** Panels he may claim now at most. */
  mayClaim: number;
  /** Panels he holds without a commitment. */
  held: number;
  /** Panels his seat has bonds for. */
  bonds: number;
}

/** METHOD.payload of the client, which is loaded later. */
const PAYLOAD = 2;
const ASSIGNED = 1;
/** Panels of one ticket. */
const TICKET = 8;

export function standingIn(
  { task, rules, clock, domain, open }: TaskView,
  { desk, level, own, waitsForKey }: Mine,
): Stands {
  const said = text.task;
  const { terms } = task;
  const over = task.cancelled !== 0 ? said.cancelled : task.endsAt <= clock.seconds ? said.ended : undefined;
  const low = level < terms.requiredLevel;
  // Nobody could tell which tools to offer.
  const payload = terms.method === PAYLOAD && rules !== undefined && rules.answer === undefined;
  const ticket = desk !== undefined && desk.seat.ticket.target !== 0n;
  const slots = desk?.pages.flatMap(({ panels }) =>
    panels.flatMap(({ kind, slots: all }) => (kind === 0 ? all.filter((slot) => slot.seat === desk.seat.index) : [])),
  );
  const held = slots?.filter(({ state }) => state === 'claimed').length ?? 0;
  const under = slots?.filter(({ state }) => state === 'committed' || state === 'revealed').length ?? 0;
  const bonds = desk === undefined || terms.bond === 0n ? Infinity : Number(desk.seat.bondFree / terms.bond);
  const barred = over !== undefined || own || payload || rules === undefined;
  return {
    notes: [
      ...(over === undefined ? [] : [over]),
      ...(own ? [said.own] : []),
      ...(payload ? [said.payload] : []),
      ...(low && desk === undefined ? [said.low(terms.requiredLevel, level)] : []),
      ...(ticket ? [said.ticket] : []),
      ...(waitsForKey ? [said.waitKey] : []),
      ...(domain?.retired === true && desk === undefined ? [said.ended] : []),
    ],
    facts:
      desk === undefined
        ? []
        : [
            ...(held > 0 ? [said.held(held)] : []),
            ...(under > 0 ? [said.under(under)] : []),
            ...(bonds === Infinity ? [] : [said.bonds(bonds)]),
          ],
    mayJoin: !barred && !low,
    mayClaim: barred || ticket || waitsForKey ? 0 : Math.min(open, bonds, terms.claimMode === ASSIGNED ? TICKET : open),
    held,
    bonds,
  };
}
