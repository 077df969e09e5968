/** What may be wrong with what we install: read from manifests and lockfiles alone. */

export interface Manifest {
  workspaces?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  overrides?: Record<string, unknown>;
}

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

export interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, Locked>;
}

/** Versions whose authors' accounts were taken over; their names are still used by somebody we install. */
const POISONED: Record<string, readonly string[]> = {
  '@solana/web3.js': ['1.95.6', '1.95.7'],
  'ansi-regex': ['6.2.1'],
  'ansi-styles': ['6.2.2'],
  chalk: ['5.6.1'],
  'color-convert': ['3.1.1'],
  'color-name': ['2.0.1'],
  debug: ['4.4.2'],
  'error-ex': ['1.3.3'],
  'is-arrayish': ['0.3.3'],
  'slice-ansi': ['7.1.1'],
  'strip-ansi': ['7.1.1'],
  'supports-color': ['10.2.1'],
  'wrap-ansi': ['9.0.1'],
};

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** What a manifest asks for, by name; of a package that is asked for twice, both. */
export const asked = (manifest: Manifest): [name: string, version: string][] =>
  [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
    manifest.overrides as Record<string, string> | undefined,
  ].flatMap((wanted) => Object.entries(wanted ?? {}));

/** Names and versions a manifest does not pin to one version. */
export const loose = (manifest: Manifest): string[] =>
  asked(manifest)
    .filter(([, version]) => typeof version !== 'string' || !EXACT.test(version))
    .map(([name, version]) => `${name} ${JSON.stringify(version)}`);

/** The packages that are fetched, by name; workspaces and links to them are not. */
export const fetched = ({ packages }: Lockfile): (Locked & { name: string; at: string })[] =>
  Object.entries(packages)
    .filter(([at, { link }]) => at.includes('node_modules/') && link !== true)
    .map(([at, locked]) => ({
      ...locked,
      at,
      name: at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }));

/** Packages that would run a script when they are installed, each name once. */
export const withScripts = (lock: Lockfile): string[] => [
  ...new Set(
    fetched(lock)
      .filter(({ hasInstallScript }) => hasInstallScript === true)
      .map(({ name }) => name)
      .sort(),
  ),
];

const hostOf = (address: string): string => {
  const { protocol, host } = new URL(address);
  return protocol === 'https:' ? host : address;
};

/** What is wrong with a lockfile, a line each: no hash, a poisoned version, a source that is not where all others come from. */
export function faults(lock: Lockfile): string[] {
  const all = fetched(lock);
  const found = all.flatMap(({ at, name, version = '', integrity = '' }) => [
    ...(SHA512.test(integrity) ? [] : [`${at} has no hash`]),
    ...(EXACT.test(version) ? [] : [`${at} has no version`]),
    ...(POISONED[name]?.includes(version) === true ? [`${at} ${version} is poisoned`] : []),
  ]);
  // The registry is a setting of whoever installs. An entry that says where it comes from leaves that to nobody, so all or none do, and all say the same.
  const sources = all.map(({ at, resolved }) => ({ at, host: resolved === undefined ? '' : hostOf(resolved) }));
  const usual = mostly(sources.map(({ host }) => host));
  const strays = sources.filter(({ host }) => host !== usual || host.includes(':'));
  return [...found, ...strays.map(({ at, host }) => `${at} comes from ${host || 'elsewhere than the others'}`)];
}

/** The value most have. */
function mostly(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
