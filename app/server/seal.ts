/** What a build consists of: hashes of all its files and the addresses it has pages for, written when it is made and checked when it is served. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Not served: names that begin with a point are nobody's business. */
export const SEAL = '.seal.json';

export interface Seal {
  /** SHA-256 in base64, by the path in the build. */
  files: Record<string, string>;
  /** Addresses as the routes have them, `/tasks/[task]`. */
  routes: string[];
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** Files of a build by their paths with `/`; none whose name begins with a point. */
export const filesOf = (build: string): string[] =>
  readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(build.length).split(sep).join('/').replace(/^\//, ''))
    .sort();

export interface Sealed {
  /** Whether there is a page at an address. */
  hasPage(pathname: string): boolean;
  /** Whether a file behind an address is not what it was when the server began. */
  changed(pathname: string): boolean;
}

/** Throws where a file was changed, is missing, or came from elsewhere since the build was made. */
export function openSeal(build: string): Sealed {
  if (!existsSync(join(build, SEAL))) throw new Error('the pages are not sealed: npm run build -w app');
  const { files, routes } = JSON.parse(readFileSync(join(build, SEAL), 'utf8')) as Seal;
  const found = filesOf(build);
  const wrong = [
    ...found.filter((file) => files[file] !== hashOf(readFileSync(join(build, file)))),
    ...Object.keys(files).filter((file) => !found.includes(file)),
  ];
  if (wrong.length > 0)
    throw new Error(`these files of the pages are not as they were built: ${wrong.join(', ')}. Build them again.`);
  const stamp = (file: string): string => {
    const { size, mtimeMs, ino } = statSync(join(build, file));
    return `${size} ${mtimeMs} ${ino}`;
  };
  const stamps = new Map(found.map((file) => [file, stamp(file)]));
  const pages = routes.map(
    (route) => new RegExp(`^${route.replace(/\[\.\.\.\w+\]/g, '.*').replace(/\[\w+\]/g, '[^/]+')}/?$`),
  );
  return {
    hasPage: (pathname) => pages.some((page) => page.test(pathname)),
    changed: (pathname) => {
      const path = pathname.replace(/^\/|\/$/g, '');
      const behind = ['', '.html', '/index.html'].flatMap((end) =>
        ['', '.br', '.gz'].map((packed) => path + end + packed),
      );
      return behind.some((file) => {
        const known = stamps.get(file.replace(/^\//, ''));
        return known !== undefined && (!existsSync(join(build, file)) || stamp(file) !== known);
      });
    },
  };
}
