/**
 * Common open licences by their SPDX id, and the class triple of each after the Data Provenance Initiative (Longpre et al.
 * 2023): who may use it, whether its author must be named, whether derived work goes under the same licence.
 */
import { TaggerClientError } from '../clientError.ts';
import { USE_CLASS } from '../instructions/dataset.ts';

export type UseClass = keyof typeof USE_CLASS;

export interface LicenceClass {
  useClass: UseClass;
  attribution: boolean;
  shareAlike: boolean;
}

/** `initiative`: as its list of licence classes has it. `text`: read out of the licence, because the list does not name it. */
export type ClassSource = 'initiative' | 'text';

type Row = [spdx: string, useClass: UseClass, attribution: 0 | 1, shareAlike: 0 | 1, source: ClassSource];

const TABLE: readonly Row[] = [
  ['AFL-3.0', 'commercial', 1, 0, 'initiative'],
  ['Apache-2.0', 'commercial', 1, 0, 'initiative'],
  ['Artistic-2.0', 'commercial', 1, 0, 'initiative'],
  ['BSD-2-Clause', 'commercial', 1, 0, 'initiative'],
  ['BSD-3-Clause', 'commercial', 1, 0, 'initiative'],
  ['C-UDA-1.0', 'commercial', 1, 1, 'initiative'],
  ['CC-BY-2.0', 'commercial', 1, 0, 'initiative'],
  ['CC-BY-2.5', 'commercial', 1, 0, 'initiative'],
  ['CC-BY-3.0', 'commercial', 1, 0, 'initiative'],
  ['CC-BY-4.0', 'commercial', 1, 0, 'initiative'],
  ['CC-BY-NC-2.0', 'nonCommercial', 1, 0, 'initiative'],
  ['CC-BY-NC-3.0', 'nonCommercial', 1, 0, 'initiative'],
  ['CC-BY-NC-4.0', 'nonCommercial', 1, 0, 'initiative'],
  ['CC-BY-NC-ND-3.0', 'nonCommercial', 1, 0, 'initiative'],
  ['CC-BY-NC-ND-4.0', 'nonCommercial', 1, 0, 'initiative'],
  ['CC-BY-NC-SA-3.0', 'nonCommercial', 1, 1, 'initiative'],
  ['CC-BY-NC-SA-4.0', 'nonCommercial', 1, 1, 'initiative'],
  ['CC-BY-ND-4.0', 'commercial', 1, 1, 'initiative'],
  ['CC-BY-SA-2.0', 'commercial', 1, 1, 'initiative'],
  ['CC-BY-SA-3.0', 'commercial', 1, 1, 'initiative'],
  ['CC-BY-SA-4.0', 'commercial', 1, 1, 'initiative'],
  ['CC0-1.0', 'commercial', 0, 0, 'initiative'],
  ['CDLA-Permissive-1.0', 'commercial', 1, 0, 'initiative'],
  ['CDLA-Permissive-2.0', 'commercial', 1, 0, 'initiative'],
  ['CDLA-Sharing-1.0', 'commercial', 1, 1, 'initiative'],
  ['EPL-1.0', 'commercial', 1, 0, 'initiative'],
  ['GPL-2.0-only', 'commercial', 1, 1, 'initiative'],
  ['GPL-3.0-only', 'commercial', 1, 1, 'initiative'],
  ['ISC', 'commercial', 1, 0, 'initiative'],
  ['MIT', 'commercial', 1, 0, 'initiative'],
  ['MPL-2.0', 'commercial', 1, 0, 'initiative'],
  ['ODC-By-1.0', 'commercial', 1, 0, 'initiative'],
  ['OGL-UK-3.0', 'commercial', 1, 0, 'initiative'],
  ['O-UDA-1.0', 'commercial', 1, 0, 'text'],
  ['ODbL-1.0', 'commercial', 1, 1, 'text'],
  ['PDDL-1.0', 'commercial', 0, 0, 'text'],
];

/** A licence of the list. */
export interface KnownLicence extends LicenceClass {
  /** SPDX id as SPDX spells it. */
  spdx: string;
  /** Its page at SPDX. */
  url: string;
  source: ClassSource;
}

const urlOf = (spdx: string): string => `https://spdx.org/licenses/${spdx}.html`;

/** All of them, by id. */
export const LICENCES: readonly KnownLicence[] = TABLE.map(([spdx, useClass, attribution, shareAlike, source]) => ({
  spdx,
  useClass,
  attribution: attribution === 1,
  shareAlike: shareAlike === 1,
  url: urlOf(spdx),
  source,
}));

const BY_ID = new Map(LICENCES.map((licence) => [licence.spdx.toLowerCase(), licence]));
const BY_URL = new Map(LICENCES.map((licence) => [licence.url, licence]));

/** The licence of an SPDX id, in any case as SPDX compares them. Throws `UnclassifiedLicence`: nothing is guessed. */
export function licenceOf(spdx: string): KnownLicence {
  const found = BY_ID.get(spdx.toLowerCase());
  if (found !== undefined) return found;
  const shown = JSON.stringify(spdx.slice(0, 40));
  throw new TaggerClientError(
    'UnclassifiedLicence',
    `${shown} has no class here: use one of ${LICENCES.length} ids, or state use class, attribution and share-alike`,
  );
}

/** The licence whose SPDX page this is; undefined for any other address. */
export const licenceAt = (url: string): KnownLicence | undefined => BY_URL.get(url);

/** The triple as numbers of `Contents`. */
export const classNumbers = ({ useClass, attribution, shareAlike }: LicenceClass) => ({
  useClass: USE_CLASS[useClass],
  attribution: Number(attribution),
  shareAlike: Number(shareAlike),
});

/** The triple of `Contents`. Throws `UnclassifiedLicence` for a number nobody knows. */
export function classOf(contents: { useClass: number; attribution: number; shareAlike: number }): LicenceClass {
  const useClass = (Object.keys(USE_CLASS) as UseClass[]).find((name) => USE_CLASS[name] === contents.useClass);
  if (useClass === undefined)
    throw new TaggerClientError('UnclassifiedLicence', `${contents.useClass} is no use class: use 1 to 4`);
  return { useClass, attribution: contents.attribution === 1, shareAlike: contents.shareAlike === 1 };
}
