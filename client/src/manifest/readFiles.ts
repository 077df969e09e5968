/** The files of a document and how their records look. */
import { TaggerClientError } from '../clientError.ts';
import { itemOf } from './address.ts';
import type { Document } from './document.ts';
import {
  FIELD_TYPES,
  MOST_PREVIEW,
  TABLE_TYPES,
  type Cell,
  type Field,
  type ManifestFile,
  type Records,
  type Row,
} from './model.ts';
import { fieldName, fileName } from './plainText.ts';
import type { Json } from './strictJson.ts';
import { bad, flag, hash, list, matching, oneOf, prose, record, text } from './values.ts';

const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;

export function fileOf(file: Document, at: string, gateways: readonly string[]): ManifestFile {
  const size = /^(0|[1-9]\d{0,15}) B$/.exec(text(file['contentSize'], `${at}.contentSize`))?.[1];
  if (size === undefined) throw bad(`${at}.contentSize`, 'must be a number of bytes like "12 B"');
  const plain = file['plain'] === undefined ? undefined : record(file['plain'], `${at}.plain`);
  return {
    name: fileName(text(file['name'], `${at}.name`)),
    id: itemOf(text(file['contentUrl'], `${at}.contentUrl`), gateways),
    sha256: hash(file['sha256'], `${at}.sha256`),
    size: Number(size),
    mediaType: matching(file['encodingFormat'], `${at}.encodingFormat`, MEDIA_TYPE, 'a media type'),
    ...(plain === undefined ? {} : plainOf(plain, `${at}.plain`)),
  };
}

function plainOf(plain: Document, at: string): Pick<ManifestFile, 'plain' | 'records'> {
  const mediaType = matching(plain['mediaType'], `${at}.mediaType`, MEDIA_TYPE, 'a media type');
  const records = plain['records'];
  return {
    plain: { name: fileName(text(plain['name'], `${at}.name`)), mediaType },
    ...(records === undefined
      ? {}
      : { records: recordsOf(record(records, `${at}.records`), `${at}.records`, mediaType) }),
  };
}

function recordsOf(records: Document, at: string, mediaType: string): Records {
  checkTable(mediaType, at);
  const fields = list(records['fields'], `${at}.fields`, 200).map((field, number): Field => {
    const place = `${at}.fields[${number}]`;
    const { name, description, type } = record(field, place);
    return {
      name: fieldName(text(name, `${place}.name`)),
      description: prose(description, `${place}.description`),
      type: oneOf(type, `${place}.type`, Object.keys(FIELD_TYPES) as Field['type'][]),
    };
  });
  return {
    name: fieldName(text(records['name'], `${at}.name`)),
    description: prose(records['description'], `${at}.description`),
    fields,
    preview: previewOf(records['preview'], `${at}.preview`, fields),
  };
}

function checkTable(mediaType: string, at: string): void {
  if (!TABLE_TYPES.has(mediaType)) throw bad(at, `can't describe ${mediaType}: only ${[...TABLE_TYPES].join(', ')}`);
}

/** Rows are data: their text may hold anything but what breaks the display of the text around it. */
function previewOf(value: Json | undefined, at: string, fields: readonly Field[]): Row[] {
  return list(value, at, MOST_PREVIEW).map((row, number) => {
    const cells = record(row, `${at}[${number}]`);
    const known = fields.map(({ name, type }): [string, Cell] => [
      name,
      cellOf(cells[name], `${at}[${number}].${name}`, type),
    ]);
    return Object.fromEntries(known);
  });
}

// eslint-disable-next-line no-control-regex -- finding control characters is the point
const BREAKS_DISPLAY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/;

function cellOf(value: Json | undefined, at: string, type: Field['type']): Cell {
  if (value === null) return null;
  if (type === 'boolean') return flag(value, at);
  if (type === 'text') {
    const found = text(value, at);
    if (found.length > 10_000) throw bad(at, 'has more than 10,000 characters: show less');
    if (BREAKS_DISPLAY.test(found))
      throw new TaggerClientError('BidiControl', `${at} holds a character that breaks the display: leave the row out`);
    return found;
  }
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) throw bad(at, 'must be a number');
  return value;
}

/** Record sets of public files, back to their files. */
export function placeRecords(files: ManifestFile[], recordSets: Json[]): void {
  recordSets.forEach((entry, number) => {
    const at = `recordSet[${number}]`;
    const set = record(entry, at);
    const fields = list(set['field'], `${at}.field`, 200).map((field, place) => record(field, `${at}.field[${place}]`));
    const source = record(fields[0]?.['source'], `${at}.field[0].source`);
    const of = text(record(source['fileObject'], `${at}.field[0].source.fileObject`)['@id'], `${at}.field[0].source`);
    const file = files.find(({ name }) => name === of);
    if (file === undefined || file.plain !== undefined || file.records !== undefined)
      throw bad(at, 'must be the only one of a file that is not encrypted');
    const types = Object.entries(FIELD_TYPES) as [Field['type'], string][];
    const described = fields.map((field) => ({
      name: field['name'] ?? null,
      description: field['description'] ?? null,
      type: types.find(([, type]) => type === field['dataType'])?.[0] ?? null,
    }));
    const parts = {
      name: set['name'] ?? null,
      description: set['description'] ?? null,
      fields: described,
      preview: set['examples'] ?? null,
    };
    file.records = recordsOf(parts, at, file.mediaType);
  });
}

export function unique(files: readonly ManifestFile[]): void {
  const names = files.flatMap(({ name, plain, records }) =>
    [name, plain?.name, records?.name].filter((one) => one !== undefined),
  );
  // Some file systems keep one file for two spellings.
  const twice = names.find((one, at) => names.findIndex((other) => other.toLowerCase() === one.toLowerCase()) !== at);
  if (twice !== undefined) throw bad(`the name ${twice}`, 'is there twice: rename one');
}
