/** Examples of good and bad work, where the rules have them. */
import type { Rules } from '@tagger/client/published';

export interface Example {
  text: string;
  good: boolean;
  /** Why it is so, or which label it gets. */
  why: string;
}

/** Rules of before examples have none. */
export const examplesOf = (rules: Rules & { examples?: readonly Example[] }): readonly Example[] =>
  rules.examples ?? [];
