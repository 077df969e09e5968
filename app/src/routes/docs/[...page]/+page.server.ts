/** Reads a file of the repository when the pages are built. */
import { readFileSync } from 'node:fs';
import { error } from '@sveltejs/kit';
import { PAGES } from '#lib/docs/contents.ts';
import { linksIn } from '#lib/docs/links.ts';
import { parse } from '#lib/docs/markdown.ts';
import { referencePages } from '#lib/docs/reference.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

const PICTURES = import.meta.glob<string>('../../../../../docs/*.svg', {
  eager: true,
  query: '?url',
  import: 'default',
});
/** From the app's folder, in which the pages are built. */
const ROOT = '..';

const all = () => [...PAGES, ...referencePages()];

export const entries: EntryGenerator = () => all().map(({ slug }) => ({ page: slug }));

export const load: PageServerLoad = ({ params }) => {
  const found = all().find(({ slug }) => slug === params.page);
  if (found === undefined) error(404);
  const pictures = Object.fromEntries(
    Object.entries(PICTURES).map(([path, url]) => [path.replace(/^(\.\.\/)+/, ''), url]),
  );
  const blocks = parse(readFileSync(`${ROOT}/${found.file}`, 'utf8'), linksIn(found.file, pictures));
  return { title: found.title, blocks };
};
