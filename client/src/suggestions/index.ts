/**
 * `@tagger/client/suggestions`: what models suggest, checked, and what became of it, recorded with the answers. Light enough for
 * a worker: `@tagger/client/suggestions/sidecar`, which posts and finds records, is apart because it brings storage with it.
 */
export { TaggerClientError } from '../clientError.ts';
export {
  decodeAnswerFile,
  encodeAnswerFile,
  MOST_FIELD,
  MOST_MARKS,
  PREFERENCES,
  type AnsweredItem,
  type AnswerFile,
  type LabelledPoint,
  type Preference,
  type Region,
} from './answerFile.ts';
export { AssistLog, OUTCOMES, outcomeOf, uptake, type Assisted, type AssistRecord, type Outcome } from './assisted.ts';
export {
  checkModel,
  checkSuggestions,
  checkValue,
  MOST_CORNERS,
  MOST_SUGGESTIONS,
  MOST_TRANSCRIPT,
  type Frame,
  type ModelRef,
  type Suggestion,
  type SuggestionValue,
} from './values.ts';
