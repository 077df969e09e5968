/** A manifest as this client writes and reads it. Hashes are hex, addresses base58, amounts decimal text in base units. */
import type { LicenceClass } from './licences.ts';

export interface Manifest extends Description {
  chain: ChainFacts;
  /** Numbers about how the labels were made. */
  figures: Figure[];
  /** Members whose seats held answers when the manifest was written, at most `MOST_ANNOTATORS`, most accepted labels first. */
  annotators: Annotator[];
  /** Licences that were on offer, or meant to be, when the manifest was written. */
  offers: OfferFacts[];
  files: ManifestFile[];
}

/** What the publisher says; nobody checked it. */
export interface Description {
  name: string;
  description: string;
  /** `MAJOR.MINOR.PATCH`. */
  version: string;
  /** Day, `2026-11-23`. */
  published: string;
  creators: Creator[];
  keywords: string[];
  /** BCP 47, e.g. `en`. */
  languages: string[];
  citeAs?: string;
  licence: Licence;
  rai: Rai;
}

export interface Creator {
  name: string;
  kind: 'person' | 'organization';
}

/** Its class and text are those of the dataset's account. */
export interface Licence extends LicenceClass {
  /** SPDX id where it is one of the common open licences. */
  spdx?: string;
  /** Arweave id and SHA-256 of its text. */
  id: string;
  sha256: string;
}

/** What Croissant RAI 1.0 asks of the publisher, by its own names; each is a list of statements. */
export const RAI_KEYS = [
  'dataCollection',
  'dataCollectionType',
  'dataCollectionMissingData',
  'dataCollectionRawData',
  'dataImputationProtocol',
  'dataManipulationProtocol',
  'dataPreprocessingProtocol',
  'dataAnnotationProtocol',
  'dataAnnotationPlatform',
  'dataAnnotationAnalysis',
  'dataReleaseMaintenancePlan',
  'personalSensitiveInformation',
  'dataSocialImpact',
  'dataBiases',
  'dataLimitations',
  'dataUseCases',
  'annotationsPerItem',
  'annotatorDemographics',
  'machineAnnotationTools',
] as const;
export type RaiKey = (typeof RAI_KEYS)[number];
export type Rai = Partial<Record<RaiKey, string[]>>;

/** Properties that the specification allows once: their statements become one text. */
export const RAI_SINGLE: ReadonlySet<RaiKey> = new Set([
  'dataCollection',
  'dataCollectionMissingData',
  'dataCollectionRawData',
  'dataImputationProtocol',
  'dataManipulationProtocol',
  'dataAnnotationProtocol',
  'dataSocialImpact',
  'annotationsPerItem',
]);

/** What the dataset's account says too. */
export interface ChainFacts {
  /** First 32 characters of the chain's genesis hash. */
  cluster: string;
  program: string;
  dataset: string;
  title: string;
  publisher: string;
  /** The task its labels come from; absent for own data. */
  task?: string;
  recordsRoot: string;
  panels: string;
  payloadHash: string;
  commitment: string;
  contributorBps: number;
  validatorBps: number;
}

/** Who can check a figure: anybody with the chain, or only who has the publisher's record file. */
export type Checked = 'chain' | 'publisher';

export interface Figure {
  name: string;
  /** Decimal text, or a word where it is no number. */
  value: string;
  unit?: string;
  /** Accounts and fields, or files, it is made of. */
  source: string;
  checked: Checked;
}

/** A seat of the task. */
export interface Annotator {
  wallet: string;
  answered: string;
  accepted: string;
  goldHits: number;
  goldTotal: number;
  /** Base units of TAG. */
  earned: string;
}

/** Most annotators a manifest lists; all of them are in the task's seats on chain. */
export const MOST_ANNOTATORS = 1_000;

export interface OfferFacts {
  index: number;
  termsHash: string;
  /** Base units of TAG. */
  price: string;
  uses: string[];
  duties: string[];
  /** Seconds; `0` for ever. */
  termSecs: string;
}

export interface ManifestFile {
  name: string;
  /** Arweave id. */
  id: string;
  /** Of the file as it lies on Arweave. */
  sha256: string;
  size: number;
  mediaType: string;
  /** Of an encrypted file: what comes out. */
  plain?: { name: string; mediaType: string };
  /** How its records look. */
  records?: Records;
}

export interface Records {
  name: string;
  description: string;
  fields: Field[];
  /** Rows to look at before buying; public. */
  preview: Row[];
}

export const FIELD_TYPES = {
  text: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
} as const;

export interface Field {
  /** The column. */
  name: string;
  description: string;
  type: keyof typeof FIELD_TYPES;
}

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** Media types of tables that the reference library opens. */
export const TABLE_TYPES: ReadonlySet<string> = new Set(['text/csv', 'application/jsonlines', 'application/x-parquet']);
export const MOST_PREVIEW = 100;
export const MOST_FILES = 1_000;
