/**
 * A round: which items stand where, known ones among them as gold. All of it follows from the requester's secret, so that nothing has to
 * be remembered but what is asked. Pure.
 */
import { createHmac } from 'node:crypto';
import { GoldTree, oneWave, type GoldPanel, type PanelSpec } from '@tagger/client';

/** What is remembered of a round. */
export interface Round {
  /** Number of its task among the requester's. */
  nonce: string;
  /** Items that are asked, by their number in the source; known ones not among them. */
  ask: number[];
  /** Annotators an item. */
  seats: number;
}

export interface Layout {
  /** By place in the task: number in the source. */
  order: number[];
  panels: PanelSpec[];
  gold: GoldTree | undefined;
}

export interface Cut {
  /** Items of a panel that are bought. */
  batch: number;
  /** Known items of a panel, as far as there are so many. */
  goldPerBatch: number;
}

/** Panels of a round that buys labels of `bought` items, with as many of `known` ones in each as there are, up to what `cut` says. */
export function panelsOf(bought: number, known: number, { batch, goldPerBatch }: Cut, seats: number): PanelSpec[] {
  const gold = Math.min(goldPerBatch, known);
  return Array.from({ length: Math.ceil(bought / batch) }, (_, at) =>
    oneWave(at * (batch + gold), Math.min(batch, bought - at * batch) + gold, seats),
  );
}

/** Lays a round out. `known` has the labels of known items; each panel gets others of them, as long as there are any. */
export function layOut(round: Round, known: ReadonlyMap<number, number>, cut: Cut, secret: Uint8Array): Layout {
  const draw = drawing(secret, round.nonce);
  const asked = shuffled(round.ask, draw);
  const pool = [...known.keys()].sort((a, b) => a - b);
  const [order, gold]: [number[], GoldPanel[]] = [[], []];
  for (let from = 0; from < asked.length; from += cut.batch) {
    const bought = asked.slice(from, from + cut.batch);
    const exam = shuffled(pool, draw).slice(0, cut.goldPerBatch);
    const own = shuffled([...bought, ...exam], draw);
    const firstItem = order.length;
    const entries = own.flatMap((item, offset) => {
      const label = exam.includes(item) ? known.get(item) : undefined;
      return label === undefined ? [] : [{ offset, label }];
    });
    if (entries.length > 0) gold.push({ firstItem, entries, salt: draw.bytes(`salt ${firstItem}`) });
    order.push(...own);
  }
  const panels = panelsOf(asked.length, pool.length, cut, round.seats);
  return { order, panels, gold: gold.length === 0 ? undefined : new GoldTree(gold, order.length) };
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
  const bytes = (use: string): Uint8Array =>
    createHmac('sha256', secret).update(`tagger:requester:${nonce}:${use}`).digest();
  return {
    bytes,
    // 48 bits over at most 2^32 places: the bias is below 2^-16 of one place.
    below: (most) => Buffer.from(bytes(`draw ${(count += 1)}`)).readUIntBE(0, 6) % most,
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
