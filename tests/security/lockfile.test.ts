/** What is installed is what was read: manifests pin it, the lockfiles hash it, nothing of it runs while it is installed. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { asked, faults, fetched, loose, withScripts, type Lockfile, type Manifest } from '../support/lockfile.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;

/** Folders with a lockfile of their own. */
const INSTALLED = ['.', 'client/conformance', 'predictors/conformance'];
const WORKSPACES = json<Manifest>('package.json').workspaces ?? [];

/** Packages whose code sees keys, signs, or builds what moves money. Whoever asks for another one of their kind adds it here. */
const KEYS_AND_MONEY = [
  '@coral-xyz/anchor',
  '@dha-team/arbundles',
  '@metaplex-foundation/mpl-token-metadata',
  '@metaplex-foundation/umi',
  '@metaplex-foundation/umi-bundle-defaults',
  '@noble/curves',
  '@noble/hashes',
  '@scure/base',
  '@solana/kit',
  '@solana/spl-token',
  '@solana/web3.js',
  '@triton-one/yellowstone-grpc',
  '@wallet-standard/app',
  '@wallet-standard/wallet',
  'age-encryption',
  'arweave',
  'bn.js',
  'bs58',
  'litesvm',
  'standardwebhooks',
];
/** Names that say so themselves: none of these is missing in the list. */
const OF_THAT_KIND =
  /^@(?:solana|noble|scure|metaplex-foundation|coral-xyz|wallet-standard|dha-team|triton-one)\/|^(?:age-encryption|arweave|bs58|bn\.js|tweetnacl|ed25519.*|secp256k1|elliptic)$/;

/** They have a script for when they are installed, and all work without it. */
const SCRIPTS: Record<string, string[]> = {
  '.': [
    'bigint-buffer',
    'bufferutil',
    'esbuild',
    'keccak',
    'protobufjs',
    'secp256k1',
    'tesseract.js',
    'utf-8-validate',
  ],
  'client/conformance': [
    '@apollo/protobufjs',
    'bufferutil',
    'es5-ext',
    'keccak',
    'secp256k1',
    'sqlite3',
    'utf-8-validate',
  ],
  'predictors/conformance': ['onnxruntime-node', 'protobufjs'],
};

describe('what is installed', () => {
  it('[attack 155] every manifest pins every package to one version', () => {
    for (const folder of [...INSTALLED, ...WORKSPACES])
      expect(loose(json<Manifest>(`${folder}/package.json`)), folder).to.deep.equal([]);
  });

  it('[attack 155] packages that touch keys or money are known by name, and each is the version the manifests say', () => {
    const lock = json<Lockfile>('package-lock.json');
    const wanted = WORKSPACES.flatMap((folder) =>
      asked(json<Manifest>(`${folder}/package.json`)).map(([name, version]) => ({ folder, name, version })),
    );
    const sensitive = wanted.filter(({ name }) => KEYS_AND_MONEY.includes(name) || OF_THAT_KIND.test(name));
    expect([...new Set(sensitive.map(({ name }) => name))].sort()).to.deep.equal(KEYS_AND_MONEY);
    for (const { folder, name, version } of sensitive) {
      const near = lock.packages[`${folder}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      expect(near?.version, `${name} of ${folder}`).to.equal(version);
    }
  });

  for (const folder of INSTALLED) {
    const lock = json<Lockfile>(`${folder}/package-lock.json`);

    it(`[attack 155] every package of ${folder} has a hash and comes from where all come from; none is a poisoned version`, () => {
      expect(lock.lockfileVersion).to.equal(3);
      expect(fetched(lock).length).to.be.greaterThan(50);
      expect(faults(lock)).to.deep.equal([]);
    });

    it(`[attack 155] the packages of ${folder} with a script for their installation are these`, () => {
      expect(withScripts(lock)).to.deep.equal(SCRIPTS[folder]);
    });
  }

  it('[attack 155] no script of a package runs while it is installed', () => {
    expect(read('.npmrc').split('\n')).to.include.members(['ignore-scripts=true', 'save-exact=true']);
    // A folder with a manifest of its own does not read the settings above it, so they are told as they are called.
    for (const script of ['toolchain/prepare.sh', 'client/conformance/setup.sh', 'predictors/conformance/setup.sh']) {
      const calls = read(script).match(/\bnpm\b.*\b(?:ci|install)\b.*/g) ?? [];
      expect(calls, script).not.to.have.length(0);
      for (const call of calls) expect(call, script).to.contain('--ignore-scripts');
    }
  });

  const integrity = `sha512-${'A'.repeat(86)}==`;
  const good = { version: '1.0.0', integrity };
  const lockOf = (evil: object, name = 'evil'): Lockfile => ({
    lockfileVersion: 3,
    packages: { '': {}, 'node_modules/a': good, 'node_modules/b': good, [`node_modules/${name}`]: evil },
  });
  const hostile: Record<string, [Lockfile, string]> = {
    'a package without a hash': [lockOf({ version: '1.0.0' }), 'node_modules/evil has no hash'],
    'a hash that is easily matched': [
      lockOf({ version: '1.0.0', integrity: `sha1-${'A'.repeat(27)}=` }),
      'node_modules/evil has no hash',
    ],
    'a package from a repository': [
      lockOf({ ...good, resolved: 'git+ssh://git@code.example/evil.git#main' }),
      'node_modules/evil comes from git+ssh://git@code.example/evil.git#main',
    ],
    'an archive from elsewhere': [
      lockOf({ ...good, resolved: 'https://files.example/evil.tgz' }),
      'node_modules/evil comes from files.example',
    ],
    'an archive in the open': [
      lockOf({ ...good, resolved: 'http://files.example/evil.tgz' }),
      'node_modules/evil comes from http://files.example/evil.tgz',
    ],
    'the poisoned web3.js, deep inside another package': [
      lockOf({ ...good, version: '1.95.7' }, 'a/node_modules/@solana/web3.js'),
      'node_modules/a/node_modules/@solana/web3.js 1.95.7 is poisoned',
    ],
  };
  for (const [title, [lock, fault]] of Object.entries(hostile))
    it(`[attack 155] ${title} would be found`, () => {
      expect(faults(lock)).to.deep.equal([fault]);
    });

  it('[attack 155] a manifest that takes whatever comes would be found', () => {
    const versions = [
      '^1.0.0',
      '~1.0.0',
      '*',
      'latest',
      '>=1',
      '1.x',
      '1.0.0 - 2.0.0',
      '1.0.0-dev.1 || 1.0.0',
      '',
      'git+ssh://x',
      'https://x.example/y.tgz',
      'github:x/y',
    ];
    for (const version of versions)
      expect(loose({ dependencies: { evil: version } }), version).to.deep.equal([`evil ${JSON.stringify(version)}`]);
  });
});
