/** Links between files of the repository as links between pages. */
import { PAGES } from './contents.ts';
import type { Links } from './markdown.ts';

/** `app/.api/send.md` is `/docs/api/send`. */
const REFERENCE = /^app\/\.api\/(.+)\.md$/;
const byFile = new Map(PAGES.map((page) => [page.file, page]));

/** Of links in `file`, its path in the repository; `pictures` are addresses of images by their path. */
export const linksIn = (file: string, pictures: Readonly<Record<string, string>>): Links => ({
  resolve: (href) => {
    if (/^https?:/.test(href) || href.startsWith('#')) return href;
    const { pathname, hash } = new URL(href, `https://repository/${file}`);
    const path = decodeURIComponent(pathname).slice(1);
    const [, part] = REFERENCE.exec(path) ?? [];
    if (part !== undefined) return part === 'README' ? '/docs' : `/docs/api/${part}${hash}`;
    const found = byFile.get(path);
    return found === undefined ? pictures[path] : `/docs/${found.slug}${hash}`;
  },
});
