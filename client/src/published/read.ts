/** Reads what was published with a task, from gateways nobody needs to trust: what counts are the hashes on the chain. */
import { TaggerClientError } from '../clientError.ts';
import { idText, type Reader } from '../storage/index.ts';
import type { TaskAccount } from '../types.ts';
import { checkModality, decodeItems, MOST_ITEMS, type PublishedItem } from './items.ts';
import { decodeRules, itemsHashOf, modalityIn, MOST_RULES, type Rules } from './rules.ts';

type Published = Pick<TaskAccount, 'rulesHash' | 'rulesId' | 'itemsId' | 'terms'>;

/** Throws what `Reader.get` and `decodeRules` throw. */
export async function readRules(
  from: Reader,
  task: { rulesHash: ArrayLike<number>; rulesId: ArrayLike<number> },
): Promise<Rules> {
  const expected = { sha256: Uint8Array.from(task.rulesHash), maxBytes: MOST_RULES };
  return decodeRules((await from.get(idText(Uint8Array.from(task.rulesId)), expected)).bytes);
}

/** Where the items of a task lie, and what they must hash to. */
export const itemsOf = (task: Published, rules: Rules): { id: string; sha256: Uint8Array } => ({
  id: idText(Uint8Array.from(task.itemsId)),
  sha256: itemsHashOf(rules),
});

/**
 * Items of a public task in order. Throws `PrivateItems` for a private one (`openItems` of `@tagger/client/private` reads those),
 * `BadItems` where one is not of the rules' modality, and what `Reader.get` and `decodeItems` throw. `readFileItem` reads those that are files.
 */
export async function readPublicItems(from: Reader, task: Published, rules: Rules): Promise<PublishedItem[]> {
  if (task.terms.private !== 0)
    throw new TaggerClientError(
      'PrivateItems',
      'the items of this task are encrypted: whoever joins it with `tagger work` gets their key',
    );
  const { id, sha256 } = itemsOf(task, rules);
  const items = decodeItems((await from.get(id, { sha256, maxBytes: MOST_ITEMS })).bytes);
  checkModality(items, modalityIn(rules));
  return items;
}
