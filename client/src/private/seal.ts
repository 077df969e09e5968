/** Encrypts the items of a private task in a secret order. */
import { TaggerClientError } from '../clientError.ts';
import { datasetIdentity } from '../keys/index.ts';
import type { Storage, Stored } from '../storage/index.ts';
import { putSealed } from './box.ts';
import { itemsCommitment, itemsIdentity } from './identity.ts';
import { encodeList } from './list.ts';
import { encodeManifest, type NamedItem } from './manifest.ts';
import { isOrder, secretOrder } from './order.ts';
import { itemBytes, itemsPerFile, packItems } from './padding.ts';

export interface SealOptions {
  /** Opens the items: `newItemsSecret()`, for this task alone. */
  secret: Uint8Array;
  /** Opens the manifest: `newDatasetSecret()`, later the dataset's. */
  manifestSecret: Uint8Array;
  /** Place `i` of the task gets item `order[i]`. Default: a secret random order, and nothing else keeps the meaning of labels. */
  order?: readonly number[];
}

export interface SealedItems {
  /** The task's `itemsKey`, 32 bytes. */
  itemsKey: Uint8Array;
  /** The sealed list: its id is the task's `itemsId`, its hash belongs into the rules. */
  list: Stored;
  /** The sealed manifest: what a licence sells. */
  manifest: Stored;
  order: number[];
}

/**
 * Stores items, their list and the manifest, encrypted. Whoever has no key sees their number, how long the longest is up to a
 * factor of two, who posted them and when; suggestions and other text belong into the items, rules are public.
 * Throws `NoItems`, `ItemTooLarge`, `BadOrder`, `SameSecret` and what `Storage.put` throws.
 */
export async function sealItems(
  storage: Storage,
  items: readonly NamedItem[],
  options: SealOptions,
): Promise<SealedItems> {
  const { secret, manifestSecret, order = secretOrder(items.length) } = options;
  if (items.length === 0) throw new TaggerClientError('NoItems', 'a task has one item at least');
  if (!isOrder(order, items.length))
    throw new TaggerClientError('BadOrder', 'an order names each item once: leave it out to get a random one');
  if (secret.every((byte, at) => byte === manifestSecret[at]))
    throw new TaggerClientError('SameSecret', 'members would open the manifest: use another secret for it');
  const placed = order.map((at) => items[at] as NamedItem);
  const bytes = itemBytes(Math.max(...placed.map((item) => item.bytes.length)));
  const perFile = itemsPerFile(bytes, items.length);
  const identity = itemsIdentity(secret);
  const files: Stored[] = [];
  for (let first = 0; first < placed.length; first += perFile) {
    const block = placed.slice(first, first + perFile).map((item) => item.bytes);
    files.push(await putSealed(storage, packItems(block, bytes, perFile), identity));
  }
  const list = await putSealed(
    storage,
    encodeList({ count: items.length, itemBytes: bytes, perFile, files }),
    identity,
  );
  const names = placed.map(({ name }) => name);
  const manifest = await putSealed(
    storage,
    encodeManifest({ names, order: [...order], items: list, identity }),
    datasetIdentity(manifestSecret),
  );
  return { itemsKey: itemsCommitment(secret), list, manifest, order: [...order] };
}
