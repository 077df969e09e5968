/** Writes manifests. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { formatTag } from '../amount.ts';
import { TaggerClientError } from '../clientError.ts';
import { idText } from '../storage/id.ts';
import type { Alpha } from '../report/reliability.ts';
import { GATEWAY, itemAddress } from './address.ts';
import { annotatorsOf, chainFacts, isZero, offerFacts, seatFigures, taskFigures, type ChainState } from './chain.ts';
import { MANIFEST_TYPE } from './context.ts';
import { documentOf } from './document.ts';
import { classOf, licenceOf } from './licences.ts';
import {
  MOST_ANNOTATORS,
  RAI_KEYS,
  RAI_SINGLE,
  type Description,
  type Figure,
  type Manifest,
  type ManifestFile,
  type Rai,
  type RaiKey,
} from './model.ts';
import { nameText } from './plainText.ts';
import { checkClass, readManifest } from './read.ts';

/** What the publisher says. */
export interface Statement extends Omit<Description, 'licence' | 'rai' | 'keywords' | 'languages'> {
  keywords?: readonly string[];
  languages?: readonly string[];
  /** SPDX id; absent for a licence text of the publisher's own, whose class is the one in `contents`. */
  spdx?: string;
  /** Statements for Croissant RAI; those about annotation come before what the chain says. */
  rai?: Partial<Record<RaiKey, readonly string[]>>;
  /** Krippendorff's alpha of the answers (`@tagger/client/report`), out of the record file: the chain keeps no answers. */
  alpha?: Alpha;
}

export interface Written {
  manifest: Manifest;
  /** What to upload under `contentType`; its SHA-256 goes on chain. */
  bytes: Uint8Array;
  sha256: Uint8Array;
  contentType: string;
}

/**
 * The manifest of a dataset: what the chain says (`describeTask`), what its publisher says, and its files, one of which is
 * the payload on chain. It is read back before it is returned, so it throws what `readManifest` throws; besides
 * `UnclassifiedLicence` and `LicenceMismatch` for a licence that is not of the class on chain, `PayloadNotListed`.
 */
export function croissant(
  state: ChainState,
  said: Statement,
  files: readonly ManifestFile[],
  options: { gateway?: string } = {},
): Written {
  const { gateway = GATEWAY } = options;
  const { spdx, alpha, rai, ...description } = said;
  const chain = chainFacts(state);
  if (files.filter((file) => file.sha256 === chain.payloadHash).length !== 1)
    throw new TaggerClientError(
      'PayloadNotListed',
      'exactly one file must have the SHA-256 that is the payload on chain',
    );
  const stated = classOf(state.contents);
  const known = spdx === undefined ? undefined : licenceOf(spdx);
  if (known !== undefined) checkClass(known, stated);
  const annotators = annotatorsOf(state.seats);
  const figures = [
    ...(state.task === undefined ? [] : [...taskFigures(state.task), ...seatFigures(annotators)]),
    ...(alpha === undefined ? [] : alphaFigures(alpha)),
  ];
  const manifest: Manifest = {
    ...description,
    name: nameText(said.name, 'name'),
    creators: said.creators.map(({ name, kind }) => ({ name: nameText(name, 'creator'), kind })),
    keywords: (said.keywords ?? []).map((word) => nameText(word, 'keyword')),
    languages: [...(said.languages ?? [])],
    licence: {
      ...stated,
      ...(known === undefined ? {} : { spdx: known.spdx }),
      id: idText(Uint8Array.from(state.contents.licenceId)),
      sha256: bytesToHex(Uint8Array.from(state.contents.licenceHash)),
    },
    rai: together(rai ?? {}, state.task === undefined ? {} : annotationOf(state, figures, gateway)),
    chain,
    figures,
    annotators: annotators.slice(0, MOST_ANNOTATORS),
    offers: offerFacts(state.offers),
    files: files.map((file) => ({ ...file })),
  };
  const document = documentOf(manifest, gateway, ({ id }) => itemAddress(id, gateway));
  const bytes = new TextEncoder().encode(JSON.stringify(document, null, 1));
  return {
    manifest: readManifest(bytes, { gateways: [gateway] }).manifest,
    bytes,
    sha256: sha256(bytes),
    contentType: MANIFEST_TYPE,
  };
}

