/** Who may read a payload: whoever sits on a round of its review, and the requester. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { TaggerClientError } from '../clientError.ts';
import { fetchMember, fetchPage, fetchTask } from '../fetch.ts';
import { fetchPools, roundOf, sittersOf } from '../review.ts';

export interface PayloadReader {
  wallet: PublicKey;
  /** What he registered with `set_key`, 32 bytes. */
  key: Uint8Array;
}

export interface Readers {
  readers: PayloadReader[];
  /** They named no key: nobody can encrypt for them. */
  keyless: PublicKey[];
}

/**
 * Readers of the payload one round of a review is about. `review` is the review's page. `requesterKey` is what the task's
 * rules name, which members agreed to, and never what the requester registered since: he could make the validators see a
 * wrap for a key he gave up, and have what he reads all the same rejected. Without it he is no reader: of a private task
 * the key is his. Throws `NoPage`.
 */
export async function fetchReaders(
  connection: Connection,
  review: PublicKey,
  round: bigint,
  requesterKey?: Uint8Array,
): Promise<Readers> {
  const page = await fetchPage(connection, review);
  const task = page === null ? null : await fetchTask(connection, page.task);
  if (page === null || task === null)
    throw new TaggerClientError('NoPage', `there is no review ${review.toBase58()}: it may be over`);
  const sitters = sittersOf(await fetchPools(connection), roundOf(page, round));
  const members = await Promise.all(sitters.map(({ wallet }) => fetchMember(connection, wallet)));
  const keyed = sitters.map(({ wallet }, at) => ({ wallet, key: Uint8Array.from(members[at]?.key ?? []) }));
  const [seated, keyless] = [keyed.filter(hasKey), keyed.filter((reader) => !hasKey(reader))];
  const requester = requesterKey === undefined ? [] : [{ wallet: task.requester, key: requesterKey }];
  const readers = [...requester, ...seated];
  return { readers, keyless: keyless.map(({ wallet }) => wallet) };
}

const hasKey = ({ key }: PayloadReader): boolean => key.some((byte) => byte !== 0);
