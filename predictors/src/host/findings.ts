/** What a worker sent, turned into checked suggestions. The worker is not trusted: it had a stranger's file in its hands. */
import { checkSuggestions, type ModelRef, type Suggestion } from '@tagger/client/suggestions';
import { failure, type Labels } from '../predictor.ts';
import type { Extent } from '../limits.ts';

export interface Source {
  model: ModelRef;
  labels: readonly string[];
  minScore: number;
}

const MOST = 2_000;
const fold = (word: string): string => word.trim().toLowerCase();

/** Where each of the model's words is in the task's classes. Throws `UnknownClass` for an alias of no class. */
export function placesOf(classes: readonly string[], aliases: Labels['aliases'] = {}): Map<string, number> {
  const places = new Map(classes.map((name, place): [string, number] => [fold(name), place]));
  const found = new Map(places);
  for (const [word, name] of Object.entries(aliases)) {
    const place = places.get(fold(name));
    if (place === undefined)
      throw failure('UnknownClass', `"${word.slice(0, 40)}" should mean "${name.slice(0, 40)}", which is no class`);
    found.set(fold(word), place);
  }
  return found;
}

/** Throws `BadSuggestion`, `UnknownClass`. The surest first. */
export function suggestionsOf(findings: unknown, extent: Extent, labels: Labels, source: Source): Suggestion[] {
  // A model with an open list of words, such as languages, has no classes of its own to fall back on.
  const classes = labels.classes ?? source.labels;
  const places = placesOf(classes, labels.aliases);
  const raw = (Array.isArray(findings) && findings.length <= MOST ? findings : [undefined]) as unknown[];
  const named = raw.flatMap((finding) => {
    if (typeof finding !== 'object' || finding === null) return [finding];
    const { score, word, ...value } = finding as Record<string, unknown>;
    if (word === undefined) return [{ value, score }];
    if (typeof word !== 'string') return [undefined];
    const label = places.get(fold(word));
    return label === undefined ? [] : [{ value: { ...value, label }, score }];
  });
  const frame = { ...extent, classes: classes.length };
  const least = labels.minScore ?? source.minScore;
  return checkSuggestions(named, frame, source.model)
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score);
}
