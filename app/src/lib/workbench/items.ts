/**
 * Items of a task as they are shown: fetched, checked by hash, and held ready before anybody gets to them. Pictures and sounds are
 * blobs of a type we name ourselves; a blob that is not needed any more is given back.
 */
import type { Keyed, TaskAccount } from '@tagger/client';
import type { Identity } from '@tagger/client/keys';
import type { PublishedItem, Rules } from '@tagger/client/published';
import type { Chain } from '../chain/door.ts';
import { text as all } from '../text/index.ts';
import { showable } from './pixels.ts';

const said = all.bench.refused;

export type ShownItem =
  | { kind: 'text'; text: string }
  /** `text` stands beside the file. */
  | { kind: 'image' | 'audio'; url: string; bytes: Uint8Array; text: string };

/** Items ahead that are fetched, and behind that are kept. */
const AHEAD = 4;
const BEHIND = 2;
/** UTF-16 units of a text in a file: as many as one in a list may have, `MOST_ITEM_TEXT` of the client. */
const MOST_TEXT = 1_000_000;

export interface Items {
  /** Item by its number in the task. Throws what reading it throws, and `BadItems` for what is of another kind than it says, or too large to show. */
  get(number: number): Promise<ShownItem>;
  /** Fetches those that come next and lets go of those that are far behind. */
  near(numbers: readonly number[], at: number): void;
  close(): void;
}

type Load = (number: number) => Promise<{ text: string } | { type: string; bytes: Uint8Array; text: string }>;

/** Public items of a task. Throws what `readPublicItems` throws. */
export async function publicItems(chain: Chain, task: Keyed<TaskAccount>, rules: Rules): Promise<Items> {
  const { readFileItem, readPublicItems } = await import('@tagger/client/published');
  const items: PublishedItem[] = await readPublicItems(chain.storage, task, rules);
  return held(chain, async (number) => {
    const item = items[number];
    if (item === undefined) throw missing(chain, number);
    if (typeof item === 'string') return { text: item };
    const { bytes } = await readFileItem(chain.storage, item);
    return { type: item.contentType, bytes, text: item.text ?? '' };
  });
}

/** Items to practise on, by their place in the rules. */
export async function practiceItems(chain: Chain, { practice = [] }: Rules): Promise<Items> {
  const { readFileItem } = await import('@tagger/client/published');
  return held(chain, async (number) => {
    const item = practice[number]?.item;
    if (item === undefined) throw missing(chain, number);
    if (typeof item === 'string') return { text: item };
    const { bytes } = await readFileItem(chain.storage, item);
    return { type: item.contentType, bytes, text: item.text ?? '' };
  });
}

/** Items of a private task by the key that was delivered to the wallet's seat; `undefined` before it came. */
export async function privateItems(
  chain: Chain,
  task: Keyed<TaskAccount>,
  rules: Rules,
  wallet: string,
  identity: () => Promise<Identity>,
): Promise<Items | undefined> {
  const key = await chain.client.fetchSeatKey(chain.connection, task.address, new chain.PublicKey(wallet));
  if (key === null || key.deliveredAt === 0n) return undefined;
  const { seatIdentity } = await import('@tagger/client/private');
  return privateItemsBy(chain, task, rules, seatIdentity(key, await identity(), task.itemsKey));
}

/** Items of a private task by what opens its list. */
export async function privateItemsBy(
  chain: Chain,
  task: Keyed<TaskAccount>,
  rules: Rules,
  own: Identity,
): Promise<Items> {
  const [{ openedItem, openItems }, { itemsOf, modalityIn }] = await Promise.all([
    import('@tagger/client/private'),
    import('@tagger/client/published'),
  ]);
  const list = itemsOf(task, rules);
  return held(chain, async (number) => {
    const [bytes] = await openItems(chain.storage, list, own, { first: number, count: 1 });
    if (bytes === undefined) throw missing(chain, number);
    const item = openedItem(bytes, modalityIn(rules));
    return typeof item === 'string' ? { text: item } : { type: item.contentType, bytes: item.bytes, text: '' };
  });
}

const missing = ({ client }: Chain, number: number): Error =>
  new client.TaggerClientError('NoSuchItem', `The list of items has no item ${number}: do not work for this task.`);

function held(chain: Chain, load: Load): Items {
  const known = new Map<number, Promise<ShownItem>>();
  const refused = (why: string): Error => new chain.client.TaggerClientError('BadItems', why);
  const words = (text: string): ShownItem => {
    if (text.length > MOST_TEXT) throw refused(said.longText(MOST_TEXT));
    return { kind: 'text', text };
  };
  const fetchOne = async (number: number): Promise<ShownItem> => {
    const found = await load(number);
    if (!('bytes' in found)) return words(found.text);
    const { bytes, text } = found;
    if (found.type === 'text/plain') return words(new TextDecoder().decode(bytes));
    const { ITEM_TYPES, itemTypeOf } = await import('@tagger/client/published');
    const kind = found.type.startsWith('image/') ? 'image' : 'audio';
    const type = itemTypeOf(bytes);
    if (type === undefined || ITEM_TYPES[type] !== kind) throw refused(said.otherKind);
    if (kind === 'image' && !showable(bytes)) throw refused(said.notShowable);
    const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }));
    if (kind === 'image') await decoded(url);
    return { kind, url, bytes, text };
  };
  const get = (number: number): Promise<ShownItem> => {
    const found = known.get(number);
    if (found !== undefined) return found;
    const loading = fetchOne(number);
    known.set(number, loading);
    // What failed is tried again by the next who asks.
    loading.catch(() => known.delete(number));
    return loading;
  };
  const letGo = (number: number): void => {
    const gone = known.get(number);
    known.delete(number);
    void gone?.then((item) => 'url' in item && URL.revokeObjectURL(item.url)).catch(() => undefined);
  };
  return {
    get,
    near(numbers, at) {
      const wanted = new Set(numbers.slice(Math.max(0, at - BEHIND), at + AHEAD + 1));
      for (const number of known.keys()) if (!wanted.has(number)) letGo(number);
      // One that can't be read is told when somebody gets to it.
      for (const number of wanted) void get(number).catch(() => undefined);
    },
    close: () => [...known.keys()].forEach(letGo),
  };
}

/** A picture that is decoded already appears at once. One that can't be is shown as the browser shows it. */
async function decoded(url: string): Promise<void> {
  const picture = new Image();
  picture.src = url;
  await picture.decode().catch(() => undefined);
}
