/** The crowd behind the panels of a task, as far as its pages still hold them. */
import type { PageView } from '../panel.ts';
import type { Crowd } from '../report/crowd.ts';
import { shareOf, type Share } from './member.ts';

export interface PanelCrowd extends Crowd {
  /** `Seat.index` of each worker. */
  seats: readonly number[];
  /** Number in the task of each item. */
  itemNumbers: readonly number[];
}

const panelsOf = (pages: readonly PageView[]) =>
  pages.filter(({ review }) => review === 0).flatMap(({ panels }) => panels.filter(({ kind }) => kind === 0));

/** Revealed answers of a task's pages; an item asked again by another panel keeps a member's first answer. */
export function crowdOf(pages: readonly PageView[]): PanelCrowd {
  const classes = pages[0]?.terms.classes ?? 2;
  const [workers, items] = [new Map<number, number>(), new Map<number, number>()];
  const seen = new Set<string>();
  const answers: { item: number; worker: number; label: number }[] = [];
  const placeOf = (places: Map<number, number>, number: number): number => {
    const known = places.get(number) ?? places.size;
    places.set(number, known);
    return known;
  };
  for (const panel of panelsOf(pages))
    panel.answers.forEach((labels, at) => {
      const seat = panel.slots[at]?.seat;
      if (labels === undefined || seat === undefined) return;
      labels.forEach((label, offset) => {
        const number = panel.firstItem + offset;
        if (seen.has(`${seat}/${number}`)) return;
        seen.add(`${seat}/${number}`);
        answers.push({ item: placeOf(items, number), worker: placeOf(workers, seat), label });
      });
    });
  return {
    classes,
    items: items.size,
    workers: workers.size,
    answers: answers.filter(({ label }) => label < classes),
    seats: [...workers.keys()],
    itemNumbers: [...items.keys()],
  };
}

/** Agreement of each seat with opened gold, over the panels the pages still hold. */
export function goldOf(pages: readonly PageView[]): Map<number, Share> {
  const sums = new Map<number, { hits: number; of: number }>();
  for (const { slots } of panelsOf(pages))
    for (const { state, seat, goldHits, goldTotal } of slots) {
      if (state === 'empty' || goldTotal === 0) continue;
      const known = sums.get(seat) ?? { hits: 0, of: 0 };
      sums.set(seat, { hits: known.hits + goldHits, of: known.of + goldTotal });
    }
  return new Map([...sums].map(([seat, { hits, of }]) => [seat, shareOf(hits, of)]));
}
