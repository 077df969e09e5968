/** Items to practise on before anything is signed, with the right answer to each and why it is right. */
import { TaggerClientError } from '../clientError.ts';
import type { Json } from '../manifest/strictJson.ts';
import { answeredItem } from '../suggestions/answerFile.ts';
import type { ItemAnswer } from './answer.ts';
import { fileItem } from './file.ts';
import { MOST_ITEM_TEXT, type PublishedItem } from './items.ts';

export interface Practice {
  item: PublishedItem;
  /** In the form payload answers have; of a task of one class `classLabel` alone. */
  answer: ItemAnswer;
  why: string;
}

export const MOST_PRACTICE = 20;
/** UTF-16 units of an explanation. */
export const MOST_WHY = 2_000;

const bad = (what: string): never => {
  throw new TaggerClientError('BadRules', `the rules of this task are no rules, ${what}: do not work for it`);
};

/** Throws `BadRules`, and `BadItems` for a file that is none. */
export function practiceFrom(value: Json, classes: readonly string[]): Practice[] {
  if (!Array.isArray(value) || value.length > MOST_PRACTICE)
    return bad(`practice is no list of ${MOST_PRACTICE} items at most`);
  return value.map((one, at) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one))
      return bad('an item to practise on is no object');
    const { item, answer, why, ...more } = one;
    if (Object.keys(more).length > 0) return bad('an item to practise on says something nobody knows');
    if (typeof why !== 'string' || why.length > MOST_WHY) return bad('an item to practise on has no explanation');
    return { item: itemFrom(item, at), answer: answerFrom(answer, classes), why };
  });
}

function itemFrom(item: Json | undefined, at: number): PublishedItem {
  if (typeof item === 'string') return item.length <= MOST_ITEM_TEXT ? item : bad('an item to practise on is too long');
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return bad('an item to practise on is none');
  return fileItem(item, at);
}

function answerFrom(answer: Json | undefined, classes: readonly string[]): ItemAnswer {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || 'id' in answer)
    return bad('an item to practise on has no right answer');
  try {
    const { id: _, ...own } = answeredItem({ ...answer, id: 'practice' }, classes);
    return own;
  } catch (error) {
    return bad(`the right answer to an item to practise on is none (${(error as Error).message.slice(0, 200)})`);
  }
}
