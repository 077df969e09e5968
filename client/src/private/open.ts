/** Reads items of a private task with their key. */
import { TaggerClientError } from '../clientError.ts';
import type { Identity } from '../keys/index.ts';
import type { Reader, Stored } from '../storage/index.ts';
import { getSealed } from './box.ts';
import { decodeList } from './list.ts';
import { unpackItem } from './padding.ts';

/** Items of one panel. */
export interface ItemRange {
  first: number;
  count: number;
}

const MAX_LIST_BYTES = 64 * 1024 * 1024;

/**
 * The items of a range, in the task's order; default all. Only the files they lie in are fetched, each checked against the
 * list, which is checked against `list.sha256`: take that from the rules, whose hash is on chain.
 * Throws what `Reader.get` throws, `WrongKey`, `PayloadDamaged`, `BadItems`, and `NoSuchItem` for a range outside of the task.
 */
export async function openItems(
  reader: Reader,
  list: Pick<Stored, 'id' | 'sha256'>,
  identity: Identity,
  range?: ItemRange,
): Promise<Uint8Array[]> {
  const { count, itemBytes, perFile, files } = decodeList(await getSealed(reader, list, identity, MAX_LIST_BYTES));
  const { first, count: wanted } = range ?? { first: 0, count };
  if (first < 0 || wanted < 0 || first + wanted > count)
    throw new TaggerClientError('NoSuchItem', `this task has items 0 to ${count - 1}`);
  const items: Uint8Array[] = [];
  const end = first + wanted;
  for (let file = Math.floor(first / perFile); file * perFile < end; file += 1) {
    const block = await getSealed(reader, files[file]!, identity, itemBytes * perFile);
    const from = Math.max(first, file * perFile);
    for (let place = from; place < Math.min(end, (file + 1) * perFile); place += 1)
      items.push(unpackItem(block, itemBytes, place - file * perFile));
  }
  return items;
}
