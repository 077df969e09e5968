/** A round: everybody in one wave, laid out as the client lays tasks out. */
import {
  layOut as layOutTask,
  panelsOf as panelsOfTask,
  type Cut,
  type Layout,
  type PanelSpec,
  type Seats,
} from '@tagger/client';

export type { Cut, Layout };

/** What is remembered of a round. */
export interface Round {
  /** Number of its task among the requester's. */
  nonce: string;
  /** Items that are asked, by their number in the source; known ones not among them. */
  ask: number[];
  /** Annotators an item. */
  seats: number;
}

const together = (seats: number): Seats => ({ first: seats, step: 0, max: seats });

export const panelsOf = (bought: number, known: number, cut: Cut, seats: number): PanelSpec[] =>
  panelsOfTask(bought, known, cut, together(seats));

export const layOut = (round: Round, known: ReadonlyMap<number, number>, cut: Cut, secret: Uint8Array): Layout =>
  layOutTask({ ...round, seats: together(round.seats) }, known, cut, secret);
