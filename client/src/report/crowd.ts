/** Answers of a crowd: any worker any subset of the items. */
import { u32, whole } from './numbers.ts';

/** Item, worker and label, each numbered from 0. */
export interface CrowdAnswer {
  item: number;
  worker: number;
  label: number;
}

/** A worker may label an item once only (`Repeated`). At most 256 classes and 4,194,304 answers. */
export interface Crowd {
  classes: number;
  items: number;
  workers: number;
  answers: readonly CrowdAnswer[];
}

export const sizeOf = (crowd: Crowd): number[] => [crowd.classes, crowd.items, crowd.workers].map(whole);

/** Item, worker, label of each answer side by side. */
export function tripletsOf(crowd: Crowd): Uint32Array {
  return u32(crowd.answers.flatMap(({ item, worker, label }) => [item, worker, label]));
}
