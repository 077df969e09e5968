/**
 * What became of suggestions, kept beside the answers so that anybody can measure how far people trusted which model. An
 * entry has the place of the item in the panel, the model, its score and what the annotator did with it.
 */
import { TaggerClientError } from '../clientError.ts';
import { parseJson, type Json } from '../manifest/strictJson.ts';
import { checkModel, checkScore, type ModelRef, type Suggestion, type SuggestionValue } from './values.ts';

export const OUTCOMES = ['accepted', 'changed', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Assisted {
  /** Place of the item in its panel, from 0. */
  item: number;
  /** Place in the list of models. */
  model: number;
  /** Four decimals. */
  score: number;
  kind: SuggestionValue['kind'];
  outcome: Outcome;
}

/** Goes into a payload's answers, and alone into a sidecar. */
export interface AssistRecord {
  models: ModelRef[];
  assisted: Assisted[];
}

export const MOST_ENTRIES = 100_000;
const MOST_MODELS = 64;
const MOST_ITEMS = 65_535;
const KINDS: readonly string[] = ['classLabel', 'box', 'polygon', 'span', 'transcript', 'region'];

const same = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return left.length === right.length && left.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]));
};

/** What an annotator did: took it as it was, took it and changed it, or did without. */
export const outcomeOf = (suggested: SuggestionValue, answered: SuggestionValue | undefined): Outcome =>
  answered === undefined ? 'rejected' : same(suggested, answered) ? 'accepted' : 'changed';

/**
 * Notes decisions while somebody works; undoing is deciding again. A suggestion nobody decided about leaves no entry: it may
 * never have been seen.
 */
export class AssistLog {
  private readonly decided = new Map<string, { item: number; suggestion: Suggestion; outcome: Outcome }>();

  /**
   * `at` is the suggestion's place among those of its item. Without `answered` it was rejected. Throws a RangeError for an
   * item or place that is no whole number.
   */
  decide(item: number, at: number, suggestion: Suggestion, answered?: SuggestionValue): void {
    for (const place of [item, at])
      if (!Number.isSafeInteger(place) || place < 0 || place > MOST_ITEMS) throw new RangeError(`no place ${place}`);
    this.decided.set(`${item}/${at}`, { item, suggestion, outcome: outcomeOf(suggestion.value, answered) });
  }

  /** As if it had not been decided. */
  forget(item: number, at: number): void {
    this.decided.delete(`${item}/${at}`);
  }

  /** In the order of items and places, whatever order they were decided in. */
  record(): AssistRecord {
    const models: ModelRef[] = [];
    const placeOf = (model: ModelRef): number => {
      const found = models.findIndex((known) => same(known, model));
      return found >= 0 ? found : models.push(model) - 1;
    };
    const order = [...this.decided].map(([key, entry]) => ({ at: Number(key.split('/')[1]), ...entry }));
    order.sort((a, b) => a.item - b.item || a.at - b.at);
    const assisted = order.map(({ item, suggestion: { model, score, value }, outcome }) => ({
      item,
      model: placeOf(model),
      score: Math.round(score * 10_000) / 10_000,
      kind: value.kind,
      outcome,
    }));
    return { models, assisted };
  }
}

/** How often each model's suggestions were taken, by model. */
export function uptake({ models, assisted }: AssistRecord): ({ model: ModelRef } & Record<Outcome, number>)[] {
  return models.map((model, place) => {
    const count = (outcome: Outcome): number =>
      assisted.filter((entry) => entry.model === place && entry.outcome === outcome).length;
    return { model, accepted: count('accepted'), changed: count('changed'), rejected: count('rejected') };
  });
}

const bad = (reason: string): never => {
  throw new TaggerClientError('BadAssistRecord', `${reason}: ask its author to write it again with this client`);
};

/** A record from parsed JSON. `items` is how many its panel has. Throws `BadAssistRecord` and `BadSuggestion`. */
export function checkRecord(models: Json | undefined, assisted: Json | undefined, items = MOST_ITEMS): AssistRecord {
  if (!Array.isArray(models) || models.length > MOST_MODELS) return bad(`there are no models, or over ${MOST_MODELS}`);
  if (!Array.isArray(assisted) || assisted.length > MOST_ENTRIES) return bad('there is no list of what was assisted');
  const known = models.map(checkModel);
  const entries = assisted.map((entry): Assisted => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return bad('an entry is no object');
    const { item, model, score, kind, outcome, ...more } = entry;
    const [strange] = Object.keys(more);
    if (strange !== undefined) return bad(`an entry has a field ${JSON.stringify(strange.slice(0, 40))} nobody knows`);
    const place = (value: Json | undefined, most: number): number =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < most
        ? value
        : bad('an entry names an item or a model that is not there');
    const one = <T extends string>(value: Json | undefined, of: readonly T[]): T =>
      of.find((name) => name === value) ?? bad('an entry has a kind or an outcome nobody knows');
    return {
      item: place(item, items),
      model: place(model, known.length),
      score: checkScore(score),
      kind: one(kind, KINDS) as Assisted['kind'],
      outcome: one(outcome, OUTCOMES),
    };
  });
  return { models: known, assisted: entries };
}

/** JSON from strangers as an object. Throws what `parseJson` throws, and `BadAssistRecord`. */
export function objectOf(bytes: Uint8Array): { [key: string]: Json } {
  const value = parseJson(bytes, { bytes: 32 * 1024 * 1024, values: 2_000_000, text: 1_000_000 });
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : bad('it is no object');
}

export { bad as refuseRecord };
