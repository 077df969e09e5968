/** A dataset of a finished task without a chain: 100 items, 300 answers of Ann, Ben and Cyd, 7 of 8 gold items right. */
import { createHash } from 'node:crypto';
import type { PublicKey } from '@solana/web3.js';
import { Keypair } from '@solana/web3.js';
import { DUTIES, METHOD, USE_CLASS, USES, type LicenceTerms, type SeatAccount, type TaskAccount } from '@tagger/client';
import {
  croissant,
  type ChainState,
  type Json,
  type ManifestFile,
  type PublishedState,
  type Statement,
} from '@tagger/client/manifest';
import { idText } from '@tagger/client/storage';

export const hashOf = (text: string | Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(text).digest());
export const hexOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const bytes = (text: string): number[] => [...hashOf(text)];
export const key = (name: string): PublicKey => Keypair.fromSeed(hashOf(name)).publicKey;
export const idOf = (text: string): string => idText(hashOf(text));

export const TRAINING: LicenceTerms = {
  textHash: bytes('licence'),
  textId: bytes('licence id'),
  termSecs: 31_536_000n,
  leastRoyalty: 0n,
  seats: 0,
  uses: USES.train | USES.evaluate,
  royaltyBps: 0,
  territory: [0, 0],
  field: 0,
  duties: DUTIES.attribution,
  transferable: 0,
  reserved: [0, 0, 0],
};

/** Fields a manifest looks at; the rest of an account plays no part. */
const task = {
  address: key('task'),
  requester: key('Rita'),
  rulesHash: bytes('rules'),
  rulesId: bytes('rules id'),
  suggestionsHash: bytes('suggestions'),
  suggestionsId: bytes('suggestions id'),
  terms: { price: 10_000n, classes: 2, method: METHOD.weighted, hasGold: 1, reviewSeats: 3, appealRounds: 1 },
  paid: 2_700_000n,
  slashed: 0n,
  answers: 300n,
  accepted: 270n,
  itemsSettled: 100n,
  panelsSettled: 10,
  seatsMade: 3,
} as unknown as TaskAccount & { address: PublicKey };

const seat = (name: string, index: number, accepted: bigint, goldHits: number, goldTotal: number) =>
  ({
    address: key(`seat of ${name}`),
    wallet: key(name),
    index,
    answered: 100n,
    accepted,
    goldHits,
    goldTotal,
    earned: accepted * 10_000n,
  }) as unknown as SeatAccount & { address: PublicKey };

export const PAYLOAD = hashOf('payload');

export const STATE: ChainState = {
  cluster: '4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ',
  dataset: key('dataset'),
  title: key('title'),
  publisher: key('Rita'),
  contents: {
    payloadHash: [...PAYLOAD],
    commitment: bytes('commitment'),
    licenceHash: bytes('licence'),
    licenceId: bytes('licence id'),
    useClass: USE_CLASS.commercial,
    attribution: 1,
    shareAlike: 0,
  },
  recordsRoot: hashOf('records'),
  panels: 10n,
  contributorBps: 3_000,
  validatorBps: 500,
  task,
  seats: [seat('Ann', 0, 100n, 4, 4), seat('Ben', 1, 90n, 3, 4), seat('Cyd', 2, 80n, 0, 0)],
  offers: [{ index: 0, terms: TRAINING, price: 10_000_000n }],
};

export const SAID: Statement = {
  name: 'Cats and dogs',
  description: 'Photographs of pets.\nEach shows one animal.',
  version: '1.0.0',
  published: '2026-11-23',
  creators: [{ name: 'Rita', kind: 'person' }],
  keywords: ['pets', 'images'],
  languages: ['en'],
  citeAs: 'Rita: Cats and dogs, 2026',
  spdx: 'CC-BY-4.0',
  rai: { dataBiases: ['Only short-haired animals.'], dataCollection: ['Taken at one shelter.'] },
};

const FIELDS = [
  { name: 'item', description: 'Name of the photograph', type: 'text' as const },
  { name: 'label', description: 'Animal', type: 'text' as const },
  { name: 'sure', description: 'Whether the label is sure', type: 'boolean' as const },
];

export const FILES: ManifestFile[] = [
  {
    name: 'sample.csv',
    id: idOf('sample'),
    sha256: hexOf('sample'),
    size: 20,
    mediaType: 'text/csv',
    records: {
      name: 'sample',
      description: 'A hundredth of the labels',
      fields: FIELDS,
      preview: [{ item: 'a.jpg', label: 'cat', sure: true }],
    },
  },
  {
    name: 'labels.csv.age',
    id: idOf('payload'),
    sha256: Buffer.from(PAYLOAD).toString('hex'),
    size: 2_000,
    mediaType: 'application/octet-stream',
    plain: { name: 'labels.csv', mediaType: 'text/csv' },
    records: { name: 'records', description: 'All labels', fields: FIELDS, preview: [] },
  },
];

/** What was just published: the manifest's hash is on chain. */
export function published(manifest: { sha256: Uint8Array }): PublishedState {
  return { ...STATE, manifestId: hashOf('manifest id'), manifestHash: manifest.sha256 };
}

/** The document of the manifest as values, to be changed. */
export function theDocument(): Record<string, Json> {
  const { bytes } = croissant(STATE, SAID, FILES);
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Json>;
}

export const asBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
