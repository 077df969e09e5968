/** `@tagger/client/published`: rules and items of a task, as they lie on Arweave. */
export { TaggerClientError } from '../clientError.ts';
export { MODALITIES, type Modality } from '../modality.ts';
export { ITEM_TYPES, itemTypeOf, MOST_FILE, putFileItem, readFileItem, type FileItem, type ItemType } from './file.ts';
export {
  checkModality,
  decodeItems,
  describeItem,
  encodeItems,
  hashOfItems,
  modalityOf,
  MOST_ITEM_TEXT,
  MOST_ITEMS,
  nameOfItem,
  type ItemFile,
  type PublishedItem,
} from './items.ts';
export { itemsOf, readPublicItems, readRules } from './read.ts';
export {
  decodeRules,
  encodeRules,
  itemsHashOf,
  makeRules,
  modalityIn,
  MOST_EXAMPLES,
  MOST_RULES,
  type Example,
  type Rules,
} from './rules.ts';
