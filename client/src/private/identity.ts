/** The key of a private task's items: one for all of them. It is made and delivered like a dataset's. */
import { TaggerClientError } from '../clientError.ts';
import { datasetCommitment, datasetIdentity, newDatasetSecret, unwrapKey, type Identity } from '../keys/index.ts';
import type { SeatKey } from '../types.ts';

/** 32 random bytes behind one task's items. The requester keeps them: they deliver the key. Use each for one task. */
export const newItemsSecret = (): Uint8Array => newDatasetSecret();

/** What the task names as `itemsKey`, 32 bytes. */
export const itemsCommitment = (secret: Uint8Array): Uint8Array => datasetCommitment(secret);

/** What opens the items, for the requester. */
export const itemsIdentity = (secret: Uint8Array): Identity => datasetIdentity(secret);

/**
 * What opens the items, for the member of a seat. `identity` is the one behind the key he had when he took the seat,
 * `itemsKey` the task's. Throws `KeyNotDelivered`.
 */
export function seatIdentity(
  key: Pick<SeatKey, 'wrap' | 'deliveredAt'>,
  identity: Identity,
  itemsKey: readonly number[] | Uint8Array,
): Identity {
  return unwrapKey(identity, Uint8Array.from(itemsKey), wrapOf(key));
}

/** The wrap of a seat, 64 bytes. Throws `KeyNotDelivered`. */
export function wrapOf({ wrap, deliveredAt }: Pick<SeatKey, 'wrap' | 'deliveredAt'>): Uint8Array {
  if (deliveredAt === 0n)
    throw new TaggerClientError(
      'KeyNotDelivered',
      'the key of this task has not reached your seat yet: wait, a claim that lapses for that reason costs nothing',
    );
  return Uint8Array.from(wrap.flat());
}
