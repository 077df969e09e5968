/**
 * How a file of answers becomes panels. Real crowds are irregular, so batches are cut by who answers: all items the
 * same people answered make panels in which nobody is missing. Groups of more than 16 continue in a further panel.
 */
import { bitsFor, MAX_SEATS, type Bits } from '@tagger/client';
import type { AnswersFile } from '../answersFile.ts';
import { chunks } from '../packing.ts';

export interface PlannedPanel {
  firstItem: number;
  /** Indices into `Plan.items`, consecutive from `firstItem`. */
  items: number;
  /** Workers in the order of the file. */
  workers: string[];
  /** Offsets of gold items inside the panel. */
  goldOffsets: number[];
}

export interface Plan {
  /** Item names in the task's order. */
  items: string[];
  /** Gold label codes by item. */
  gold: number[];
  classes: string[];
  workers: string[];
  bits: Bits;
  panels: PlannedPanel[];
  /** Label codes by worker and item index. */
  answers: Map<string, Map<number, number>>;
  answerCount: number;
  groups: number;
}

/** Items of a panel after a group's first one. */
const MORE_ITEMS = 128;
/** Ordinary items in a group's first panel for each gold item, so that the gold does not stand out. */
const HIDING = 1;

export function makePlan(file: AnswersFile, options: { gold: number; seed: number }): Plan {
  const workersOf = new Map<string, string[]>();
  for (const row of file.rows) workersOf.set(row.item, [...(workersOf.get(row.item) ?? []), row.worker]);
  const order = new Map(file.workers.map((worker, at) => [worker, at]));
  const groups = new Map<string, { workers: string[]; items: string[] }>();
  for (const [item, workers] of workersOf) {
    const sorted = [...workers].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const key = sorted.map((worker) => order.get(worker)).join(',');
    const group = groups.get(key) ?? { workers: sorted, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  const bits = bitsFor(file.classes.length);
  const items: string[] = [];
  const random = generator(options.seed);
  // Item numbers follow the groups; panels follow their place in the group, so that everybody starts early.
  const staged: { stage: number; panel: PlannedPanel }[] = [];
  for (const group of [...groups.values()].sort((a, b) => b.items.length - a.items.length)) {
    batchesOf(group.items, options.gold, random).forEach(({ batch, goldOffsets }, stage) => {
      for (const workers of chunks(group.workers, MAX_SEATS))
        staged.push({ stage, panel: { firstItem: items.length, items: batch.length, workers, goldOffsets } });
      items.push(...batch);
    });
  }
  const panels = staged.sort((a, b) => a.stage - b.stage).map(({ panel }) => panel);
  const index = new Map(items.map((item, at) => [item, at]));
  const code = new Map(file.classes.map((label, at) => [label, at]));
  const answers = new Map<string, Map<number, number>>();
  for (const row of file.rows) {
    const own = answers.get(row.worker) ?? new Map<number, number>();
    own.set(index.get(row.item) as number, code.get(row.label) as number);
    answers.set(row.worker, own);
  }
  const gold = items.map((item) => code.get(file.gold.get(item) as string) as number);
  return {
    items,
    gold,
    classes: file.classes,
    workers: file.workers,
    bits,
    panels,
    answers,
    answerCount: file.rows.length,
    groups: groups.size,
  };
}

/** Cuts a group's items: first an exam of all its gold among as many ordinary items, then the rest. */
function batchesOf(items: string[], share: number, random: () => number): { batch: string[]; goldOffsets: number[] }[] {
  const golden = new Set(items.filter(() => random() < share));
  let hiding = golden.size * HIDING;
  const exam = items.filter((item) => golden.has(item) || hiding-- > 0);
  const rest = items.filter((item) => !exam.includes(item));
  const batches = [...(exam.length === 0 ? [] : [exam]), ...chunks(rest, MORE_ITEMS)];
  return batches.map((batch) => ({
    batch,
    goldOffsets: batch.map((_, offset) => offset).filter((offset) => golden.has(batch[offset] as string)),
  }));
}

/** Packed order of one worker's answers to one panel. */
export function answersTo(plan: Plan, panel: PlannedPanel, worker: string): number[] {
  const own = plan.answers.get(worker);
  return Array.from({ length: panel.items }, (_, offset) => {
    const label = own?.get(panel.firstItem + offset);
    if (label === undefined) throw new Error(`${worker} has no answer to item ${panel.firstItem + offset}`);
    return label;
  });
}

/** Seeded numbers in [0, 1): which items are gold must be the same when a replay continues. */
function generator(seed: number): () => number {
  let state = (seed >>> 0) + 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
