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

/** Readers of the payload one round of a review is about. `review` is the review's page. Throws `NoPage`. */
export async function fetchReaders(connection: Connection, review: PublicKey, round: bigint): Promise<Readers> {
  const page = await fetchPage(connection, review);
  const task = page === null ? null : await fetchTask(connection, page.task);
  if (page === null || task === null)
    throw new TaggerClientError('NoPage', `there is no review ${review.toBase58()}: it may be over`);
  const sitters = sittersOf(await fetchPools(connection), roundOf(page, round));
  const wallets = [task.requester, ...sitters.map(({ wallet }) => wallet)];
  const members = await Promise.all(wallets.map((wallet) => fetchMember(connection, wallet)));
  const keyed = wallets.map((wallet, at) => ({ wallet, key: Uint8Array.from(members[at]?.key ?? []) }));
  const [readers, keyless] = [keyed.filter(hasKey), keyed.filter((reader) => !hasKey(reader))];
  return { readers, keyless: keyless.map(({ wallet }) => wallet) };
}

const hasKey = ({ key }: PayloadReader): boolean => key.some((byte) => byte !== 0);
