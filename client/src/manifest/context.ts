/**
 * The JSON-LD context of every manifest: appendix 1 of the Croissant 1.1 specification and the terms of this client. It is
 * always the same, so no document can give a word another meaning or name a context that would have to be fetched.
 *
 * The specification writes schema.org with http; the reference library (mlcroissant 1.1.1) knows its terms with https only.
 */
export const CROISSANT = 'http://mlcommons.org/croissant/1.1';
export const CROISSANT_RAI = 'http://mlcommons.org/croissant/RAI/1.0';
/** What a manifest is uploaded as. */
export const MANIFEST_TYPE = `application/ld+json; profile="${CROISSANT}"`;

const json = (name: string) => ({ '@id': name, '@type': '@json' });

export const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  tagger: 'urn:tagger:',
  annotation: 'cr:annotation',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  data: json('cr:data'),
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  description: { '@container': '@language' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: json('cr:examples'),
  excludes: 'cr:excludes',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  name: { '@container': '@language' },
  parentField: 'cr:parentField',
  path: 'cr:path',
  readLines: 'cr:readLines',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sdVersion: 'cr:sdVersion',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
  unArchive: 'cr:unArchive',
  value: 'cr:value',
  annotators: json('tagger:annotators'),
  chain: json('tagger:chain'),
  figures: json('tagger:figures'),
  licenceClass: json('tagger:licenceClass'),
  offers: json('tagger:offers'),
  plain: json('tagger:plain'),
};
