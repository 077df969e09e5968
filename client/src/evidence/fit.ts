/**
 * Confusion matrices by the method of Dawid & Skene (1979), in a form that can leave members out: the WebAssembly of
 * `@tagger/client/report` has the same method for whole crowds, but tells nothing about a crowd without two of its members, which is
 * what has to be known about a pair. Few rounds, the same for everybody: evidence, not a verdict.
 */
import type { Answers } from './others.ts';

/** Chances of each answer (columns) to items of each class (rows), side by side. */
export type Habits = Float64Array;

export interface Fit {
  habits: readonly Habits[];
  /** Shares of the classes. */
  prior: Float64Array;
  /** Chances of each class of an item by what everybody but these members says. */
  without(item: number, members: readonly number[]): Float64Array;
}

/** Rounds over the whole crowd, and for one member of a pair. */
const ROUNDS = 12;
const REFITS = 4;
/** Answers everybody is taken to have given besides his own, to items of each class: half right, the rest anything. */
const GUESSES = 2;

export function classify(answers: Answers): Fit {
  const { classes, workers } = answers;
  const byItem = new Map<number, { worker: number; label: number }[]>();
  answers.of.forEach((labels, worker) => {
    for (const [item, label] of labels) byItem.set(item, [...(byItem.get(item) ?? []), { worker, label }]);
  });
  // The beginning is the share of each class among an item's answers.
  let chances = new Map<number, Float64Array>();
  for (const [item, said] of byItem) {
    const counts = new Float64Array(classes).fill(1 / classes);
    for (const { label } of said) counts[label] = counts[label]! + 1;
    chances.set(item, normal(counts));
  }
  let habits: Habits[] = [];
  let prior: Float64Array = new Float64Array(classes);
  const posterior = (item: number, members: readonly number[]): Float64Array => {
    const logs = prior.map(Math.log);
    for (const { worker, label } of byItem.get(item) ?? [])
      if (!members.includes(worker))
        for (let truth = 0; truth < classes; truth += 1)
          logs[truth] = logs[truth]! + Math.log(habits[worker]![truth * classes + label]!);
    return fromLogs(logs);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = new Float64Array(classes).fill(1);
    for (const one of chances.values()) one.forEach((chance, truth) => (sums[truth] = sums[truth]! + chance));
    prior = normal(sums);
    const current = chances;
    habits = Array.from({ length: workers }, (_, worker) => habitsFrom(answers, worker, (item) => current.get(item)!));
    chances = new Map([...byItem.keys()].map((item) => [item, posterior(item, [])]));
  }
  return { habits, prior, without: posterior };
}

/** How `worker` answers, were `other` not there. */
export function refit(answers: Answers, fit: Fit, worker: number, other: number): Habits {
  const { classes } = answers;
  const labels = answers.of[worker]!;
  const rest = new Map([...labels.keys()].map((item) => [item, fit.without(item, [worker, other])]));
  let habits = fit.habits[worker]!;
  for (let round = 0; round < REFITS; round += 1) {
    const current = habits;
    habits = habitsFrom(answers, worker, (item) => {
      const label = labels.get(item)!;
      return normal(rest.get(item)!.map((chance, truth) => chance * current[truth * classes + label]!));
    });
  }
  return habits;
}

function habitsFrom(answers: Answers, worker: number, chancesOf: (item: number) => Float64Array): Habits {
  const { classes } = answers;
  const out = new Float64Array(classes * classes);
  for (let truth = 0; truth < classes; truth += 1)
    for (let label = 0; label < classes; label += 1)
      out[truth * classes + label] = GUESSES * ((truth === label ? 0.5 : 0) + 0.5 / classes);
  for (const [item, label] of answers.of[worker]!) {
    const chances = chancesOf(item);
    for (let truth = 0; truth < classes; truth += 1)
      out[truth * classes + label] = out[truth * classes + label]! + chances[truth]!;
  }
  for (let from = 0; from < out.length; from += classes) {
    const total = out.subarray(from, from + classes).reduce((sum, count) => sum + count, 0);
    for (let cell = from; cell < from + classes; cell += 1) out[cell] = out[cell]! / total;
  }
  return out;
}

function normal(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

function fromLogs(logs: Float64Array): Float64Array {
  const most = Math.max(...logs);
  return normal(logs.map((log) => Math.exp(log - most)));
}
