/** How far raters agree, corrected for chance: Cohen's kappa and Krippendorff's alpha. */
import type { Crowd } from './crowd.ts';
import { sizeOf, tripletsOf } from './crowd.ts';
import type { Engine } from './engine.ts';
import { choice, u16, whole } from './numbers.ts';

export const KAPPA_WEIGHTS = ['none', 'linear', 'quadratic'] as const;
export type KappaWeights = (typeof KAPPA_WEIGHTS)[number];

export const ALPHA_METRICS = ['nominal', 'ordinal', 'interval'] as const;
export type AlphaMetric = (typeof ALPHA_METRICS)[number];

/** Agreement of two raters. */
export interface Kappa {
  /** 1 is perfect, 0 what chance gives. */
  kappa: number;
  items: number;
  /** Share of the items that got the same label. */
  agreement: number;
}

/** Kappa over pairs of workers. */
export interface MeanKappa {
  /** Plain mean over the pairs (Light 1971). */
  mean: number;
  pairs: number;
  /** Pairs whose kappa is not defined, because both gave one and the same label only. */
  undefined: number;
}

/** Agreement of any number of raters. */
export interface Alpha {
  /** 1 is perfect, 0 what chance gives. */
  alpha: number;
  /** Items with at least two answers. */
  items: number;
  /** Answers to these. */
  answers: number;
}

export const reliability = (engine: Engine) => ({
  /** Kappa of two raters who labelled the same items. Throws `Lengths`, `NoPairs`, `NoVariance`, `Classes`, `Label`. */
  cohenKappa(classes: number, a: readonly number[], b: readonly number[], weights: KappaWeights = 'none'): Kappa {
    const numbers = [whole(classes), choice(KAPPA_WEIGHTS, weights)];
    const out = engine.call('cohen_kappa', [u16(a), u16(b)], numbers, Float64Array, 3);
    const [kappa, items, agreement] = out as unknown as [number, number, number];
    return { kappa, items, agreement };
  },

  /** Mean kappa of the pairs of workers with at least `least` items in common (default 10). Throws `NoPairs`, `TooLarge`. */
  meanKappa(crowd: Crowd, options: { weights?: KappaWeights; least?: number } = {}): MeanKappa {
    const { weights = 'none', least = 10 } = options;
    const numbers = [...sizeOf(crowd), choice(KAPPA_WEIGHTS, weights), whole(least)];
    const out = engine.call('mean_kappa', [tripletsOf(crowd)], numbers, Float64Array, 3);
    const [mean, pairs, undefinedPairs] = out as unknown as [number, number, number];
    return { mean, pairs, undefined: undefinedPairs };
  },

  /** Alpha with any answers missing. For `interval` class 3 is the value 3. Throws `NoPairs`, `NoVariance`. */
  krippendorffAlpha(crowd: Crowd, metric: AlphaMetric = 'nominal'): Alpha {
    const numbers = [...sizeOf(crowd), choice(ALPHA_METRICS, metric)];
    const out = engine.call('krippendorff_alpha', [tripletsOf(crowd)], numbers, Float64Array, 3);
    const [alpha, items, answers] = out as unknown as [number, number, number];
    return { alpha, items, answers };
  },
});
