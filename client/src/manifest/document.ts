/** A manifest as a Croissant 1.1 document. There is one document for a manifest; the reader relies on that. */
import { didOf, explorerAddress, itemAddress } from './address.ts';
import { CONTEXT, CROISSANT, CROISSANT_RAI } from './context.ts';
import { licenceOf } from './licences.ts';
import {
  FIELD_TYPES,
  RAI_KEYS,
  RAI_SINGLE,
  type Manifest,
  type ManifestFile,
  type OfferFacts,
  type Rai,
  type Records,
} from './model.ts';
import type { Json } from './strictJson.ts';

export type Document = { [key: string]: Json };

/** Leaves out what is undefined, as JSON does. */
const compact = (entries: Record<string, unknown>): Document =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Document;

/** `address` says where a file lies: at a gateway, or beside the document. */
export function documentOf(manifest: Manifest, gateway: string, address: (file: ManifestFile) => string): Document {
  const { chain, licence, files } = manifest;
  const spdx = licence.spdx === undefined ? [] : [licenceOf(licence.spdx).url];
  return compact({
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    '@id': didOf(chain.cluster, chain.dataset),
    conformsTo: [CROISSANT, CROISSANT_RAI],
    name: manifest.name,
    description: manifest.description,
    version: manifest.version,
    datePublished: manifest.published,
    url: explorerAddress(chain.title),
    creator: manifest.creators.map(({ name, kind }) => ({
      '@type': kind === 'person' ? 'sc:Person' : 'sc:Organization',
      name,
    })),
    keywords: manifest.keywords,
    inLanguage: manifest.languages,
    citeAs: manifest.citeAs,
    license: [...spdx, itemAddress(licence.id, gateway)],
    licenceClass: {
      useClass: licence.useClass,
      attribution: licence.attribution,
      shareAlike: licence.shareAlike,
      textSha256: licence.sha256,
    },
    ...raiOf(manifest.rai),
    'prov:wasGeneratedBy':
      chain.task === undefined
        ? undefined
        : { '@type': 'prov:Activity', '@id': didOf(chain.cluster, chain.task), 'prov:label': 'Annotation on Tagger' },
    'prov:wasAttributedTo': manifest.annotators.map(({ wallet }) => ({ '@id': didOf(chain.cluster, wallet) })),
    usageInfo: manifest.offers.map(offerOf),
    chain,
    figures: manifest.figures,
    annotators: manifest.annotators,
    offers: manifest.offers,
    distribution: files.map((file) => fileOf(file, address(file))),
    recordSet: files.flatMap((file) =>
      file.records === undefined || file.plain !== undefined ? [] : [recordSetOf(file.name, file.records)],
    ),
  });
}

function raiOf(rai: Rai): Record<string, unknown> {
  const stated = RAI_KEYS.flatMap((key) => {
    const statements = rai[key];
    if (statements === undefined) return [];
    return [[`rai:${key}`, RAI_SINGLE.has(key) ? statements[0] : statements] as const];
  });
  return Object.fromEntries(stated);
}

/** An offer in the words of ODRL; its terms in full are in `offers`. */
function offerOf({ index, uses, duties }: OfferFacts): Document {
  return {
    '@type': 'odrl:Offer',
    'odrl:uid': `offer ${index}`,
    'odrl:permission': uses.map((use) => ({ 'odrl:action': `tagger:${use}` })),
    'odrl:obligation': duties.map((duty) => ({ 'odrl:action': `tagger:${duty}` })),
  };
}

function fileOf(file: ManifestFile, address: string): Document {
  const { name, sha256, size, mediaType, plain, records } = file;
  return compact({
    '@type': 'cr:FileObject',
    '@id': name,
    name,
    contentUrl: address,
    contentSize: `${size} B`,
    encodingFormat: mediaType,
    sha256,
    plain: plain === undefined ? undefined : compact({ ...plain, records }),
  });
}

function recordSetOf(file: string, { name, description, fields, preview }: Records): Document {
  return {
    '@type': 'cr:RecordSet',
    '@id': name,
    name,
    description,
    examples: preview.map((row) => ({ ...row })),
    field: fields.map((field) => ({
      '@type': 'cr:Field',
      '@id': `${name}/${field.name}`,
      name: field.name,
      description: field.description,
      dataType: FIELD_TYPES[field.type],
      source: { fileObject: { '@id': file }, extract: { column: field.name } },
    })),
  };
}
