/** `@tagger/client/published`: rules and items of a task, as they lie on Arweave. */
export { TaggerClientError } from '../clientError.ts';
export { itemsOf, readPublicItems, readRules } from './read.ts';
export {
  decodeItems,
  decodeRules,
  encodeItems,
  encodeRules,
  hashOfItems,
  itemsHashOf,
  makeRules,
  MOST_ITEM_TEXT,
  MOST_ITEMS,
  MOST_RULES,
  type Rules,
} from './rules.ts';
