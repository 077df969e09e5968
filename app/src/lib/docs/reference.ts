/** The reference of the client, as `scripts/api.ts` wrote it. Read when the pages are built. */
import { readdirSync } from 'node:fs';
import type { Page } from './contents.ts';

/** From the app's folder, in which the pages are built. */
const FOLDER = '.api';

/** A page for each part of the client's surface, by the path it is imported from or the file it lies in. */
export const referencePages = (): Page[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => file.slice(0, -'.md'.length))
    .sort()
    .map((name) => ({ slug: `api/${name}`, title: name, file: `app/${FOLDER}/${name}.md` }));
