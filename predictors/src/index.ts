/** `@tagger/predictors`: what a predictor is. Start one with `/node`, `/browser`, `/label-studio` or `/transformers`. */
export { CATALOGUE, MODELS, type Entry, type ModelName } from './catalogue.ts';
export { LIMITS, measure, type Extent, type Limits } from './limits.ts';
export {
  TaggerClientError,
  type Description,
  type Item,
  type Labels,
  type Modality,
  type ModelRef,
  type Predictor,
  type PredictOptions,
  type Suggestion,
} from './predictor.ts';
export { sha256Hex } from './models/model.ts';
export { type WorkerOptions } from './host/workerPredictor.ts';
