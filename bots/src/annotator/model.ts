/** The predictor behind a bot: opened once, asked item by item, and measured while it works. */
import { TaggerClientError } from '@tagger/client';
import { modalityIn, type Rules } from '@tagger/client/published';
import type { Suggestion } from '@tagger/client/suggestions';
import type { Description, Item, Predictor } from '@tagger/predictors';
import { openBackend } from '@tagger/predictors/label-studio';
import { openPredictor } from '@tagger/predictors/node';
import type { z } from 'zod';
import { absenceOf, chosen, present } from './choice.ts';
import type { Load } from './read.ts';
import type { PREDICTOR } from './settings.ts';

/** Makes the predictor for a list of classes. One that is the same for every list may return the same object. */
export type OpenModel = (classes: readonly string[]) => Promise<Predictor>;

/** A shipped model or a backend, as settings name it. */
export function modelOf(model: z.output<typeof PREDICTOR>): OpenModel {
  if (typeof model !== 'string') {
    const { backend, modelId, sha256, modality, kind } = model;
    return (classes) =>
      openBackend({
        base: backend,
        modality,
        kind,
        modelId,
        classes,
        ...(sha256 !== undefined && { sha256 }),
      });
  }
  let opened: Promise<Predictor> | undefined;
  return () => {
    opened ??= openPredictor(model);
    opened.catch(() => (opened = undefined));
    return opened;
  };
}

/** Failures that are the item's for sure: its size or form. */
const NOT_READ = new Set(['TextTooLong', 'ImageTooLarge', 'ImageForm', 'ImageDamaged', 'AudioTooLong', 'AudioForm']);
/** Those that may be: it is too much for the model. Everything else is the model's or its server's. */
const TOO_MUCH = new Set([
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
  /** The class that means that nothing was found, for a model that finds things. */
  private readonly nothing: number | undefined;

  private constructor(
    readonly predictor: Predictor,
    readonly classes: readonly string[],
    aliases: Readonly<Record<string, string>>,
  ) {
    // Of a mapping for all tasks only what this one's classes are named by.
    const known = new Set(classes.map(fold));
    this.aliases = Object.fromEntries(Object.entries(aliases).filter(([, name]) => known.has(fold(name))));
    const { kind, labels } = predictor.describe();
    const none = kind === 'classLabel' ? undefined : fold(this.means(absenceOf(labels)));
    const at = classes.findIndex((name) => fold(name) === none);
    this.nothing = at < 0 ? undefined : at;
  }

  /**
   * Opens the predictor for a task. Throws `NotForUs` with the reason when it can't answer it: it must be for what the items are,
   * and every class must be one the model has a word for, or it would never say it.
   */
  static async open(open: OpenModel, rules: Rules, aliases: Readonly<Record<string, string>>): Promise<Labeller> {
    const predictor = await open(rules.classes);
    const modality = modalityIn(rules);
    if (predictor.modality !== modality)
      throw notForUs(`the model is for ${predictor.modality}, and the items are ${modality}`);
    const made = new Labeller(predictor, rules.classes, aliases);
    const { kind, labels } = predictor.describe();
    const own = kind === 'classLabel' ? labels : [...labels, absenceOf(labels)];
    const words = new Set(own.flatMap((word) => [fold(word), fold(made.means(word))]));
    const silent = rules.classes.find((name) => !words.has(fold(name)));
    if (silent !== undefined)
      throw notForUs(`the model has no word for the class ${JSON.stringify(silent.slice(0, 40))}`);
    return made;
  }

  /** What the model's suggestions are. */
  get kind(): Description['kind'] {
    return this.predictor.describe().kind;
  }

  private means(word: string): string {
    return Object.entries(this.aliases).find(([own]) => fold(own) === fold(word))?.[1] ?? word;
  }

  /** Seconds an item took so far, with fetching it; `undefined` before the first. */
  get secondsPerItem(): number | undefined {
    return this.milliseconds === undefined ? undefined : this.milliseconds / 1_000;
  }

  /** The surest class of an item, or nothing where the model has none to say or the item is too much for it. Throws as `find` does. */
  async suggest(load: Load, stopping: AbortSignal): Promise<Suggestion | undefined> {
    const found = await this.find(load, stopping);
    const { kind, id, version, sha256 } = this.predictor.describe();
    if (found === undefined || kind === 'classLabel') return chosen(found ?? []);
    return present(found, this.nothing, { id, version, sha256 });
  }

  /**
   * Everything the model finds in an item, `undefined` where it is too much for it. Whatever the item says, it is an argument of
   * `predict` and nothing else. Throws what loading it throws, what concerns the model and not the item, and after several
   * failures in a row these too.
   */
  async find(load: Load, stopping: AbortSignal): Promise<Suggestion[] | undefined> {
    const began = performance.now();
    try {
      return await this.predict(await load(), stopping);
    } finally {
      const took = performance.now() - began;
      this.milliseconds = this.milliseconds === undefined ? took : this.milliseconds * (1 - WEIGHT) + took * WEIGHT;
    }
  }

  private async predict(item: Item, stopping: AbortSignal): Promise<Suggestion[] | undefined> {
    try {
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(ITEM_MS)]);
      const { classes, aliases } = this;
      const found = await this.predictor.predict(item, { labels: { classes, aliases, minScore: 0 }, signal });
      this.failures = 0;
      return found;
    } catch (error) {
      if (!(error instanceof TaggerClientError) || stopping.aborted) throw error;
      if (NOT_READ.has(error.name)) return undefined;
      if (!TOO_MUCH.has(error.name)) throw error;
      this.failures += 1;
      if (this.failures >= ILL) throw error;
      return undefined;
    }
  }
}

export const notForUs = (why: string): TaggerClientError => new TaggerClientError('NotForUs', `not for us: ${why}`);
