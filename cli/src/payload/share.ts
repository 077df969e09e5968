/**
 * Keys for those who must read: the drawn validators and, of payloads, the requester. They are posted once a round has its
 * seats, and again when somebody came who is not served yet; what lies there already is read back and checked first.
 */
import type { PublicKey } from '@solana/web3.js';
import {
  fetchPage,
  isCourt,
  listReviews,
  type CourtView,
  type Keyed,
  type PageView,
  type PanelView,
  type TaskAccount,
} from '@tagger/client';
import { datasetCommitment, type Identity } from '@tagger/client/keys';
import {
  fetchReaders,
  findPayloadKeys,
  payloadKeys,
  postPayloadKeys,
  readersWithout,
  type PayloadKeys,
  type PayloadReader,
} from '@tagger/client/payload';
import { itemsCommitment, passTaskKey } from '@tagger/client/private';
import type { SeatKeyView } from '@tagger/client';
import type { Storage } from '@tagger/client/storage';
import { storageOf } from '../arweave.ts';
import type { Context } from '../context.ts';

type Place = Parameters<typeof postPayloadKeys>[1];

/** What one wallet can post for the readers of a panel. */
export interface Sharer {
  /** What every file of keys for it is committed to. */
  commitment: Uint8Array;
  /** Key of the requester where he reads too. */
  readerKey?: Uint8Array;
  post(storage: Storage, place: Place, readers: readonly PayloadReader[]): Promise<unknown>;
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

/** Who knows the secret of a payload: its annotator. */
export const payloadSharer = (secret: Uint8Array, readerKey: Uint8Array): Sharer => ({
  commitment: datasetCommitment(secret),
  readerKey,
  post: (storage, place, readers) => postPayloadKeys(storage, place, payloadKeys(secret, place.page, readers)),
});

/** Who knows the secret of a private task's items: its requester. */
export const taskKeySharer =
  (secret: Uint8Array): SharerOf =>
  () => ({
    commitment: itemsCommitment(secret),
    post: (storage, place, readers) => postPayloadKeys(storage, place, payloadKeys(secret, place.page, readers)),
  });

/** A member of a private task passes on what his seat holds, once a process: his wraps have no proof to find them by again. */
export function seatKeySharer(key: SeatKeyView, identity: Identity, itemsKey: readonly number[]): Sharer {
  const passed = new Set<string>();
  return {
    commitment: Uint8Array.from(itemsKey),
    post: async (storage, place, readers) => {
      const name = [place.page, place.panel, ...readers.map(({ wallet }) => wallet.toBase58())].join(' ');
      if (!passed.has(name)) await passTaskKey(storage, place, { key, identity, itemsKey }, readers);
      passed.add(name);
    },
  };
}

/** Posts what is missing for every live review of a task. Returns the rounds something was posted for. */
export async function shareWith(
  { connection, wallet }: Pick<Context, 'connection' | 'wallet'>,
  { arweave, dryRun }: { arweave: string; dryRun: boolean },
  task: Keyed<TaskAccount>,
  sharerOf: SharerOf,
): Promise<Shared[]> {
  const storage = storageOf(arweave, wallet);
  const done: Shared[] = [];
  for (const review of await listReviews(connection, { task: task.address })) {
    const round = review.panels.filter(isCourt).at(-1);
    if (round === undefined || !seated(round)) continue;
    const page = await fetchPage(connection, round.case.subjectPage);
    const panel = page?.panels.find(({ number }) => number === round.case.subject);
    const sharer = page === null || panel === undefined ? undefined : sharerOf(page, panel);
    if (page === null || panel === undefined || sharer === undefined) continue;
    const { readers, keyless } = await fetchReaders(connection, review.address, round.number, sharer.readerKey);
    const place = { page: page.address, panel: panel.number, posters: [wallet.publicKey] };
    if (readers.length === 0 || (await areServed(storage, place, sharer, readers))) continue;
    if (!dryRun) await sharer.post(storage, place, readers);
    done.push({
      review: review.address.toBase58(),
      round: round.case.round,
      page: page.index,
      panel: panel.number,
      readers: readers.map(({ wallet: reader }) => reader.toBase58()),
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
  place: Place,
  { commitment }: Sharer,
  readers: readonly PayloadReader[],
): Promise<boolean> {
  const same = (keys: PayloadKeys): boolean => keys.commitment.every((byte, at) => byte === commitment[at]);
  for await (const keys of findPayloadKeys(storage, place))
    if (same(keys) && readersWithout(keys, place.page, readers).length === 0) return true;
  return false;
}

export const sharedText = ({ review, round, readers, keyless }: Shared, dryRun: boolean): string =>
  [
    `${dryRun ? 'would post' : 'posted'} the key for ${readers.length} readers of round ${round} of review ${review}`,
    ...(keyless.length > 0 ? [`not for ${keyless.join(', ')}, who named no key (\`tagger key\`)`] : []),
  ].join('; ');
