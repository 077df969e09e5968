/** Files of packages as Node finds them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failure } from '../predictor.ts';
import { MODULE_GROUPS, sha256Of, type Assets, type HumanLibrary, type ModuleGroup } from '../models/model.ts';
import { likeABrowser } from './likeABrowser.ts';

const require = createRequire(import.meta.url);

/** A file or folder by package and path; found without asking the package what it exports. */
export async function pathOf(asset: string): Promise<string> {
  const [scopeOrName = '', second = '', ...rest] = asset.split('/');
  const scoped = scopeOrName.startsWith('@');
  const [name, inside] = scoped ? [`${scopeOrName}/${second}`, rest] : [scopeOrName, [second, ...rest]];
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name, ...inside);
    const there = await stat(path).catch(() => undefined);
    if (there !== undefined) return path;
  }
  throw failure('AssetMissing', `${asset} is not installed: run npm ci`);
}

/** Every file of a group by its path in its package. */
export async function filesOf(group: ModuleGroup): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const asset of MODULE_GROUPS[group]) {
    const path = await pathOf(asset);
    const folder = (await stat(path)).isDirectory();
    const inside = folder ? await readdir(path, { recursive: true, withFileTypes: true }) : [];
    if (!folder) files.set(asset, await readFile(path));
    for (const entry of inside.filter((one) => one.isFile())) {
      const full = join(entry.parentPath ?? entry.path, entry.name);
      files.set(asset + full.slice(path.length).replaceAll('\\', '/'), await readFile(full));
    }
  }
  return files;
}

export const nodeAssets: Assets = {
  bytes: async (asset) => Uint8Array.from(await readFile(await pathOf(asset))),
  modules: async (group) => sha256Of(await filesOf(group)),
  human: async () => {
    const library = pathToFileURL(await pathOf('@vladmandic/human/dist/human.esm.js')).href;
    return likeABrowser(() => import(library) as Promise<HumanLibrary>);
  },
  tesseract: async () => ({ langPath: await pathOf('@tesseract.js-data/eng/4.0.0_best_int') }),
};
