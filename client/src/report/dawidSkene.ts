/** Dawid-Skene: the most likely labels and each worker's confusion matrix. For the requester's report, never for pay. */
import type { Crowd } from './crowd.ts';
import { sizeOf, tripletsOf } from './crowd.ts';
import type { Engine } from './engine.ts';
import { rows, whole } from './numbers.ts';

export interface DawidSkeneOptions {
  /** Observations added to every cell before anything is counted. Default 0.01; 0 is the estimate of the paper. */
  smoothing?: number;
  /** Ends when an iteration raises the log-likelihood by at most this much per answer. Default 1e-7. */
  tolerance?: number;
  /** Ends after so many in any case, 1 to 10,000. Default 1,000. */
  iterations?: number;
}

export interface DawidSkene {
  /** The most likely class of each item; of equally likely ones the smallest. */
  labels: number[];
  /** For each item how likely each class is. */
  posteriors: Float64Array[];
  /** For each worker and true class, how often he gives each class. */
  confusion: Float64Array[][];
  /** How frequent each class is. */
  prior: Float64Array;
  /** The chance of each worker to be right. */
  accuracies: Float64Array;
  /** After each iteration, with what smoothing adds. Never falls. */
  logLikelihood: Float64Array;
  converged: boolean;
}

/** What the module accepts of posteriors, and of confusion matrices. */
const MOST_CELLS = 2 ** 24;

export const dawidSkene = (engine: Engine) => ({
  /** Throws `NoAnswers`, `Repeated`, `Settings`, `TooLarge` and what is wrong with the numbers of a crowd. */
  dawidSkene(crowd: Crowd, options: DawidSkeneOptions = {}): DawidSkene {
    const { smoothing = 0.01, tolerance = 1e-7, iterations = 1_000 } = options;
    const [classes, items, workers] = sizeOf(crowd) as [number, number, number];
    const lengths = [1, items, items * classes, workers * classes ** 2, classes, workers];
    // Beyond what it accepts the module refuses by name; no memory needs to be asked for before.
    const room =
      Math.max(...lengths) > MOST_CELLS ? 0 : lengths.reduce((sum, length) => sum + length, whole(iterations));
    const numbers = [classes, items, workers, smoothing, tolerance, whole(iterations)];
    const out = engine.call('dawid_skene', [tripletsOf(crowd)], numbers, Float64Array, room);
    let at = 0;
    const [converged, labels, posteriors, confusion, prior, accuracies] = lengths.map((length) =>
      out.subarray(at, (at += length)),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    return {
      labels: [...labels],
      posteriors: rows(posteriors, classes),
      confusion: rows(confusion, classes ** 2).map((table) => rows(table, classes)),
      prior,
      accuracies,
      logLikelihood: out.subarray(at),
      converged: converged[0] === 1,
    };
  },
});
