/** The arrows of the diagrams in docs/state-machine.md, and those the machine goes. */
import { readFileSync } from 'node:fs';
import { PROPOSAL_STATUS, ticketState } from '@tagger/client';
import type { State } from './machine.ts';
import { nameOf, viewOf } from './view.ts';

const DOCUMENT = new URL('../../docs/state-machine.md', import.meta.url);
/** Not there yet, or not any more. */
const NOTHING = '[*]';
const STATUSES = Object.keys(PROPOSAL_STATUS);

/** `A panel: Commit --> Reveal` for every arrow drawn under the heading `A panel`. */
export function drawnArrows(): Set<string> {
  const arrows = new Set<string>();
  let heading = '';
  for (const line of readFileSync(DOCUMENT, 'utf8').split('\n')) {
    if (line.startsWith('## ')) heading = line.slice(3);
    const [, from, to] = /^ {4}(\S+) --> ([^\s:]+)/.exec(line) ?? [];
    if (from !== undefined && to !== undefined) arrows.add(`${heading}: ${from} --> ${to}`);
  }
  return arrows;
}

/** Every arrow some step goes, with the names of these steps. */
export class Arrows {
  readonly gone = new Map<string, Set<string>>();
  private from: { state: State; parts: Parts } | undefined;

  /** Notes a step as it was made: among states that count as one, slots of validators may have changed places. */
  readonly took = (from: State, to: State, name: string): void => {
    if (this.from?.state !== from) this.from = { state: from, parts: partsOf(from) };
    const [before, after] = [this.from.parts, partsOf(to)];
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(key) ?? NOTHING, after.get(key) ?? NOTHING];
      const kind = key.slice(0, key.indexOf(':'));
      // A slot goes with its panel.
      if (was === is || (SLOTS.has(kind) && is === NOTHING)) continue;
      const arrow = `${kind}: ${was} --> ${is}`;
      this.gone.set(arrow, (this.gone.get(arrow) ?? new Set()).add(name));
    }
  };
}

/** What there is in a state, by heading and name, and how far it got. */
type Parts = Map<string, string>;
const SLOTS = new Set(['A slot', "A validator's seat"]);
const title = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

function partsOf(state: State): Parts {
  const view = viewOf(state);
  const parts: Parts = new Map();
  for (const { address, view: task } of view.task) {
    const ended = task.cancelled !== 0 || state.now >= task.endsAt;
    parts.set(`A task:${address}`, ended ? 'Ended' : 'Running');
  }
  for (const { address, view: page } of view.page) {
    const [panelKind, slotKind] = page.review === 1 ? ['A review', "A validator's seat"] : ['A panel', 'A slot'];
    for (const panel of page.panels) {
      const name = `${address}:${panel.number}`;
      parts.set(`${panelKind}:${name}`, title(panel.phase));
      for (const slot of panel.slots) parts.set(`${slotKind}:${name}:${slot.index}`, title(slot.state));
    }
  }
  for (const { address, view: seat } of view.seat) {
    const found = ticketState(seat.ticket, state.slot);
    if (found !== 'none') parts.set(`A ticket:${address}`, title(found));
  }
  for (const { view: pool } of view.pool)
    for (const found of pool.validators) parts.set(`A place in the pool:${nameOf(found.wallet)}`, title(found.state));
  for (const { address, view: proposal } of view.proposal)
    parts.set(`A proposal:${address}`, title(STATUSES[proposal.status] ?? ''));
  for (const { address } of view.ballot) parts.set(`A ballot:${address}`, 'Cast');
  return parts;
}
