/** Writes the OpenAPI document, `indexer/openapi.json`. */
import { writeFileSync } from 'node:fs';
import { documentOf } from './api/document.ts';

writeFileSync(new URL('../openapi.json', import.meta.url), await documentOf());
