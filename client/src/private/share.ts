/**
 * Validators of a review need the items too. Keys for them travel as those of payloads do: in data items that anybody may post
 * and nobody needs to believe. The requester posts them; if he does not, any member of the task can, from his own key.
 */
import { TaggerClientError } from '../clientError.ts';
import { passKey, PROOF_BYTES, unwrapKey, type Identity } from '../keys/index.ts';
import {
  findPayloadKeys,
  payloadKeys,
  postPayloadKeys,
  type PayloadKeys,
  type PayloadReader,
  type SharerOf,
} from '../payload/index.ts';
import type { Reader, Storage, Stored } from '../storage/index.ts';
import type { SeatKey } from '../types.ts';
import { itemsCommitment, wrapOf } from './identity.ts';
import { openItems } from './open.ts';

type Place = Parameters<typeof postPayloadKeys>[1];

/** The requester posts the items' key for those who sit on a review of a panel (`fetchReaders`). */
export const postTaskKeys = (
  storage: Storage,
  place: Place,
  secret: Uint8Array,
  readers: readonly PayloadReader[],
): Promise<Stored> => postPayloadKeys(storage, place, payloadKeys(secret, place.page, readers));

/** The same for `shareKeys`: from whoever knows the secret of the items. */
export const taskKeySharer =
  (secret: Uint8Array): SharerOf =>
  () => ({
    commitment: itemsCommitment(secret),
    post: (storage, place, readers) => postTaskKeys(storage, place, secret, readers),
  });

/** A member posts it from his own seat's key, without a proof. Throws `KeyNotDelivered`, `InvalidKey`. */
export function passTaskKey(
  storage: Storage,
  place: Place,
  own: { key: Pick<SeatKey, 'wrap' | 'deliveredAt'>; identity: Identity; itemsKey: readonly number[] | Uint8Array },
  readers: readonly PayloadReader[],
): Promise<Stored> {
  const wrap = wrapOf(own.key);
  const wraps: PayloadKeys['wraps'] = new Map(
    readers.map(({ wallet, key }) => [
      wallet.toBase58(),
      { wrap: passKey(own.identity, wrap, key), proof: new Uint8Array(PROOF_BYTES) },
    ]),
  );
  return postPayloadKeys(storage, place, { commitment: Uint8Array.from(own.itemsKey), wraps });
}

/**
 * The identity that opens the items, for a validator: the first that was posted for him and opens the list. A proof is not
 * asked for, the list is one. Throws `NoKeys`.
 */
export async function readTaskKey(
  reader: Reader,
  place: Place,
  task: { itemsKey: readonly number[] | Uint8Array; list: Pick<Stored, 'id' | 'sha256'> },
  { self, identity }: { self: PayloadReader; identity: Identity },
): Promise<Identity> {
  const itemsKey = Uint8Array.from(task.itemsKey);
  for await (const { commitment, wraps } of findPayloadKeys(reader, place)) {
    const wrap = wraps.get(self.wallet.toBase58())?.wrap;
    if (wrap === undefined || !commitment.every((byte, at) => byte === itemsKey[at])) continue;
    const key = keyIn(identity, itemsKey, wrap);
    if (key !== undefined && (await opens(reader, task.list, key))) return key;
  }
  throw new TaggerClientError(
    'NoKeys',
    'nobody posted the key of these items for you: ask requester and members, or vote that the label stands',
  );
}

function keyIn(identity: Identity, itemsKey: Uint8Array, wrap: Uint8Array): Identity | undefined {
  try {
    return unwrapKey(identity, itemsKey, wrap);
  } catch {
    return undefined;
  }
}

async function opens(reader: Reader, list: Pick<Stored, 'id' | 'sha256'>, key: Identity): Promise<boolean> {
  try {
    await openItems(reader, list, key, { first: 0, count: 0 });
    return true;
  } catch (error) {
    if (error instanceof TaggerClientError && error.name === 'WrongKey') return false;
    throw error;
  }
}
