/** The predictor behind a bot: opened once, asked item by item, and measured while it works. */
import { TaggerClientError } from '@tagger/client';
import type { Rules } from '@tagger/client/published';
import type { Suggestion } from '@tagger/client/suggestions';
import type { Predictor } from '@tagger/predictors';
import { openBackend } from '@tagger/predictors/label-studio';
import { openPredictor } from '@tagger/predictors/node';
import type { z } from 'zod';
import type { PREDICTOR } from './settings.ts';

/** Makes the predictor for a list of classes. One that is the same for every list may return the same object. */
export type OpenModel = (classes: readonly string[]) => Promise<Predictor>;

/** A shipped model or a backend, as settings name it. */
export function modelOf(chosen: z.output<typeof PREDICTOR>): OpenModel {
  if (typeof chosen !== 'string') {
    const { backend, modelId, sha256 } = chosen;
    return (classes) =>
      openBackend({
        base: backend,
        modality: 'text',
        kind: 'classLabel',
        modelId,
        classes,
        ...(sha256 !== undefined && { sha256 }),
      });
  }
  let opened: Promise<Predictor> | undefined;
  return () => {
    opened ??= openPredictor(chosen);
    opened.catch(() => (opened = undefined));
    return opened;
  };
}

/** Failures that are the item's: it is too long, or too much for the model. Everything else is the model's or its server's. */
const ITEMS_OWN = new Set([
  'TextTooLong',
  'BadSuggestion',
  'PredictorTimeout',
  'PredictorCrashed',
  'PredictorFailed',
  'PredictorAborted',
]);
/** Failures of items one after the other until it is the model that is taken to be ill. */
const ILL = 8;
/** Milliseconds an item may take. */
const ITEM_MS = 20_000;
/** Of the moving mean of milliseconds an item. */
const WEIGHT = 0.05;
const fold = (word: string): string => word.trim().toLowerCase();

/** One predictor for one list of classes. */
export class Labeller {
  private milliseconds: number | undefined;
  private failures = 0;
  private readonly aliases: Record<string, string>;

  private constructor(
    readonly predictor: Predictor,
    private readonly classes: readonly string[],
    aliases: Readonly<Record<string, string>>,
  ) {
    // Of a mapping for all tasks only what this one's classes are named by.
    const known = new Set(classes.map(fold));
    this.aliases = Object.fromEntries(Object.entries(aliases).filter(([, name]) => known.has(fold(name))));
  }

  /**
   * Opens the predictor for a task. Throws `NotForUs` with the reason when it can't answer it: every class must be one the model
   * has a word for, or it would never say it.
   */
  static async open(open: OpenModel, rules: Rules, aliases: Readonly<Record<string, string>>): Promise<Labeller> {
    const predictor = await open(rules.classes);
    if (predictor.modality !== 'text')
      throw notForUs(`the model is for ${predictor.modality}, and items are published as text`);
    const made = new Labeller(predictor, rules.classes, aliases);
    const words = new Set(predictor.describe().labels.flatMap((word) => [fold(word), fold(made.means(word))]));
    const silent = rules.classes.find((name) => !words.has(fold(name)));
    if (silent !== undefined)
      throw notForUs(`the model has no word for the class ${JSON.stringify(silent.slice(0, 40))}`);
    return made;
  }

  private means(word: string): string {
    return Object.entries(this.aliases).find(([own]) => fold(own) === fold(word))?.[1] ?? word;
  }

  /** Seconds an item took so far; `undefined` before the first. */
  get secondsPerItem(): number | undefined {
    return this.milliseconds === undefined ? undefined : this.milliseconds / 1_000;
  }

  /**
   * The surest class of a text, or nothing where the model has none to say or the item is too much for it. Whatever the text
   * says, it is an argument of `predict` and nothing else. Throws what concerns the model and not the item, and after
   * several failures in a row these too.
   */
  async suggest(text: string, stopping: AbortSignal): Promise<Suggestion | undefined> {
    const began = performance.now();
    try {
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(ITEM_MS)]);
      const labels = { classes: this.classes, aliases: this.aliases, minScore: 0 };
      const found = await this.predictor.predict({ modality: 'text', text }, { labels, signal });
      this.failures = 0;
      return found.find(({ value }) => value.kind === 'classLabel');
    } catch (error) {
      if (!(error instanceof TaggerClientError) || !ITEMS_OWN.has(error.name) || stopping.aborted) throw error;
      this.failures += error.name === 'TextTooLong' ? 0 : 1;
      if (this.failures >= ILL) throw error;
      return undefined;
    } finally {
      const took = performance.now() - began;
      this.milliseconds = this.milliseconds === undefined ? took : this.milliseconds * (1 - WEIGHT) + took * WEIGHT;
    }
  }
}

export const notForUs = (why: string): TaggerClientError => new TaggerClientError('NotForUs', `not for us: ${why}`);
