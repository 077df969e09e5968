/** How many labels can be offered as buttons. */
import type { Rules } from '@tagger/client/published';
import { text } from '../text/index.ts';

/** More would stall the browser. */
export const MOST_LABELS = 1_000;

/** Throws, as a sentence, for rules with more labels than a workbench can offer. */
export function checkLabels({ classes }: Pick<Rules, 'classes'>): void {
  if (classes.length > MOST_LABELS) throw new Error(text.bench.labels(classes.length, MOST_LABELS));
}
