/**
 * Reads a manifest that a stranger wrote. Every value is checked for what it is, then the manifest is written again: what
 * comes out must be what went in. So nothing is in a document that the reader did not see, no second text that says something
 * else, no transformation or pattern that a loading library would run.
 */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { TaggerClientError } from '../clientError.ts';
import { accountOf, GATEWAY, itemOf } from './address.ts';
import { CONTEXT } from './context.ts';
import { documentOf, type Document } from './document.ts';
import { LICENCES, licenceAt, type KnownLicence, type UseClass } from './licences.ts';
import {
  MOST_ANNOTATORS,
  MOST_FILES,
  RAI_KEYS,
  RAI_SINGLE,
  type Annotator,
  type ChainFacts,
  type Creator,
  type Figure,
  type Licence,
  type Manifest,
  type OfferFacts,
  type Rai,
} from './model.ts';
import { fileOf, placeRecords, unique } from './readFiles.ts';
import { parseJson, type Json } from './strictJson.ts';
import { amount, bad, flag, hash, list, matching, name, oneOf, prose, record, text, wallet, whole } from './values.ts';
import { USE_CLASS, USES, DUTIES } from '../instructions/dataset.ts';

export interface ReadManifest {
  manifest: Manifest;
  /** SHA-256 of the bytes, hex: what the dataset's account must hold. */
  sha256: string;
}

/**
 * Parses and checks the bytes of a manifest. Whose it is and whether it is true is for `checkManifest`.
 * @param options.gateways Addresses files may be named by besides `https://arweave.net`, e.g. that of a local chain.
 * @throws TaggerClientError what `parseJson`, `nameText`, `proseText`, `fileName`, `fieldName` and `itemOf` throw;
 * `ManifestContext`, `ManifestField` (missing, of another kind, out of range), `ManifestProfile` (something else is in it).
 */
export function readManifest(bytes: Uint8Array, options: { gateways?: readonly string[] } = {}): ReadManifest {
  const gateways = [GATEWAY, ...(options.gateways ?? [])];
  const document = record(parseJson(bytes), 'the document');
  const difference = differenceOf(document['@context'], CONTEXT, '@context');
  if (difference !== undefined)
    throw new TaggerClientError(
      'ManifestContext',
      `${difference} is not as in the context of this version: use it as it is`,
    );
  const manifest = manifestOf(document, gateways);
  // `ar:/` and an id is the third way to write an address.
  const differences = [...gateways, 'ar:/'].map((gateway) =>
    differenceOf(
      document,
      documentOf(manifest, gateway, ({ id }) => `${gateway}/${id}`),
      'the document',
    ),
  );
  if (!differences.includes(undefined))
    throw new TaggerClientError(
      'ManifestProfile',
      `${differences[0]} is not as this client writes it: nobody would check it`,
    );
  return { manifest, sha256: bytesToHex(sha256(bytes)) };
}

function manifestOf(document: Document, gateways: readonly string[]): Manifest {
  const citeAs = document['citeAs'];
  const chain = chainOf(record(document['chain'], 'chain'));
  if (accountOf(text(document['url'], 'url')) !== chain.title)
    throw bad('url', "must be the page of the dataset's title");
  const files = list(document['distribution'], 'distribution', MOST_FILES).map((file, at) =>
    fileOf(record(file, `distribution[${at}]`), `distribution[${at}]`, gateways),
  );
  placeRecords(files, list(document['recordSet'], 'recordSet', MOST_FILES));
  unique(files);
  return {
    name: name(document['name'], 'name'),
    description: prose(document['description'], 'description'),
    version: matching(document['version'], 'version', /^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'a version like 1.0.0'),
    published: dayOf(document['datePublished']),
    creators: list(document['creator'], 'creator', 100).map((creator, at) =>
      creatorOf(record(creator, `creator[${at}]`), at),
    ),
    keywords: list(document['keywords'], 'keywords', 100).map((word, at) => name(word, `keywords[${at}]`)),
    languages: list(document['inLanguage'], 'inLanguage', 100).map((language, at) =>
      matching(language, `inLanguage[${at}]`, /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/, 'a language tag'),
    ),
    ...(citeAs === undefined ? {} : { citeAs: prose(citeAs, 'citeAs') }),
    licence: licenceIn(document, gateways),
    rai: raiIn(document),
    chain,
    figures: list(document['figures'], 'figures', 200).map((figure, at) =>
      figureOf(record(figure, `figures[${at}]`), at),
    ),
    annotators: list(document['annotators'], 'annotators', MOST_ANNOTATORS).map((one, at) =>
      annotatorOf(record(one, `annotators[${at}]`), `annotators[${at}]`),
    ),
    offers: list(document['offers'], 'offers', 100).map((offer, at) =>
      offerOf(record(offer, `offers[${at}]`), `offers[${at}]`),
    ),
    files,
  };
}

function dayOf(value: Json | undefined): string {
  const day = matching(value, 'datePublished', /^\d{4}-\d{2}-\d{2}$/, 'a day like 2026-11-23');
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) throw bad('datePublished', 'is no day');
  return day;
}

function creatorOf(creator: Document, at: number): Creator {
  const type = oneOf(creator['@type'], `creator[${at}].@type`, ['sc:Person', 'sc:Organization']);
  return { name: name(creator['name'], `creator[${at}].name`), kind: type === 'sc:Person' ? 'person' : 'organization' };
}

