/** The items of a task as a predictor takes them, each fetched when it is asked for and not kept: files are large. */
import { fetchSeatKey, type Keyed, type TaskAccount } from '@tagger/client';
import { deliveryKey, type Identity } from '@tagger/client/keys';
import { openItems, seatIdentity } from '@tagger/client/private';
import {
  itemsOf,
  modalityIn,
  modalityOf,
  readFileItem,
  type Modality,
  type PublishedItem,
  type Rules,
} from '@tagger/client/published';
import type { Reader, Stored } from '@tagger/client/storage';
import type { Item } from '@tagger/predictors';
import { itemFrom } from '../items.ts';
import { identityOf, isKey, otherKey, type Kit } from '../kit/index.ts';

export type Load = () => Promise<Item>;

export interface TaskItems {
  /** Of items from `first` on; fewer where the list ends. Throws what reading them throws. */
  loads(first: number, count: number): Promise<Load[]>;
}

/** Items of a public task. */
export const publicItems = (from: Reader, items: readonly PublishedItem[]): TaskItems => ({
  loads: (first, count) =>
    Promise.resolve(
      items.slice(first, first + count).map((item): Load => {
        if (typeof item === 'string') return () => Promise.resolve({ modality: 'text', text: item });
        return async () => itemFrom(modalityOf(item), (await readFileItem(from, item)).bytes);
      }),
    ),
});

/** Items of a private task: those of a range lie in few files and are opened together. */
export const privateItems = (
  from: Reader,
  list: Pick<Stored, 'id' | 'sha256'>,
  identity: Identity,
  modality: Modality,
): TaskItems => ({
  loads: async (first, count) =>
    (await openItems(from, list, identity, { first, count })).map(
      (bytes): Load =>
        () =>
          Promise.resolve(itemFrom(modality, bytes)),
    ),
});

/** Items by the key that was delivered to the wallet's seat; `undefined` before it came. Throws `OtherKey`. */
export async function openedBySeat(
  kit: Kit,
  from: Reader,
  task: Keyed<TaskAccount>,
  rules: Rules,
): Promise<TaskItems | undefined> {
  const key = await fetchSeatKey(kit.chain.connection, task.address, kit.wallet.publicKey);
  if (key === null || key.deliveredAt === 0n) return undefined;
  const identity = await identityOf(kit);
  if (!isKey(key.recipient, deliveryKey(identity))) throw otherKey();
  return privateItems(from, itemsOf(task, rules), seatIdentity(key, identity, task.itemsKey), modalityIn(rules));
}
