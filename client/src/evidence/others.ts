/** What the rest of a crowd said to an item, without one or two of its members. */
import type { Crowd } from '../report/crowd.ts';

/** A label of `classes` stands for "the others do not say": nobody else answered, or as many said this as that. */
export interface Rest {
  label: number;
  /** Whether all others said the same; then the item is taken to be an easy one. */
  unanimous: boolean;
}

/** Answers by worker and by item, as often as they are needed. */
export class Answers {
  readonly classes: number;
  readonly workers: number;
  /** Of each worker: his label by item. */
  readonly of: readonly ReadonlyMap<number, number>[];
  /** Of each item: how often each class was said. */
  private readonly counts: readonly Uint32Array[];

  /** Labels that are no class, such as the code of items left out, are not answers. */
  constructor(crowd: Crowd) {
    this.classes = crowd.classes;
    this.workers = crowd.workers;
    const of = Array.from({ length: crowd.workers }, () => new Map<number, number>());
    const counts = Array.from({ length: crowd.items }, () => new Uint32Array(crowd.classes));
    for (const { worker, item, label } of crowd.answers) {
      const [own, said] = [of[worker], counts[item]];
      if (own === undefined || said === undefined) throw new RangeError(`no worker ${worker} or item ${item}`);
      if (label >= crowd.classes) continue;
      if (own.has(item)) throw new RangeError(`worker ${worker} answers item ${item} twice`);
      own.set(item, label);
      said[label] = (said[label] ?? 0) + 1;
    }
    this.of = of;
    this.counts = counts;
  }

  /** What the rest says to an item when these labels are taken away. */
  rest(item: number, ...without: readonly number[]): Rest {
    const counts = this.counts[item] ?? new Uint32Array(this.classes);
    let [best, most, tied, voices] = [this.classes, 0, false, 0];
    for (let label = 0; label < this.classes; label += 1) {
      const said = (counts[label] ?? 0) - without.filter((one) => one === label).length;
      voices += said;
      if (said > most) [best, most, tied] = [label, said, false];
      else if (said === most && said > 0) tied = true;
    }
    return { label: tied ? this.classes : best, unanimous: voices > 0 && most === voices };
  }
}
