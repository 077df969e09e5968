/**
 * Keys for those who must read: the drawn validators and, of payloads, the requester. They are posted once a round has its
 * seats, and again when somebody came who is not served yet; what lies there already is read back and checked first.
 */
import type { Connection, PublicKey } from '@solana/web3.js';
import { fetchPage, listReviews, type Keyed } from '../fetch.ts';
import { datasetCommitment } from '../keys/index.ts';
import type { CourtView, PageView, PanelView } from '../panel.ts';
import { isCourt } from '../review.ts';
import type { Storage } from '../storage/index.ts';
import { fetchReaders, type PayloadReader } from './readers.ts';
import { findPayloadKeys, postPayloadKeys, type PayloadPlace } from './share.ts';
import { payloadKeys, readersWithout, type PayloadKeys } from './wraps.ts';

/** What one wallet can post for the readers of a panel. */
export interface Sharer {
  /** What every file of keys for it is committed to. */
  commitment: Uint8Array;
  /** Key of the requester where he reads too. */
  readerKey?: Uint8Array;
  post(storage: Storage, place: PayloadPlace, readers: readonly PayloadReader[]): Promise<unknown>;
}

/** What a wallet has for a judged panel; `undefined` when it is none of its business. */
export type SharerOf = (page: Keyed<PageView>, panel: PanelView) => Sharer | undefined;

export interface Shared {
  review: string;
  round: number;
  page: number;
  panel: bigint;
  /** Wallets that can read now. */
  readers: string[];
  /** Drawn, but they named no key: nobody can encrypt for them. */
  keyless: string[];
}

/** Who knows the secret of a payload: its annotator. `readerKey` is what the task's rules name. */
export const payloadSharer = (secret: Uint8Array, readerKey: Uint8Array): Sharer => ({
  commitment: datasetCommitment(secret),
  readerKey,
  post: (storage, place, readers) => postPayloadKeys(storage, place, payloadKeys(secret, place.page, readers)),
});

export interface ShareOptions {
  storage: Storage;
  /** Who posts. */
  poster: PublicKey;
  /** Say what would be posted and post nothing. */
  dryRun?: boolean;
}

/** Posts what is missing for every live review of a task. Returns the rounds something was posted for. */
export async function shareKeys(
  connection: Connection,
  task: PublicKey,
  sharerOf: SharerOf,
  { storage, poster, dryRun = false }: ShareOptions,
): Promise<Shared[]> {
  const done: Shared[] = [];
  for (const review of await listReviews(connection, { task })) {
    const round = review.panels.filter(isCourt).at(-1);
    if (round === undefined || !seated(round)) continue;
    const page = await fetchPage(connection, round.case.subjectPage);
    const panel = page?.panels.find(({ number }) => number === round.case.subject);
    const sharer = page === null || panel === undefined ? undefined : sharerOf(page, panel);
    if (page === null || panel === undefined || sharer === undefined) continue;
    const { readers, keyless } = await fetchReaders(connection, review.address, round.number, sharer.readerKey);
    const place = { page: page.address, panel: panel.number, posters: [poster] };
    if (readers.length === 0 || (await areServed(storage, place, sharer, readers))) continue;
    if (!dryRun) await sharer.post(storage, place, readers);
    done.push({
      review: review.address.toBase58(),
      round: round.case.round,
      page: page.index,
      panel: panel.number,
      readers: readers.map(({ wallet }) => text(wallet)),
      keyless: keyless.map(text),
    });
  }
  return done;
}

const text = (key: PublicKey): string => key.toBase58();

/** Everybody who is wanted sits, and may still vote. */
const seated = ({ phase }: CourtView): boolean => phase === 'commit' || phase === 'reveal';

/** Whether one file of this key serves all of them, as its proofs say. */
async function areServed(
  storage: Storage,
  place: PayloadPlace,
  { commitment }: Sharer,
  readers: readonly PayloadReader[],
): Promise<boolean> {
  const same = (keys: PayloadKeys): boolean => keys.commitment.every((byte, at) => byte === commitment[at]);
  for await (const keys of findPayloadKeys(storage, place))
    if (same(keys) && readersWithout(keys, place.page, readers).length === 0) return true;
  return false;
}