const alphaFigures = ({ alpha, items, answers }: Alpha): Figure[] => [
  {
    name: 'krippendorffAlpha',
    value: alpha.toFixed(6),
    source: `nominal, over ${answers} answers to ${items} items of the record file`,
    checked: 'publisher',
  },
];

/** Statements of the publisher, then those of the chain; what may be there once becomes one text. */
function together(said: Partial<Record<RaiKey, readonly string[]>>, chain: Rai): Rai {
  const rai: Rai = {};
  for (const key of RAI_KEYS) {
    const statements = [...(said[key] ?? []), ...(chain[key] ?? [])];
    if (statements.length > 0) rai[key] = RAI_SINGLE.has(key) ? [statements.join(' ')] : statements;
  }
  return rai;
}

/** The properties of Croissant RAI about annotation, in sentences made of figures that anybody can check. */
function annotationOf(state: ChainState, figures: readonly Figure[], gateway: string): Rai {
  const task = state.task!;
  const of = (name: string): string => figures.find((figure) => figure.name === name)?.value ?? 'none';
  const item = (id: readonly number[]): string => itemAddress(idText(Uint8Array.from(id)), gateway);
  const hash = (bytes: readonly number[]): string => bytesToHex(Uint8Array.from(bytes));
  const tag = formatTag(task.terms.price);
  const decided = {
    majority: 'The label is what most members answered.',
    weighted:
      'The label is decided by the log-odds of the answers, each weighed by the record of its member in this task.',
    payload: 'Answers are files; drawn validators judge them item by item.',
  }[of('method')];
  const reviews =
    task.terms.reviewSeats === 0
      ? 'Labels could not be contested.'
      : `Labels could be contested before pay: ${task.terms.reviewSeats} drawn validators decide, ${task.terms.appealRounds} appeals.`;
  const gold =
    of('gold') === 'none'
      ? 'The task had no gold items.'
      : `Members answered ${of('goldTotal')} gold items committed to beforehand, ${of('goldHits')} of them right (score ${of('goldScore')}); seats that were left before are not counted.`;
  const suggestions = isZero(task.suggestionsHash)
    ? 'Members were shown no suggestions of machines.'
    : `Members were shown suggestions: ${item(task.suggestionsId)}, SHA-256 ${hash(task.suggestionsHash)}.`;
  return {
    dataAnnotationPlatform: [`Tagger, program ${chainFacts(state).program} on Solana, task ${task.address.toBase58()}`],
    dataAnnotationProtocol: [
      `${of('annotators')} members answered ${of('items')} items in ${of('panels')} panels; each committed to his answers before he saw others. ${decided ?? ''} ${reviews} Rules: ${item(task.rulesId)}, SHA-256 ${hash(task.rulesHash)}. Price of an item: ${tag} TAG; paid in all: ${formatTag(task.paid)} TAG, ${of('payPerLabel')} base units for an accepted label.`,
    ],
    dataAnnotationAnalysis: [
      `${of('agreement')} of all ${of('answers')} answers are the label that was decided (not corrected for chance).`,
      gold,
      ...(of('krippendorffAlpha') === 'none'
        ? []
        : [`Krippendorff's alpha ${of('krippendorffAlpha')}, stated by the publisher.`]),
    ],
    annotationsPerItem: [of('annotationsPerItem')],
    annotatorDemographics: [
      `Members are known by their wallets, ${of('annotators')} of them; the chain says nothing about who they are.`,
    ],
    machineAnnotationTools: [suggestions],
  };
}
