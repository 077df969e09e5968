/** `@tagger/client/exports`: labels in the formats that tools for training read. Nothing is left out in silence. */
export { TaggerClientError } from '../clientError.ts';
export { areaOf, toCoco, type Coco } from './coco.ts';
export { toConll, tokens, type Token } from './conll.ts';
export { toCsv } from './csv.ts';
export {
  checkSet,
  KINDS,
  type Files,
  type Kind,
  type LabelledBox,
  type LabelledItem,
  type LabelledPolygon,
  type LabelSet,
  type Point,
  type Span,
} from './labels.ts';
export {
  labelStudioConfig,
  toLabelStudio,
  type LabelStudioResult,
  type LabelStudioTask,
  type Shown,
} from './labelStudio.ts';
export { toParquet } from './parquet.ts';
export { LABEL_COLUMNS, labelTable, type Column, type ColumnType, type Value } from './table.ts';
export { toVoc } from './voc.ts';
export { toYolo } from './yolo.ts';
