/** `@tagger/client/manifest`: Croissant manifests of datasets, their licences as data, and what imported items allow. */
export { TaggerClientError } from '../clientError.ts';
export { accountOf, didOf, explorerAddress, GATEWAY, itemAddress, itemOf } from './address.ts';
export {
  annotatorsOf,
  describeDataset,
  describeTask,
  seatFigures,
  taskFigures,
  type ChainState,
  type ContentsOf,
  type Planned,
  type PublishedState,
} from './chain.ts';
export { checkManifest, FINDINGS, type CheckedManifest, type Finding } from './check.ts';
export {
  checkConsent,
  TRAINING_ENTRIES,
  trainingMining,
  type Consent,
  type ConsentFinding,
  type TrainingEntry,
  type TrainingMining,
} from './consent.ts';
export { CONTEXT, CROISSANT, CROISSANT_RAI, MANIFEST_TYPE } from './context.ts';
export { croissant, type Statement, type Written } from './croissant.ts';
export { classNumbers, classOf, licenceOf, LICENCES, type KnownLicence, type LicenceClass } from './licences.ts';
export { localManifest, type LocalFile } from './local.ts';
export * from './model.ts';
export { fileName, nameText, proseText } from './plainText.ts';
export { readManifest, type ReadManifest } from './read.ts';
export { drawSample, linesAt, recordsOf, type RecordsOptions } from './sample.ts';
export { JSON_LIMITS, parseJson, type Json, type JsonLimits } from './strictJson.ts';
export { parseUdl, UDL_IDS, udlTags, type Grant, type Udl } from './udl.ts';
