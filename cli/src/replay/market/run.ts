/**
 * What was bought is sold on: the labels become a dataset, a buyer pays for a licence, gets the key, downloads, decrypts and
 * loads it; the people who labelled take their part; the licence is sold on for a royalty, and refuses to move once it has
 * expired. Every step looks at the chain first: stopped anywhere, it goes on.
 */
import type { Connection, PublicKey } from '@solana/web3.js';
import { datasetPda, licenceMintPda, titlePda } from '@tagger/client';
import { newDatasetSecret, type Identity } from '@tagger/client/keys';
import type { TimeAdvance } from '@tagger/localnet';
import type { Progress } from '../../progress.ts';
import { secretFrom } from '../keys.ts';
import type { Person } from '../people.ts';
import type { Plan } from '../plan.ts';
import { untilExpired } from './expire.ts';
import { finishTask } from './finish.ts';
import { openBought, type Opened } from './open.ts';
import { publishLabels } from './publish.ts';
import { resell } from './resale.ts';
import { readResult, type MarketResult } from './result.ts';
import { claimShares } from './share.ts';
import { buy } from './trade.ts';

export interface Market {
  connection: Connection;
  plan: Plan;
  /** Final label code of each item. */
  labels: readonly number[];
  /** Of the title: at most 32 bytes. */
  name: string;
  seed: Uint8Array;
  task: PublicKey;
  /** Publishes. */
  requester: Person;
  contributors: Person[];
  /** Who buys, and who buys from him. */
  buyers: readonly [Buyer, Buyer];
  tagMint: PublicKey;
  treasury: PublicKey;
  /** Arweave endpoint. */
  arweave: string;
  /** Where what is bought is written. */
  dir: string;
  advance(by: TimeAdvance): Promise<unknown>;
  progress: Progress;
  /** Called while the market is at its fullest, before a year passes and all is taken apart. */
  fullest?: () => void;
  /** What holders found when they opened it, kept because a licence that was sold on opens nothing for who sold it. */
  opened: Opened[];
  keepOpened(opened: Opened): void;
}

export interface Buyer extends Person {
  identity: Identity;
}

/** The publisher's first dataset, the buyer's first purchase. */
export const NONCE = 1n;

export const datasetOf = ({ requester }: Market): PublicKey => datasetPda(titlePda(requester.wallet.publicKey, NONCE));
export const licenceOf = (m: Market): PublicKey => licenceMintPda(datasetOf(m), m.buyers[0].wallet.publicKey, NONCE);
/** The publisher's secret behind the dataset's key; a run that is continued needs the same. */
export const secretOf = ({ seed }: Market): Uint8Array =>
  secretFrom(seed, 'dataset').slice(0, newDatasetSecret().length);

/** Everything up to the result; `endMarket` takes it apart again. */
export async function runMarket(m: Market): Promise<MarketResult> {
  const [first, second] = m.buyers;
  await finishTask(m);
  await publishLabels(m);
  await buy(m);
  await openOnce(m, first);
  await claimShares(m);
  await resell(m);
  // Royalties are shared like prices.
  await claimShares(m);
  await openOnce(m, second);
  m.fullest?.();
  const refusals = await untilExpired(m);
  return readResult(m, refusals);
}

async function openOnce(m: Market, buyer: Buyer): Promise<void> {
  if (!m.opened.some(({ by }) => by === buyer.name)) m.keepOpened(await openBought(m, buyer));
}
