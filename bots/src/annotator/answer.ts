/** From suggestions to the labels of a panel: which items are left out, and whether so little is left that others shall answer. */
import { skipCode, type Bits } from '@tagger/client';
import { AssistLog, type AssistRecord, type Suggestion } from '@tagger/client/suggestions';

export interface AnswerTerms {
  bits: Bits;
  classes: number;
  /** Lowest score that is answered where items may be left out. */
  abstainBelow: number;
  /** Most of the items that may be left out, as a share. */
  mostAbstained: number;
}

/** Code of an item nobody answers; `undefined` where labels have none to spare. */
export function skipOf({ bits, classes }: Pick<AnswerTerms, 'bits' | 'classes'>): number | undefined {
  return (1 << bits) - 1 >= classes ? skipCode(bits, classes) : undefined;
}

/**
 * Answers in the order of the items. Where labels have a code to spare, those below `abstainBelow` are left out; where they have
 * none, every item is answered as well as the model can. `undefined` when an item can be neither answered nor left out, or
 * too many would be.
 */
export function answersOf(
  suggestions: readonly (Suggestion | undefined)[],
  terms: AnswerTerms,
): { labels: number[]; record: AssistRecord } | undefined {
  const skip = skipOf(terms);
  const log = new AssistLog();
  const labels: number[] = [];
  let left = 0;
  for (const [item, suggestion] of suggestions.entries()) {
    const value = suggestion?.value;
    // A predictor of somebody else's may name a class the task has not.
    const known = value?.kind === 'classLabel' && value.label >= 0 && value.label < terms.classes;
    const sure = skip === undefined || (suggestion?.score ?? 0) >= terms.abstainBelow;
    if (suggestion !== undefined && value?.kind === 'classLabel' && known && sure) {
      labels.push(value.label);
      log.decide(item, 0, suggestion, value);
      continue;
    }
    if (skip === undefined) return undefined;
    labels.push(skip);
    left += 1;
    if (suggestion !== undefined) log.decide(item, 0, suggestion);
  }
  if (left > terms.mostAbstained * suggestions.length || left === suggestions.length) return undefined;
  return { labels, record: log.record() };
}
