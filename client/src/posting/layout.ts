/**
 * Which items stand where in a task, known ones among them as gold. All of it follows from the requester's secret, so that nothing has
 * to be remembered but what is asked. Pure.
 */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';
import { FULL_BPS } from '../constants.ts';
import { GoldTree, type GoldEntry, type GoldPanel } from '../gold.ts';
import type { PanelSpec } from '../types.ts';

/** Annotators of an item: so many at first, then `step` more at a time while its label is not sure, up to `max`. */
export interface Seats {
  first: number;
  step: number;
  max: number;
}

export interface Asked {
  /** Number of the task among the requester's, decimal. */
  nonce: string;
  /** Items that are bought, by their number in the source; known ones not among them. */
  ask: readonly number[];
  seats: Seats;
}

export interface Cut {
  /** Items of a panel that are bought. */
  batch: number;
  /** Known items of a panel, as far as there are so many. */
  goldPerBatch: number;
}

export interface Layout {
  /** By place in the task: number in the source. */
  order: number[];
  panels: PanelSpec[];
  gold: GoldTree | undefined;
  /** Labels of the known items, by place in the task. */
  known: Map<number, number>;
}

/** Panels that buy labels of `bought` items, with as many of `known` ones in each as there are, up to what `cut` says. */
export function panelsOf(bought: number, known: number, { batch, goldPerBatch }: Cut, seats: Seats): PanelSpec[] {
  const gold = Math.min(goldPerBatch, known);
  return Array.from({ length: Math.ceil(bought / batch) }, (_, at) => ({
    firstItem: at * (batch + gold),
    items: Math.min(batch, bought - at * batch) + gold,
    difficultyBps: FULL_BPS,
    seatsFirst: seats.first,
    seatsStep: seats.first === seats.max ? 0 : seats.step,
    seatsMax: seats.max,
  }));
}

/** Lays a task out. `known` has the labels of known items; each panel gets others of them, as long as there are any. */
export function layOut(asked: Asked, known: ReadonlyMap<number, number>, cut: Cut, secret: Uint8Array): Layout {
  const draw = drawing(secret, asked.nonce);
  const bought = shuffled(asked.ask, draw);
  const pool = [...known.keys()].sort((a, b) => a - b);
  const order: number[] = [];
  const places = new Map<number, number>();
  for (let from = 0; from < bought.length; from += cut.batch) {
    const exam = shuffled(pool, draw).slice(0, cut.goldPerBatch);
    const own = shuffled([...bought.slice(from, from + cut.batch), ...exam], draw);
    own.forEach((item, offset) => {
      const label = exam.includes(item) ? known.get(item) : undefined;
      if (label !== undefined) places.set(order.length + offset, label);
    });
    order.push(...own);
  }
  const panels = panelsOf(bought.length, pool.length, cut, asked.seats);
  return { order, panels, known: places, gold: goldOfPlaces(places, panels, asked.nonce, secret) };
}

/**
 * The gold tree of a task from the labels of its known places, made again whenever it is to be opened; `undefined` without any.
 * `panels` are all of the task's, as they were laid out.
 */
export function goldOfPlaces(
  places: ReadonlyMap<number, number>,
  panels: readonly Pick<PanelSpec, 'firstItem' | 'items'>[],
  nonce: string,
  secret: Uint8Array,
): GoldTree | undefined {
  const draw = drawing(secret, nonce);
  const gold = panels.flatMap(({ firstItem, items }): GoldPanel[] => {
    const entries = Array.from({ length: items }, (_, offset) => offset).flatMap((offset): GoldEntry[] => {
      const label = places.get(firstItem + offset);
      return label === undefined ? [] : [{ offset, label }];
    });
    return entries.length === 0 ? [] : [{ firstItem, entries, salt: draw.bytes(`salt ${firstItem}`) }];
  });
  const count = Math.max(...panels.map(({ firstItem, items }) => firstItem + items));
  return gold.length === 0 ? undefined : new GoldTree(gold, count);
}

interface Drawing {
  /** A whole number from 0 to below `most`. */
  below(most: number): number;
  /** 32 bytes for one use. */
  bytes(use: string): Uint8Array;
}

/** Numbers nobody can guess without the secret: where gold stands must not be known. */
function drawing(secret: Uint8Array, nonce: string): Drawing {
  let count = 0;
  const bytes = (use: string): Uint8Array => hmac(sha256, secret, utf8ToBytes(`tagger:requester:${nonce}:${use}`));
  return {
    bytes,
    // 48 bits over at most 2^32 places: the bias is below 2^-16 of one place.
    below: (most) =>
      bytes(`draw ${(count += 1)}`)
        .subarray(0, 6)
        .reduce((sum, byte) => sum * 256 + byte, 0) % most,
  };
}

/** Fisher and Yates (1938). */
function shuffled<T>(values: readonly T[], draw: Drawing): T[] {
  const out = [...values];
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = draw.below(at + 1);
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}
