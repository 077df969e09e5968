/** Writes the OpenAPI document, `indexer/openapi.json`, and the client's types made from it. */
import { writeFileSync } from 'node:fs';
import { clientTypes, type Document } from './api/clientTypes.ts';
import { documentOf } from './api/document.ts';

const text = await documentOf();
writeFileSync(new URL('../openapi.json', import.meta.url), text);
writeFileSync(
  new URL('../../client/src/generated/indexer.ts', import.meta.url),
  clientTypes(JSON.parse(text) as Document),
);
