/** After a build: pages name their scripts and styles by hash, and the build says what it consists of (`server/seal.ts`). */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { filesOf, hashOf, SEAL, type Seal } from '../server/seal.ts';

const BUILD = fileURLToPath(new URL('../build', import.meta.url));
const ROUTES = fileURLToPath(new URL('../src/routes', import.meta.url));

/** Tags that load a script or a style of ours get `integrity`: a browser takes no other bytes. */
function withIntegrity(html: string, page: string): string {
  return html.replace(/<(?:script|link)\b[^>]*>/g, (tag) => {
    const loads = /^<script/.test(tag) || /rel="(?:stylesheet|modulepreload)"/.test(tag);
    const address = /(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    if (!loads || address === undefined || tag.includes('integrity=')) return tag;
    const file = join(BUILD, new URL(address, `http://pages/${page}`).pathname);
    if (!existsSync(file)) return tag;
    return tag.replace(/\s*\/?>$/, ` integrity="sha256-${hashOf(readFileSync(file))}">`);
  });
}

for (const file of filesOf(BUILD).filter((name) => name.endsWith('.html'))) {
  const at = join(BUILD, file);
  const html = Buffer.from(withIntegrity(readFileSync(at, 'utf8'), file));
  writeFileSync(at, html);
  if (existsSync(`${at}.br`)) writeFileSync(`${at}.br`, brotliCompressSync(html));
  if (existsSync(`${at}.gz`)) writeFileSync(`${at}.gz`, gzipSync(html));
}

const pages = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('+page.svelte'),
);
const seal: Seal = {
  files: Object.fromEntries(filesOf(BUILD).map((file) => [file, hashOf(readFileSync(join(BUILD, file)))])),
  routes: pages
    .map(
      (file) =>
        `/${file
          .replace(/\+page\.svelte$/, '')
          .replace(/\([\w-]+\)\//g, '')
          .replace(/\/$/, '')}`,
    )
    .sort(),
};
writeFileSync(join(BUILD, SEAL), JSON.stringify(seal));
