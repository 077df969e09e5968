/** From a draft to what the program takes. */
import type { Bits, Terms } from '@tagger/client';
import type { AssistRecord } from '@tagger/client/suggestions';
import type { Chain } from '../chain/door.ts';
import { isAsked, type HeldPanel } from './desk.ts';
import type { Answer, Draft } from './kept.ts';

/** The code of an item that is left out; `undefined` where labels have none to spare. */
export const skipOf = ({ client }: Chain, { bits, classes }: Pick<Terms, 'bits' | 'classes'>): number | undefined =>
  (1 << bits) - 1 >= classes ? client.skipCode(bits as Bits, classes) : undefined;

/** Whether every item that is asked has an answer. */
export const isComplete = ({ answers }: Draft, { panel }: Pick<HeldPanel, 'panel'>): boolean =>
  answers.every((answer, item) => answer !== null || !isAsked(panel, item));

/**
 * Packed answers; `undefined` while one is missing. An item that is not asked gets the label it has: nobody counts it.
 */
export function packedOf(chain: Chain, draft: Draft, held: Pick<HeldPanel, 'panel' | 'page'>): Uint8Array | undefined {
  const { panel, page } = held;
  if (!isComplete(draft, held)) return undefined;
  const skip = skipOf(chain, page.terms);
  const codes = draft.answers.map((answer, item) => {
    if (answer === null) return panel.labels[item] ?? 0;
    return codeOf(answer, skip);
  });
  if (codes.includes(undefined)) return undefined;
  return chain.client.packLabels(codes as number[], page.terms.bits as Bits);
}

const codeOf = (answer: Answer, skip: number | undefined): number | undefined =>
  'label' in answer ? answer.label : 'skip' in answer ? skip : undefined;

/** What models had to do with a draft, as it is posted; `undefined` where nobody decided about a suggestion. */
export async function assistOf({ decided }: Draft): Promise<AssistRecord | undefined> {
  const places = Object.entries(decided);
  if (places.length === 0) return undefined;
  const { AssistLog } = await import('@tagger/client/suggestions');
  const log = new AssistLog();
  for (const [item, { suggestion, answered }] of places) log.decide(Number(item), 0, suggestion, answered);
  return log.record();
}
