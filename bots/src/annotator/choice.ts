/** One class for an item, from whatever a model finds in it. Pure. */
import type { ModelRef, Suggestion } from '@tagger/client/suggestions';

/**
 * The word a model that finds things has for having found none: `no speech` for one that knows only speech, `nothing` for one with
 * several words.
 */
export const absenceOf = (words: readonly string[]): string => (words.length === 1 ? `no ${words[0]}` : 'nothing');

/** The surest class a classifier names. */
export const chosen = (found: readonly Suggestion[]): Suggestion | undefined =>
  found.find(({ value }) => value.kind === 'classLabel');

/**
 * The class of the surest box or region. Its score is the chance that this is there and nothing of the next class is, if the
 * model's scores were chances and independent: an item that shows two classes has no one class. Where the task has a class for
 * nothing, that one's score is what is missing from the surest find.
 */
export function present(
  found: readonly Suggestion[],
  nothing: number | undefined,
  model: ModelRef,
): Suggestion | undefined {
  const best = new Map<number, number>();
  for (const { value, score } of found) {
    if (value.kind !== 'box' && value.kind !== 'region' && value.kind !== 'polygon' && value.kind !== 'span') continue;
    best.set(value.label, Math.max(score, best.get(value.label) ?? 0));
  }
  const ranked = [...best].sort(([, a], [, b]) => b - a);
  const [first, second] = ranked;
  const missing = 1 - (first?.[1] ?? 0);
  const say = (label: number, score: number): Suggestion => ({ value: { kind: 'classLabel', label }, score, model });
  if (nothing !== undefined && missing > (first?.[1] ?? 0)) return say(nothing, missing);
  return first === undefined ? undefined : say(first[0], first[1] * (1 - (second?.[1] ?? 0)));
}
