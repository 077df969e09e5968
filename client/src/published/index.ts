/** `@tagger/client/published`: rules and items of a task, as they lie on Arweave. */
export { TaggerClientError } from '../clientError.ts';
export { MODALITIES, type Modality } from '../modality.ts';
export {
  checkAnswer,
  decodeAnswers,
  encodeAnswers,
  missingOf,
  type AnsweredItem,
  type AnswerFile,
  type ItemAnswer,
} from './answer.ts';
export {
  checkTools,
  labelsOfTool,
  MARK_KINDS,
  MOST_FIELDS,
  pairOf,
  type FormField,
  type MarkKind,
  type Pair,
  type Tool,
  type ToolKind,
} from './answerDesign.ts';
export { MOST_PRACTICE, MOST_WHY, type Practice } from './practice.ts';
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