function licenceIn(document: Document, gateways: readonly string[]): Licence {
  const addresses = list(document['license'], 'license', 2).map((address, at) => text(address, `license[${at}]`));
  const known: KnownLicence | undefined = addresses.length === 2 ? licenceAt(addresses[0]!) : undefined;
  if (addresses.length === 0 || (addresses.length === 2 && known === undefined))
    throw bad(
      'license',
      `must be the page of one of ${LICENCES.length} licences at SPDX, if any, and the text on Arweave`,
    );
  const stated = record(document['licenceClass'], 'licenceClass');
  const found = {
    useClass: oneOf(stated['useClass'], 'licenceClass.useClass', Object.keys(USE_CLASS) as UseClass[]),
    attribution: flag(stated['attribution'], 'licenceClass.attribution'),
    shareAlike: flag(stated['shareAlike'], 'licenceClass.shareAlike'),
  };
  if (known !== undefined) checkClass(known, found);
  return {
    ...found,
    ...(known === undefined ? {} : { spdx: known.spdx }),
    id: itemOf(addresses.at(-1)!, gateways),
    sha256: hash(stated['textSha256'], 'licenceClass.textSha256'),
  };
}

/** Throws `LicenceMismatch` when a licence is given another class than it has. */
export function checkClass(known: KnownLicence, stated: Omit<Licence, 'id' | 'sha256' | 'spdx'>): void {
  const same = (['useClass', 'attribution', 'shareAlike'] as const).every((part) => known[part] === stated[part]);
  if (!same)
    throw new TaggerClientError(
      'LicenceMismatch',
      `${known.spdx} is ${known.useClass}, attribution ${known.attribution}, share-alike ${known.shareAlike}: state this class`,
    );
}

function raiIn(document: Document): Rai {
  const rai: Rai = {};
  for (const key of RAI_KEYS) {
    const value = document[`rai:${key}`];
    if (value === undefined) continue;
    const statements = RAI_SINGLE.has(key) ? [value] : list(value, `rai:${key}`, 100);
    if (statements.length === 0) throw bad(`rai:${key}`, 'is empty: leave it out');
    rai[key] = statements.map((statement, at) => prose(statement, `rai:${key}[${at}]`));
  }
  return rai;
}

function chainOf(chain: Document): ChainFacts {
  const task = chain['task'];
  return {
    cluster: matching(
      chain['cluster'],
      'chain.cluster',
      /^[1-9A-HJ-NP-Za-km-z]{32}$/,
      '32 characters of a genesis hash',
    ),
    program: wallet(chain['program'], 'chain.program'),
    dataset: wallet(chain['dataset'], 'chain.dataset'),
    title: wallet(chain['title'], 'chain.title'),
    publisher: wallet(chain['publisher'], 'chain.publisher'),
    ...(task === undefined ? {} : { task: wallet(task, 'chain.task') }),
    recordsRoot: hash(chain['recordsRoot'], 'chain.recordsRoot'),
    panels: amount(chain['panels'], 'chain.panels'),
    payloadHash: hash(chain['payloadHash'], 'chain.payloadHash'),
    commitment: hash(chain['commitment'], 'chain.commitment'),
    contributorBps: whole(chain['contributorBps'], 'chain.contributorBps', 10_000),
    validatorBps: whole(chain['validatorBps'], 'chain.validatorBps', 10_000),
  };
}

function figureOf(figure: Document, at: number): Figure {
  const unit = figure['unit'];
  return {
    name: matching(figure['name'], `figures[${at}].name`, /^[a-z][A-Za-z0-9]{0,63}$/, 'a name of letters and digits'),
    value: name(figure['value'], `figures[${at}].value`),
    ...(unit === undefined ? {} : { unit: name(unit, `figures[${at}].unit`) }),
    source: name(figure['source'], `figures[${at}].source`),
    checked: oneOf(figure['checked'], `figures[${at}].checked`, ['chain', 'publisher']),
  };
}

const annotatorOf = (one: Document, at: string): Annotator => ({
  wallet: wallet(one['wallet'], `${at}.wallet`),
  answered: amount(one['answered'], `${at}.answered`),
  accepted: amount(one['accepted'], `${at}.accepted`),
  goldHits: whole(one['goldHits'], `${at}.goldHits`, 0xffff_ffff),
  goldTotal: whole(one['goldTotal'], `${at}.goldTotal`, 0xffff_ffff),
  earned: amount(one['earned'], `${at}.earned`),
});

const offerOf = (offer: Document, at: string): OfferFacts => ({
  index: whole(offer['index'], `${at}.index`, 0xffff_ffff),
  termsHash: hash(offer['termsHash'], `${at}.termsHash`),
  price: amount(offer['price'], `${at}.price`),
  uses: list(offer['uses'], `${at}.uses`, 16).map((use) => oneOf(use, `${at}.uses`, Object.keys(USES))),
  duties: list(offer['duties'], `${at}.duties`, 8).map((duty) => oneOf(duty, `${at}.duties`, Object.keys(DUTIES))),
  termSecs: amount(offer['termSecs'], `${at}.termSecs`),
});

/** Where two values differ first; undefined when they are equal. */
function differenceOf(found: unknown, wanted: unknown, at: string): string | undefined {
  if (Object.is(found, wanted)) return undefined;
  if (typeof found !== 'object' || typeof wanted !== 'object' || found === null || wanted === null) return at;
  if (Array.isArray(found) !== Array.isArray(wanted)) return at;
  const [left, right] = [found as Record<string, unknown>, wanted as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!Object.hasOwn(left, key) || !Object.hasOwn(right, key)) return `${at}.${key}`;
    const difference = differenceOf(left[key], right[key], `${at}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
