/** Figures of a task, out of what the chain shows. Pure. */
import type { Crowd } from '@tagger/client/report';
import type { PanelRow, Watched } from './watch.ts';

export interface ProgressOf {
  /** Items that are bought: those whose label was not known. */
  bought: number;
  decided: number;
  /** Answers that were shown, and the most there can be. */
  answers: number;
  most: number;
  panels: { open: number; waiting: number; decided: number };
}

export const knownPlaces = ({ notes }: Pick<Watched, 'notes'>): Map<number, number> => new Map(notes?.known ?? []);

export function progressOf(watched: Watched): ProgressOf {
  const known = knownPlaces(watched);
  const { panels, task } = watched;
  const decided = panels.flatMap(({ labels, firstItem }) => (labels ?? []).map((_, at) => firstItem + at));
  const shown = panels.flatMap(({ seats, items }) =>
    seats.filter(({ answers }) => answers !== undefined).map(() => items),
  );
  const open = panels.filter(({ phase }) => phase === 'commit' || phase === 'reveal').length;
  const done = panels.filter(({ labels }) => labels !== undefined).length;
  return {
    bought: task.terms.itemCount - known.size,
    decided: decided.filter((place) => !known.has(place)).length,
    answers: shown.reduce((sum, items) => sum + items, 0),
    most: panels.reduce((sum, { items, seats }) => sum + items * seats.length, 0),
    panels: { open, decided: done, waiting: panels.length - open - done },
  };
}

/** Base units. */
export interface MoneyOf {
  /** Paid in so far. */
  funded: bigint;
  /** Collected by people, and earned but not collected yet. */
  paid: bigint;
  credited: bigint;
  /** The protocol's part of it. */
  fees: bigint;
  /** For panels that are not decided: the most they can still cost. */
  reserved: bigint;
  /** Can be taken back now. */
  free: bigint;
}

export function moneyOf({ task, pages, reviews }: Watched): MoneyOf {
  const all = [...pages, ...reviews];
  const sum = (pick: (page: Watched['pages'][number]) => bigint): bigint =>
    all.reduce((total, page) => total + pick(page), 0n);
  return {
    funded: task.funded,
    paid: task.paid + sum(({ paid }) => paid),
    credited: sum(({ credited }) => credited),
    fees: task.fees + sum(({ fees }) => fees),
    reserved: sum(({ reservedFunds }) => reservedFunds),
    free: task.escrow + sum(({ free }) => free),
  };
}

/** Answers of everybody, for `@tagger/client/report` and `/evidence`. Items are places; codes that are no class are left out. */
export interface NamedCrowd extends Crowd {
  wallets: string[];
}

export function crowdOf(panels: readonly PanelRow[], { terms }: Watched['task']): NamedCrowd {
  const workers = new Map<string, number>();
  const answers: { item: number; worker: number; label: number }[] = [];
  for (const { seats, firstItem } of panels)
    for (const { wallet, answers: own } of seats) {
      if (wallet === undefined || own === undefined) continue;
      const worker = workers.get(wallet) ?? workers.size;
      workers.set(wallet, worker);
      own.forEach((label, at) => {
        if (label < terms.classes) answers.push({ item: firstItem + at, worker, label });
      });
    }
  return {
    classes: terms.classes,
    items: terms.itemCount,
    workers: workers.size,
    answers,
    wallets: [...workers.keys()],
  };
}

/** Rows are the known labels, columns what people said to those items. Undefined where nothing known was answered. */
export function confusionOf(crowd: Crowd, known: ReadonlyMap<number, number>): number[][] | undefined {
  const matrix = Array.from({ length: crowd.classes }, () => new Array<number>(crowd.classes).fill(0));
  let count = 0;
  for (const { item, label } of crowd.answers) {
    const row = matrix[known.get(item) ?? -1];
    if (row === undefined) continue;
    row[label] = (row[label] ?? 0) + 1;
    count += 1;
  }
  return count === 0 ? undefined : matrix;
}
