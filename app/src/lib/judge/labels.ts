/** What codes of votes mean on a review. */
import { text } from '../text/index.ts';
import type { Case } from './case.ts';

/** What somebody may vote, in the order of the codes. */
export function choicesOf({
  breach,
  payload,
  rules,
  task,
}: Pick<Case, 'breach' | 'payload' | 'rules' | 'task'>): string[] {
  const { judge } = text;
  if (breach) return [...judge.breachVotes];
  if (payload) return [...judge.payloadVotes];
  return Array.from({ length: task.terms.classes }, (_, code) => rules?.classes[code] ?? judge.unnamed(code));
}

/** A code in words; `null` is nothing, the code of "no vote" is said as such. */
export function nameOf(choices: readonly string[], skip: number | undefined, code: number | null | undefined): string {
  if (code == null) return text.judge.none;
  return code === skip ? text.judge.noVote : (choices[code] ?? text.judge.unnamed(code));
}
